// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tracebinder.controls.Assessment;
import org.tracebinder.controls.Assessor;
import org.tracebinder.controls.Catalog;
import org.tracebinder.controls.Catalogs;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Conclusion;
import org.tracebinder.controls.ControlOutcome;
import org.tracebinder.controls.Library;
import org.tracebinder.controls.Parameters;
import org.tracebinder.controls.SystemProfile;
import org.tracebinder.controls.TrailFacts;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.session.AssessOptions;
import org.tracebinder.session.AssessmentRun;

/** Runs checks and assesses catalogues on a binder. */
public final class Assessing {

    /** Names of facts of the engagement. */
    static final String ROLE = "role";
    static final String RISK_CLASS = "riskClass";
    static final String AS_OF = "asOf";
    private static final int MOST_REASON = 10_000;

    private final Workspace workspace;
    private final Library library;
    private final Map<String, Parameters> settings;
    private final SystemProfile profile;

    private Assessing(Workspace workspace, AssessOptions options, Library library) throws IOException,
            TracebinderException {
        this.workspace = workspace;
        this.library = library;
        try {
            this.settings = library.settings(options.settings());
            this.profile = options.profile().isPresent() ? options.profile().get() : profile(workspace);
        } catch (IllegalArgumentException e) {
            throw new TracebinderException(e.getMessage(), e);
        }
    }

    private Assessing(Workspace workspace, Library library) throws IOException {
        this.workspace = workspace;
        this.library = library;
        this.settings = Map.of();
        this.profile = profile(workspace);
    }

    /** @param library checks and catalogues of a run whose results are there */
    public static Assessing of(Workspace workspace, Library library) throws IOException {
        return new Assessing(workspace, library);
    }

    /**
     * Reads checks and catalogues.
     *
     * @throws TracebinderException when a file is broken or a setting is wrong
     */
    public static Assessing of(Workspace workspace, AssessOptions options) throws IOException, TracebinderException {
        return new Assessing(workspace, options, library(workspace, options));
    }

    /** @return checks and catalogues of the product, of the binder and of the named folders */
    public static Library library(Workspace workspace, AssessOptions options) throws IOException, TracebinderException {
        return Library.load(folders(workspace.layout().checks(), options.checks()),
                folders(workspace.layout().catalogs(), options.catalogs()),
                query -> workspace.trail().search(new SearchRequest(query, new SearchRequest.Sort(null, false), 0, null,
                        List.of(), List.of(), 0, null), Progress.NONE));
    }

    private static List<Path> folders(Path own, List<Path> named) throws TracebinderException {
        List<Path> all = new ArrayList<>();
        if (Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
            all.add(own);
        }
        for (Path folder : named) {
            if (!Files.isDirectory(folder)) {
                throw new TracebinderException("'" + folder + "' is not a folder.");
            }
            all.add(folder);
        }
        return all;
    }

    /** @return what the engagement says of the system */
    public static SystemProfile profile(Workspace workspace) throws IOException {
        Map<String, String> facts = workspace.engagement();
        return SystemProfile.of(facts.get(ROLE), facts.get(RISK_CLASS));
    }

    /** @return the day whose law holds, as the engagement says; empty for today */
    public static Optional<LocalDate> asOf(Workspace workspace) throws IOException {
        String day = workspace.engagement().getOrDefault(AS_OF, "");
        return day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day));
    }

    /** Says which system is looked at, and on which day; null for today. */
    public static void say(Workspace workspace, SystemProfile profile, LocalDate asOf)
            throws IOException, TracebinderException {
        Map<String, String> facts = new TreeMap<>();
        facts.put(ROLE, String.join(",", profile.roles()));
        facts.put(RISK_CLASS, profile.riskClass().id());
        facts.put(AS_OF, asOf == null ? "" : asOf.toString());
        workspace.engage(facts);
    }

    /** Says in which roles and as what kind of system the audited one is looked at. */
    public static void profile(Workspace workspace, SystemProfile profile) throws IOException, TracebinderException {
        Map<String, String> facts = new TreeMap<>();
        facts.put(ROLE, String.join(",", profile.roles()));
        facts.put(RISK_CLASS, profile.riskClass().id());
        workspace.engage(facts);
    }

    /** @return the checks and catalogues that hold */
    public Library library() {
        return library;
    }

    /** @return results of the checks of those ids, all of them when there are no ids */
    public List<CheckResult> check(Collection<String> ids, Progress progress)
            throws IOException, TracebinderException {
        for (String id : ids) {
            if (library.check(id).isEmpty()) {
                throw new TracebinderException("There is no check '" + id + "'. Checks: "
                        + String.join(", ", library.checks().stream().map(Check::id).toList()) + ".");
            }
        }
        List<String> lacking = workspace.lacking();
        if (!lacking.isEmpty()) { // what is not found would pass
            throw new TracebinderException("The index lacks the events of " + String.join(", ", lacking)
                    + ", which could not be read when it was made again: a check would not see them. "
                    + "Make the originals readable as they were, then run rebuild.");
        }
        return library.run(ids, workspace.trail(), settings, progress);
    }

    /** @return an assessment for each wanted catalogue */
    public List<Assessment> assess(String catalog, LocalDate asOf, Progress progress)
            throws IOException, TracebinderException {
        List<Catalog> wanted = wanted(catalog);
        return assess(wanted, check(List.of(), progress), asOf, progress);
    }

    /** @return an assessment for each of the catalogues, from results that are there already */
    List<Assessment> assess(List<Catalog> wanted, List<CheckResult> results, LocalDate asOf, Progress progress)
            throws IOException, TracebinderException {
        TrailFacts facts = TrailFacts.read(library.catalogs().evidenceQueries(), workspace.trail(), progress);
        LocalDate day = asOf != null ? asOf : day();
        Map<String, Conclusion> conclusions = conclusions(workspace);
        List<Assessment> all = new ArrayList<>();
        for (Catalog one : wanted) {
            all.add(Assessor.assess(one, library.checkMap(), results, facts, day, profile, conclusions));
        }
        return all;
    }

    /** @return the day that the engagement says, or today */
    private LocalDate day() throws IOException {
        Optional<LocalDate> kept = asOf(workspace);
        return kept.isPresent() ? kept.get() : LocalDate.ofInstant(workspace.clock().instant(), ZoneOffset.UTC);
    }

    /** Runs all checks once and assesses all catalogues by them. */
    public AssessmentRun run(long changes, Progress progress) throws IOException, TracebinderException {
        return assessed(check(List.of(), progress), changes, progress);
    }

    /** Assesses all catalogues by the checks of a run. */
    public AssessmentRun again(AssessmentRun run, Progress progress) throws IOException, TracebinderException {
        return again(run.checks(), run.changes(), progress);
    }

    /** Assesses all catalogues by what checks found before, when the ledger had that many changes. */
    public AssessmentRun again(List<CheckResult> checks, long changes, Progress progress) throws IOException,
            TracebinderException {
        return assessed(checks, changes, progress);
    }

    private AssessmentRun assessed(List<CheckResult> checks, long changes, Progress progress)
            throws IOException, TracebinderException {
        LocalDate day = day();
        return new AssessmentRun(library, checks, profile, day, assess(wanted(null), checks, day, progress), changes);
    }

    /** @throws TracebinderException when no catalogue has that control */
    public static void confirm(Workspace workspace, String control) throws IOException, TracebinderException {
        catalog(library(workspace, AssessOptions.DEFAULTS), control);
    }

    private static Catalog catalog(Library library, String control) throws TracebinderException {
        return library.catalogs().all().stream().filter(c -> c.control(control).isPresent()).findFirst()
                .orElseThrow(() -> new TracebinderException("There is no control '" + control + "'."));
    }

    /** @return the catalogue of that id, all for {@code all} or null */
    List<Catalog> wanted(String id) throws TracebinderException {
        Catalogs catalogs = library.catalogs();
        if (id == null || id.equals("all")) {
            return catalogs.all();
        }
        return List.of(catalogs.byId(id).orElseThrow(() -> new TracebinderException("There is no catalogue '" + id
                + "'. Catalogues: " + String.join(", ", catalogs.all().stream().map(Catalog::id).toList()) + ".")));
    }

    /** @return what was concluded, by control */
    public static Map<String, Conclusion> conclusions(Workspace workspace) throws IOException {
        Map<String, Conclusion> all = new TreeMap<>();
        for (String[] c : workspace.conclusions()) {
            all.put(c[0], new Conclusion(c[0], ControlOutcome.of(c[1]), c[2], c[3], c[4], ControlOutcome.of(c[5])));
        }
        return all;
    }

    /**
     * Keeps what an auditor concludes, beside what is computed at that moment.
     *
     * @param result null to take back what was concluded
     * @throws TracebinderException when there is no such control, or no reason
     */
    public Conclusion conclude(String control, ControlOutcome result, String reason, Progress progress)
            throws IOException, TracebinderException {
        return conclude(control, result, reason, null, progress);
    }

    /** The same, beside what the checks of that run found. */
    public Conclusion conclude(String control, ControlOutcome result, String reason, AssessmentRun run)
            throws IOException, TracebinderException {
        return conclude(control, result, reason, run.checks(), Progress.NONE);
    }

    private Conclusion conclude(String control, ControlOutcome result, String reason, List<CheckResult> known,
            Progress progress) throws IOException, TracebinderException {
        Catalog catalog = catalog(library, control);
        if (reason == null || reason.isBlank() || reason.length() > MOST_REASON) {
            throw new TracebinderException("A conclusion needs a reason, of " + MOST_REASON + " characters at most.");
        }
        Conclusion before = conclusions(workspace).get(control);
        if (result == null) {
            if (before == null) {
                throw new TracebinderException("Nothing was concluded about '" + control + "'.");
            }
            workspace.conclude(control, null, reason.strip(), null);
            return before;
        }
        List<CheckResult> results = known == null ? check(List.of(), progress) : known;
        Assessment now = assess(List.of(catalog), results, null, progress).get(0);
        ControlOutcome computed = now.controls().stream().filter(c -> c.id().equals(control)).findFirst().orElseThrow()
                .computed();
        workspace.conclude(control, result.id(), reason.strip(), computed.id());
        return conclusions(workspace).get(control);
    }
}
