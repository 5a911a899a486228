// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mlflow;

import java.util.List;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Answers;
import org.tracebinder.formats.common.Heads;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * MLflow: traces as JSON of both generations, runs and the model registry as its interface and its export tool give
 * them, the small files of an {@code mlruns} tree, and the rows of its database.
 */
public final class MlflowReader implements FormatReader {

    private static final List<String> WRAPPERS = List.of("traces", "runs", "registered_models", "model_versions",
            "experiments");

    @Override
    public String id() {
        return "mlflow";
    }

    @Override
    public String label() {
        return "MLflow";
    }

    @Override
    public Match probe(Head head) {
        Match best = Match.NO;
        for (JsonNode v : Heads.values(head, WRAPPERS)) {
            Match here = v.isObject() ? probe(v) : Match.NO;
            best = here instanceof Match.Maybe m && (!(best instanceof Match.Maybe b)
                    || m.confidence() > b.confidence()) ? here : best;
        }
        if (best != Match.NO) {
            return best;
        }
        String text = head.text();
        if (text.contains("\"mlflow.spanType\"") || text.contains("\"mlflow.trace_schema.version\"")) {
            return new Match.Maybe(75, "text with attributes of MLflow traces");
        }
        boolean registry = text.contains("\"registered_models\"") || text.contains("\"model_versions\"");
        if (registry && text.contains("\"creation_timestamp\"")) {
            return new Match.Maybe(72, "text with registered_models, creation_timestamp");
        }
        return text.contains("\"system\"") && text.contains("\"export_file_version\"")
                ? new Match.Maybe(70, "text with system, export_file_version") : FileStore.probe(head);
    }

    private static Match probe(JsonNode v) {
        if (Tables.isRow(v)) {
            return new Match.Maybe(92, "a row of the table " + Nodes.scalar(v, "_table") + " of MLflow's database");
        }
        if (isExport(v)) {
            return new Match.Maybe(96, "members system and mlflow, written by mlflow-export-import");
        }
        JsonNode info = v.get("info");
        boolean ids = info != null && (info.has("trace_id") || info.has("request_id")) && (info.has("trace_location")
                || info.has("experiment_id") || info.has("timestamp_ms") || info.has("request_time"));
        if (ids) {
            return new Match.Maybe(95, "the info of a trace: its id beside location or time");
        }
        if (Traces.isInfo(v)) {
            return new Match.Maybe(90, "a trace's id, location and state");
        }
        if (Traces.isSpans(v)) {
            return new Match.Maybe(88, "spans with attributes named mlflow.");
        }
        if (Runs.isRun(v)) {
            return new Match.Maybe(92, "the info of a run: its id, experiment and artifacts");
        }
        if (Registry.isVersion(v) || Registry.isModel(v)) {
            return new Match.Maybe(90, "a version in the model registry");
        }
        JsonNode system = v.get("system");
        if (system != null && system.has("mlflow_version") && system.has("script")) {
            return new Match.Maybe(80, "the beginning of a file of mlflow-export-import: its member system");
        }
        return Registry.isExperiment(v) ? new Match.Maybe(85,
                "an experiment with lifecycle_stage and artifact_location")
                : Match.NO;
    }

    static boolean isExport(JsonNode v) {
        JsonNode system = v.get("system");
        return v.has("mlflow") && v.get("mlflow").isObject() && system != null && (system.has("mlflow_version")
                || system.has("script") || system.has("export_time"));
    }

    @Override
    public Framing framing(Head head) {
        if (head.values().stream().anyMatch(JsonNode::isObject)) {
            return new Framing.Json(WRAPPERS);
        }
        return FileStore.isMetrics(head) ? new Framing.Lines() : new Framing.Whole();
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        if (!beginsJson(record)) {
            FileStore.read(record, events);
            return;
        }
        JsonNode n = Json.tree(record);
        if (!n.isObject()) {
            throw new BadRecordException("expected an MLflow trace, run or model, found " + n.getNodeType());
        }
        if (Tables.isRow(n)) {
            Tables.read(n, record, events);
        } else if (isExport(n)) {
            Exports.read(n, record, events);
        } else if (Traces.isTrace(n) || Traces.isInfo(n) || Traces.isSpans(n)) {
            Traces.read(n, record, events);
        } else if (Runs.isRun(n)) {
            events.accept(Runs.event(n, null).build());
        } else if (Registry.isVersion(n)) {
            events.accept(Registry.version(n, null).build());
        } else if (Registry.isModel(n)) {
            Registry.model(n, null, record, "", b -> b, events);
        } else if (Registry.isExperiment(n)) {
            events.accept(Registry.experiment(n, null).build());
        } else if (!Answers.read(record, WRAPPERS, this, events)) {
            throw new BadRecordException("no MLflow trace, run, model or experiment"
                    + (n.isEmpty() ? "; the object is empty" : "; its first key is '"
                    + n.propertyNames().iterator().next() + "'"));
        }
    }

    private static boolean beginsJson(RawRecord record) {
        int at = record.from();
        int end = record.from() + record.length();
        if (record.length() >= 3 && record.bytes()[at] == (byte) 0xEF) {
            at += 3;
        }
        while (at < end && record.bytes()[at] <= ' ' && record.bytes()[at] >= 0) {
            at++;
        }
        return at < end && (record.bytes()[at] == '{' || record.bytes()[at] == '[')
                && !FileStore.isSmallFile(record.source().path());
    }
}
