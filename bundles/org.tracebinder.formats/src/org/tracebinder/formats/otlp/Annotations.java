// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Review;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Words;

/**
 * Judgements that OpenInference flattens into the attributes of a span, {@code annotations.0.annotation.label}: what a
 * person, a model or a program said of the span, of its trace or of its session. One for each number.
 */
final class Annotations {

    private static final Pattern KEY = Pattern.compile(
            "(trace\\.|session\\.)?(annotations|evaluations)\\.(\\d{1,4})\\.(?:annotation|evaluation)\\.(\\w{1,40})");
    private static final int MAX = 1_000;

    /** What the attributes say of one judgement. */
    private record Said(String target, boolean evaluation, Map<String, String> members) {
    }

    private Annotations() {
    }

    /** Takes the judgements out of the attributes of the span; those that do not count stay extras. */
    static void take(Span span) {
        Attributes a = span.attributes;
        Map<String, Said> found = null;
        for (int i = 0; i < a.size(); i++) {
            String key = a.key(i);
            if (key.indexOf("nnotations.") < 0 && key.indexOf("valuations.") < 0) {
                continue;
            }
            Matcher m = KEY.matcher(key);
            found = found == null ? new TreeMap<>() : found;
            if (m.matches() && found.size() < MAX) {
                String target = m.group(1) == null ? "" : m.group(1);
                boolean evaluation = m.group(2).equals("evaluations");
                String order = (evaluation ? "b" : "a") + target + "0000".substring(m.group(3).length()) + m.group(3);
                found.computeIfAbsent(order, k -> new Said(target, evaluation, new TreeMap<>())).members()
                        .putIfAbsent(m.group(4), a.value(i));
                a.use(i);
            }
        }
        if (found != null) {
            span.judged = new ArrayList<>();
            found.forEach((order, said) -> span.judged.add(call -> event(order, said, call)));
        }
    }

    /** @return the judgements of the span as events, in the order of their numbers */
    static List<Event> of(Span span, Event call) {
        List<Event> all = new ArrayList<>(0);
        span.judged.forEach(judged -> all.add(judged.apply(call)));
        return all;
    }

    private static Event event(String order, Said said, Event call) {
        Map<String, String> m = said.members();
        String label = m.remove("label");
        String score = m.remove("score");
        String why = m.remove("explanation");
        String kind = m.remove("annotator_kind");
        String name = m.remove("name");
        Event.Builder b = Event.of(said.evaluation() ? EventKind.EVALUATION : EventKind.REVIEW)
                .operation(said.evaluation() ? "evaluation" : "annotation").name(name).bytes(call.from(), call.to())
                .trace(call.trace()).parent(said.target().isEmpty() ? call.span() : null).session(call.session())
                .app(call.app()).env(call.env()).addText(why);
        if (call.identity() != null) {
            b.identity(call.identity() + "/judged/" + order);
        }
        if (said.evaluation()) {
            String verdict = Words.action(label);
            Boolean passed = "allow".equals(verdict) ? Boolean.TRUE : "deny".equals(verdict) ? Boolean.FALSE : null;
            BigDecimal number = Nodes.decimal(score);
            b.modelRequested(call.modelRequested()).modelServed(call.modelServed()).version(call.version())
                    .evaluation(new Evaluation(null, name, call.modelServed() != null ? call.modelServed()
                            : call.modelRequested(), call.version(), passed, number == null ? null
                            : number.doubleValue(), null)).extra("label", label).extra("annotator_kind", kind);
        } else {
            String who = m.containsKey("user_id") ? m.remove("user_id") : null;
            // without its kind it is no judgement of a person: that has to be said
            String by = "HUMAN".equalsIgnoreCase(kind) ? "human" : "LLM".equalsIgnoreCase(kind) ? "llm" : "code";
            b.actor(who).review(new Review(by, who, label != null ? label : score, why))
                    .extra("score", label == null ? null : score)
                    .extra("annotator_kind", kind == null ? "not recorded" : null);
        }
        m.forEach(b::extra);
        return b.extra("target", said.target().isEmpty() ? null
                : said.target().substring(0, said.target().length() - 1)).build();
    }
}
