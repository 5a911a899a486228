// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.tracebinder.controls.CheckMap.Label;
import org.tracebinder.controls.CheckMap.Link;

/**
 * Turns results of checks into results of controls.
 * <p>
 * Checks that are only good practice are shown with a control of the law and do not decide it, for the law does not
 * demand them; where the control is voluntary itself they decide. A control is supported only when every deciding
 * check is: one without data keeps it from that, and one that failed, too; neither hides contrary records. So taking
 * evidence away can turn "gap" or "mixed" into "not assessable", never into "supported", as long as the contrary
 * records stay in the trail.
 */
public final class Assessor {

    private Assessor() {
    }

    /**
     * @param catalog what is assessed
     * @param map     which check speaks to which control
     * @param results of the checks that ran; an attached check without a result counts as one without data
     * @param facts   kinds of evidence that the trail holds
     * @param asOf    day whose law holds
     * @param profile of the audited system
     * @return a result for every control
     */
    public static Assessment assess(Catalog catalog, CheckMap map, List<CheckResult> results, TrailFacts facts,
            LocalDate asOf, SystemProfile profile) {
        return assess(catalog, map, results, facts, asOf, profile, Map.of());
    }

    /**
     * The same, with what the auditor concluded beside what is computed.
     *
     * @param conclusions by control
     */
    public static Assessment assess(Catalog catalog, CheckMap map, List<CheckResult> results, TrailFacts facts,
            LocalDate asOf, SystemProfile profile, Map<String, Conclusion> conclusions) {
        Map<String, CheckResult> byId = new HashMap<>();
        results.forEach(r -> byId.put(r.id(), r));
        List<ControlResult> controls = new ArrayList<>();
        for (Control control : catalog.controls()) {
            controls.add(control(control, map.of(control.id()), byId, facts, LegalState.of(control, asOf, profile),
                    profile, conclusions.get(control.id())));
        }
        List<String> failed = results.stream().filter(r -> r.result() == Outcome.FAILED).map(CheckResult::id).sorted()
                .toList();
        return new Assessment(catalog.id(), catalog.version(), asOf, List.copyOf(controls), failed);
    }

    private static ControlResult control(Control control, List<Link> links, Map<String, CheckResult> results,
            TrailFacts facts, LegalState.Dated legal, SystemProfile profile, Conclusion conclusion) {
        List<String> cannotShow = control.evidenceKinds().stream().filter(k -> !facts.held().contains(k)).toList();
        Tally tally = new Tally(cannotShow.size(), control.evidenceKinds().size());
        for (Link link : links) {
            tally.add(link, results.get(link.check()), decides(link, control));
        }
        ControlOutcome computed = tally.outcome(control);
        boolean away = conclusion != null && conclusion.result() == ControlOutcome.NOT_APPLICABLE;
        return new ControlResult(control.id(), control.ref(), control.title(), legal.state(), legal.basis(),
                profile.addressedBy(control), away ? ControlOutcome.NOT_APPLICABLE : computed,
                links.stream().map(Link::check).toList(), cannotShow, tally.supporting, tally.contrary,
                (away ? "Not applicable, says the auditor: " + conclusion.reason() + "\n" : "") + tally.basis(control),
                computed, conclusion);
    }

    private static boolean decides(Link link, Control control) {
        return link.label() != Label.GOOD_PRACTICE || control.appliesFrom() == null;
    }

    /** The checks of one control. */
    private static final class Tally {

        private final StringJoiner lines = new StringJoiner("\n");
        private final StringJoiner leaves = new StringJoiner("; ");
        private final int lacking;
        private final int kinds;
        private int deciding;
        private int supported;
        private int gaps;
        private int failed;
        private long supporting;
        private long contrary;

        /** @param lacking kinds of evidence that the trail does not hold, @param kinds all that the control names */
        Tally(int lacking, int kinds) {
            this.lacking = lacking;
            this.kinds = kinds;
        }

        void add(Link link, CheckResult result, boolean decides) {
            Outcome outcome = result == null ? Outcome.NOT_ASSESSABLE : result.result();
            lines.add(link.check() + " (" + link.label().id() + ", " + link.place() + "): " + outcome.id()
                    + (decides ? "" : ", shown without deciding") + ". "
                    + (result == null ? "The check was not run." : result.summary()));
            if (!decides) {
                return;
            }
            deciding++;
            if (!link.leaves().isEmpty()) {
                leaves.add(link.leaves());
            }
            switch (outcome) {
                case SUPPORTED -> supported++;
                case GAP -> gaps++;
                case FAILED -> failed++;
                case NOT_ASSESSABLE -> {
                    // keeps the control from being supported: deciding stays larger than supported
                }
            }
            if (result != null && (outcome == Outcome.SUPPORTED || outcome == Outcome.GAP)) {
                supporting += result.supporting();
                contrary += result.contrary();
            }
        }

        ControlOutcome outcome(Control control) {
            if (deciding == 0) {
                return control.logDerivable() == Control.LogDerivable.NONE ? ControlOutcome.DOCUMENTS_ONLY
                        : ControlOutcome.NOT_ASSESSABLE;
            }
            if (gaps > 0) {
                return supported > 0 ? ControlOutcome.MIXED : ControlOutcome.GAP;
            }
            return supported == deciding && leaves.length() == 0 ? ControlOutcome.SUPPORTED
                    : ControlOutcome.NOT_ASSESSABLE;
        }

        String basis(Control control) {
            String head = switch (outcome(control)) {
                case DOCUMENTS_ONLY -> control.assessable() ? "Logs cannot show this; it asks for documents."
                        : "A heading; see the controls under it.";
                case NOT_ASSESSABLE -> deciding == 0 ? open()
                        : failed > 0 ? "A check failed, so the control is left open."
                                : supported == deciding ? "The deciding checks found support, and none of them looks at"
                                        + " this: " + leaves + "."
                                : supported > 0 ? supported + " of " + deciding
                                        + " deciding checks found support; the rest"
                                        + " lack data, and what is missing does not pass."
                                        : "The trail lacks what the checks need.";
                case SUPPORTED -> deciding == 1 ? "The deciding check found support."
                        : "All " + deciding + " deciding checks found support.";
                case GAP -> failed > 0 ? "Contrary records, no deciding check came out supported, and one failed."
                        : "Contrary records, and no deciding check came out supported.";
                case MIXED -> failed > 0 ? "Supporting and contrary records, and a check failed."
                        : "Supporting and contrary records.";
                case NOT_APPLICABLE -> throw new IllegalStateException("only an auditor says that");
            };
            return lines.length() == 0 ? head : head + "\n" + lines;
        }

        private String open() {
            return lines.length() == 0 ? lacking == 0
                    ? "No check decides this control. The trail holds records of every kind of evidence that it asks"
                            + " for; a person has to read them."
                    : "No check decides this control. The trail lacks " + lacking + " of the " + kinds + " kinds of"
                            + " evidence that it asks for; the list of requests says what to ask for."
                    : "What is shown here is good practice, which does not decide what the law demands.";
        }
    }
}
