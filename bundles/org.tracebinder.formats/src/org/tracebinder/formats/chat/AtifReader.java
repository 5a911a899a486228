// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** Agent trajectories in the interchange format ATIF: one document for each run of an agent. */
public final class AtifReader implements FormatReader {

    private static final int MAX_NESTING = 4;

    @Override
    public String id() {
        return "atif";
    }

    @Override
    public String label() {
        return "Agent trajectory (ATIF)";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : head.values()) {
            String version = Nodes.scalar(v, "schema_version");
            if (version != null && version.startsWith("ATIF")) {
                return new Match.Maybe(97, "schema_version " + version);
            }
            if (isTrajectory(v)) {
                return new Match.Maybe(85, "an agent and steps with a source");
            }
        }
        return head.text().contains("\"ATIF-v") ? new Match.Maybe(75, "text with a version of ATIF") : Match.NO;
    }

    private static boolean isTrajectory(JsonNode v) {
        JsonNode steps = v.get("steps");
        JsonNode first = steps != null && steps.isArray() ? steps.get(0) : null;
        return v.has("agent") && first != null && first.has("step_id") && first.has("source");
    }

    @Override
    public Framing framing(Head head) {
        return new Framing.Json(List.of());
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        JsonNode steps = n.get("steps");
        if (steps == null || !steps.isArray()) {
            throw new BadRecordException("no ATIF trajectory: no list of steps"
                    + Nodes.firstKey(n));
        }
        Parts parts = Parts.of(record, Set.of("steps"));
        List<Event> found = new ArrayList<>();
        read(n, record, null, parts, 0, found);
        found.forEach(events);
    }

    private static void read(JsonNode n, RawRecord record, String parent, Parts parts, int depth, List<Event> found) {
        Trajectory trajectory = new Trajectory(n, record, parent, found.size());
        trajectory.events(parts, found);
        JsonNode inner = n.get("subagent_trajectories");
        for (int i = 0; inner != null && inner.isArray() && i < inner.size() && depth < MAX_NESTING; i++) {
            if (inner.get(i).isObject()) {
                read(inner.get(i), record, trajectory.id(), null, depth + 1, found);
            }
        }
    }
}
