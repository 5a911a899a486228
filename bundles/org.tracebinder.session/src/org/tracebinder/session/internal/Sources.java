// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.MerkleTree;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.privacy.PersonalDataFinder;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Detector;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.RawRecord;
import org.tracebinder.ingest.TextEncoding;
import org.tracebinder.vault.FrameReader;
import org.tracebinder.vault.KeptContent;
import org.tracebinder.vault.RecordTable;
import org.tracebinder.vault.ReferencedFile;
import org.tracebinder.vault.StoredSource;

/** The sources of a binder, opened as they are asked for: records, their bytes and the events in them. Thread-safe. */
final class Sources implements AutoCloseable {

    private final Layout layout;
    private final Detector detector;
    private final Map<Integer, StoredSource> stored = new HashMap<>();
    private final Map<Integer, RecordTable> tables = new HashMap<>();
    private final Map<String, KeptContent> contents = new HashMap<>();
    private final Map<Integer, TextEncoding> encodings = new HashMap<>();
    private final Map<Integer, Live> live = new HashMap<>();
    private List<SourceInfo> infos = List.of();

    /** A source that is being read: not told among the sources, but its records can be looked at already. */
    private record Live(StoredSource source, RecordTable table, KeptContent content) {

        void close() {
            try (table; content) {
                return;
            } catch (IOException e) {
                // both were only read from
                System.getLogger(Sources.class.getName()).log(System.Logger.Level.DEBUG, "live source", e);
            }
        }
    }

    Sources(Layout layout, Detector detector) {
        this.layout = layout;
        this.detector = detector;
    }

    /** A source begins to be read; its record table is there and grows. */
    synchronized void begin(StoredSource source) {
        try {
            live.put(source.info().number(), new Live(source,
                    RecordTable.open(layout.records(source.info().number()), false),
                    new ReferencedFile(Path.of(source.outside()), Files.size(Path.of(source.outside())),
                    source.modified())));
        } catch (IOException e) {
            live.remove(source.info().number()); // a look at its records has to wait until it is committed
        }
    }

    /** @return true while a source is being read */
    synchronized boolean reading() {
        return !live.isEmpty();
    }

    /** Takes the sources as the database has them now; nothing is being read any more. */
    synchronized void refresh(List<StoredSource> sources) {
        live.values().forEach(Live::close);
        live.clear();
        stored.clear();
        List<SourceInfo> all = new ArrayList<>();
        for (StoredSource source : sources) {
            stored.put(source.info().number(), source);
            all.add(source.info());
        }
        infos = List.copyOf(all);
    }

    synchronized List<SourceInfo> infos() {
        return infos;
    }

    /** @return the source, or null when there is none of that number */
    synchronized StoredSource source(int number) {
        Live reading = live.get(number);
        return reading != null ? reading.source : stored.get(number);
    }

    /** @return the records of the source */
    synchronized RecordTable table(int source) throws IOException {
        if (live.containsKey(source)) {
            RecordTable growing = live.get(source).table;
            growing.grow();
            return growing;
        }
        RecordTable table = tables.get(source);
        if (table == null) {
            table = RecordTable.open(layout.records(source), false);
            tables.put(source, table);
        }
        return table;
    }

    /** @return the content of the source; sources with the same bytes share it */
    synchronized KeptContent content(int source) throws IOException {
        if (live.containsKey(source)) {
            return live.get(source).content;
        }
        StoredSource stored = known(source);
        String place = stored.outside() != null ? stored.outside() : stored.contentSha256().toString();
        KeptContent content = contents.get(place);
        if (content == null) {
            content = stored.outside() == null ? new FrameReader(layout.content(stored.contentSha256()))
                    : new ReferencedFile(Path.of(stored.outside()), stored.info().bytes(), stored.modified());
            contents.put(place, content);
        }
        return content;
    }

    private synchronized StoredSource known(int source) throws IOException {
        StoredSource found = source(source);
        if (found == null) {
            throw new IOException("there is no source S" + source + " in this binder");
        }
        return found;
    }

    /** @return the record, or null when there is none of that number */
    RecordTable.Entry entry(RecordId id) throws IOException {
        if (source(id.source()) == null) {
            return null;
        }
        RecordTable table = table(id.source());
        return id.record() < 1 || id.record() > table.size() ? null : table.get(id.source(), id.record());
    }

    /**
     * @return the bytes of a record
     * @throws IOException when they can't be read, or are not those that were imported
     */
    byte[] bytes(RecordRef ref) throws IOException {
        byte[] bytes = kept(ref);
        if (!MerkleTree.leafHash(bytes).equals(ref.leaf())) {
            throw new IOException("the bytes of record " + ref.id() + " are not those that were imported: its SHA-256 "
                    + "is another. The vault, or the file that the binder refers to, was altered: run doctor.");
        }
        return bytes;
    }

    /** @return what is kept as the bytes of a record, not compared with its hash */
    byte[] kept(RecordRef ref) throws IOException {
        return content(ref.id().source()).read(ref.offset(), ref.length());
    }

    /** @return the events of a record, read again from its bytes */
    List<Event> events(RecordRef ref) throws IOException {
        StoredSource source = known(ref.id().source());
        FormatReader reader = detector.reader(source.info().format()).orElse(null);
        if (reader == null || ref.state() == RecordRef.State.QUARANTINED) {
            return List.of();
        }
        List<Event> events = new ArrayList<>();
        try {
            reader.read(raw(ref), events::add);
        } catch (BadRecordException e) {
            throw unreadable(ref, e);
        }
        events.replaceAll(e -> e.withPersonalData(PersonalDataFinder.in(e)));
        return events;
    }

    /**
     * @return the bytes of a record and where its events stand in them; reads them whole only where the reader has to
     */
    Pieces pieces(RecordTable.Entry entry) throws IOException {
        RecordRef ref = entry.ref();
        byte[] bytes = bytes(ref);
        StoredSource source = known(ref.id().source());
        FormatReader reader = detector.reader(source.info().format()).orElse(null);
        if (reader == null || entry.events() == 0 || encoding(source.info().number()) != TextEncoding.UTF_8) {
            return new Pieces(ref.id(), bytes, entry.events(), null);
        }
        int[] places;
        try {
            places = reader.places(new RawRecord(bytes, 0, bytes.length, ref.id().record(), context(source)));
        } catch (BadRecordException e) {
            throw unreadable(ref, e);
        }
        if (places != null && places.length != entry.events() * 2) {
            places = events(ref).stream().flatMapToInt(e -> IntStream.of(e.from(), e.to())).toArray();
        }
        return new Pieces(ref.id(), bytes, entry.events(), places);
    }

    private static IOException unreadable(RecordRef ref, BadRecordException e) {
        return new IOException("record " + ref.id() + " was readable at its import and is not any more: "
                + e.getMessage() + ". The vault is damaged, or the reader changed: run doctor.", e);
    }

    /** @return the record as its reader takes it: in UTF-8 */
    RawRecord raw(RecordRef ref) throws IOException {
        StoredSource source = known(ref.id().source());
        byte[] bytes = bytes(ref);
        return Pipeline.raw(encoding(source.info().number()), bytes, 0, bytes.length, ref.id().record(),
                context(source));
    }

    private TextEncoding encoding(int source) throws IOException {
        KeptContent content = content(source);
        synchronized (this) {
            TextEncoding known = encodings.get(source);
            if (known == null) {
                known = TextEncoding.of(content.read(0, Math.min(4, content.size())));
                encodings.put(source, known);
            }
            return known;
        }
    }

    static RawRecord.SourceContext context(StoredSource source) {
        return context(source.info().path(), source.envelope());
    }

    /** @return what all records of a source share, the same at import and ever after */
    static RawRecord.SourceContext context(String path, byte[] envelope) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return new RawRecord.SourceContext(name, path.replace('\\', '/'), envelope,
                Hash.of(path.getBytes(StandardCharsets.UTF_8)));
    }

    /** @return the id of the n-th event (from 0) of a record that holds {@code count} events */
    static EventId id(RecordId record, int n, int count) {
        return new EventId(record, count == 1 ? 0 : n + 1);
    }

    @Override
    public synchronized void close() throws IOException {
        live.values().forEach(Live::close);
        for (RecordTable table : tables.values()) {
            table.close();
        }
        for (KeptContent content : contents.values()) {
            content.close();
        }
    }
}
