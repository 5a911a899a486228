// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.spdx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.PersonalData;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Leaves;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.jsonld.Graph;
import tools.jackson.databind.JsonNode;

/** The elements of one SPDX 3 graph, with what its relationships say of them. One use. */
final class Elements {

    private static final Set<String> MAPPED = Set.of("type", "@type", "spdxId", "@id", "name", "creationInfo",
            "@context", "@graph");
    /** The relationship from a model to what it was made of; what it was tested on is no input. */
    private static final Set<String> INPUTS = Set.of("trainedon");
    /** Relationships from data or a tool to what came out. */
    private static final Set<String> OUTPUTS = Set.of("generates", "hasoutput");

    private final Graph graph;
    private final Map<String, List<JsonNode>> relationships = new HashMap<>();
    private final String document;
    /** Links in all events together: a hostile document can repeat an element that has many. */
    private int budget = 1_000_000;

    Elements(Graph graph) {
        this.graph = graph;
        String found = null;
        for (JsonNode n : graph.nodes()) {
            String from = Graph.ref(n.get("from"));
            if (from != null && n.has("relationshipType")) {
                relationships.computeIfAbsent(from, k -> new ArrayList<>()).add(n);
            }
            found = found == null && Graph.types(n).contains("SpdxDocument") ? Graph.id(n) : found;
        }
        this.document = found;
    }

    void read(Parts parts, Consumer<Event> events) {
        int index = 0;
        for (JsonNode n : graph.nodes()) {
            if (n.isObject()) {
                events.accept(parts.mark(element(n), "@graph", index).build());
            }
            index++;
        }
    }

    private Event.Builder element(JsonNode n) {
        List<String> types = Graph.types(n);
        String type = types.isEmpty() ? null : types.get(0);
        String id = Graph.id(n);
        boolean model = types.contains("ai_AIPackage");
        boolean data = types.contains("dataset_DatasetPackage");
        boolean edge = n.has("relationshipType");
        JsonNode creation = creation(n);
        LineageFact fact = model || data ? thing(n, id, model) : edge ? edge(n) : null;
        Event.Builder b = Event.of(fact != null ? EventKind.LINEAGE : EventKind.OTHER)
                .operation(edge ? Nodes.scalar(n, "relationshipType") : type).lineage(fact)
                .name(edge ? graph.named(Graph.ref(n.get("from"))) + " " + Nodes.scalar(n, "relationshipType") + " "
                        + graph.names(n.get("to")) : Nodes.first(n, "name") == null ? id : Nodes.scalar(n, "name"))
                .trace(document).span(id).version(Nodes.scalar(n, "software_packageVersion"))
                .provider(model ? graph.names(n.get("suppliedBy")) : null)
                .actor(graph.names(creation == null ? null : creation.get("createdBy")));
        time(b, n, creation);
        if (id != null && !id.startsWith("_:") && document != null) {
            b.identity("spdx3/" + document + "/" + id);
        }
        String sensitive = Nodes.first(n, "ai_useSensitivePersonalInformation",
                "dataset_hasSensitivePersonalInformation");
        if (sensitive != null && sensitive.toLowerCase(Locale.ROOT).endsWith("yes")) {
            b.addPersonalData(new PersonalData("SENSITIVE_PERSONAL_INFORMATION", 1, true));
        }
        Extras.add(b, "", n, MAPPED);
        prose(b, n, model || data);
        if (!edge) {
            relations(b, id);
        }
        return b;
    }

    /** Its own time of release or building, else the time at which the description was made. */
    private void time(Event.Builder b, JsonNode n, JsonNode creation) {
        Times.Time own = Times.first(n, "releaseTime", "builtTime", "created");
        Times.Time at = own.known() || creation == null ? own : Times.of(creation.get("created")).fromDocument();
        b.time(at.nanos(), at.text(), at.rule());
        b.extra("described", creation == null || !own.known() ? null : Nodes.scalar(creation, "created"));
    }

    private JsonNode creation(JsonNode n) {
        JsonNode creation = n.get("creationInfo");
        return creation != null && creation.isObject() && creation.has("created") ? creation
                : graph.node(Graph.ref(creation));
    }

    private static void prose(Event.Builder b, JsonNode n, boolean all) {
        for (Map.Entry<String, JsonNode> m : n.properties()) {
            String key = m.getKey();
            if (key.equals("comment") || key.equals("description") || key.equals("summary")
                    || all && (key.startsWith("ai_") || key.startsWith("dataset_"))) {
                b.addText(Leaves.words(m.getValue()));
            }
        }
    }

    private void relations(Event.Builder b, String id) {
        int count = 0;
        for (JsonNode r : relationships.getOrDefault(id == null ? "" : id, List.of())) {
            if (++count <= 200 && budget > 0) {
                budget -= 100;
                b.extra("relationship." + Nodes.scalar(r, "relationshipType"), graph.names(r.get("to")));
            }
        }
    }

    private LineageFact thing(JsonNode n, String id, boolean model) {
        List<LineageFact.Dataset> inputs = new ArrayList<>();
        for (JsonNode r : relationships.getOrDefault(id == null ? "" : id, List.of())) {
            if (INPUTS.contains(type(r))) {
                inputs.addAll(datasets(r.get("to")));
            }
        }
        return new LineageFact(null, null, null, null, null, inputs, List.of(dataset(n, id, model ? "model"
                : "dataset")));
    }

    private LineageFact edge(JsonNode r) {
        if (INPUTS.contains(type(r))) {
            return new LineageFact(null, null, null, null, null, datasets(r.get("to")), datasets(r.get("from")));
        }
        if (OUTPUTS.contains(type(r))) {
            return new LineageFact(null, null, null, null, null, datasets(r.get("from")), datasets(r.get("to")));
        }
        return null;
    }

    private static String type(JsonNode relationship) {
        String type = Nodes.scalar(relationship, "relationshipType");
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    private List<LineageFact.Dataset> datasets(JsonNode refs) {
        List<LineageFact.Dataset> datasets = new ArrayList<>();
        for (String ref : Graph.refs(refs)) {
            if (budget-- <= 0) {
                break;
            }
            JsonNode n = graph.node(ref);
            List<String> types = Graph.types(n);
            datasets.add(dataset(n, ref, types.contains("ai_AIPackage") ? "model"
                    : types.contains("dataset_DatasetPackage") ? "dataset" : null));
        }
        return datasets;
    }

    private static LineageFact.Dataset dataset(JsonNode n, String id, String type) {
        String name = Nodes.scalar(n, "name");
        return new LineageFact.Dataset(null, name != null ? name : id == null ? "unnamed" : id,
                Nodes.scalar(n, "software_packageVersion"), type);
    }
}
