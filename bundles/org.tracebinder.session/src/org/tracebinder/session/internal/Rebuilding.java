// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.index.EventIndex;
import org.tracebinder.ingest.Detector;
import org.tracebinder.vault.BinderStore;
import org.tracebinder.vault.StoredSource;

/**
 * Makes the index again from the vault. Until all of it is there, the index stays what it was; so it does when nothing
 * comes of it. A source that can't be read any more stops no other: the index keeps what it had of it, and where it
 * had nothing, the source is named as one that searches do not find.
 */
final class Rebuilding {

    /** Warning: events of the source are not in the index. */
    static final String LACKING = "index.lacking";
    /** Warning: the index has the events of the source from before. */
    static final String KEPT = "index.kept";

    private final Layout layout;
    private final BinderStore store;
    private final EventIndex index;
    private final Detector detector;
    private final Sources sources;
    private final Progress progress;

    Rebuilding(Layout layout, BinderStore store, EventIndex index, Detector detector, Sources sources,
            Progress progress) {
        this.layout = layout;
        this.store = store;
        this.index = index;
        this.detector = detector;
        this.sources = sources;
        this.progress = progress;
    }

    /** @return numbers of the sources whose events the index lacks since it was made again */
    static Set<Integer> lacking(BinderStore store) throws IOException {
        return store.warnings().stream().filter(w -> w.code().equals(LACKING)).map(BinderStore.Warning::source)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * @return what is to be said: a warning for each source that could not be read
     * @throws IOException when the index can't be written; it is then as it was before
     */
    List<BinderStore.Warning> run() throws IOException, TracebinderException {
        List<StoredSource> all = store.sources();
        int indexed = Integer.parseInt(index.committedState().getOrDefault("sources", "0"));
        Set<Integer> lacked = lacking(store);
        Map<Integer, String> failed = new TreeMap<>();
        List<BinderStore.Warning> warnings = new ArrayList<>();
        Path fresh = layout.newKeys();
        boolean done = false;
        try {
            while (!pass(all, failed, fresh)) {
                index.rollback(); // once more, without those that failed
            }
            failed.forEach((number, reason) -> warnings.add(warning(number, reason,
                    number <= indexed && !lacked.contains(number))));
            tell(warnings);
            index.commit(Map.of("sources", Integer.toString(all.size())));
            done = true;
        } finally {
            if (!done) {
                index.rollback();
                clear(fresh);
            }
        }
        replaceKeys(fresh);
        store.append("rebuild", act(all.size(), warnings));
        store.commit();
        return warnings;
    }

    private static BinderStore.Warning warning(int number, String reason, boolean kept) {
        String why = reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
        return kept ? new BinderStore.Warning(number, KEPT, "This source could not be read again for the index: " + why
                + ". The index keeps what it had of it.")
                : new BinderStore.Warning(number, LACKING, "This source could not be read again for the index: " + why
                + ". None of its events are found until it can be read and the index is made again.");
    }

    private static Map<String, Object> act(int count, List<BinderStore.Warning> warnings) {
        Map<String, Object> act = new LinkedHashMap<>();
        act.put("sources", count);
        for (BinderStore.Warning w : warnings) {
            act.merge(w.code().equals(KEPT) ? "kept" : "lacking", "S" + w.source(), (a, b) -> a + ", " + b);
        }
        return act;
    }

    /** Before the index is committed: after a crash between the two it has more than is said, never less. */
    private void tell(List<BinderStore.Warning> warnings) throws IOException {
        store.dropWarnings(LACKING);
        store.dropWarnings(KEPT);
        for (BinderStore.Warning w : warnings) {
            store.addWarning(w);
        }
        store.commit();
    }

    /** @return false when further sources failed: then the pass is worth nothing */
    private boolean pass(List<StoredSource> all, Map<Integer, String> failed, Path fresh)
            throws IOException, TracebinderException {
        int before = failed.size();
        clear(fresh);
        try (Keys keys = new Keys(fresh)) {
            for (StoredSource source : all) {
                if (!failed.containsKey(source.info().number())) {
                    index.removeSource(source.info().number());
                }
            }
            new Rebuild(layout, index, detector, keys, sources, progress).run(all, failed);
            if (failed.size() > before) {
                return false;
            }
            keys.takeOver(layout.keys(), failed.keySet());
            new Again(index, store, layout, failed.keySet()).settle(keys, 1,
                    id -> sources.events(sources.entry(id).ref()), progress);
            keys.seal(1);
            return true;
        }
    }

    /** A key that stands in two files does no harm, one that is missing would: so the new ones come first. */
    private void replaceKeys(Path fresh) throws IOException {
        Keys.replace(fresh, layout.keys());
        clear(fresh);
    }

    private static void clear(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
