// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mlflow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows of MLflow's tracking database, each with the name of its table. */
final class Tables {

    /** Tables and columns that no other program has under these names. */
    private static final Map<String, Set<String>> KNOWN = Map.ofEntries(
            Map.entry("runs", Set.of("run_uuid", "lifecycle_stage")),
            Map.entry("params", Set.of("key", "value", "run_uuid")),
            Map.entry("metrics", Set.of("key", "value", "run_uuid", "step")),
            Map.entry("latest_metrics", Set.of("key", "value", "run_uuid", "step")),
            Map.entry("tags", Set.of("key", "value", "run_uuid")),
            Map.entry("experiments", Set.of("experiment_id", "artifact_location", "lifecycle_stage")),
            Map.entry("experiment_tags", Set.of("key", "value", "experiment_id")),
            Map.entry("registered_models", Set.of("name", "creation_time", "last_updated_time")),
            Map.entry("registered_model_tags", Set.of("key", "value", "name")),
            Map.entry("registered_model_aliases", Set.of("alias", "version", "name")),
            Map.entry("model_versions", Set.of("name", "version", "current_stage")),
            Map.entry("model_version_tags", Set.of("key", "value", "name", "version")),
            Map.entry("datasets", Set.of("dataset_uuid", "digest", "dataset_source_type")),
            Map.entry("inputs", Set.of("input_uuid", "source_type", "destination_id")),
            Map.entry("input_tags", Set.of("input_uuid", "name", "value")),
            Map.entry("trace_info", Set.of("request_id", "experiment_id", "timestamp_ms")),
            Map.entry("trace_tags", Set.of("key", "value", "request_id")),
            Map.entry("trace_request_metadata", Set.of("key", "value", "request_id")),
            Map.entry("assessments", Set.of("assessment_id", "trace_id", "source_type")),
            Map.entry("spans", Set.of("trace_id", "span_id", "start_time_unix_nano")),
            Map.entry("logged_models", Set.of("model_id", "experiment_id", "artifact_location")));

    private Tables() {
    }

    static boolean isRow(JsonNode n) {
        String table = Nodes.scalar(n, "_table");
        Set<String> columns = table == null ? null : KNOWN.get(table);
        return columns != null && columns.stream().allMatch(n::has);
    }

    static void read(JsonNode n, RawRecord record, Consumer<Event> events) {
        String table = Nodes.scalar(n, "_table");
        events.accept(switch (table) {
            case "runs" -> run(n);
            case "model_versions" -> Registry.version(n, null).build();
            case "registered_models", "logged_models" -> Registry.thing(table.substring(0, table.length() - 1), n)
                    .identity(identity(n)).build();
            case "experiments" -> Registry.experiment(n, null).build();
            case "datasets" -> dataset(n, !record.source().path().endsWith("!/datasets.jsonl"));
            case "inputs" -> input(n);
            case "trace_info" -> Traces.info(n).build();
            case "assessments" -> Traces.assessment(n, null).build();
            case "spans" -> span(n);
            default -> pair(table, n);
        });
    }

    private static Event run(JsonNode n) {
        return Runs.event(n, null, List.of(), List.of(), null).build();
    }

    /** @param byId whether inputs name it by its id only; rows out of a database name it beside that */
    private static Event dataset(JsonNode n, boolean byId) {
        String name = Nodes.scalar(n, "name");
        String id = Nodes.scalar(n, "dataset_uuid");
        Event.Builder b = Registry.thing("dataset", n).identity(identity(n)).version(Nodes.scalar(n, "digest"))
                .addId(id);
        return b.lineage(new LineageFact(null, null, null, null, null, name == null || id == null || !byId ? List.of()
                : List.of(new LineageFact.Dataset(null, id, null, "dataset")), name == null ? List.of()
                : List.of(new LineageFact.Dataset(Nodes.scalar(n, "dataset_source_type"), name,
                Nodes.scalar(n, "digest"), "dataset")))).build();
    }

    /** Which dataset or model went into which run, or came out of it: a row, or a file of an {@code mlruns} tree. */
    static Event input(JsonNode n) {
        boolean output = "RUN_OUTPUT".equals(Nodes.scalar(n, "source_type"));
        String run = Nodes.scalar(n, output ? "source_id" : "destination_id");
        String thing = Nodes.scalar(n, output ? "destination_id" : "source_id");
        boolean data = "DATASET".equals(Nodes.scalar(n, "source_type"));
        JsonNode found = Nodes.at(n, "_joined", "dataset");
        String name = Nodes.scalar(found, "name");
        List<LineageFact.Dataset> one = thing == null ? List.of() : List.of(data && name != null
                ? new LineageFact.Dataset(Nodes.scalar(found, "dataset_source_type"), name,
                        Nodes.scalar(found, "digest"), "dataset")
                : new LineageFact.Dataset(null, data ? thing : "models:/" + thing, null, data ? "dataset" : "model"));
        return Registry.thing(output ? "output" : "input", n).name(data && name != null ? name : thing).trace(run)
                .parent(run).identity(identity(n) + "/" + run + "/" + thing).lineage(new LineageFact(null, run, null,
                null, null, output ? List.of() : one, output ? one : List.of())).build();
    }

    /** Newer servers keep the span as JSON in one column, with the rest beside it. */
    private static Event span(JsonNode n) {
        JsonNode content = Extras.open(n.get("content"));
        ObjectNode whole = content != null && content.isObject() ? (ObjectNode) content.deepCopy()
                : (ObjectNode) n.deepCopy();
        for (String key : new String[] {"span_id", "parent_span_id", "name", "start_time_unix_nano",
                "end_time_unix_nano"}) {
            if (!whole.has(key) && n.has(key)) {
                whole.set(key, n.get(key));
            }
        }
        return new Span(whole, Nodes.scalar(n, "trace_id"), null).event().build();
    }

    /**
     * A parameter, metric or tag of something that another table holds. Runs have events of their own to hang under;
     * the root of a trace has the id of a span, so that what is said of the trace stands beside it.
     */
    private static Event pair(String table, JsonNode n) {
        String run = Nodes.scalar(n, "run_uuid");
        String key = Nodes.first(n, "key", "alias", "name");
        String value = Nodes.first(n, "value", "version");
        String number = Nodes.scalar(n, "is_nan");
        boolean none = "1".equals(number) || "true".equals(number); // a database has no NaN: 0 stands in its place
        value = none ? "NaN" : value;
        Times.Time at = Times.of(n.get("timestamp"));
        Event.Builder b = Event.of(EventKind.OTHER).operation(table).name(key)
                .trace(run == null ? Nodes.scalar(n, "request_id") : run).parent(run)
                .time(at.nanos(), at.text(), at.rule()).addText(value).identity(identity(n));
        whose(b, key, value);
        Extras.add(b, "", n, none ? Set.of("_table", "value") : Set.of("_table"));
        return (none ? b.extra("value", value) : b).build();
    }

    /** MLflow keeps the user and the session of a trace among its metadata. */
    static void whose(Event.Builder b, String key, String value) {
        if ("mlflow.trace.user".equals(key)) {
            b.actor(value);
        } else if ("mlflow.trace.session".equals(key)) {
            b.session(value);
        }
    }

    private static String identity(JsonNode n) {
        StringBuilder id = new StringBuilder("mlflow/row/").append(Nodes.scalar(n, "_table"));
        for (String key : new String[] {"run_uuid", "request_id", "experiment_id", "dataset_uuid", "input_uuid",
                "model_id", "name", "version", "key", "alias", "timestamp", "step", "last_updated_time"}) {
            String part = Nodes.scalar(n, key);
            id.append('/').append(part == null ? "" : part);
        }
        return id.toString();
    }
}
