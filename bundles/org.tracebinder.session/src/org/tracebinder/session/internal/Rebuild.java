// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.index.EventIndex;
import org.tracebinder.ingest.Content;
import org.tracebinder.ingest.Cutter;
import org.tracebinder.ingest.Detector;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Pages;
import org.tracebinder.ingest.Preamble;
import org.tracebinder.ingest.RawRecord;
import org.tracebinder.vault.KeptContent;
import org.tracebinder.vault.RecordTable;
import org.tracebinder.vault.StoredSource;

/**
 * Reads sources again from the vault, as they were read at their import, and compares every record on the way. Where an
 * older program cut a source into other records, the records of that import are read one by one.
 */
final class Rebuild {

    private final Layout layout;
    private final EventIndex index;
    private final Detector detector;
    private final Keys keys;
    private final Sources sources;
    private final Progress progress;
    private final Map<Integer, String> older = new TreeMap<>();

    Rebuild(Layout layout, EventIndex index, Detector detector, Keys keys, Sources sources, Progress progress) {
        this.layout = layout;
        this.index = index;
        this.detector = detector;
        this.keys = keys;
        this.sources = sources;
        this.progress = progress;
    }

    /** @return how sources differ that this program would cut into other records than the import did, by number */
    Map<Integer, String> older() {
        return older;
    }

    /**
     * Reads all sources that did not fail before. Once a further one fails, the others are only compared.
     *
     * @param failed why sources can't be read, by their numbers: added to
     * @throws IOException when it is not the source that fails, but what is written
     */
    void run(List<StoredSource> stored, Map<Integer, String> failed) throws IOException {
        int before = failed.size();
        for (StoredSource source : stored) {
            int number = source.info().number();
            if (!source.info().format().equals("archive") && !failed.containsKey(number)) {
                Watched watched = new Watched(number);
                try {
                    again(source, watched, failed.size() == before);
                } catch (CancellationException e) {
                    throw e;
                } catch (TracebinderException e) {
                    failed.put(number, e.getMessage());
                } catch (IOException | RuntimeException e) {
                    if (watched.failure == null) {
                        throw e;
                    }
                    failed.put(number, reason(watched.failure));
                }
            }
        }
    }

    private static String reason(Exception failure) {
        String said = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return failure instanceof NoSuchFileException ? Path.of(said).getFileName() + " is gone" : said;
    }

    /** What is kept of a source; remembers when it can't be read, to tell that from a failure to write. */
    private final class Watched implements Content {

        private final int source;
        private volatile Exception failure;

        Watched(int source) {
            this.source = source;
        }

        KeptContent kept() throws IOException {
            return noted(() -> sources.content(source));
        }

        RecordTable table() throws IOException {
            return noted(() -> sources.table(source));
        }

        RecordTable.Entry entry(RecordTable table, long record) throws IOException {
            return noted(() -> table.get(source, record));
        }

        @Override
        public InputStream open() throws IOException {
            return new FilterInputStream(noted(() -> kept().open())) {
                @Override
                public int read() throws IOException {
                    return noted(() -> in.read());
                }

                @Override
                public int read(byte[] b, int from, int length) throws IOException {
                    return noted(() -> in.read(b, from, length));
                }
            };
        }

        private <T> T noted(Reading<T> reading) throws IOException {
            try {
                return reading.read();
            } catch (IOException | RuntimeException e) {
                failure = e;
                throw e;
            }
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private void again(StoredSource source, Watched content, boolean adding)
            throws IOException, TracebinderException {
        try {
            source(source, content, adding);
        } catch (TracebinderException e) {
            if (!asRecorded(source, content, adding)) {
                throw e;
            }
            older.put(source.info().number(), e.getMessage());
        }
    }

    /** @return false when a record does not give what it gave: then the vault is damaged, or its reader is another */
    private boolean asRecorded(StoredSource source, Watched content, boolean adding)
            throws IOException, TracebinderException {
        int number = source.info().number();
        if (adding) {
            index.removeSource(number);
            keys.forget(number);
        }
        RecordTable table = content.table();
        for (long i = 1; i <= table.size(); i++) {
            progress.check();
            RecordTable.Entry entry = content.entry(table, i);
            List<Event> events;
            RawRecord raw;
            try {
                sources.bytes(entry.ref());
                events = sources.events(entry.ref());
                raw = events.isEmpty() ? null : sources.raw(entry.ref());
            } catch (IOException e) {
                return false; // the difference that was found first tells more
            }
            if (events.size() != entry.events()) {
                return false;
            }
            for (int k = 0; adding && k < events.size(); k++) {
                EventId id = new EventId(entry.ref().id(), events.size() == 1 ? 0 : k + 1);
                index.add(id, events.get(k));
                keys.event(id, events.get(k), entry.ref().leaf().bytes(), raw);
            }
            if (adding) {
                keys.record(entry.ref().id(), entry.ref().leaf().bytes());
            }
        }
        return true;
    }

    private void source(StoredSource source, Watched content, boolean adding)
            throws IOException, TracebinderException {
        int number = source.info().number();
        progress.task(source.info().id() + " " + source.info().path(), content.kept().size());
        Head whole = Detector.head(Sources.context(source).path(), content);
        FormatReader reader = detector.reader(source.info().format()).orElseGet(() -> new UnknownReader(whole));
        Head head = Preamble.without(whole, reader);
        Cutter cutter = Cutter.of(Pages.framing(reader, head), head, content, progress);
        Path part = layout.partial().resolve("records");
        try (RecordTable again = RecordTable.create(part)) {
            new Pipeline(number, reader, again, (id, event, leaf, raw) -> {
                if (adding) {
                    index.add(id, event);
                    keys.event(id, event, leaf, raw);
                }
            }, (id, leaf, reason) -> {
                if (adding) {
                    keys.record(id, leaf);
                }
            }, Math.max(1, Runtime.getRuntime().availableProcessors()),
                    Long.MAX_VALUE / 2) // what is odd was told at the import
                    .run(cutter, content, Sources.context(source), (b, from, n) -> { }, progress);
            compare(source, content, again);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void compare(StoredSource source, Watched content, RecordTable now)
            throws IOException, TracebinderException {
        RecordTable before = content.table();
        String name = source.info().id() + " (" + source.info().path() + ")";
        // the unreadable rest of a damaged file is a record of no length that only the import could see; the missing
        // end of a document is one, too, and is seen again
        long damaged = now.size() < before.size() && content.entry(before, before.size()).ref().length() == 0 ? 1 : 0;
        if (now.size() != before.size() - damaged) {
            throw new TracebinderException(name + " gives " + now.size() + " records now, at the import it gave "
                    + (before.size() - damaged) + ". The vault is damaged, or the reader changed.");
        }
        for (long i = 1; i <= now.size(); i++) {
            RecordTable.Entry a = content.entry(before, i);
            RecordTable.Entry b = now.get(source.info().number(), i);
            boolean bad = a.ref().state() == RecordRef.State.QUARANTINED;
            if (!a.ref().leaf().equals(b.ref().leaf()) || a.ref().offset() != b.ref().offset()
                    || bad != (b.ref().state() == RecordRef.State.QUARANTINED)
                    || a.events() != b.events()) {
                throw new TracebinderException("Record " + a.ref().id() + " of " + name
                        + " is not what it was at the import. The vault is damaged, or the reader changed.");
            }
        }
    }
}
