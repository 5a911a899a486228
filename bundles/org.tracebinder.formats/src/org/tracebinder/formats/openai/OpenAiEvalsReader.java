// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.openai;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.ObjectReader;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** The evaluations interface of OpenAI: output items are tests, runs and definitions are what they belong to. */
public final class OpenAiEvalsReader extends ObjectReader {

    private static final int MAX = 200;

    /** The reader. */
    public OpenAiEvalsReader() {
        super("openai-evals-api", "OpenAI evaluations interface", List.of("data"));
    }

    @Override
    protected Match match(JsonNode o) {
        String object = Nodes.scalar(o, "object");
        String id = Nodes.scalar(o, "id");
        if ("eval.run.output_item".equals(object)) {
            return new Match.Maybe(98, "object eval.run.output_item");
        }
        if (o.has("eval_id") && o.has("run_id") && (o.has("datasource_item") || o.has("sample"))) {
            return new Match.Maybe(94, "eval_id, run_id and datasource_item of an output item");
        }
        return "eval.run".equals(object) && id != null && id.startsWith("evalrun_")
                || "eval".equals(object) && id != null && id.startsWith("eval_") ? new Match.Maybe(95, "object "
                        + object
                + " with an id " + id.substring(0, id.indexOf('_') + 1) + "\u2026") : Match.NO;
    }

    @Override
    protected Match match(String text) {
        return text.contains("\"eval.run.output_item\"") ? new Match.Maybe(75, "text with eval.run.output_item")
                : Match.NO;
    }

    @Override
    protected void events(JsonNode o, RawRecord record, Consumer<Event> events) throws BadRecordException {
        String object = Nodes.scalar(o, "object");
        boolean item = "eval.run.output_item".equals(object) || o.has("run_id");
        if (object == null && !item || object != null && !object.startsWith("eval")) {
            throw refused("no object of the evaluations interface", o);
        }
        events.accept(item ? item(o) : other(o, object));
    }

    private static Event item(JsonNode o) {
        String id = Nodes.scalar(o, "id");
        String run = Nodes.scalar(o, "run_id");
        JsonNode sample = o.get("sample");
        String status = Nodes.scalar(o, "status");
        String test = Nodes.scalar(o, "datasource_item_id");
        Times.Time at = Times.of(o.get("created_at"));
        String model = Nodes.scalar(sample, "model");
        Boolean passed = status == null ? null : switch (status) {
            case "pass", "passed" -> Boolean.TRUE;
            case "fail", "failed" -> Boolean.FALSE;
            default -> null;
        };
        String error = Nodes.text(sample, "error");
        Event.Builder b = Event.of(EventKind.EVALUATION).operation("eval").name(test == null ? null : "item " + test)
                .span(id).parent(run).trace(run).session(Nodes.scalar(o,
                        "eval_id")).provider("openai").modelServed(model)
                .time(at.nanos(), at.text(), at.rule()).identity(id == null ? null : "openai/" + id)
                .tokensIn(Nodes.number(sample, "usage", "prompt_tokens"))
                .tokensOut(Nodes.number(sample, "usage", "completion_tokens"))
                .status(error != null || "error".equals(status) ? "error" : status).error(error).addText(error)
                .evaluation(new Evaluation(run, test, model, null, passed, score(o.get("results")), null));
        Messages.parse(Nodes.text(sample, "input"), "user").forEach(b::addInput);
        Messages.parse(Nodes.text(sample, "output"), "assistant").forEach(b::addOutput);
        JsonNode results = o.get("results");
        int seen = 0;
        for (JsonNode r : results == null || !results.isArray() ? List.<JsonNode>of() : results) {
            if (seen++ < MAX) {
                b.extra("result." + Nodes.scalar(r, "name"), "passed " + Nodes.scalar(r, "passed") + ", score "
                        + Nodes.scalar(r, "score"));
            }
        }
        Rest.add(b, "item.", o.get("datasource_item"), Set.of());
        Rest.add(b, "sample.", sample, Set.of("input", "output", "model", "usage", "error"));
        Rest.add(b, "", o, Set.of("object", "id", "created_at", "run_id", "eval_id", "status", "datasource_item_id",
                "datasource_item", "results", "sample"));
        return b.build();
    }

    /** One grader's score as it is; of several there is no common score. */
    private static Double score(JsonNode results) {
        var score = results == null || results.size() != 1 ? null : Nodes.decimal(Nodes.scalar(results.get(0),
                "score"));
        return score == null ? null : (Double) score.doubleValue();
    }

    private static Event other(JsonNode o, String object) {
        String id = Nodes.scalar(o, "id");
        String status = Nodes.scalar(o, "status");
        Times.Time at = Times.of(o.get("created_at"));
        Event.Builder b = Event.of(EventKind.OTHER).operation(object).name(Nodes.scalar(o, "name")).span(id)
                .trace(object.equals("eval.run") ? id : null).session(object.equals("eval") ? id : Nodes.scalar(o,
                "eval_id")).provider("openai").modelRequested(Nodes.scalar(o, "model")).status(status)
                .time(at.nanos(), at.text(), at.rule())
                .identity(id == null ? null : "openai/" + id + (status == null ? "" : "/" + status));
        Rest.add(b, "", o, Set.of("id", "object", "name", "created_at", "status", "eval_id", "model"));
        return b.build();
    }
}
