// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.List;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.LineageFact.Dataset;
import org.tracebinder.core.Message;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.Review;
import org.tracebinder.core.TimeRule;

/** Events and trails of a few lines, for tests of checks. */
final class SmallTrails {

    static final long T = 1_772_323_200_000_000_000L;
    static final long SECOND = 1_000_000_000L;

    private SmallTrails() {
    }

    static MemoryTrail talk(boolean changed) {
        MemoryTrail trail = new MemoryTrail();
        for (int i = 0; i < 200; i++) {
            boolean other = changed && i >= 100;
            String answer = other && i % 2 == 0 ? "I can't help with that." : "Here is what you asked for.";
            trail.add(1, at(Event.of(EventKind.INFERENCE).app("a").modelServed("m").status("ok").duration(5_000_000)
                    .tokensIn(9), T + i * SECOND).addInput(new Message("user", other
                            ? "Wie hoch ist die Rate und was kostet das" : "What is the rate of the loan in my case"))
                    .addOutput(new Message("assistant", answer)).build());
            trail.add(2, at(Event.of(EventKind.REVIEW), T + i * SECOND).review(new Review("human", "r",
                    other && i % 3 == 0 ? "overridden" : "confirmed", null)).build());
            trail.add(3, at(Event.of(EventKind.EVALUATION), T + i * SECOND).evaluation(new Evaluation("s", "c" + i, "m",
                    "1", true, other ? 0.4 : 0.9, null)).build());
        }
        return trail;
    }

    static Event test(String name, String version, long time, boolean passed) {
        return at(Event.of(EventKind.EVALUATION).evaluation(new Evaluation("s", name, "m", version, passed, null,
                null)), time).build();
    }

    static Event attack(String family) {
        return at(Event.of(EventKind.EVALUATION).evaluation(new Evaluation("s", "x", "m", "1", true, null, family)), T)
                .build();
    }

    static Event guard(String trace, String reason) {
        return at(Event.of(EventKind.POLICY).trace(trace).addDecision(new PolicyDecision("e", null, null, "deny",
                List.of(reason))), T).build();
    }

    /** Two periods; the second is slower by a factor, and every n-th call fails or goes to another model. */
    static MemoryTrail periods(int each, double factor, int failing, int other) {
        MemoryTrail trail = new MemoryTrail();
        for (int i = 0; i < 2 * each; i++) {
            boolean second = i >= each;
            long duration = (long) ((500 + i * 7919L % 500) * 1_000_000 * (second ? factor : 1));
            trail.add(1, at(Event.of(EventKind.INFERENCE).app("a").duration(duration)
                    .modelServed(second && other > 0 && i % other == 0 ? "n" : "m")
                    .status(second && failing > 0 && i % failing == 0 ? "error" : "ok"), T + i * SECOND).build());
        }
        return trail;
    }

    static Event.Builder at(Event.Builder b, long time) {
        return b.time(time, "" + time, TimeRule.EPOCH_NANOS);
    }

    static Event.Builder inference(String trace) {
        return at(Event.of(EventKind.INFERENCE).trace(trace), T);
    }

    static Event predict(String model, String version, long time) {
        return at(Event.of(EventKind.OTHER).operation("predict").modelRequested(model).version(version), time).build();
    }

    static PolicyDecision allow() {
        return new PolicyDecision("e", null, null, "allow", List.of());
    }

    static Event decision(String trace, String action, long time) {
        return at(Event.of(EventKind.POLICY).trace(trace).app("a").addDecision(new PolicyDecision("e", null, null,
                action,
                List.of())), time).build();
    }

    static Event tool(String trace, long time) {
        return at(Event.of(EventKind.TOOL).trace(trace).app("a"), time).build();
    }

    static Event needsReview(String trace) {
        return at(Event.of(EventKind.AGENT).trace(trace).extra("human_review.required", "true"), T).build();
    }

    static Event reviewed(String trace, String by) {
        return at(Event.of(EventKind.REVIEW).trace(trace).review(new Review(by, "r", "confirmed", null)), T).build();
    }

    static Event evaluation(String model, String version, long time) {
        return at(Event.of(EventKind.EVALUATION).evaluation(new Evaluation("s", "c", model, version, true, null,
                null)), time)
                .build();
    }

    static Event pipeline(long time, String state, List<Dataset> in, List<Dataset> out) {
        return at(Event.of(EventKind.LINEAGE).lineage(new LineageFact(state, "r", null, "n", "j", in, out)),
                time).build();
    }
}
