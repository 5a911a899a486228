// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tracebinder.controls.Assessment;
import org.tracebinder.controls.Catalogs;
import org.tracebinder.controls.Control;
import org.tracebinder.controls.ControlOutcome;
import org.tracebinder.controls.ControlResult;
import org.tracebinder.controls.Crosswalk;
import org.tracebinder.controls.SystemProfile;

/** Results of controls. */
final class AssessPrinter {

    /** The order of the contract. */
    private static final List<ControlOutcome> ORDER = List.of(ControlOutcome.SUPPORTED, ControlOutcome.GAP,
            ControlOutcome.MIXED, ControlOutcome.NOT_ASSESSABLE, ControlOutcome.DOCUMENTS_ONLY,
            ControlOutcome.NOT_APPLICABLE);

    private AssessPrinter() {
    }

    /**
     * One object in any case: of several catalogues it holds all controls and the sums, and each catalogue with its
     * own.
     *
     * @param asked   id of a catalogue, or {@code all}
     * @param profile the system it was assessed as
     * @param crosswalk which controls touch each other
     */
    static void json(Terminal terminal, String asked, List<Assessment> results, SystemProfile profile,
            Crosswalk crosswalk) {
        Set<String> versions = new LinkedHashSet<>();
        Set<String> failed = new LinkedHashSet<>();
        Map<ControlOutcome, Long> sums = new EnumMap<>(ControlOutcome.class);
        for (Assessment a : results) {
            versions.add(a.version());
            failed.addAll(a.failed());
            a.totals().forEach((outcome, count) -> sums.merge(outcome, count, Long::sum));
        }
        try (JsonOut json = new JsonOut(terminal.out())) {
            json.put("catalog", asked).put("version", String.join(", ", versions))
                    .put("asOf", results.isEmpty() ? null : results.get(0).asOf()).array("controls");
            for (Assessment a : results) {
                a.controls().forEach(c -> control(json, a, c, crosswalk));
            }
            json.endArray();
            totals(json, sums);
            json.put("failed", failed).array("catalogs");
            for (Assessment a : results) {
                json.object().put("catalog", a.catalog()).put("version", a.version());
                totals(json, a.totals());
                json.end();
            }
            json.endArray().object("profile").put("roles", profile.roles())
                    .put("riskClass", profile.riskClass().id()).end();
        }
    }

    private static void control(JsonOut json, Assessment a, ControlResult c, Crosswalk crosswalk) {
        json.object().put("id", c.id()).put("ref", c.ref()).put("title", c.title()).put("status", c.status().id())
                .put("result", c.result().id()).put("checks", c.checks()).put("cannotShow", c.cannotShow())
                .put("supporting", c.supporting()).put("contrary", c.contrary()).put("basis", c.basis())
                .put("statusBasis", c.statusBasis()).put("addressed", c.addressed()).put("catalog", a.catalog())
                .put("computed", c.computed().id()).array("related");
        crosswalk.related(c.id()).forEach(r -> json.object().put("id", r.id()).put("confidence", r.confidence()).end());
        json.endArray();
        if (c.conclusion() == null) {
            json.put("conclusion", (String) null).end();
        } else {
            ConcludeCommand.object(json.object("conclusion"), c.conclusion()).end().end();
        }
    }

    private static void totals(JsonOut json, Map<ControlOutcome, Long> totals) {
        json.object("totals");
        ORDER.forEach(o -> json.put(o.id(), totals.getOrDefault(o, 0L).longValue()));
        json.end();
    }

    /**
     * Prints the controls with their results, and the totals.
     *
     * @param catalogs that were assessed
     * @param every    false to leave out the controls that the trail says nothing about
     * @param related  true to name the controls of other catalogues that touch each
     */
    static void text(Terminal terminal, List<Assessment> results, Catalogs catalogs, boolean every, boolean related) {
        PrintStream out = terminal.out();
        for (Assessment a : results) {
            out.println(a.catalog() + " (" + a.version() + "), as of " + a.asOf());
            Table table = new Table().left("Control").left("Binding").left("Trail shows").right("For").right("Against")
                    .left("About");
            long left = 0;
            for (ControlResult c : a.controls()) {
                boolean silent = c.computed() == ControlOutcome.DOCUMENTS_ONLY
                        || c.computed() == ControlOutcome.NOT_ASSESSABLE;
                if (silent && !every && c.conclusion() == null) {
                    left++;
                } else {
                    table.row(c.ref(), status(c), word(c.computed()), c.supporting(), c.contrary(), catalogs
                            .byId(a.catalog()).flatMap(k -> k.control(c.id())).map(Control::label).orElse(c.title()));
                    List<Crosswalk.Related> others = catalogs.crosswalk().related(c.id());
                    if (related && !others.isEmpty()) {
                        table.note("related: " + others.stream().map(r -> place(catalogs, r))
                                .collect(Collectors.joining(", ")));
                    }
                    if (c.conclusion() != null) {
                        table.note("Auditor: " + word(c.conclusion().result()) + ". " + c.conclusion().reason());
                    }
                }
            }
            if (!table.isEmpty()) {
                table.print(out, terminal.columns());
            }
            if (left > 0) {
                out.println(Words.count(left, "control") + (table.isEmpty() ? "" : " more")
                        + ": this trail can't show them (--every lists them).");
            }
            out.println();
        }
        totals(terminal, results);
        if (related) {
            out.println();
            out.println("Related is not equal: no result carries over from one control to another. How sure"
                    + " each pair is stands behind it; what has no catalogue here is named by its id.");
        }
    }

    private static String place(Catalogs catalogs, Crosswalk.Related r) {
        return catalogs.all().stream().flatMap(c -> c.control(r.id()).stream().map(k -> c.id() + " " + k.ref()))
                .findFirst().orElse(r.id()) + " (" + r.confidence() + ")";
    }

    /** Prints one line for each catalogue. */
    static void totals(Terminal terminal, List<Assessment> results) {
        Table table = new Table().left("Catalogue").left("Version").left("As of").right("Controls").right("Supported")
                .right("Gap").right("Mixed").right("Not assessable").right("Documents only").right("Not applicable");
        for (Assessment a : results) {
            Map<ControlOutcome, Long> t = a.totals();
            table.row(a.catalog(), a.version(), a.asOf(), a.controls().size(), t.get(ControlOutcome.SUPPORTED),
                    t.get(ControlOutcome.GAP), t.get(ControlOutcome.MIXED), t.get(ControlOutcome.NOT_ASSESSABLE),
                    t.get(ControlOutcome.DOCUMENTS_ONLY), t.get(ControlOutcome.NOT_APPLICABLE));
        }
        table.print(terminal.out(), terminal.columns());
        for (Assessment a : results) {
            if (a.anyFailed()) {
                terminal.out().println("COULD NOT RUN in " + a.catalog() + ": " + String.join(", ", a.failed()));
            }
        }
    }

    private static String status(ControlResult c) {
        return switch (c.status()) {
            case IN_FORCE -> "in force";
            case NOT_YET -> "not yet";
            case VOLUNTARY -> "voluntary";
        };
    }

    private static String word(ControlOutcome outcome) {
        return outcome.id().replace('-', ' ');
    }
}
