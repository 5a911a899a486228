// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.deepeval;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Heads;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Test runs of DeepEval: its own run files (camel case) and dumped results of {@code evaluate()} (snake case). */
public final class DeepEvalReader implements FormatReader {

    private static final List<String> ROWS = List.of("testRunData.testCases", "testRunData.conversationalTestCases",
            "testCases", "conversationalTestCases", "test_results", "testResults");
    private static final Set<String> MAPPED = Set.of("name", "input", "actualOutput", "actual_output", "success",
            "metricsData", "metrics_data", "turns", "trace", "runDuration", "run_duration", "tokenCost");

    private record Last(byte[] envelope, JsonNode run) {
    }

    /** The last envelope and what it says: no state, only a shortcut from one record to the next. */
    private volatile Last last = new Last(new byte[0], null);

    @Override
    public String id() {
        return "deepeval";
    }

    @Override
    public String label() {
        return "DeepEval test run";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : Heads.values(head, List.of("testCases", "conversationalTestCases", "test_results",
                "testResults"))) {
            JsonNode run = v.get("testRunData");
            if (run != null && run.isObject()) {
                return new Match.Maybe(95, "testRunData, the run file of DeepEval");
            }
            if (isCase(v)) {
                return new Match.Maybe(92, "a test case with metricsData");
            }
            if (v.has("testCases") && (v.has("metricsScores") || v.has("testPassed") || v.has("testFile"))) {
                return new Match.Maybe(88, "testCases beside metricsScores or testPassed");
            }
        }
        if (head.text().contains("\"metrics_data\"") && head.text().contains("\"success\"")) {
            return new Match.Maybe(70, "text with metrics_data and success");
        }
        return head.text().contains("\"metricsData\"") && head.text().contains("\"actualOutput\"")
                ? new Match.Maybe(75, "text with metricsData and actualOutput") : Match.NO;
    }

    private static boolean isCase(JsonNode v) {
        return (v.has("metricsData") || v.has("metrics_data")) && v.has("success") && (v.has("input")
                || v.has("turns") || v.has("conversational"));
    }

    @Override
    public Framing framing(Head head) {
        return new Framing.Json(ROWS);
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        if (isCase(n) || n.has("input") && (n.has("actualOutput") || n.has("actual_output"))) {
            events.accept(event(n, run(record.envelope()), record, record.number()));
            return;
        }
        JsonNode run = Nodes.at(n, "testRunData") != null ? n.get("testRunData") : n;
        boolean found = false;
        for (String key : new String[] {"testCases", "conversationalTestCases", "test_results", "testResults"}) {
            JsonNode list = run.get(key);
            for (int i = 0; list != null && list.isArray() && i < list.size(); i++) {
                if (list.get(i).isObject()) {
                    events.accept(event(list.get(i), run, record, i + 1));
                }
            }
            found |= list != null && list.isArray();
        }
        if (!found) {
            throw new BadRecordException("no DeepEval test case: no metricsData"
                    + Nodes.firstKey(n));
        }
    }

    private JsonNode run(byte[] envelope) {
        Last known = last;
        if (known.envelope() != envelope) {
            JsonNode run = null;
            try {
                JsonNode n = envelope.length == 0 ? null : Json.tree(envelope);
                run = n == null ? null : Nodes.at(n, "testRunData") != null ? n.get("testRunData") : n;
            } catch (JacksonException e) {
                // a file that was cut off behind its cases: they still stand for themselves
                run = null;
            }
            known = new Last(envelope, run);
            last = known;
        }
        return known.run();
    }

    private static Event event(JsonNode n, JsonNode run, RawRecord record, long number) {
        String name = Nodes.scalar(n, "name");
        String test = name != null ? name : "case " + number;
        String file = Nodes.first(run, "identifier", "testFile");
        String suite = file != null ? file : record.source().name();
        String model = Nodes.first(Nodes.at(run, "hyperparameters"), "model", "model name", "Model");
        Boolean passed = Nodes.bool(n.get("success"));
        JsonNode metrics = Nodes.at(n, "metricsData") != null ? n.get("metricsData") : Nodes.at(n, "metrics_data");
        JsonNode first = metrics != null && metrics.isArray() ? metrics.get(0) : null;
        BigDecimal score = Nodes.decimal(Nodes.scalar(first, "score"));
        Event.Builder b = Event.of(EventKind.EVALUATION).operation("test case").name(test).modelRequested(model)
                .evaluation(new Evaluation(suite, test, model, null, passed, score == null ? null : score.doubleValue(),
                        null));
        BigDecimal seconds = Nodes.decimal(Nodes.first(n, "runDuration", "run_duration"));
        if (seconds != null && seconds.signum() >= 0 && seconds.precision() - seconds.scale() <= 9) {
            b.duration(seconds.movePointRight(9).longValue());
        }
        b.cost(Nodes.decimal(Nodes.scalar(n, "tokenCost")));
        words(b, n);
        metrics(b, metrics);
        Extras.add(b, "", n, MAPPED);
        Extras.add(b, "run.hyperparameters.", Nodes.at(run, "hyperparameters"), Set.of());
        return b.extra("trace", Rest.cut(Nodes.text(n, "trace"))).build();
    }

    private static void words(Event.Builder b, JsonNode n) {
        String in = Nodes.text(n, "input");
        String out = Nodes.text(n, "actualOutput") != null ? Nodes.text(n, "actualOutput")
                : Nodes.text(n, "actual_output");
        if (in != null) {
            b.addInput(new Message("user", in));
        }
        if (out != null) {
            b.addOutput(new Message("assistant", out));
        }
        JsonNode turns = Nodes.at(n, "turns");
        for (int i = 0; turns != null && turns.isArray() && i < turns.size(); i++) {
            String role = Nodes.scalar(turns.get(i), "role");
            String text = Nodes.text(turns.get(i), "content");
            if (text != null) {
                b.addInput(new Message(role == null ? "user" : role, text));
            }
        }
        for (String key : new String[] {"expectedOutput", "expected_output", "retrievalContext", "retrieval_context",
                "context"}) {
            JsonNode found = Nodes.at(n, key);
            if (found != null && found.isArray()) {
                found.forEach(f -> b.addText(Nodes.text(f)));
            } else {
                b.addText(Nodes.text(found));
            }
        }
    }

    private static void metrics(Event.Builder b, JsonNode metrics) {
        String error = null;
        for (int i = 0; metrics != null && metrics.isArray() && i < metrics.size(); i++) {
            JsonNode m = metrics.get(i);
            String key = "metric." + Nodes.scalar(m, "name");
            Extras.add(b, key + ".", m, Set.of("name"));
            b.addText(Nodes.text(m, "reason"));
            error = error != null ? error : Nodes.text(m, "error");
        }
        b.status(error == null ? null : "error").error(error).addText(error);
    }
}
