// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.oaieval;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The record file of OpenAI's open-source evals: a spec, a report, and one line for each thing that happened. */
public final class OaiEvalReader implements FormatReader {

    private static final String SAMPLES = "samples";

    @Override
    public String id() {
        return "oaieval";
    }

    @Override
    public String label() {
        return "OpenAI evals record";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : head.values()) {
            if (isSpec(v)) {
                return new Match.Maybe(95, "a spec with completion functions and a name of an eval");
            }
            if (isEvent(v)) {
                return new Match.Maybe(92, "run_id, event_id, sample_id, type and data");
            }
        }
        return Match.NO;
    }

    private static boolean isSpec(JsonNode v) {
        JsonNode spec = v.get("spec");
        return spec != null && spec.isObject() && (spec.has("completion_fns") || spec.has("model_name"))
                && (spec.has("eval_name") || spec.has("base_eval"));
    }

    private static boolean isEvent(JsonNode v) {
        return v.has("run_id") && v.has("event_id") && v.has("sample_id") && v.has("type") && v.has("data");
    }

    @Override
    public Framing framing(Head head) {
        return new Framing.Json(List.of(), known(head.values()));
    }

    /**
     * @return what the specification says once for all lines, unless there are more than one, and whether there are
     *         results of samples, as JSON; empty when there is nothing of the kind
     */
    private static String known(List<JsonNode> lines) {
        List<JsonNode> specs = lines.stream().filter(OaiEvalReader::isSpec).map(v -> v.get("spec")).toList();
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        if (specs.size() == 1) {
            put(known, "eval", Nodes.first(specs.get(0), "eval_name", "base_eval"));
            put(known, "model", model(specs.get(0)));
            put(known, "run", Nodes.scalar(specs.get(0), "run_id"));
        }
        if (lines.stream().anyMatch(v -> isEvent(v) && "match".equals(Nodes.scalar(v, "type")))) {
            put(known, SAMPLES, "yes");
        }
        return known.isEmpty() ? "" : known.toString();
    }

    private static void put(ObjectNode known, String name, String value) {
        if (value != null) {
            known.put(name, value);
        }
    }

    private static JsonNode known(RawRecord record) {
        if (record.envelope().length > 0) {
            try {
                return Json.tree(record.envelope());
            } catch (JacksonException e) {
                return JsonNodeFactory.instance.objectNode(); // not what this reader put there: the lines speak alone
            }
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** @return what answers: with more than one function the record does not say which of them did */
    private static String model(JsonNode spec) {
        JsonNode models = Nodes.at(spec, "completion_fns");
        return models != null && models.isArray() && models.size() == 1 ? Nodes.scalar(models.get(0))
                : Nodes.scalar(spec, "model_name");
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        if (isSpec(n)) {
            events.accept(spec(n.get("spec")));
        } else if (n.has("final_report")) {
            events.accept(report(n, record));
        } else if (isEvent(n)) {
            events.accept(event(n, record));
        } else {
            throw new BadRecordException("no line of an eval's record: none of spec, final_report, event_id"
                    + Nodes.firstKey(n));
        }
    }

    private static Event spec(JsonNode spec) {
        Times.Time at = Times.of(spec.get("created_at"));
        String run = Nodes.scalar(spec, "run_id");
        Event.Builder b = Event.of(EventKind.OTHER).operation("spec").name(Nodes.scalar(spec, "eval_name")).trace(run)
                .modelRequested(model(spec)).actor(Nodes.scalar(spec, "created_by"))
                .time(at.nanos(), at.text(), at.rule());
        if (run != null) {
            b.identity("oaieval/spec/" + run);
        }
        Extras.add(b, "", spec, Set.of("run_id", "eval_name", "created_at"));
        return b.build();
    }

    private static Event report(JsonNode n, RawRecord record) {
        JsonNode report = n.get("final_report");
        BigDecimal score = Nodes.decimal(Nodes.first(report, "accuracy", "score"));
        JsonNode known = known(record);
        String suite = suite(known, record);
        String run = Nodes.scalar(n, "run_id");
        String model = Nodes.scalar(known, "model");
        // the report sums up the results of the samples: beside them it is none more
        boolean sums = known.has(SAMPLES);
        Event.Builder b = Event.of(sums ? EventKind.OTHER : EventKind.EVALUATION).operation("final_report").name(suite)
                .trace(run != null ? run : Nodes.scalar(known, "run")).modelRequested(model)
                .evaluation(sums ? null : new Evaluation(suite, null, model, null, null,
                        score == null ? null : score.doubleValue(), null));
        Extras.add(b, "", report, Set.of());
        return b.build();
    }

    private static String suite(JsonNode known, RawRecord record) {
        String eval = Nodes.scalar(known, "eval");
        return eval != null ? eval : record.source().name();
    }

    private static Event event(JsonNode n, RawRecord record) {
        JsonNode known = known(record);
        String model = Nodes.scalar(known, "model");
        String type = Nodes.scalar(n, "type");
        String run = Nodes.scalar(n, "run_id");
        String sample = Nodes.scalar(n, "sample_id");
        JsonNode data = n.get("data");
        Times.Time at = Times.of(n.get("created_at"));
        boolean sampling = "sampling".equals(type) || "raw_sample".equals(type) && Nodes.at(data, "sampled") != null;
        boolean match = "match".equals(type);
        Event.Builder b = Event.of(sampling ? EventKind.INFERENCE : match ? EventKind.EVALUATION : EventKind.OTHER)
                .operation(type).name(sample).trace(run).span(Nodes.scalar(n, "event_id"))
                .actor(Nodes.scalar(n, "created_by")).time(at.nanos(), at.text(), at.rule()).addId(sample)
                .modelRequested(sampling || match ? model : null)
                .identity("oaieval/" + run + "/" + Nodes.scalar(n, "event_id"));
        if (match) {
            Boolean correct = Nodes.bool(Nodes.at(data, "correct"));
            b.evaluation(new Evaluation(suite(known, record), sample, model, null, correct,
                    correct == null ? null : Double.valueOf(correct ? 1 : 0), null));
            add(b, Nodes.at(data, "prompt"), Nodes.at(data, "sampled"));
        } else if (sampling) {
            add(b, Nodes.at(data, "prompt"), Nodes.at(data, "sampled"));
            b.modelServed(Nodes.scalar(data, "model"));
            JsonNode usage = Nodes.at(data, "usage");
            b.tokensIn(Nodes.number(usage, "prompt_tokens")).tokensOut(Nodes.number(usage, "completion_tokens"));
        } else if ("error".equals(type)) {
            String error = Nodes.first(data, "message", "error", "type");
            b.status("error").error(error).addText(error);
        }
        if (data != null && data.isObject()) {
            Extras.add(b, "data.", data, Set.of("prompt", "sampled"));
        } else {
            b.extra("data", Rest.cut(Nodes.text(data)));
        }
        return b.build();
    }

    private static void add(Event.Builder b, JsonNode prompt, JsonNode sampled) {
        if (prompt != null) {
            Messages.parse(Nodes.text(prompt), "user").forEach(b::addInput);
        }
        if (sampled != null && sampled.isArray()) {
            sampled.forEach(s -> {
                if (Nodes.text(s) != null) {
                    b.addOutput(new Message("assistant", Nodes.text(s)));
                }
            });
        } else if (Nodes.text(sampled) != null) {
            b.addOutput(new Message("assistant", Nodes.text(sampled)));
        }
    }
}
