// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mlmd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.jsonld.Graph;
import tools.jackson.databind.JsonNode;

/** A run of a pipeline and its tasks, as the interface of Kubeflow Pipelines gives them. */
final class PipelineRun {

    private static final int MAX_TASKS = 10_000;

    private PipelineRun() {
    }

    static void read(JsonNode n, Consumer<Event> events) {
        String run = Nodes.scalar(n, "run_id");
        String name = Nodes.first(n, "display_name", "name");
        events.accept(event("run", n, run, null, name, n.get("created_at")));
        int count = 0;
        for (JsonNode t : Graph.each(Nodes.at(n, "run_details", "task_details"))) {
            if (t.isObject() && ++count <= MAX_TASKS) {
                events.accept(event("task", t, Nodes.first(t, "task_id", "execution_id"), run,
                        Nodes.first(t, "display_name", "task_id"), t.get("create_time")));
            }
        }
    }

    private static Event event(String operation, JsonNode n, String id, String parent, String name, JsonNode created) {
        String said = Nodes.first(n, "state", "status");
        String state = state(said);
        Times.Time start = Times.first(n, "start_time", "scheduled_at");
        Times.Time at = start.known() && start.nanos() > 0 ? start : Times.of(created);
        Times.Time end = Times.first(n, "finished_at", "end_time");
        boolean ended = end.known() && end.nanos() > 0; // a run that goes on ends in 1970
        JsonNode error = Nodes.at(n, "error");
        String message = error == null ? null : error.isObject() ? Nodes.first(error, "message") : Nodes.text(error);
        Event.Builder b = Event.of(EventKind.LINEAGE).operation(operation).name(name)
                .trace(parent == null ? id : parent).span(id).parent(parent).time(at.nanos(), at.text(), at.rule())
                .duration(ended ? at.until(end) : Event.NONE).error(message).addText(message)
                .status("COMPLETE".equals(state) ? "ok" : "FAIL".equals(state) ? "error" : said)
                .actor(Nodes.first(n, "service_account"))
                .identity(id == null ? null : "kubeflow/" + operation + "/" + (parent == null ? "" : parent + "/") + id
                + "/" + said)
                .lineage(new LineageFact(state, id, parent, "kubeflow", name, things(n.get("inputs")),
                things(n.get("outputs"))));
        Extras.add(b, "", n, Set.of("run_id", "run_details", "task_id", "inputs", "outputs"));
        return b.build();
    }

    private static String state(String said) {
        if (said == null) {
            return null;
        }
        return switch (said.toUpperCase(Locale.ROOT)) {
            case "SUCCEEDED", "CACHED" -> "COMPLETE";
            case "FAILED", "ERROR" -> "FAIL";
            case "RUNNING", "PENDING", "PAUSED", "CANCELING" -> "RUNNING";
            case "CANCELED", "TERMINATED" -> "ABORT";
            default -> "OTHER";
        };
    }

    /** Artifacts by the name of the port, each with the numbers of ML Metadata. */
    private static List<LineageFact.Dataset> things(JsonNode ports) {
        List<LineageFact.Dataset> things = new ArrayList<>();
        if (ports != null && ports.isObject()) {
            for (Map.Entry<String, JsonNode> port : ports.properties()) {
                for (JsonNode id : Graph.each(Nodes.at(port.getValue(), "artifact_ids"))) {
                    if (Nodes.scalar(id) != null && things.size() < MAX_TASKS) {
                        things.add(new LineageFact.Dataset("kubeflow", "artifact " + Nodes.scalar(id), null, null));
                    }
                }
            }
        }
        return things;
    }
}
