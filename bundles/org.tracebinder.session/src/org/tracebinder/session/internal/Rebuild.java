// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.index.EventIndex;
import org.tracebinder.ingest.Content;
import org.tracebinder.ingest.Cutter;
import org.tracebinder.ingest.Detector;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Head;
import org.tracebinder.vault.KeptContent;
import org.tracebinder.vault.RecordTable;
import org.tracebinder.vault.StoredSource;

/** Reads all sources again from the vault, as they were read at their import, and compares every record on the way. */
final class Rebuild {

    private final Layout layout;
    private final EventIndex index;
    private final Detector detector;
    private final Keys keys;
    private final Sources sources;
    private final Progress progress;

    Rebuild(Layout layout, EventIndex index, Detector detector, Keys keys, Sources sources, Progress progress) {
        this.layout = layout;
        this.index = index;
        this.detector = detector;
        this.keys = keys;
        this.sources = sources;
        this.progress = progress;
    }

    void run(List<StoredSource> stored) throws IOException, TracebinderException {
        for (StoredSource source : stored) {
            if (!source.info().format().equals("archive")) {
                source(source);
            }
        }
    }

    private void source(StoredSource source) throws IOException, TracebinderException {
        int number = source.info().number();
        KeptContent kept = sources.content(number);
        Content content = kept::open;
        Head head = Detector.head(Sources.context(source).path(), content);
        FormatReader reader = detector.reader(source.info().format()).orElseGet(() -> new UnknownReader(head));
        progress.task(source.info().id() + " " + source.info().path(), kept.size());
        Cutter cutter = Cutter.of(reader.framing(head), head, content, progress);
        Path part = layout.partial().resolve("records");
        try (RecordTable again = RecordTable.create(part)) {
            new Pipeline(number, reader, again, (id, event, leaf, raw) -> {
                index.add(id, event);
                keys.event(id, event, leaf, raw);
            }, (id, leaf, reason) -> keys.record(id, leaf), Math.max(1, Runtime.getRuntime().availableProcessors()),
                    Long.MAX_VALUE / 2) // what is odd was told at the import
                    .run(cutter, content, Sources.context(source), (b, from, n) -> { }, progress);
            compare(source, sources.table(number), again);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void compare(StoredSource source, RecordTable before, RecordTable now)
            throws IOException, TracebinderException {
        String name = source.info().id() + " (" + source.info().path() + ")";
        // the unreadable rest of a damaged file is a record of no length that only the import could see
        long damaged = before.size() > 0 && before.get(source.info().number(), before.size()).ref().length() == 0 ? 1
                : 0;
        if (now.size() != before.size() - damaged) {
            throw new TracebinderException(name + " gives " + now.size() + " records now, at the import it gave "
                    + (before.size() - damaged) + ". The vault is damaged, or the reader changed.");
        }
        for (long i = 1; i <= now.size(); i++) {
            RecordTable.Entry a = before.get(source.info().number(), i);
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
