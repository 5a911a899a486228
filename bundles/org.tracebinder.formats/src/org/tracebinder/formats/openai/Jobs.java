// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;

/** Jobs: what went in, what came out. A job that is listed again in another state is another record of it. */
final class Jobs {

    private static final String NAMESPACE = "openai";
    private static final int MAX = 1_000;

    private Jobs() {
    }

    static Event batch(JsonNode o) {
        List<LineageFact.Dataset> in = new ArrayList<>();
        List<LineageFact.Dataset> out = new ArrayList<>();
        add(in, Nodes.scalar(o, "input_file_id"), "dataset");
        add(out, Nodes.scalar(o, "output_file_id"), "dataset");
        add(out, Nodes.scalar(o, "error_file_id"), "dataset");
        Event.Builder b = job(o, "batch", "batch " + Nodes.scalar(o, "endpoint"), in, out);
        Times.Time end = Times.first(o, "completed_at", "failed_at", "expired_at", "cancelled_at");
        b.duration(Times.of(o.get("created_at")).until(end));
        Completion.people(o, b);
        Rest.add(b, "", o, Set.of("id", "object", "status", "created_at", "input_file_id", "output_file_id",
                "error_file_id", "metadata"));
        return b.build();
    }

    static Event fineTuning(JsonNode o) {
        String object = Nodes.scalar(o, "object");
        if (!"fine_tuning.job".equals(object)) {
            String id = Nodes.scalar(o, "id");
            Times.Time at = Times.of(o.get("created_at"));
            Event.Builder b = Event.of(EventKind.OTHER).operation(object).span(id).provider("openai")
                    .parent(Nodes.scalar(o, "fine_tuning_job_id")).time(at.nanos(), at.text(), at.rule())
                    .identity(id == null ? null : "openai/" + id).status(Nodes.scalar(o, "level"))
                    .addText(Nodes.scalar(o, "message"));
            Rest.add(b, "", o, Set.of("id", "object", "created_at", "level", "fine_tuning_job_id"));
            return b.build();
        }
        List<LineageFact.Dataset> in = new ArrayList<>();
        List<LineageFact.Dataset> out = new ArrayList<>();
        add(in, Nodes.scalar(o, "training_file"), "dataset");
        add(in, Nodes.scalar(o, "validation_file"), "dataset");
        add(in, Nodes.scalar(o, "model"), "model");
        add(out, Nodes.scalar(o, "fine_tuned_model"), "model");
        JsonNode files = o.get("result_files");
        for (JsonNode file : files == null || !files.isArray() ? List.<JsonNode>of() : files) {
            if (out.size() < MAX) {
                add(out, Nodes.scalar(file), "dataset");
            }
        }
        Event.Builder b = job(o, "fine-tuning", "fine-tuning of " + Nodes.scalar(o, "model"), in, out);
        b.duration(Times.of(o.get("created_at")).until(Times.of(o.get("finished_at"))));
        String error = Nodes.scalar(o, "error", "message");
        b.error(error).addText(error).modelRequested(Nodes.scalar(o, "model"));
        Completion.people(o, b);
        Rest.add(b, "", o, Set.of("id", "object", "status", "created_at", "model", "training_file", "validation_file",
                "fine_tuned_model", "result_files", "metadata"));
        return b.build();
    }

    static Event bucket(JsonNode o) {
        Times.Time at = Times.of(o.get("start_time"));
        Event.Builder b = Event.of(EventKind.OTHER).operation("usage report").provider("openai")
                .time(at.nanos(), at.text(), at.rule()).duration(at.until(Times.of(o.get("end_time"))));
        // sums over calls: as tokens or costs of an event they would count twice
        Rest.add(b, "", o, Set.of("object", "start_time"));
        return b.build();
    }

    private static Event.Builder job(JsonNode o, String operation, String name, List<LineageFact.Dataset> in,
            List<LineageFact.Dataset> out) {
        String id = Nodes.scalar(o, "id");
        String status = Nodes.scalar(o, "status");
        Times.Time at = Times.of(o.get("created_at"));
        String state = status == null ? null : switch (status) {
            case "completed", "succeeded" -> "COMPLETE";
            case "failed" -> "FAIL";
            case "cancelled", "expired" -> "ABORT";
            case "in_progress", "running", "finalizing", "cancelling", "paused" -> "RUNNING";
            case "validating", "queued", "validating_files" -> "START";
            default -> "OTHER";
        };
        return Event.of(EventKind.LINEAGE).operation(operation).name(name).span(id).provider("openai")
                .time(at.nanos(), at.text(), at.rule()).status("FAIL".equals(state) ? "error" : "COMPLETE".equals(state)
                ? "ok" : status).identity(id == null ? null : "openai/" + id + "/" + status)
                .lineage(new LineageFact(state, id, null, NAMESPACE, name, in, out)).extra("status", status);
    }

    private static void add(List<LineageFact.Dataset> to, String name, String type) {
        if (name != null) {
            to.add(new LineageFact.Dataset(NAMESPACE, name, null, type));
        }
    }
}
