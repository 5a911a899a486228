// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Conclusion;
import org.tracebinder.controls.ControlOutcome;
import org.tracebinder.controls.Measure;
import org.tracebinder.controls.SystemProfile;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.internal.Assessing;
import org.tracebinder.session.internal.Documents;
import org.tracebinder.session.internal.RunFile;
import org.tracebinder.session.internal.SavedResults;
import org.tracebinder.session.internal.ScorecardEdit;
import org.tracebinder.session.internal.Workspace;
import org.tracebinder.vault.KeptEvidence;
import org.tracebinder.vault.LedgerEntry;

/**
 * What an auditor works out on top of the trail: a run of all checks, the day and the system it is held against,
 * conclusions, and evidence attached to controls. Each change is an act in the ledger. Thread-safe; every method may
 * take long and refuses the threads that {@link Binder#forbid} names.
 */
public final class Workpapers {

    /** Characters that an auditor may say of attached evidence. */
    public static final int MOST_TEXT = 10_000;
    /** Acts that leave what checks find as it is. */
    private static final List<String> HARMLESS = List.of("note.", "evidence.", "query.", "conclu", "engagement",
            "scorecard", "export", "certificate");

    private final Supplier<Workspace> work;
    private final Runnable changed;

    Workpapers(Supplier<Workspace> work, Runnable changed) {
        this.work = work;
        this.changed = changed;
    }

    /**
     * Runs all checks and assesses all catalogues by them, as the system and on the day that the binder keeps.
     *
     * @throws TracebinderException when an own check or catalogue is broken, with file, line and reason
     */
    public AssessmentRun run(AssessOptions options, Progress progress) throws IOException, TracebinderException {
        Workspace workspace = work.get();
        long changes = changes(workspace);
        return Assessing.of(workspace, options).run(changes, progress);
    }

    /**
     * Assesses again with the results of a run: after the day, the system or a conclusion changed. Quick.
     *
     * @param run whose checks still hold
     */
    public AssessmentRun again(AssessmentRun run, Progress progress) throws IOException, TracebinderException {
        return Assessing.of(work.get(), run.library()).again(run, progress);
    }

    /**
     * What the checks of a run found, to be kept by the caller until the program starts again.
     *
     * @param at when they had run
     * @return bytes for {@link #kept}
     */
    public byte[] keep(AssessmentRun run, Instant at) throws IOException {
        return RunFile.of(work.get(), run, at);
    }

    /**
     * @param bytes that {@link #keep} gave
     * @return the run, held against the catalogues, the day and the system of now; empty when the bytes are of another
     *         binder, of another version of its ledger, or of other checks
     * @throws TracebinderException when an own check or catalogue is broken
     */
    public Optional<KeptRun> kept(byte[] bytes, Progress progress) throws IOException, TracebinderException {
        Workspace workspace = work.get();
        Assessing assessing = Assessing.of(workspace, AssessOptions.DEFAULTS);
        RunFile file = RunFile.read(workspace, bytes, assessing.library()).orElse(null);
        return file == null ? Optional.empty() : Optional.of(new KeptRun(
                assessing.again(file.checks(), file.changes(), progress), Instant.parse(file.at())));
    }

    /** @return true when something was done since that may change what checks find, say an import */
    public boolean outdated(AssessmentRun run) throws IOException {
        return changes(work.get()) != run.changes();
    }

    /**
     * @param result of a check
     * @return selects exactly as many events as speak for; empty when no query does
     */
    public Optional<String> supporting(CheckResult result, Progress progress) throws IOException, TracebinderException {
        Workspace workspace = work.get();
        for (String query : result.supportingQueries()) {
            if (workspace.trail().count(query, progress) == result.supporting()) {
                return Optional.of(query);
            }
        }
        return Optional.empty();
    }

    /**
     * @param run whose checks are asked
     * @return says of single events what the checks of the run count them as
     */
    public EventEvidence evidence(AssessmentRun run) {
        return new EventEvidence(work, run);
    }

    private static long changes(Workspace workspace) throws IOException {
        return workspace.ledger().stream().map(LedgerEntry::act)
                .filter(act -> HARMLESS.stream().noneMatch(act::startsWith)).count();
    }

    /** @return the day whose law holds; empty for the day on which somebody asks */
    public Optional<LocalDate> asOf() throws IOException {
        return Assessing.asOf(work.get());
    }

    /**
     * Says which system is looked at, and on which day.
     *
     * @param asOf null for the day on which somebody asks
     */
    public void say(SystemProfile profile, LocalDate asOf) throws IOException, TracebinderException {
        Assessing.say(work.get(), profile, asOf);
        changed.run();
    }

    /**
     * Keeps what an auditor concludes about a control, beside what the run computed.
     *
     * @param result null to take back what was concluded
     * @param reason never empty
     * @return what is kept, or what was taken back
     * @throws TracebinderException when there is no such control, or no reason
     */
    public Conclusion conclude(AssessmentRun run, String control, ControlOutcome result, String reason)
            throws IOException, TracebinderException {
        Conclusion kept = Assessing.of(work.get(), run.library()).conclude(control, result, reason, run);
        changed.run();
        return kept;
    }

    /**
     * Fills in a line of the scorecard: baseline, target, stop condition, owner and note.
     *
     * @param measure of {@link Binder#scorecard}, with its new goals
     * @throws TracebinderException when the scorecard has no such measure, or the binder is open for reading only
     */
    public void goals(Measure measure) throws IOException, TracebinderException {
        ScorecardEdit.put(work.get(), measure);
        changed.run();
    }

    /** Says which system the scorecard is of, and what was decided by it. */
    public void decide(String system, String decision) throws IOException, TracebinderException {
        ScorecardEdit.head(work.get(), system, decision);
        changed.run();
    }

    /** @return evidence attached to controls, oldest first */
    public List<Attachment> attached() throws IOException {
        return work.get().evidence().stream().map(Workpapers::told).toList();
    }

    /**
     * Attaches an event or record.
     *
     * @param id   of an event or record
     * @param text what the auditor says of it, may be empty
     * @throws TracebinderException when there is no such control or event, or the binder is open for reading only
     */
    public Attachment attachEvent(String control, String id, Attachment.Bearing bearing, String text)
            throws IOException, TracebinderException {
        Workspace workspace = work.get();
        if (!EventId.isId(id)) {
            throw new TracebinderException("'" + id + "' is no event; an event id is such as S1:12.3.");
        }
        EventId event = EventId.parse(id);
        if (workspace.trail().record(event.record()).isEmpty()
                || event.ordinal() > 0 && workspace.trail().event(event).isEmpty()) {
            throw new TracebinderException("There is no event '" + id + "' in this binder.");
        }
        byte[] bytes = workspace.trail().bytes(event.record());
        return keep(workspace, control, Attachment.Kind.EVENT, id, bearing, Hash.of(bytes), bytes.length, text);
    }

    /**
     * Attaches what a query finds now.
     *
     * @throws TracebinderException when there is no such control, the query can't be understood or finds too much,
     *                              or the binder is open for reading only
     */
    public Attachment attachQuery(String control, String query, Attachment.Bearing bearing, String text,
            Progress progress) throws IOException, TracebinderException {
        Workspace workspace = work.get();
        SavedResults.Found found = SavedResults.found(workspace, query, progress);
        return keep(workspace, control, Attachment.Kind.QUERY, query, bearing, found.hash(), found.total(), text);
    }

    /**
     * Attaches a document. The binder keeps a copy under its digest; a pack carries name, size and digest.
     *
     * @throws TracebinderException when there is no such control, the file is no file or too large, or the binder
     *                              is open for reading only
     */
    public Attachment attachDocument(String control, Path file, Attachment.Bearing bearing, String text,
            Progress progress) throws IOException, TracebinderException {
        Workspace workspace = work.get();
        Assessing.confirm(workspace, control);
        Documents.Kept kept = Documents.keep(workspace, file, progress);
        return keep(workspace, control, Attachment.Kind.DOCUMENT, file.getFileName().toString(), bearing, kept.sha256(),
                kept.bytes(), text);
    }

    private Attachment keep(Workspace workspace, String control, Attachment.Kind kind, String reference,
            Attachment.Bearing bearing, Hash sha256, long size, String text) throws IOException, TracebinderException {
        Assessing.confirm(workspace, control);
        if (text.length() > MOST_TEXT) {
            throw new TracebinderException("What is said of evidence has " + MOST_TEXT + " characters at most.");
        }
        KeptEvidence kept = workspace.addEvidence(new KeptEvidence(0, control, kind.id(), reference, bearing.id(),
                sha256.toString(), size, text.strip(), "", ""));
        changed.run();
        return told(kept);
    }

    /**
     * Takes attached evidence back; the ledger keeps that there was some, and a copy of a document stays until nothing
     * refers to it.
     *
     * @throws TracebinderException when there is none of that number, or the binder is open for reading only
     */
    public void detach(long number) throws IOException, TracebinderException {
        Workspace workspace = work.get();
        KeptEvidence evidence = of(workspace, number);
        workspace.removeEvidence(evidence);
        if (evidence.kind().equals(Attachment.Kind.DOCUMENT.id())) {
            Documents.forget(workspace, Hash.parse(evidence.sha256()));
        }
        changed.run();
    }

    /**
     * Writes a copy of an attached document.
     *
     * @param target is not there yet
     * @throws TracebinderException when there is no such document, or the binder's copy is damaged
     */
    public void copy(long number, Path target) throws IOException, TracebinderException {
        Workspace workspace = work.get();
        KeptEvidence evidence = of(workspace, number);
        if (!evidence.kind().equals(Attachment.Kind.DOCUMENT.id())) {
            throw new TracebinderException("Evidence " + number + " is no document but an " + evidence.kind()
                    + " of the trail.");
        }
        Documents.copy(workspace, Hash.parse(evidence.sha256()), target);
    }

    private static KeptEvidence of(Workspace workspace, long number) throws IOException, TracebinderException {
        return workspace.evidence().stream().filter(e -> e.number() == number).findFirst()
                .orElseThrow(() -> new TracebinderException("There is no attached evidence " + number + "."));
    }

    private static Attachment told(KeptEvidence e) {
        return new Attachment(e.number(), e.control(), Attachment.Kind.valueOf(upper(e.kind())), e.reference(),
                Attachment.Bearing.valueOf(upper(e.bearing())), Hash.parse(e.sha256()), e.size(), e.text(), e.actor(),
                e.at());
    }

    private static String upper(String id) {
        return id.toUpperCase(Locale.ROOT);
    }
}
