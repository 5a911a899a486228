// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Words;

/** Results of evaluations and judgements that stand on a span: each is an event of its own about what it tells. */
final class Evaluations {

    /** Name of such an event, and of the log record that may stand for it. */
    static final String RESULT = "gen_ai.evaluation.result";

    private Evaluations() {
    }

    /** @return the first result on the span, or null */
    static Attributes first(Span span) {
        for (Span.Inner e : span.inner) {
            if (e.name().equals(RESULT)) {
                return e.attributes();
            }
        }
        return null;
    }

    /**
     * @param span what was read
     * @param call the event it became
     * @return an event for each judgement, then one for each result that the span itself does not stand for
     */
    static List<Event> of(Span span, Event call) {
        if (span.inner.isEmpty() && span.judged.isEmpty()) {
            return List.of();
        }
        List<Event> all = Annotations.of(span, call);
        int number = 0;
        for (Span.Inner e : span.inner) {
            if (e.name().equals(RESULT)) {
                if (!e.attributes().has(Key.EVALUATION_NAME) || !e.attributes().isTaken(Key.EVALUATION_NAME)) {
                    all.add(event(e, call, number));
                }
                number++;
            }
        }
        return all;
    }

    private static Event event(Span.Inner e, Event call, int number) {
        Attributes a = e.attributes();
        boolean judge = call.kind() == EventKind.EVALUATION;
        String model = judge ? null : call.modelServed() != null ? call.modelServed() : call.modelRequested();
        Times.Time at = e.at().known() ? e.at() : new Times.Time(call.time(), call.timeText(), call.timeRule());
        Event.Builder b = Event.of(EventKind.EVALUATION).operation(RESULT).name(a.peek(Key.EVALUATION_NAME))
                .bytes(call.from(), call.to()).trace(call.trace()).parent(call.span()).session(call.session())
                .app(call.app()).env(call.env()).time(at.nanos(), at.text(), at.rule())
                .provider(call.provider()).modelRequested(call.modelRequested()).modelServed(call.modelServed())
                .version(call.version());
        if (call.identity() != null) {
            b.identity(call.identity() + "/evaluation/" + number);
        }
        fill(a, model, judge ? null : call.version(), b);
        a.rest(b);
        return b.build();
    }

    /** Takes the result out of the attributes. Labels such as pass and fail are a verdict, other labels are none. */
    static void fill(Attributes a, String model, String version, Event.Builder b) {
        String label = a.take(Key.EVALUATION_LABEL);
        BigDecimal score = Nodes.decimal(a.peek(Key.EVALUATION_SCORE));
        if (score != null) {
            a.take(Key.EVALUATION_SCORE);
        }
        String verdict = Words.action(label);
        Boolean passed = "allow".equals(verdict) ? Boolean.TRUE : "deny".equals(verdict) ? Boolean.FALSE : null;
        b.evaluation(new Evaluation(null, a.take(Key.EVALUATION_NAME), model, version, passed,
                score == null ? null : score.doubleValue(), null));
        b.extra("gen_ai.evaluation.score.label", label).addText(a.take(Key.EVALUATION_EXPLANATION));
    }
}
