// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.tracebinder.controls.Assessment;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Conclusion;
import org.tracebinder.controls.ControlOutcome;
import org.tracebinder.controls.EvaluationReport;
import org.tracebinder.controls.Library;
import org.tracebinder.controls.Scorecard;
import org.tracebinder.controls.SystemProfile;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.Trail;
import org.tracebinder.formats.BuiltInFormats;
import org.tracebinder.ingest.Detector;
import org.tracebinder.pack.RevealChoice;
import org.tracebinder.session.internal.Assessing;
import org.tracebinder.session.cost.CostReport;
import org.tracebinder.session.cost.PriceList;
import org.tracebinder.session.internal.Contradictions;
import org.tracebinder.session.internal.Costing;
import org.tracebinder.session.internal.DependentEvents;
import org.tracebinder.session.internal.Exporting;
import org.tracebinder.session.internal.Opening;
import org.tracebinder.session.internal.Threads;
import org.tracebinder.session.internal.Workspace;
import org.tracebinder.trace.Lineage;
import org.tracebinder.trace.LineageCache;
import org.tracebinder.trace.LineageView;
import org.tracebinder.trace.TraceMatch;
import org.tracebinder.trace.TraceView;
import org.tracebinder.trace.Traces;
import org.tracebinder.vault.BinderStore;
import org.tracebinder.vault.LedgerEntry;

/**
 * The binder of one engagement, open. Everything that the window and the command line do goes through here.
 * Thread-safe; every method may read from disk or take long: a thread that {@link #forbid} names is refused, save for
 * {@link #folder}, {@link #readOnly}, {@link #trail} itself and listeners.
 */
public final class Binder implements AutoCloseable {

    private final Workspace workspace;
    private final LineageCache lineage = new LineageCache();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private Binder(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Says which threads may not wait for a binder. Holds for all binders of the program; the last call counts.
     *
     * @param isUserInterfaceThread asked on the calling thread before each operation, which throws
     *                              {@link IllegalStateException} when the answer is yes; quick, never throws
     */
    public static void forbid(BooleanSupplier isUserInterfaceThread) {
        Threads.forbid(isUserInterfaceThread);
    }

    /**
     * Makes a binder.
     *
     * @param folder a folder that is not there, or empty
     * @param name   of the engagement
     * @param client whose system is audited, or null
     * @throws TracebinderException when the folder is taken
     */
    public static Binder create(Path folder, String name, String client) throws IOException, TracebinderException {
        Threads.refuse();
        return new Binder(Opening.create(folder, name, client, Clock.systemUTC(), detector()));
    }

    /**
     * Opens a binder; for reading only when another process has it open for writing.
     * @throws TracebinderException when the folder is no binder, or its index has to be made again first
     */
    public static Binder open(Path folder) throws IOException, TracebinderException {
        Threads.refuse();
        return new Binder(Opening.open(folder, false, false, Clock.systemUTC(), detector()));
    }

    /** Opens a binder whose index may be missing or incomplete, for {@link #rebuild} and {@link #doctor}. */
    public static Binder openForRepair(Path folder) throws IOException, TracebinderException {
        Threads.refuse();
        return new Binder(Opening.open(folder, false, true, Clock.systemUTC(), detector()));
    }

    /** Opens a binder for its sources and bytes only, whatever state its index is in: see {@link Opening#look}. */
    public static Binder look(Path folder) throws IOException, TracebinderException {
        Threads.refuse();
        return new Binder(Opening.look(folder, Clock.systemUTC(), detector()));
    }

    private static Detector detector() {
        return new Detector(BuiltInFormats.all());
    }

    /** @return true when the folder is a binder */
    public static boolean isBinder(Path folder) {
        return Files.isRegularFile(folder.resolve(BinderStore.FILE));
    }

    /** @return the folder */
    public Path folder() {
        return workspace.layout().folder();
    }

    /** @return name of the engagement */
    public String name() throws IOException {
        return work().engagement().getOrDefault("name", folder().getFileName().toString());
    }

    /** @return whose system is audited, if that was said */
    public Optional<String> client() throws IOException {
        return Optional.ofNullable(work().engagement().get("client"));
    }

    /** @return true when this binder can't be changed from here: another window writes, or the folder is read-only */
    public boolean readOnly() {
        return workspace.readOnly();
    }

    /** @return search and records */
    public Trail trail() {
        return workspace.trail();
    }

    /** @return acts, oldest first */
    public List<LedgerEntry> ledger() throws IOException {
        return work().ledger();
    }

    /** @param listener called on the thread of the act after each act that changed the binder */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    /** @param listener is not called any more */
    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /** What every operation asks first: it refuses threads that may not wait. */
    private Workspace work() {
        Threads.refuse();
        return workspace;
    }

    /**
     * Imports files, folders and archives. Each file is in the binder as a whole or not at all. What a long import has
     * committed at its checkpoints stays when it is cancelled or fails: {@link ImportReport#unfinished()} of
     * {@link #sources()} says so, and the same import goes on behind it.
     *
     * @throws TracebinderException                        when none of the paths can be read
     * @throws java.util.concurrent.CancellationException when the user gave up
     */
    public ImportReport importPaths(List<Path> paths, ImportOptions options, Progress progress)
            throws IOException, TracebinderException {
        try {
            return work().importPaths(paths, options, progress);
        } finally {
            changed(); // what a checkpoint committed stays, whatever becomes of the rest
        }
    }

    /** @return what all imports of the binder did */
    public ImportReport sources() throws IOException {
        return work().report();
    }

    /**
     * Opens a trace.
     *
     * @param id trace id, event id, span id, response id, session
     * @throws TracebinderException when nothing has that id
     */
    public TraceView trace(String id, Progress progress) throws IOException, TracebinderException {
        TraceView view = Traces.open(work().trail(), id, lineage.get(trail(), progress), progress)
                .orElseThrow(() -> new TracebinderException("Nothing in this binder has the id '" + id
                        + "'. Use a trace id, a span id, a response id, or an event id such as S1:12.3."));
        return Contradictions.in(trail(), view, progress);
    }

    /** @return everything that the id leads to; empty when it is unknown */
    public List<TraceMatch> find(String id, Progress progress) throws IOException, TracebinderException {
        return Traces.find(work().trail(), id, progress);
    }

    /**
     * What an inference, a model version or a dataset rests on.
     *
     * @param asOf the moment, or null for the time of the subject itself
     */
    public LineageView lineage(String id, Instant asOf, Progress progress) throws IOException, TracebinderException {
        return lineage.get(work().trail(), progress).upstream(id, asOf, progress);
    }

    /**
     * What rests on a dataset or model, and which events do.
     *
     * @param subject a dataset, model or deployment: {@code name@version}, or {@code name} for all versions
     * @param most    ids of events that are listed; counts are always exact
     */
    public Dependents dependents(String subject, int most, Progress progress) throws IOException, TracebinderException {
        Threads.refuse();
        return DependentEvents.of(trail(), lineage.get(trail(), progress).downstream(subject, progress), most,
                progress);
    }

    /** @return lineage in all directions */
    public Lineage lineage(Progress progress) throws IOException, TracebinderException {
        return lineage.get(work().trail(), progress);
    }

    /** @return what auditors noted on events, controls and sources, to read and to add to */
    public Notes notes() {
        return new Notes(this::work, this::changed);
    }

    /** @return samples, to draw and to look at */
    public DrawnSamples samples() {
        return new DrawnSamples(this::work, this::changed);
    }

    /** @return what auditors work out: runs of all checks, the system and the day, conclusions, attached evidence */
    public Workpapers workpapers() {
        return new Workpapers(this::work, this::changed);
    }

    /** @return queries that are kept with what they found */
    public SavedQueries queries() {
        return new SavedQueries(this::work, this::changed);
    }

    /** @return two exports, trails, events or sets of events held against each other */
    public Comparisons comparisons() {
        return new Comparisons(this::work);
    }

    /**
     * Adds up what events cost by a price list, beside what their sources claim.
     *
     * @param query  selects the events, as a rule {@code kind:inference}
     * @param by     {@code app}, {@code model}, {@code day} or {@code actor}
     * @param prices the list
     * @throws TracebinderException when the query can't be understood
     */
    public CostReport cost(String query, String by, PriceList prices, Progress progress)
            throws IOException, TracebinderException {
        return new Costing(work().trail(), prices, progress).report(query, by);
    }

    /**
     * Runs checks.
     *
     * @param ids of the checks; empty for all
     * @throws TracebinderException when there is no check of that id
     */
    public List<CheckResult> check(Collection<String> ids, Progress progress) throws IOException, TracebinderException {
        return check(ids, AssessOptions.DEFAULTS, progress);
    }

    /**
     * Runs checks, own ones too.
     *
     * @param ids of the checks; empty for all
     * @throws TracebinderException when there is no check of that id, a file is broken or a setting is wrong
     */
    public List<CheckResult> check(Collection<String> ids, AssessOptions options, Progress progress)
            throws IOException, TracebinderException {
        return Assessing.of(work(), options).check(ids, progress);
    }

    /** @return the checks and catalogues of the product, of this binder and of the named folders */
    public Library library(AssessOptions options) throws IOException, TracebinderException {
        return Assessing.library(work(), options);
    }

    /** @return what the engagement says of the audited system */
    public SystemProfile profile() throws IOException {
        return Assessing.profile(work());
    }

    /** Says in which roles and as what kind of system the audited one is looked at; the ledger keeps it. */
    public void setProfile(SystemProfile profile) throws IOException, TracebinderException {
        Assessing.profile(work(), profile);
        changed();
    }

    /**
     * @return the scorecard that was filled in for this binder, or the product's measures without goals
     * @throws TracebinderException when {@code scorecard.json} of the binder is broken, with line and reason
     */
    public Scorecard scorecard(Progress progress) throws IOException, TracebinderException {
        Path file = work().layout().scorecard();
        return Scorecard.read(Files.isRegularFile(file) ? file : null, trail(), progress);
    }

    /** @return what was tested and what ran, day by day; regressions; attacks tested and seen */
    public EvaluationReport evaluations(Progress progress) throws IOException, TracebinderException {
        Workspace w = work();
        return EvaluationReport.read(w.trail(), Assessing.library(w, AssessOptions.DEFAULTS).catalogs()
                .attackFamilies(), progress);
    }

    /** @return what was concluded about controls, by control */
    public Map<String, Conclusion> conclusions() throws IOException {
        return Assessing.conclusions(work());
    }

    /**
     * Keeps what an auditor concludes about a control, beside what the checks compute.
     *
     * @param result null to take back what was concluded
     * @param reason never empty
     * @return what is kept, or what was taken back
     * @throws TracebinderException when there is no such control, or no reason
     */
    public Conclusion conclude(String control, ControlOutcome result, String reason, Progress progress)
            throws IOException, TracebinderException {
        Conclusion kept = Assessing.of(work(), AssessOptions.DEFAULTS).conclude(control, result, reason, progress);
        changed();
        return kept;
    }

    /**
     * Assesses the trail against catalogues.
     *
     * @param catalog id of a catalogue, or {@code all}
     * @param asOf    day whose law holds, or null for today
     * @throws TracebinderException when there is no catalogue of that id
     */
    public List<Assessment> assess(String catalog, LocalDate asOf, Progress progress)
            throws IOException, TracebinderException {
        return assess(catalog, asOf, AssessOptions.DEFAULTS, progress);
    }

    /**
     * Assesses the trail against catalogues, own ones too.
     *
     * @param catalog id of a catalogue, or {@code all}
     * @param asOf    day whose law holds, or null for today
     */
    public List<Assessment> assess(String catalog, LocalDate asOf, AssessOptions options, Progress progress)
            throws IOException, TracebinderException {
        return Assessing.of(work(), options).assess(catalog, asOf, progress);
    }

    /**
     * Writes an evidence pack; nothing is left behind when it fails.
     * @throws TracebinderException when a query, a control or the key store is wrong
     */
    public ExportReport export(Path pack, ExportOptions options, Progress progress)
            throws IOException, TracebinderException {
        ExportReport report = new Exporting(work(), options, lineage, progress).export(pack);
        changed();
        return report;
    }

    /** @return what masked packs make their pseudonyms and salts of: to look after, to seal */
    public MaskingSecret maskingSecret() {
        return new MaskingSecret(this::work, this::changed);
    }

    /**
     * Opens masked values of a pack of this binder for somebody: a file with words and salts that fit the commitments
     * in the pack. The ledger tells of it, and to whom.
     *
     * @param file       is not there yet
     * @param to         who gets it
     * @param passphrase of the masking secret when that is sealed
     * @throws TracebinderException when the pack is not masked, nothing is chosen, or nothing can be opened; in words
     */
    public RevealReport reveal(Path pack, RevealChoice choice, Path file, String to, Optional<char[]> passphrase,
            Progress progress) throws IOException, TracebinderException {
        RevealReport report = new Exporting(work(), ExportOptions.ALL.unsealedBy(passphrase), lineage, progress)
                .reveal(pack, choice, file, to);
        changed();
        return report;
    }

    /**
     * Shows what a masked pack would hide, before it is written. Writes nothing.
     *
     * @param options what would go in, with the fields that were chosen
     * @param records how many of the selected records are looked at, for example 1,000
     * @param listed  how many masked places are listed; all of them are counted
     * @throws TracebinderException when a query, a control or a field is wrong
     */
    public MaskPreview previewMasking(ExportOptions options, int records, int listed, Progress progress)
            throws IOException, TracebinderException {
        return new Exporting(work(), options, lineage, progress).previewMasking(records, listed);
    }

    /** Writes one inference as a small file that can be verified. */
    public void certificate(String eventId, Path file, Progress progress) throws IOException, TracebinderException {
        certificate(eventId, file, true, ExportOptions.ALL, progress);
    }

    /**
     * Writes one inference as a small file that can be verified and that explains itself in sentences.
     *
     * @param eventId   of the inference
     * @param file      to write
     * @param withBytes false to leave out the original bytes of its record, which may tell of other events, too
     * @param options   key to sign with, masking, chosen fields, language; the rest is not looked at
     */
    public void certificate(String eventId, Path file, boolean withBytes, ExportOptions options, Progress progress)
            throws IOException, TracebinderException {
        new Exporting(work(), options, lineage, progress).certificate(event(eventId), file, withBytes);
        changed();
    }

    private static EventId event(String id) throws TracebinderException {
        try {
            return EventId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new TracebinderException(e.getMessage() + ".", e);
        }
    }

    /**
     * @param id a record or event
     * @return the original bytes of the record
     * @throws TracebinderException when there is no such record
     */
    public byte[] raw(String id) throws IOException, TracebinderException {
        Threads.refuse();
        RecordId record = event(id).record();
        if (trail().record(record).isEmpty()) {
            throw new TracebinderException("There is no record " + record + " in this binder.");
        }
        return trail().bytes(record);
    }

    /** Writes the original file of a source, bit for bit. */
    public void restore(int source, Path file, Progress progress) throws IOException, TracebinderException {
        work().restore(source, file, progress);
    }

    /** Makes the index again from the vault. @return warnings of sources that could not be read again */
    public List<ImportReport.Warning> rebuild(Progress progress) throws IOException, TracebinderException {
        List<ImportReport.Warning> left = work().rebuild(progress);
        changed();
        return left;
    }

    /** Hashes everything again and compares vault, records, ledger and index. Changes nothing. */
    public DoctorReport doctor(Progress progress) throws IOException, TracebinderException {
        return work().doctor(progress);
    }

    /**
     * The same, and reads all originals again to compare every word and value of the index with what they give: an
     * altered one of a single event is found. Takes as long as {@link #rebuild}, and for its time as much disk as the
     * index.
     *
     * @throws TracebinderException when the binder was opened for reading only
     */
    public DoctorReport thoroughDoctor(Progress progress) throws IOException, TracebinderException {
        return work().thoroughDoctor(progress);
    }

    @Override
    public void close() throws IOException {
        work().close();
    }

    /** @return ids of all formats, for messages */
    public static List<String> formats() {
        List<String> ids = new ArrayList<>();
        BuiltInFormats.all().forEach(r -> ids.add(r.id()));
        return ids;
    }
}
