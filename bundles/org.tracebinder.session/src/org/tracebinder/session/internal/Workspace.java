// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tracebinder.core.Hash;
import org.tracebinder.core.MerkleProofs;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;
import org.tracebinder.index.EventIndex;
import org.tracebinder.ingest.Detector;
import org.tracebinder.session.AlteredException;
import org.tracebinder.session.DoctorReport;
import org.tracebinder.session.ImportOptions;
import org.tracebinder.session.ImportReport;
import org.tracebinder.vault.BinderStore;
import org.tracebinder.vault.KeptContent;
import org.tracebinder.vault.KeptEvidence;
import org.tracebinder.vault.KeptNote;
import org.tracebinder.vault.KeptQuery;
import org.tracebinder.vault.KeptSample;
import org.tracebinder.vault.KeptSampleItem;
import org.tracebinder.vault.LedgerEntry;
import org.tracebinder.vault.StoredSource;

/**
 * The parts of an open binder: lock, database, vault, index. One act that changes the binder runs at a time; reading
 * goes on meanwhile. Thread-safe.
 */
public final class Workspace implements AutoCloseable {

    private final Layout layout;
    private final Optional<BinderLock> lock;
    private final Clock clock;
    private volatile boolean importing;
    private final Detector detector;
    private final Mappings mappings;
    private final BinderStore store;
    private final EventIndex index;
    private final Sources sources;
    private final BinderTrail trail;

    Workspace(Layout layout, Optional<BinderLock> lock, Clock clock, Detector detector, BinderStore store,
            EventIndex index) throws IOException, TracebinderException {
        this.layout = layout;
        this.lock = lock;
        this.clock = clock;
        this.detector = detector;
        this.store = store;
        this.index = index;
        this.mappings = new Mappings(layout, detector);
        mappings.load();
        this.sources = new Sources(layout, detector);
        sources.refresh(store.sources());
        this.trail = new BinderTrail(sources, index, store);
    }

    /** @return true when another process writes this binder, or its folder can't be written */
    public boolean readOnly() {
        return lock.isEmpty();
    }

    /** @return where things are */
    public Layout layout() {
        return layout;
    }

    /** @return the trail */
    public Trail trail() {
        return trail;
    }

    /** @return facts of the engagement */
    public Map<String, String> engagement() throws IOException {
        return store.engagement();
    }

    /** @return the custody ledger, oldest entry first */
    public List<LedgerEntry> ledger() throws IOException {
        return store.ledger();
    }

    /** @return the readers */
    public Detector detector() {
        return detector;
    }

    /** @return tells the time */
    public Clock clock() {
        return clock;
    }

    /** @return the sources as they are kept */
    public List<StoredSource> stored() throws IOException {
        return store.sources();
    }

    /** @return the sources, opened */
    Sources opened() {
        return sources;
    }

    /** @return everything that was imported so far */
    public ImportReport report() throws IOException {
        List<ImportReport.Warning> all = new ArrayList<>(
                importing ? List.of() : Interrupted.warning(store, readOnly()));
        all.addAll(warnings(0));
        List<SourceInfo> infos = sources.infos();
        LostEnds.unsaid(infos, store.warnings(), layout, store).forEach(w -> all.add(warning(w)));
        return new ImportReport(infos, all, 0);
    }

    private List<ImportReport.Warning> warnings(int fromSource) throws IOException {
        return store.warnings().stream().filter(w -> w.source() == 0 && fromSource == 0 || w.source() >= fromSource)
                .map(Workspace::warning).toList();
    }

    private static ImportReport.Warning warning(BinderStore.Warning w) {
        return new ImportReport.Warning(w.code(), w.source() == 0 ? null : "S" + w.source(), w.text());
    }

    /** Writes facts of the engagement and the first entry of the ledger. */
    public synchronized void describe(Map<String, String> facts) throws IOException, TracebinderException {
        mayWrite();
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            store.setEngagement(fact.getKey(), fact.getValue());
        }
        store.append("create", new LinkedHashMap<>(facts));
        store.commit();
    }

    /** Adds an act to the custody ledger. */
    public synchronized void record(String act, Map<String, Object> subject) throws IOException, TracebinderException {
        mayWrite();
        store.append(act, subject);
        store.commit();
    }

    /** Changes facts of the engagement and tells the ledger of it. */
    synchronized void engage(Map<String, String> facts) throws IOException, TracebinderException {
        mayWrite();
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            store.setEngagement(fact.getKey(), fact.getValue());
        }
        record("engagement", new LinkedHashMap<>(facts));
    }

    /** @return what was concluded about controls, as {@link BinderStore#conclusions} gives it */
    List<String[]> conclusions() throws IOException {
        return store.conclusions();
    }

    /** Keeps what was concluded about a control, or forgets it when there is no result, and tells the ledger of it. */
    synchronized void conclude(String control, String result, String reason, String computed)
            throws IOException, TracebinderException {
        mayWrite();
        Map<String, Object> subject = new LinkedHashMap<>();
        subject.put("control", control);
        subject.put("reason", reason);
        if (result == null) {
            store.removeConclusion(control);
            record("conclusion.remove", subject);
        } else {
            store.conclude(control, result, reason, computed);
            subject.put("result", result);
            subject.put("computed", computed);
            record("conclude", subject);
        }
    }

    /** @return notes, by number */
    public List<KeptNote> notes() throws IOException {
        return store.notes();
    }

    /** Keeps a note and tells the ledger of it. */
    public synchronized KeptNote addNote(String kind, String subject, String anchor, String text, String tags)
            throws IOException, TracebinderException {
        mayWrite();
        KeptNote kept = store.addNote(kind, subject, anchor, text, tags);
        record("note.add", kept.act());
        return kept;
    }

    /** Forgets a note and tells the ledger of it. */
    public synchronized void removeNote(KeptNote note) throws IOException, TracebinderException {
        mayWrite();
        store.removeNote(note.number());
        record("note.remove", note.act());
    }

    /** @return evidence that was attached to controls, by number */
    public List<KeptEvidence> evidence() throws IOException {
        return store.evidence();
    }

    /** Keeps attached evidence and tells the ledger of it. */
    public synchronized KeptEvidence addEvidence(KeptEvidence evidence) throws IOException, TracebinderException {
        mayWrite();
        KeptEvidence kept = store.addEvidence(evidence);
        record("evidence.attach", kept.act());
        return kept;
    }

    /** Forgets attached evidence and tells the ledger of it. */
    public synchronized void removeEvidence(KeptEvidence evidence) throws IOException, TracebinderException {
        mayWrite();
        store.removeEvidence(evidence.number());
        record("evidence.remove", evidence.act());
    }

    /** @return samples, by name */
    List<KeptSample> samples() throws IOException {
        return store.samples().all();
    }

    /** @return drawn items of a sample, by number */
    List<KeptSampleItem> sampleItems(String name) throws IOException {
        return store.samples().items(name);
    }

    /** @return what a sample was drawn from */
    Population samplePopulation(String name) throws IOException {
        return Population.unpack(store.samples().population(name));
    }

    /** Keeps a sample and tells the ledger of it. */
    synchronized void addSample(String name, String plan, byte[] population, List<KeptSampleItem> items,
            Map<String, Object> act) throws IOException, TracebinderException {
        mayWrite();
        store.samples().add(name, plan, population, items);
        record("sample.draw", act);
    }

    /** Keeps what was found at an item and tells the ledger of it. */
    synchronized void markSample(String name, int number, String result, String note, Map<String, Object> act)
            throws IOException, TracebinderException {
        mayWrite();
        store.samples().mark(name, number, result, note);
        record("sample.mark", act);
    }

    /** Forgets a sample and tells the ledger of it. */
    synchronized void removeSample(String name, String reason) throws IOException, TracebinderException {
        mayWrite();
        store.samples().remove(name);
        record("sample.remove", Map.of("name", name, "reason", reason));
    }

    /** @return saved queries, by name */
    List<KeptQuery> savedQueries() throws IOException {
        return store.queries();
    }

    /** Keeps a query and tells the ledger of it. */
    synchronized KeptQuery saveQuery(String name, String text, long total, String resultHash, byte[] ids,
            Map<String, Object> subject) throws IOException, TracebinderException {
        mayWrite();
        KeptQuery kept = store.saveQuery(name, text, total, resultHash, ids);
        record("query.save", subject);
        return kept;
    }

    /** Forgets a saved query and tells the ledger of it. */
    synchronized void removeQuery(String name) throws IOException, TracebinderException {
        mayWrite();
        store.removeQuery(name);
        record("query.remove", Map.of("name", name));
    }

    void mayWrite() throws TracebinderException {
        if (readOnly()) {
            throw new TracebinderException("The binder " + layout.folder()
                    + " is open for reading only: another window or process is using it, or its folder can't be "
                    + "written. Close the other one and open it again.");
        }
    }

    /** Imports paths; see {@link ImportAct}. */
    public synchronized ImportReport importPaths(List<Path> paths, ImportOptions wanted, Progress progress)
            throws IOException, TracebinderException {
        mayWrite();
        ImportOptions options = mappings.resolve(wanted, subject -> record("mapping", subject));
        long begin = System.nanoTime();
        ImportAct act = new ImportAct(layout, store, index, detector, sources, clock, options, progress);
        importing = true;
        try {
            Set<Integer> numbers = Set.copyOf(act.run(paths));
            sources.refresh(store.sources());
            List<SourceInfo> told = sources.infos().stream().filter(s -> numbers.contains(s.number())).toList();
            List<ImportReport.Warning> all = new ArrayList<>(Interrupted.warning(store, false));
            all.addAll(Interrupted.resumed(act.resumed(), act.interrupted()));
            act.warnings().forEach(w -> all.add(warning(w)));
            return new ImportReport(told, all, System.nanoTime() - begin);
        } catch (IOException e) {
            undo(e);
            throw Interrupted.stopped(e, store, layout.folder());
        } catch (RuntimeException e) {
            undo(e);
            Optional<IOException> disk = Interrupted.disk(e);
            if (disk.isPresent()) {
                throw Interrupted.stopped(disk.get(), store, layout.folder());
            }
            throw e;
        } catch (TracebinderException | Error e) {
            undo(e);
            throw e;
        } finally {
            importing = false;
        }
    }

    private void undo(Throwable reason) {
        try {
            store.rollback();
            index.reopenAfterFailure();
            Leftovers.putAway(layout, store, index);
            if (store.interrupted().orElse(-1) == 0) {
                store.endImport(); // nothing of it is there: there is nothing to go on with
                store.commit();
            }
            index.refresh();
            sources.refresh(store.sources());
        } catch (IOException | RuntimeException e) {
            reason.addSuppressed(e); // the next opening tidies up: the mark "importing" is still set
        }
    }

    /**
     * Makes the index again from the vault.
     *
     * @return warnings of sources that could not be read; what is read of the others counts
     */
    public synchronized List<ImportReport.Warning> rebuild(Progress progress)
            throws IOException, TracebinderException {
        mayWrite();
        List<BinderStore.Warning> left = new Rebuilding(layout, store, index, detector, sources, progress).run();
        sources.refresh(store.sources());
        return left.stream().map(Workspace::warning).toList();
    }

    /** @return sources whose events the index lacks, such as {@code S2}: they could not be read when it was made */
    List<String> lacking() throws IOException {
        return Rebuilding.lacking(store).stream().map(n -> "S" + n).toList();
    }

    /** @return what a look over everything found; changes nothing */
    public DoctorReport doctor(Progress progress) throws IOException, TracebinderException {
        return new Doctor(layout, sources, index, store, progress).examine()
                .and(Documents.examine(this, progress));
    }

    /** @return the same, and every word and value of the index held against what the originals give when read anew */
    public synchronized DoctorReport thoroughDoctor(Progress progress) throws IOException, TracebinderException {
        mayWrite();
        return doctor(progress).and(new IndexAgain(layout, store, index, detector, sources, progress).examine());
    }

    /**
     * Writes the original file of a source, bit for bit.
     *
     * @throws AlteredException when what is kept is not what was imported; nothing is written then
     */
    public void restore(int source, Path target, Progress progress) throws IOException, TracebinderException {
        StoredSource stored = sources.source(source);
        if (stored == null) {
            throw new TracebinderException("There is no source S" + source + " in this binder.");
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        MessageDigest digest = Hash.newDigest();
        try (InputStream in = original(stored); OutputStream out = Files.newOutputStream(part)) {
            byte[] buffer = new byte[1 << 16];
            for (int n; (n = in.read(buffer)) > 0;) {
                progress.check();
                progress.advance(n);
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
            AlteredException.check(stored.info(), Hash.wrap(digest.digest()));
        } catch (IOException | RuntimeException | TracebinderException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private InputStream original(StoredSource stored) throws IOException {
        if (stored.compression() != null) {
            return Files.newInputStream(layout.original(stored.info().sha256()));
        }
        return sources.content(stored.info().number()).open();
    }

    /** @return reads the content of a source */
    public KeptContent content(int source) throws IOException {
        return sources.content(source);
    }

    /** @return all sources that were imported to their end */
    List<StoredSource> storedSources() throws IOException {
        return store.sources();
    }

    /** @return the path from the leaf of a record to the root of its source (RFC 9162, 2.1.3.1) */
    public List<Hash> inclusion(RecordId id) throws IOException {
        return proofs(id.source()).inclusion(id.record() - 1, sources.table(id.source()).size());
    }

    /** @return what makes proofs for records of a source; it reads all leaves once, so ask once for many records */
    MerkleProofs proofs(int source) throws IOException {
        return new MerkleProofs(sources.table(source));
    }

    @Override
    public synchronized void close() throws IOException {
        sources.close();
        closeAll(index, store, lock.orElse(null));
    }

    /** Closes what is there, all of it even when one fails. */
    static void closeAll(AutoCloseable... parts) throws IOException {
        IOException first = null;
        for (AutoCloseable part : parts) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                IOException failure = e instanceof IOException io ? io : new IOException(e);
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
