// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.tracebinder.controls.Assessment;
import org.tracebinder.controls.Assessor;
import org.tracebinder.controls.Catalog;
import org.tracebinder.controls.Catalogs;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Checks;
import org.tracebinder.controls.SystemProfile;
import org.tracebinder.controls.TrailFacts;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;

/** Runs checks and assesses catalogues on a binder. */
public final class Assessing {

    private Assessing() {
    }

    /** @return results of the checks of those ids, all of them when there are no ids */
    public static List<CheckResult> check(Workspace workspace, Collection<String> ids, Progress progress)
            throws TracebinderException {
        List<Check> wanted = new ArrayList<>();
        for (String id : ids) {
            wanted.add(Checks.byId(id).orElseThrow(() -> new TracebinderException("There is no check '" + id
                    + "'. Checks: " + String.join(", ", Checks.all().stream().map(Check::id).toList()) + ".")));
        }
        return Checks.run(ids.isEmpty() ? Checks.all() : wanted, workspace.trail(), Map.of(), progress);
    }

    /** @return an assessment for each wanted catalogue */
    public static List<Assessment> assess(Workspace workspace, String catalog, LocalDate asOf, Progress progress)
            throws IOException, TracebinderException {
        Catalogs catalogs = Catalogs.builtIn();
        List<Catalog> wanted = wanted(catalogs, catalog);
        return assess(workspace, catalogs, wanted, check(workspace, List.of(), progress), asOf, progress);
    }

    /** @return an assessment for each of the catalogues, from results that are there already */
    static List<Assessment> assess(Workspace workspace, Catalogs catalogs, List<Catalog> wanted, List<CheckResult> results,
            LocalDate asOf, Progress progress) throws IOException, TracebinderException {
        TrailFacts facts = TrailFacts.read(catalogs.evidenceQueries(), workspace.trail(), progress);
        LocalDate day = asOf != null ? asOf : LocalDate.ofInstant(workspace.clock().instant(), ZoneOffset.UTC);
        List<Assessment> all = new ArrayList<>();
        for (Catalog one : wanted) {
            all.add(Assessor.assess(one, catalogs.checkMap(), results, facts, day, SystemProfile.UNKNOWN));
        }
        return all;
    }

    private static List<Catalog> wanted(Catalogs catalogs, String id) throws TracebinderException {
        if (id == null || id.equals("all")) {
            return catalogs.all();
        }
        return List.of(catalogs.byId(id).orElseThrow(() -> new TracebinderException("There is no catalogue '" + id
                + "'. Catalogues: " + String.join(", ", catalogs.all().stream().map(Catalog::id).toList()) + ".")));
    }
}
