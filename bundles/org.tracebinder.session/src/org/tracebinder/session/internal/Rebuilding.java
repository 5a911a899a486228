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
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.index.EventIndex;
import org.tracebinder.ingest.Detector;
import org.tracebinder.vault.BinderStore;
import org.tracebinder.vault.PieceTable;
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

    /** Warning: another version of the program would read the source otherwise than its import did. */
    static final String OLDER = "import.older";
    /** Sources of another binder that are taken out of an index, at most: its note is only believed so far. */
    private static final int MOST_FOREIGN = 1_000_000;
    private static final String DAMAGED = ". The vault is damaged, or the reader changed.";

    private final Layout layout;
    private final BinderStore store;
    private final EventIndex index;
    private final Detector detector;
    private final Sources sources;
    private final Progress progress;
    private final Map<Integer, String> older = new TreeMap<>();
    private final Set<Integer> recounted = new TreeSet<>();
    private final Set<Integer> pieced = new TreeSet<>();

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
        int indexed = own(all);
        Set<Integer> lacked = lacking(store);
        Map<Integer, String> failed = new TreeMap<>();
        List<BinderStore.Warning> warnings = new ArrayList<>();
        Path fresh = layout.newKeys();
        boolean done = false;
        try {
            while (!pass(all, failed, fresh, number -> number <= indexed && !lacked.contains(number))) {
                index.rollback(); // once more, without those that failed
                store.rollback();
            }
            failed.forEach((number, reason) -> warnings.add(warning(number, reason,
                    number <= indexed && !lacked.contains(number))));
            older.forEach((number, how) -> warnings.add(new BinderStore.Warning(number, OLDER,
                    "This program reads this source otherwise than the one that imported it: " + how.replace(DAMAGED,
                    ".").replaceFirst("\\.*$", "") + (recounted.contains(number)
                    ? ". The index has what this program finds." : ". The index has what the import found."))));
            tell(warnings);
            index.commit(Stages.indexed(all));
            done = true;
        } finally {
            if (!done) {
                index.rollback();
                store.rollback();
                clear(fresh);
            }
        }
        replaceKeys(fresh);
        Map<String, Object> act = act(all.size(), warnings);
        act.putAll(Told.changed(store, recounted, pieced));
        store.append("rebuild", act);
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
            act.merge(w.code().substring(w.code().indexOf('.') + 1), "S" + w.source(), (a, b) -> a + ", " + b);
        }
        return act;
    }

    /** @return how many sources the index has; none when it is that of other sources, of which nothing is kept */
    private int own(List<StoredSource> all) throws IOException {
        Map<String, String> note = index.committedState();
        int indexed = Integer.parseInt(note.getOrDefault("sources", "0"));
        if (!Stages.foreign(note, all)) {
            return indexed;
        }
        for (int source = all.size() + 1; source <= indexed && source <= all.size() + MOST_FOREIGN; source++) {
            index.removeSource(source);
        }
        return 0;
    }

    /** Before the index is committed: after a crash between the two it has more than is said, never less. */
    private void tell(List<BinderStore.Warning> warnings) throws IOException {
        store.dropWarnings(LACKING);
        store.dropWarnings(KEPT);
        store.dropWarnings(OLDER);
        for (BinderStore.Warning w : warnings) {
            store.addWarning(w);
        }
        store.commit();
    }

    /** @return false when further sources failed: then the pass is worth nothing */
    private boolean pass(List<StoredSource> all, Map<Integer, String> failed, Path fresh, IntPredicate had)
            throws IOException, TracebinderException {
        int before = failed.size();
        clear(fresh);
        try (Keys keys = new Keys(fresh)) {
            for (StoredSource source : all) {
                int number = source.info().number();
                if (!failed.containsKey(number) || !had.test(number)) {
                    index.removeSource(number);
                }
            }
            Rebuild rebuild = new Rebuild(layout, index, detector, keys, sources, progress);
            rebuild.run(all, failed);
            older.clear();
            older.putAll(rebuild.older());
            if (failed.size() > before) {
                return false;
            }
            keys.takeOver(layout.keys(), failed.keySet());
            Again again = new Again(index, store, layout, failed.keySet());
            again.settle(keys, 1, id -> sources.events(sources.entry(id).ref()), progress);
            pieced.clear();
            pieced.addAll(again.pieced());
            keys.seal(1);
            return counted(all, failed, had);
        }
    }

    /**
     * Compares the events with those that the import counted: an older program may have told apart what this one knows
     * as one. Where the index had them, it keeps them; where it had nothing, what is found now is what there is.
     *
     * @return false when further sources failed
     */
    private boolean counted(List<StoredSource> all, Map<Integer, String> failed, IntPredicate had)
            throws IOException, TracebinderException {
        if (!failed.keySet().stream().allMatch(had::test)) {
            return true; // what others have in common with a source that is lacking can't be told
        }
        int before = failed.size();
        index.refreshAll();
        Map<Integer, Map<EventKind, Long>> changed = new TreeMap<>();
        for (StoredSource source : all) {
            int number = source.info().number();
            Map<EventKind, Long> found = Again.kinds(index, number, progress);
            long variants = index.count("source:" + source.info().id() + " AND conflict:true", progress);
            if (failed.containsKey(number) || found.equals(source.info().events())
                    && variants <= source.info().conflicts()) {
                continue;
            }
            String how = source.info().id() + " (" + source.info().path() + ") gives other events now than it gave at"
                    + " the import.";
            if (had.test(number)) {
                failed.put(number, how);
            } else {
                older.put(number, how);
                recounted.add(number);
                changed.put(number, found);
            }
        }
        if (failed.size() > before) {
            return false;
        }
        PieceTable table = new PieceTable(store);
        for (Map.Entry<Integer, Map<EventKind, Long>> source : changed.entrySet()) {
            table.recount(source.getKey(), source.getValue(), index.count("source:S" + source.getKey()
                    + " AND conflict:true", progress));
        }
        return true;
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
