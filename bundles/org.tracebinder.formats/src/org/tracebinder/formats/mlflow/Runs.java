// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mlflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;

/** A run: who ran what with which parameters, what it read and which models it wrote. */
final class Runs {

    private static final Set<String> INFO = Set.of("run_id", "run_uuid", "user_id", "status", "start_time", "end_time",
            "run_name", "name", "_table");
    private static final String COPY = "mlflow_export_import.mlflow.";

    private Runs() {
    }

    /** {@code {run:{info,data}}}, {@code {info,data}}, or a bare info. */
    static boolean isRun(JsonNode n) {
        JsonNode info = info(n);
        return info != null && (info.has("run_id") || info.has("run_uuid")) && info.has("experiment_id")
                && (info.has("artifact_uri") || info.has("lifecycle_stage") || info.has("start_time"));
    }

    private static JsonNode inner(JsonNode n) {
        JsonNode run = n.get("run");
        return run != null && run.isObject() ? run : n;
    }

    private static JsonNode info(JsonNode n) {
        JsonNode info = inner(n).get("info");
        return info != null && info.isObject() ? info : inner(n).has("lifecycle_stage") ? inner(n) : null;
    }

    /** @param exported when it was exported, null when it was not; the same run exported twice is no contradiction */
    static Event.Builder event(JsonNode n, String exported) {
        JsonNode run = inner(n);
        JsonNode info = info(n);
        JsonNode data = Nodes.at(run, "data") != null ? run.get("data") : run;
        JsonNode tags = Pairs.object(data.get("tags"));
        Event.Builder b = event(info, tags, inputs(run), outputs(run, info, tags), exported);
        Traces.rest(b, "param.", Pairs.object(data.get("params")), Set.of());
        Traces.rest(b, "metric.", Pairs.object(data.get("metrics")), Set.of());
        history(b, data.get("metrics"));
        Traces.rest(b, "tag.", tags, copies(tags));
        return b;
    }

    /** Of each metric the points of its course, with time and step, where the file has them. */
    private static void history(Event.Builder b, JsonNode metrics) {
        if (metrics != null && metrics.isObject()) {
            metrics.properties().stream().filter(m -> m.getValue().isArray() && !m.getValue().isEmpty())
                    .forEach(m -> b.extra("metric." + m.getKey() + ".history", Rest.cut(Nodes.text(m.getValue()))));
        } else if (metrics != null && metrics.isArray() && !metrics.isEmpty()
                && (metrics.get(0).has("timestamp") || metrics.get(0).has("step"))) {
            b.extra("metrics", Rest.cut(Nodes.text(metrics)));
        }
    }

    /** The export tool copies every tag under its own name once more: those that say the same. */
    private static Set<String> copies(JsonNode tags) {
        List<String> names = new ArrayList<>();
        if (tags != null) {
            tags.propertyNames().stream().filter(k -> k.startsWith(COPY) && tags.get(k).equals(tags.get(k.substring(
                    COPY.length() - "mlflow.".length())))).forEach(names::add);
        }
        return Set.copyOf(names);
    }

    static Event.Builder event(JsonNode info, JsonNode tags, List<LineageFact.Dataset> inputs,
            List<LineageFact.Dataset> outputs, String exported) {
        String id = Nodes.first(info, "run_id", "run_uuid");
        String status = Nodes.first(info, "status");
        String state = state(status);
        Times.Time start = Times.of(info.get("start_time"));
        Times.Time end = Times.of(info.get("end_time"));
        String user = Nodes.first(info, "user_id");
        user = "unknown".equals(user) ? null : user; // written by servers that know nobody; the client's tag may
        String name = Nodes.first(info, "run_name", "name");
        String source = Nodes.first(tags, "mlflow.source.name", "mlflow.project.entryPoint");
        String experiment = Nodes.scalar(info, "experiment_id");
        String parent = Nodes.first(tags, "mlflow.parentRunId");
        Event.Builder b = Event.of(EventKind.LINEAGE).operation("run")
                .name(name != null ? name : Nodes.first(tags, "mlflow.runName")).trace(id).span(id).parent(parent)
                .actor(user != null ? user : Nodes.first(tags, "mlflow.user")).app(source)
                .time(start.nanos(), start.text(), start.rule()).duration(start.until(end))
                .status("COMPLETE".equals(state) ? "ok" : "FAIL".equals(state) ? "error" : null)
                .lineage(new LineageFact(state, id, parent, experiment == null ? null : "experiment " + experiment,
                        name != null ? name : source, inputs, outputs).withCode(code(tags)));
        if (id != null) {
            b.identity("mlflow/run/" + id + "/" + status + (exported == null ? "" : "/" + exported));
        }
        b.addText(Nodes.first(tags, "mlflow.note.content")).extra("status", status);
        Extras.add(b, "", info, INFO);
        return b;
    }

    /** MLflow's system tags: the script or notebook that ran, and the commit it was checked out at. */
    private static List<LineageFact.Code> code(JsonNode tags) {
        return LineageFact.Code.of(Nodes.first(tags, "mlflow.source.git.repoURL", "mlflow.gitRepoURL"),
                Nodes.first(tags, "mlflow.source.name"), null, Nodes.first(tags, "mlflow.source.git.commit",
                "mlflow.source.git.branch", "mlflow.gitBranchName"));
    }

    static String state(String status) {
        return switch (status == null ? "" : status) {
            case "FINISHED", "3" -> "COMPLETE";
            case "FAILED", "4" -> "FAIL";
            case "KILLED", "5" -> "ABORT";
            case "RUNNING", "1" -> "RUNNING";
            case "SCHEDULED", "2" -> "START";
            default -> null;
        };
    }

    private static List<LineageFact.Dataset> inputs(JsonNode run) {
        List<LineageFact.Dataset> all = new ArrayList<>();
        JsonNode inputs = run.get("inputs");
        JsonNode list = inputs != null && inputs.isArray() ? inputs : Nodes.at(inputs, "dataset_inputs");
        for (int i = 0; list != null && list.isArray() && i < list.size(); i++) {
            JsonNode d = Nodes.at(list.get(i), "dataset") != null ? list.get(i).get("dataset") : list.get(i);
            if (Nodes.scalar(d, "name") != null) {
                all.add(new LineageFact.Dataset(Nodes.scalar(d, "source_type"), Nodes.scalar(d, "name"),
                        Nodes.scalar(d, "digest"), "dataset"));
            }
        }
        models(Nodes.at(inputs, "model_inputs"), all);
        return all;
    }

    private static List<LineageFact.Dataset> outputs(JsonNode run, JsonNode info, JsonNode tags) {
        List<LineageFact.Dataset> all = new ArrayList<>();
        models(Nodes.at(run, "outputs", "model_outputs"), all);
        JsonNode logged = Extras.open(Nodes.at(tags, "mlflow.log-model.history"));
        String run0 = Nodes.first(info, "run_id", "run_uuid");
        for (int i = 0; logged != null && logged.isArray() && i < logged.size(); i++) {
            String path = Nodes.scalar(logged.get(i), "artifact_path");
            String owner = Nodes.scalar(logged.get(i), "run_id");
            if (path != null) {
                all.add(new LineageFact.Dataset(null, "runs:/" + (owner != null ? owner : run0) + "/" + path,
                        Nodes.scalar(logged.get(i), "model_uuid"), "model"));
            }
        }
        return all;
    }

    private static void models(JsonNode list, List<LineageFact.Dataset> to) {
        for (int i = 0; list != null && list.isArray() && i < list.size(); i++) {
            String id = Nodes.scalar(list.get(i), "model_id");
            if (id != null) {
                to.add(new LineageFact.Dataset(null, "models:/" + id, null, "model"));
            }
        }
    }
}
