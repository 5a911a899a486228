// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.inspect;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One sample: the test with its verdict, and behind it what happened on the way. */
final class Sample {

    private static final Set<String> MAPPED = Set.of("id", "epoch", "uuid", "input", "messages", "output", "scores",
            "score", "events", "transcript", "attachments", "message_pool", "events_data", "error");

    private final JsonNode n;
    private final Log log;
    private final String suite;
    private final Pool pool;

    Sample(JsonNode n, Log log, RawRecord record) {
        this.n = n;
        this.log = log;
        this.suite = Log.suite(record, log);
        this.pool = new Pool(n);
    }

    static String trace(JsonNode sample, String suite) {
        String uuid = Nodes.scalar(sample, "uuid");
        return uuid != null ? uuid : (suite == null ? "" : suite + "/") + Nodes.scalar(sample, "id") + "/"
                + Nodes.scalar(sample, "epoch");
    }

    /** @param parts where the events of the sample stand in the record, null when it is not known */
    void events(Parts parts, Consumer<Event> events) {
        String trace = trace(n, suite);
        events.accept(test(trace).build());
        boolean newer = n.has("events");
        JsonNode list = steps();
        for (int i = 0; list != null && i < list.size(); i++) {
            Event.Builder b = list.get(i).isObject() ? new Step(list.get(i), suite, trace, pool).event(i) : null;
            if (b != null) {
                events.accept((parts == null ? b : parts.mark(b, newer ? "events" : "transcript.events", i)).build());
            }
        }
    }

    private JsonNode steps() {
        JsonNode list = n.has("events") ? n.get("events") : Nodes.at(n, "transcript", "events");
        return list != null && list.isArray() ? list : null;
    }

    /** A sample out of an archive stands without its log: the model under test is the one of its first call. */
    private String called() {
        JsonNode steps = steps();
        for (int i = 0; steps != null && i < steps.size(); i++) {
            if ("model".equals(Nodes.scalar(steps.get(i), "event"))) {
                return Nodes.scalar(steps.get(i), "model");
            }
        }
        return null;
    }

    private Event.Builder test(String trace) {
        String id = Nodes.scalar(n, "id") + " epoch " + Nodes.scalar(n, "epoch");
        String served = Nodes.scalar(n, "output", "model");
        Provider provider = Provider.of(log.model() != null ? log.model() : called());
        String model = provider.model() != null ? provider.model() : served;
        Times.Time at = time();
        JsonNode scores = scores();
        Event.Builder b = Event.of(EventKind.EVALUATION).operation("sample").name("sample " + id).trace(trace)
                .app(suite)
                .provider(provider.name()).modelRequested(provider.model()).modelServed(served)
                .time(at.nanos(), at.text(), at.rule()).duration(seconds(Nodes.scalar(n, "total_time")))
                .evaluation(new Evaluation(suite, id, model, null, passed(scores), score(scores), null))
                .identity("inspect/" + suite + "/sample/" + trace);
        content(b);
        JsonNode error = Nodes.at(n, "error");
        String message = error == null ? null : error.isObject() ? Nodes.scalar(error, "message") : Nodes.text(error);
        b.status(message != null ? "error" : null).error(message).addText(message);
        if (scores != null && scores.isObject()) {
            for (Map.Entry<String, JsonNode> s : scores.properties()) {
                JsonNode value = s.getValue().isObject() ? Nodes.at(s.getValue(), "value") : s.getValue();
                b.extra("score." + s.getKey(), Nodes.text(value));
                b.extra("answer." + s.getKey(), Rest.cut(pool.text(Nodes.scalar(s.getValue(), "answer"))));
                b.addText(pool.text(Nodes.scalar(s.getValue(), "explanation")));
            }
        }
        Extras.add(b, "", n, MAPPED);
        return b;
    }

    private void content(Event.Builder b) {
        List<Message> in = new ArrayList<>();
        pool.add(n.get("input"), "user", in);
        in.forEach(b::addInput);
        JsonNode choice = Nodes.at(n, "output", "choices");
        String answer = choice == null || !choice.isArray() || choice.isEmpty() ? Nodes.scalar(n, "output",
                "completion")
                : Messages.words(Nodes.at(choice.get(0), "message", "content"));
        if (answer != null) {
            b.addOutput(new Message("assistant", pool.text(answer)));
        }
        b.content(pool.cut() ? ContentState.TRUNCATED : null);
    }

    private Times.Time time() {
        Times.Time own = Times.of(n.get("started_at"));
        if (own.known()) {
            return own;
        }
        JsonNode first = steps() == null ? null : steps().get(0);
        own = first == null ? Times.Time.UNKNOWN : Times.of(first.get("timestamp"));
        return own.known() ? own : log.time().fromDocument();
    }

    private JsonNode scores() {
        JsonNode scores = Nodes.at(n, "scores");
        JsonNode single = Nodes.at(n, "score");
        return scores != null ? scores : single == null ? null
                : JsonNodeFactory.instance.objectNode().set("score", single);
    }

    /** Correct and incorrect are verdicts, partly correct and numbers are not; one failed scorer fails the sample. */
    private static Boolean passed(JsonNode scores) {
        Boolean passed = null;
        if (scores != null && scores.isObject()) {
            for (JsonNode s : scores) {
                Boolean one = verdict(s.isObject() ? Nodes.at(s, "value") : s);
                passed = Boolean.FALSE.equals(passed) || one == null ? passed : one;
            }
        }
        return passed;
    }

    private static Boolean verdict(JsonNode value) {
        if (value == null || value.isContainer() || value.isNumber()) {
            return null;
        }
        return switch (value.asString().toUpperCase(Locale.ROOT)) {
            case "C", "TRUE" -> true;
            case "I", "N", "FALSE" -> false;
            default -> null;
        };
    }

    private static Double score(JsonNode scores) {
        if (scores == null || !scores.isObject() || scores.isEmpty()) {
            return null;
        }
        JsonNode first = scores.iterator().next();
        JsonNode value = first.isObject() ? Nodes.at(first, "value") : first;
        Boolean verdict = verdict(value);
        BigDecimal number = Nodes.decimal(Nodes.scalar(value));
        return verdict != null ? Double.valueOf(verdict ? 1 : 0) : number == null
                ? "P".equals(Nodes.scalar(value)) ? Double.valueOf(0.5) : null : (Double) number.doubleValue();
    }

    static long seconds(String text) {
        BigDecimal value = Nodes.decimal(text);
        return value == null || value.signum() < 0 || value.precision() - value.scale() > 9 ? Event.NONE
                : value.movePointRight(9).longValue();
    }
}
