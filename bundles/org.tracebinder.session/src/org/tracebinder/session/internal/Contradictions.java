// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Checks;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;
import org.tracebinder.trace.TraceView;
import org.tracebinder.trace.TraceView.Decision;
import org.tracebinder.trace.TraceView.Gap;
import org.tracebinder.trace.TraceView.Step;

/**
 * What in a trace speaks against what else it says: a tool that ran although a policy had denied, words in clear
 * although they were said to be redacted. The rules are those of the checks: these run over the events of the one
 * trace, so trace and assessment can't disagree.
 */
public final class Contradictions {

    /** Told one by one; the rest is counted. */
    private static final int MOST = 100;

    private final Trail trail;
    private final TraceView view;
    private final Progress progress;
    private final Map<EventId, Step> steps = new HashMap<>();
    private final List<Gap> found = new ArrayList<>();

    private Contradictions(Trail trail, TraceView view, Progress progress) {
        this.trail = new TraceEvents(trail, view);
        this.view = view;
        this.progress = progress;
        view.steps().forEach(s -> steps.put(s.id(), s));
    }

    /** @return the view with its contradictions before its other gaps */
    public static TraceView in(Trail trail, TraceView view, Progress progress) throws QueryException, IOException {
        Contradictions all = new Contradictions(trail, view, progress);
        if (view.policy().stream().anyMatch(d -> "deny".equals(d.decision().action()))) {
            all.toolsAfterDeny();
        }
        all.leaks();
        if (all.found.isEmpty()) {
            return view;
        }
        all.found.addAll(view.gaps());
        return new TraceView(view.match(), view.app(), view.actor(), view.start(), view.durationMillis(), view.steps(),
                view.policy(), view.reviews(), view.conversation(), view.data(), view.totals(), view.lineage(),
                all.found);
    }

    private CheckResult ask(String check) throws QueryException, IOException {
        return Checks.byId(check).orElseThrow().evaluate(trail, Parameters.DEFAULTS, progress);
    }

    private void toolsAfterDeny() throws QueryException, IOException {
        CheckResult result = ask("policy.tool-after-deny");
        for (String record : result.records().subList(0, Math.min(MOST, result.records().size()))) {
            EventId id = EventId.parse(record);
            Step tool = steps.get(id);
            Decision deny = before("deny", tool);
            String name = tool == null || tool.event().tool() == null ? "a tool" : "the tool " + tool.event().tool();
            found.add(new Gap("tool-after-deny", id + " ran " + name + " at or after a policy had denied this trace"
                    + (deny == null ? "." : ", see " + deny.event() + "."), id));
        }
        more("tool-after-deny", result.records().size());
    }

    private void leaks() throws QueryException, IOException {
        Map<EventId, List<String>> kinds = new HashMap<>();
        trail.scan("leak:*", List.of(Fields.LEAK), row -> {
            if (kinds.size() < MOST * MOST) {
                kinds.put(row.id(), row.get(Fields.LEAK));
            }
        }, progress);
        if (kinds.isEmpty()) {
            return;
        }
        CheckResult result = ask("privacy.leak");
        for (String record : result.records().subList(0, Math.min(MOST, result.records().size()))) {
            EventId id = EventId.parse(record);
            Decision redact = before("redact", steps.get(id));
            found.add(new Gap(redact == null ? "leak" : "leak-after-redaction", id + " holds personal data in clear ("
                    + String.join(", ", kinds.getOrDefault(id, List.of())) + ")" + (redact == null ? "."
                    : ", at or after a decision to redact in this trace, see " + redact.event() + "."), id));
        }
        more("leak", result.records().size());
    }

    /** @return the last such decision at or before the step, or null when none is dated so */
    private Decision before(String action, Step step) {
        if (step == null || step.event().time() == Event.NONE) {
            return null;
        }
        Decision last = null;
        long then = Event.NONE;
        for (Decision d : view.policy()) {
            Step by = steps.get(d.event());
            boolean counts = action.equals(d.decision().action()) && by != null && by.event().time() != Event.NONE
                    && by.event().time() <= step.event().time()
                    && (!action.equals("deny") || by.event().kind() != EventKind.TOOL);
            if (counts && by.event().time() >= then) {
                last = d;
                then = by.event().time();
            }
        }
        return last;
    }

    private void more(String code, int all) {
        if (all > MOST) {
            found.add(new Gap(code, "And " + (all - MOST) + " more of this sort.", null));
        }
    }
}
