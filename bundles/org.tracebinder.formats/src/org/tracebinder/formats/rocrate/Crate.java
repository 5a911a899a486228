// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.rocrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.jsonld.Graph;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * The entities of one crate. Actions are runs of their instrument; files and data sets are what they read and wrote.
 */
final class Crate {

    private static final Set<String> ACTIONS = Set.of("CreateAction", "ActivateAction", "UpdateAction",
            "OrganizeAction",
            "ControlAction", "AssessAction", "Action");
    private static final Set<String> MAPPED = Set.of("@id", "@type", "name");

    private final Graph graph;
    private final RawRecord record;
    private final JsonNode root;

    Crate(Graph graph, RawRecord record) {
        this.graph = graph;
        this.record = record;
        JsonNode found = null;
        for (JsonNode n : graph.nodes()) {
            String id = Graph.id(n);
            boolean descriptor = id != null && (id.endsWith("ro-crate-metadata.json")
                    || id.endsWith("ro-crate-metadata.jsonld"));
            if (found == null && descriptor && Graph.ref(n.get("about")) != null) {
                found = graph.node(Graph.ref(n.get("about")));
            }
        }
        this.root = found != null ? found : graph.node("./");
    }

    void read(Parts parts, Consumer<Event> events) {
        int index = 0;
        for (JsonNode n : graph.nodes()) {
            if (n.isObject()) {
                events.accept(parts.mark(entity(n), "@graph", index).build());
            }
            index++;
        }
    }

    private Event.Builder entity(JsonNode n) {
        List<String> types = Graph.types(n);
        boolean action = types.stream().anyMatch(ACTIONS::contains);
        String id = Graph.id(n);
        String title = Nodes.first(n, "name");
        LineageFact fact = action ? run(n, id) : thing(n, types, id);
        Times.Time at = Times.first(n, "startTime", "endTime", "datePublished", "dateModified", "dateCreated");
        Event.Builder b = Event.of(fact == null ? EventKind.OTHER : EventKind.LINEAGE)
                .operation(types.isEmpty() ? null : String.join(", ", types)).name(title != null ? title : id).span(id)
                .app(root == null ? null : Nodes.scalar(root, "name")).lineage(fact)
                .version(Nodes.first(n, "version", "softwareVersion"))
                .actor(graph.names(n.get("agent") != null ? n.get("agent") : n.get("author")))
                .time(at.nanos(), at.text(), at.rule()).addText(Nodes.scalar(n, "description"));
        if (action) {
            b.duration(Times.of(n.get("startTime")).until(Times.of(n.get("endTime"))));
            String status = state(n);
            b.status("COMPLETE".equals(status) ? "ok" : "FAIL".equals(status) ? "error" : null)
                    .error(Nodes.scalar(n, "error")).addText(Nodes.scalar(n, "error"));
        }
        if (n == root) {
            b.extra("root", "the crate itself");
        }
        Extras.add(b, "", n, MAPPED);
        return b;
    }

    private static String state(JsonNode n) {
        String status = Graph.ref(n.get("actionStatus"));
        if (status == null) {
            return null; // an end time says that it ended, not how
        }
        return status.contains("Completed") ? "COMPLETE" : status.contains("Failed") ? "FAIL"
                : status.contains("Active") ? "RUNNING" : "OTHER";
    }

    /** Local ids such as {@code #run-1} occur in every crate: the source keeps the runs of two crates apart. */
    private LineageFact run(JsonNode n, String id) {
        String run = id == null ? null : id.contains("://") ? id
                : record.source().sha256().toString().substring(0, 12) + "/" + id;
        return new LineageFact(state(n), run, null, root == null ? null : Nodes.scalar(root, "name"),
                graph.names(n.get("instrument")), things(n.get("object")), things(n.get("result")));
    }

    private List<LineageFact.Dataset> things(JsonNode refs) {
        List<LineageFact.Dataset> things = new ArrayList<>();
        for (String ref : Graph.refs(refs)) {
            JsonNode n = graph.node(ref);
            things.add(dataset(n, ref, n == null ? List.of() : Graph.types(n)));
        }
        return things;
    }

    private LineageFact thing(JsonNode n, List<String> types, String id) {
        boolean data = types.contains("File") || types.contains("Dataset") || types.contains("MediaObject");
        boolean code = types.contains("SoftwareSourceCode") || types.contains("ComputationalWorkflow");
        if (!data || code || id == null) {
            return null;
        }
        return new LineageFact(null, null, null, null, null, things(n.get("isBasedOn")), List.of(dataset(n, id,
                types)));
    }

    private LineageFact.Dataset dataset(JsonNode n, String id, List<String> types) {
        boolean named = id.equals("./") && Nodes.scalar(n, "name") != null;
        boolean model = types.stream().anyMatch(t -> t.equals("MLModel") || t.endsWith("Model"));
        boolean data = types.contains("File") || types.contains("Dataset");
        return new LineageFact.Dataset(id.contains("://") || root == null ? null : Nodes.scalar(root, "name"),
                named ? Nodes.scalar(n, "name") : id, Nodes.scalar(n, "version"), model ? "model" : data ? "dataset"
                : null);
    }
}
