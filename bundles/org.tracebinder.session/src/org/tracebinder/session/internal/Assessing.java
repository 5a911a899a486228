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

/** Runs checks and assesses catalogues on a binder. */
public final class Assessing {

    /** Names of facts of the engagement. */
    static final String ROLE = "role";
    static final String RISK_CLASS = "riskClass";
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
    public List<CheckResult> check(Collection<String> ids, Progress progress) throws TracebinderException {
        for (String id : ids) {
            if (library.check(id).isEmpty()) {
                throw new TracebinderException("There is no check '" + id + "'. Checks: "
                        + String.join(", ", library.checks().stream().map(Check::id).toList()) + ".");
            }
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
        LocalDate day = asOf != null ? asOf : LocalDate.ofInstant(workspace.clock().instant(), ZoneOffset.UTC);
        Map<String, Conclusion> conclusions = conclusions(workspace);
        List<Assessment> all = new ArrayList<>();
        for (Catalog one : wanted) {
            all.add(Assessor.assess(one, library.checkMap(), results, facts, day, profile, conclusions));
        }
        return all;
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
        Catalog catalog = library.catalogs().all().stream().filter(c -> c.control(control).isPresent()).findFirst()
                .orElseThrow(() -> new TracebinderException("There is no control '" + control + "'."));
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
        Assessment now = assess(List.of(catalog), check(List.of(), progress), null, progress).get(0);
        ControlOutcome computed = now.controls().stream().filter(c -> c.id().equals(control)).findFirst().orElseThrow()
                .computed();
        workspace.conclude(control, result.id(), reason.strip(), computed.id());
        return conclusions(workspace).get(control);
    }
}
