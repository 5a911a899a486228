// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.langfuse;

import java.util.List;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;

/**
 * What Langfuse keeps beside traces: sessions, which frame them, items of data sets, and which item was run through
 * which trace in an experiment.
 */
final class Kept {

    private Kept() {
    }

    private enum What {
        SESSION, ITEM, RUN_ITEM
    }

    /** @return true for one of these rows */
    static boolean is(Row row) {
        return what(row) != null;
    }

    /** @param snake names of columns, in snake case */
    static boolean columns(Set<String> snake) {
        return snake.containsAll(Set.of("dataset_run_id", "dataset_item_id", "trace_id"))
                || snake.containsAll(Set.of("dataset_id", "expected_output", "input"))
                || snake.containsAll(Set.of("count_traces", "session_duration", "user_ids"));
    }

    private static What what(Row row) {
        if (row.has("datasetRunId") && row.has("datasetItemId") && row.has("traceId")) {
            return What.RUN_ITEM;
        }
        if (row.has("datasetId") && row.has("expectedOutput") && row.has("input")) {
            return What.ITEM;
        }
        boolean counted = row.has("countTraces") && row.has("sessionDuration");
        boolean plain = row.has("id") && row.has("createdAt") && row.has("projectId") && row.has("environment")
                && !row.has("traceId") && !row.has("timestamp") && !row.has("type");
        return counted || plain ? What.SESSION : null;
    }

    static Event event(Row row) {
        What what = what(row);
        Times.Time at = row.time("createdAt");
        String id = row.text("id");
        Event.Builder b = Event.of(what == What.ITEM ? EventKind.LINEAGE : EventKind.OTHER)
                .operation(what == What.SESSION ? "session" : what == What.ITEM ? "dataset item" : "experiment item")
                .time(at.nanos(), at.text(), at.rule()).addId(id).env(row.text("environment"));
        if (what == What.SESSION) {
            b.session(id).duration(Traces.seconds(row.text("sessionDuration")));
        } else if (what == What.ITEM) {
            String set = row.text("datasetName") != null ? row.text("datasetName") : row.text("datasetId");
            b.name(set).trace(row.text("sourceTraceId")).parent(row.text("sourceObservationId"))
                    .addId(row.text("datasetId"))
                    .addText(Nodes.text(row.at("input"))).addText(Nodes.text(row.at("expectedOutput")))
                    .lineage(new LineageFact(null, null, null, "langfuse", null, List.of(),
                            List.of(new LineageFact.Dataset("langfuse", set, null, "dataset"))));
        } else {
            b.name(row.text("datasetRunName")).trace(row.id("traceId")).parent(row.id("observationId"))
                    .addId(row.text("datasetItemId")).addId(row.text("datasetRunId"));
        }
        if (id != null) {
            b.identity("langfuse/" + what + "/" + id + "/" + row.text("updatedAt"));
        }
        Extras.add(b, "", row.node(), Set.of("id", "input", "expectedOutput", "expected_output", "environment"));
        return b.build();
    }
}
