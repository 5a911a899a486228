// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mlmd;

import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * ML Metadata, the store behind Kubeflow Pipelines and TFX: rows of its database, each with the name of its table, and
 * runs as the interface of Kubeflow Pipelines gives them. Supporting lineage only; no prompts, rarely a person.
 */
public final class MlmdReader implements FormatReader {

    private static final List<String> WRAPPERS = List.of("runs");
    /** Tables and the columns by which their rows are known, in all versions of the schema. */
    private static final Map<String, Set<String>> TABLES = Map.ofEntries(
            Map.entry("MLMDEnv", Set.of("schema_version")), Map.entry("Artifact", Set.of("id", "type_id", "uri")),
            Map.entry("Execution", Set.of("id", "type_id", "last_known_state")),
            Map.entry("Event", Set.of("artifact_id", "execution_id", "type")),
            Map.entry("EventPath", Set.of("event_id", "is_index_step")),
            Map.entry("Context", Set.of("id", "type_id", "name")),
            Map.entry("Association", Set.of("context_id", "execution_id")),
            Map.entry("Attribution", Set.of("context_id", "artifact_id")),
            Map.entry("ParentContext", Set.of("context_id", "parent_context_id")),
            Map.entry("Type", Set.of("id", "name", "type_kind")),
            Map.entry("ParentType", Set.of("type_id", "parent_type_id")),
            Map.entry("TypeProperty", Set.of("type_id", "name", "data_type")),
            Map.entry("ArtifactProperty", Set.of("artifact_id", "name", "is_custom_property")),
            Map.entry("ExecutionProperty", Set.of("execution_id", "name", "is_custom_property")),
            Map.entry("ContextProperty", Set.of("context_id", "name", "is_custom_property")));

    @Override
    public String id() {
        return "mlmd";
    }

    @Override
    public String label() {
        return "ML Metadata, Kubeflow Pipelines";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : Heads.values(head, WRAPPERS)) {
            if (isRow(v)) {
                return new Match.Maybe(94, "rows of the table " + Nodes.scalar(v, "_table") + " of ML Metadata");
            }
            if (v.isObject() && Store.is(v)) {
                return new Match.Maybe(88, "lists of artifacts and executions, a store of ML Metadata as JSON");
            }
            if (isRun(v)) {
                return new Match.Maybe(90, "run_id and state beside pipeline_spec, runtime_config or run_details");
            }
        }
        String text = head.text();
        if (text.contains("\"runs\"") && text.contains("\"run_id\"") && text.contains("\"scheduled_at\"")) {
            return new Match.Maybe(66, "text with runs, run_id, scheduled_at");
        }
        boolean type = text.contains("\"typeId\"") || text.contains("\"type_id\"");
        return type && text.contains("\"artifacts\"") && text.contains("\"uri\"")
                ? new Match.Maybe(66, "text with artifacts, typeId, uri") : Match.NO;
    }

    private static boolean isRow(JsonNode v) {
        String table = Nodes.scalar(v, "_table");
        Set<String> columns = table == null ? null : TABLES.get(table);
        return columns != null && columns.stream().allMatch(v::has);
    }

    private static boolean isRun(JsonNode v) {
        return v.has("run_id") && (v.has("state") || v.has("status")) && (v.has("display_name") || v.has("name"))
                && (v.has("pipeline_spec") || v.has("runtime_config") || v.has("run_details")
                || v.has("pipeline_version_reference") || v.has("created_at") && v.has("finished_at"));
    }

    @Override
    public Framing framing(Head head) {
        return new Framing.Json(WRAPPERS);
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        if (n.isObject() && isRow(n)) {
            events.accept(new Row(n, record).event());
        } else if (n.isObject() && Store.is(n)) {
            Store.read(n, record, events);
        } else if (n.isObject() && isRun(n)) {
            PipelineRun.read(n, events);
        } else if (!Answers.read(record, WRAPPERS, this, events)) {
            throw new BadRecordException("no row of ML Metadata and no pipeline run" + (n.has("_table")
                    ? "; the table is '"
                    + Nodes.scalar(n, "_table") + "'" : ""));
        }
    }
}
