// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.words.Count;
import org.tracebinder.index.EventIndex;
import org.tracebinder.index.IndexSums;
import org.tracebinder.ingest.Detector;
import org.tracebinder.session.DoctorReport;
import org.tracebinder.vault.BinderStore;
import org.tracebinder.vault.StoredSource;

/**
 * Reads all originals again into a second index, beside that of the binder, and compares the two: every word with its
 * place, every value and number of each event. The second one is gone afterwards; nothing else changes. Takes as long
 * as making the index again, and as much room on disk as the index has.
 */
final class IndexAgain {

    private static final int RAM_MB = 64;

    private final Layout layout;
    private final BinderStore store;
    private final EventIndex index;
    private final Detector detector;
    private final Sources sources;
    private final Progress progress;

    IndexAgain(Layout layout, BinderStore store, EventIndex index, Detector detector, Sources sources,
            Progress progress) {
        this.layout = layout;
        this.store = store;
        this.index = index;
        this.detector = detector;
        this.sources = sources;
        this.progress = progress;
    }

    /** @return a check for each source with records */
    List<DoctorReport.Check> examine() throws IOException, TracebinderException {
        List<StoredSource> all = store.sources();
        Map<Integer, String> failed = new TreeMap<>();
        List<DoctorReport.Check> checks;
        do {
            checks = compared(all, failed);
        } while (checks == null);
        return checks;
    }

    /** @return null when further sources failed: what they have in common with others has to be seen without them */
    private List<DoctorReport.Check> compared(List<StoredSource> all, Map<Integer, String> failed)
            throws IOException, TracebinderException {
        Leftovers.drop(layout.comparing());
        int before = failed.size();
        Path folder = layout.comparing();
        try (EventIndex second = EventIndex.openForWriting(folder.resolve("lucene"), RAM_MB);
                Keys keys = new Keys(folder.resolve("keys"))) {
            new Rebuild(layout, second, detector, keys, sources, progress).run(all, failed);
            if (failed.size() > before) {
                return null;
            }
            keys.takeOver(layout.keys(), failed.keySet());
            new Again(second, store, layout, failed.keySet()).settle(keys, 1,
                    id -> sources.events(sources.entry(id).ref()), progress);
            second.refreshAll();
            progress.task("Comparing the index with what the originals give", -1);
            long seed = new SecureRandom().nextLong();
            IndexSums is = index.sums(seed, progress);
            IndexSums should = second.sums(seed, progress);
            List<DoctorReport.Check> checks = new ArrayList<>();
            for (StoredSource source : all) {
                if (!source.info().format().equals("archive")) {
                    checks.add(check(source, failed.get(source.info().number()), is, should));
                }
            }
            return checks;
        } finally {
            store.rollback(); // pieces that only this program sees are for rebuild to write down
            Leftovers.drop(folder);
        }
    }

    private static DoctorReport.Check check(StoredSource source, String failed, IndexSums is, IndexSums should) {
        String name = "contents " + source.info().id();
        if (failed != null) {
            return new DoctorReport.Check(name, false, "not compared, since the original gives no events to compare"
                    + " with: " + failed);
        }
        List<String> fields = is.differing(source.info().number(), should);
        long events = source.info().events().values().stream().mapToLong(Long::longValue).sum();
        return new DoctorReport.Check(name, fields.isEmpty(), fields.isEmpty()
                ? "every word and value that the index has of " + Count.of(events, "event") + " is what the original"
                + " gives" : "the index holds other words or values of its events than the original gives, in: "
                + String.join(", ", fields) + ". Run rebuild.");
    }
}
