// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.chat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** Runs of agents under tau-bench: a task, a reward and the trajectory. Neither times nor the model are recorded. */
public final class TauReader implements FormatReader {

    @Override
    public String id() {
        return "tau-bench";
    }

    @Override
    public String label() {
        return "tau-bench trajectories";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : head.values()) {
            if (v.has("task_id") && v.has("reward") && (v.has("traj") || v.has("info") && v.has("trial"))) {
                return new Match.Maybe(92, "task_id and reward beside a trajectory");
            }
        }
        return Match.NO;
    }

    @Override
    public Framing framing(Head head) {
        return new Framing.Json(List.of());
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        JsonNode trajectory = n.get("traj");
        if (!n.has("task_id") || trajectory == null || !trajectory.isArray()) {
            throw new BadRecordException("no tau-bench run: no task_id with a list traj");
        }
        String suite = record.source().name();
        String test = "task " + Nodes.scalar(n, "task_id") + " trial " + Nodes.scalar(n, "trial");
        String trace = suite + "/" + test;
        BigDecimal reward = Nodes.decimal(Nodes.scalar(n, "reward"));
        // a reward is 1 for a task that was solved, 0 for one that was not; what is between is no verdict
        Boolean passed = reward == null ? null : reward.compareTo(BigDecimal.ONE) == 0 ? Boolean.TRUE
                : reward.signum() == 0 ? Boolean.FALSE : null;
        Event.Builder b = Event.of(EventKind.EVALUATION).operation("task").name(test).trace(trace).session(trace)
                .evaluation(new Evaluation(suite, test, null, null, passed, reward == null ? null
                        : reward.doubleValue(), null))
                .addText(Nodes.scalar(Nodes.at(n, "info", "task"), "instruction"));
        b.extra("undated", "the source records no time; the order is that of the file");
        Extras.add(b, "", n, Set.of("traj", "task_id", "trial"));
        events.accept(b.build());
        new Turns().read(trajectory, (kind, index, turn) -> Event.of(kind).trace(trace).session(trace)
                .span(trace + "/" + index), events);
    }
}
