// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.index.EventIndex;
import org.tracebinder.ingest.Detector;
import org.tracebinder.session.ImportOptions;
import org.tracebinder.vault.BinderStore;
import org.tracebinder.vault.StoredSource;

/**
 * One import. Files that are read to their end are committed together: at checkpoints while a long import runs, and at
 * its end. What is not committed leaves no trace. When the same paths are imported again after an interruption, files
 * that are in the binder already are passed over, after a look at their bytes.
 */
final class ImportAct implements Importer.Unit {

    private final Layout layout;
    private final BinderStore store;
    private final EventIndex index;
    private final Detector detector;
    private final Clock clock;
    private final ImportOptions options;
    private final Progress progress;
    private final Importer importer;
    private final Sources visible;
    private final Map<String, StoredSource> earlier = new HashMap<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final List<BinderStore.Warning> warnings = new ArrayList<>();
    /** Earlier sources of which the events were counted anew. */
    private Set<Integer> grown = Set.of();
    private Keys keys;
    private boolean again;
    private boolean interrupted;
    private int resumed;
    private long lastCommit = System.nanoTime();

    ImportAct(Layout layout, BinderStore store, EventIndex index, Detector detector, Sources visible, Clock clock,
            ImportOptions options, Progress progress) {
        this.layout = layout;
        this.store = store;
        this.index = index;
        this.detector = detector;
        this.visible = visible;
        this.clock = clock;
        this.options = options;
        this.progress = progress;
        this.importer = new Importer(layout, store, index, detector, options, this, clock.instant(), progress);
    }

    /** @return numbers of the sources, new ones and those of the interrupted import that this one goes on with */
    List<Integer> run(List<Path> paths) throws IOException, TracebinderException {
        String request = Hash.of(paths.toString().getBytes(StandardCharsets.UTF_8)).toString();
        Map<String, Integer> done = store.unfinished(request);
        for (StoredSource source : store.sources()) {
            if (Integer.valueOf(source.info().number()).equals(done.get(source.info().path()))) {
                earlier.put(source.info().path(), source);
            }
        }
        again = store.beginImport(request);
        interrupted = again;
        begin();
        try {
            for (Path path : paths) {
                importer.add(path);
            }
            Exception first = importer.failures().isEmpty() ? null : importer.failures().get(0);
            if (first != null && numbers.isEmpty() && importer.sources().isEmpty()) {
                throw unread(first); // there is nothing else
            }
            commit(true);
        } finally {
            keys.close();
        }
        return numbers;
    }

    private static IOException unread(Exception reason) throws TracebinderException {
        if (reason instanceof TracebinderException changed) {
            throw changed;
        }
        return (Unreadable) reason;
    }

    /** @return true when the same import did not come to its end before */
    boolean interrupted() {
        return interrupted;
    }

    /** @return files of an interrupted import that were in the binder already */
    int resumed() {
        return resumed;
    }

    /** @return what looked strange */
    List<BinderStore.Warning> warnings() {
        return warnings;
    }

    private void begin() throws IOException {
        store.setState("importing", 1); // a crash from here on leaves things to put away
        store.commit();
        keys = new Keys(layout.keys());
        importer.begin(keys);
    }

    @Override
    public void begun(PendingSource source) {
        visible.begin(source.finish(0, 0, Map.of(), 0, 0));
    }

    @Override
    public boolean done(Path file, String name) throws IOException {
        StoredSource source = earlier.get(name);
        if (source == null || source.info().bytes() != Files.size(file)) {
            return false;
        }
        MessageDigest digest = Hash.newDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[1 << 18];
            for (int n; (n = in.read(buffer, 0, buffer.length)) > 0;) {
                progress.check();
                progress.advance(n);
            }
        }
        boolean same = Hash.wrap(digest.digest()).equals(source.info().sha256());
        if (same) {
            numbers.add(source.info().number());
            resumed++;
        }
        return same;
    }

    @Override
    public int number(String name) {
        return earlier.get(name).info().number();
    }

    @Override
    public void read() throws IOException, TracebinderException {
        if (System.nanoTime() - lastCommit >= options.checkpoint().toNanos() && !importer.sources().isEmpty()) {
            commit(false);
            keys.close();
            begin();
        }
    }

    private void commit(boolean last) throws IOException, TracebinderException {
        progress.task("Looking for records that were there before", -1);
        List<StoredSource> added = settle();
        List<Object> subject = new ArrayList<>();
        for (StoredSource source : added) {
            store.addSource(source);
            store.addUnfinished(source.info().path(), source.info().number());
            numbers.add(source.info().number());
            subject.add(ledger(source.info()));
        }
        Map<String, Object> changed = Told.changed(store, grown, List.of());
        Map<String, Object> before = Told.warnings(store);
        warn(last);
        Map<String, Object> after = Told.warnings(store);
        if (!added.isEmpty()) {
            Map<String, Object> act = new LinkedHashMap<>(after);
            act.put("sources", subject);
            act.put("trail", Stages.head(store.sources()));
            act.putAll(changed);
            store.append("import", act);
        } else if (!after.equals(before)) {
            store.append("warnings", after);
        }
        store.setState("importing", 0);
        keys.seal(importer.firstNew());
        // the index first: when the database then fails, recovery takes the new sources out of the index again
        index.commit(Stages.indexed(store.sources()));
        store.commit();
        visible.refresh(store.sources());
        lastCommit = System.nanoTime();
    }

    /**
     * What was strange is kept in the same transaction as the sources, and so told to the ledger with them; what is
     * seen over the whole trail replaces what was seen before.
     */
    private void warn(boolean last) throws IOException {
        if (again) {
            store.dropUnread(); // what it tells of was tried again
            again = false;
        }
        warnings.addAll(importer.warnings());
        for (BinderStore.Warning warning : importer.warnings()) {
            store.addWarning(warning);
        }
        if (!last) {
            return;
        }
        if (importer.failures().isEmpty()) { // else it is not at its end: the same again reads the rest
            store.endImport();
        }
        List<BinderStore.Warning> strange;
        try (Sources all = new Sources(layout, detector)) {
            all.refresh(store.sources());
            Set<Integer> told = Set.copyOf(numbers);
            strange = Strangeness.of(new BinderTrail(all, index, store), all.infos().stream()
                    .filter(s -> told.contains(s.number())).toList(), progress);
        }
        for (String code : Strangeness.TRAIL_CODES) {
            store.dropWarnings(code);
        }
        for (BinderStore.Warning warning : strange) {
            store.addWarning(warning);
        }
        warnings.addAll(strange);
    }

    private Map<String, Object> ledger(SourceInfo i) throws IOException {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("source", i.id());
        entry.put("path", i.path());
        entry.put("bytes", i.bytes());
        entry.put("sha256", i.sha256().toString());
        entry.put("format", i.format());
        entry.put("records", Map.of("read", i.totals().read(), "accepted", i.totals().accepted(), "quarantined",
                i.totals().quarantined(), "duplicate", i.totals().duplicate()));
        entry.put("merkleRoot", i.merkleRoot().toString());
        entry.putAll(Told.of(layout, store, i));
        return entry;
    }

    private List<StoredSource> settle() throws IOException, TracebinderException {
        long now = clock.millis();
        Again earlierOnes = new Again(index, store, layout);
        try (Sources pending = new Sources(layout, detector)) {
            List<StoredSource> all = new ArrayList<>(store.sources());
            importer.sources().forEach(s -> all.add(s.finish(now, 0, Map.of(), 0, 0)));
            pending.refresh(all);
            earlierOnes.settle(keys, importer.firstNew(), id -> pending.events(pending.entry(id).ref()), progress);
        }
        grown = earlierOnes.grown();
        index.refreshAll();
        List<StoredSource> added = new ArrayList<>();
        for (PendingSource s : importer.sources()) {
            added.add(s.finish(now, earlierOnes.duplicates(s.number()), Again.kinds(index, s.number(), progress),
                    earlierOnes.conflicts(s.number()), earlierOnes.repeated(s.number())));
        }
        return added;
    }
}
