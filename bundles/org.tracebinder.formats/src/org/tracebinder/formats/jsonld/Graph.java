// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.jsonld;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.tracebinder.formats.common.Nodes;
import tools.jackson.databind.JsonNode;

/**
 * The nodes of a JSON-LD document as they are written: no context is fetched or expanded, names keep their prefixes.
 * Every lookup is safe for any input.
 */
public final class Graph {

    private static final int MAX_IDS = 500_000;

    private final List<JsonNode> nodes = new ArrayList<>();
    private final Map<String, JsonNode> ids = new HashMap<>();

    /** @param document with {@code @graph} (or {@code graph}), or a single node */
    public Graph(JsonNode document) {
        JsonNode graph = document.get("@graph") != null ? document.get("@graph") : document.get("graph");
        if (graph != null && graph.isArray()) {
            graph.forEach(nodes::add);
        } else if (graph != null && graph.isObject()) {
            nodes.add(graph);
        } else {
            nodes.add(document);
        }
        for (JsonNode n : nodes) {
            String id = id(n);
            if (id != null && ids.size() < MAX_IDS) {
                ids.putIfAbsent(id, n);
            }
        }
    }

    /** @return the nodes in order; elements that are no objects are among them */
    public List<JsonNode> nodes() {
        return nodes;
    }

    /** @return the node of that id, or null */
    public JsonNode node(String id) {
        return id == null ? null : ids.get(id);
    }

    /** @return {@code @id}, {@code spdxId} or {@code id}; null when there is none */
    public static String id(JsonNode n) {
        return Nodes.first(n, "@id", "spdxId", "id");
    }

    /** @return the types as written, one or many, possibly none */
    public static List<String> types(JsonNode n) {
        JsonNode type = Nodes.at(n, "@type") != null ? Nodes.at(n, "@type") : Nodes.at(n, "type");
        List<String> types = new ArrayList<>(2);
        for (JsonNode t : each(type)) {
            if (Nodes.scalar(t) != null && types.size() < 50) {
                types.add(Nodes.scalar(t));
            }
        }
        return types;
    }

    /** @return what a member holds: its elements when it is a list, itself when it is one value, nothing when absent */
    public static Iterable<JsonNode> each(JsonNode value) {
        return value == null || value.isNull() ? List.of() : value.isArray() ? value : List.of(value);
    }

    /** @return the id that a value refers to: {@code {"@id": x}}, a node inside, or the text itself; null for others */
    public static String ref(JsonNode value) {
        return value == null ? null : value.isObject() ? id(value) : Nodes.scalar(value);
    }

    /** @return all ids that a member refers to */
    public static List<String> refs(JsonNode value) {
        List<String> refs = new ArrayList<>();
        for (JsonNode v : each(value)) {
            String ref = ref(v);
            if (ref != null && refs.size() < 10_000) {
                refs.add(ref);
            }
        }
        return refs;
    }

    /** @return the name of the node that an id leads to, the id itself when it leads nowhere */
    public String named(String id) {
        String name = Nodes.scalar(node(id), "name");
        return name == null ? id : name;
    }

    /** @return the names of what a member refers to, joined by commas; null when there are none */
    public String names(JsonNode value) {
        StringJoiner names = new StringJoiner(", ");
        int count = 0;
        for (JsonNode v : each(value)) {
            String inside = v.isObject() ? Nodes.scalar(v, "name") : null;
            String name = inside != null ? inside : named(ref(v));
            if (name != null && ++count <= 100) {
                names.add(name);
            }
        }
        return names.length() == 0 ? null : names.toString();
    }

    /** @return texts of the contexts that a document names; objects among them are passed over */
    public static List<String> contexts(JsonNode document) {
        List<String> contexts = new ArrayList<>();
        for (JsonNode c : each(Nodes.at(document, "@context"))) {
            if (c.isString()) {
                contexts.add(c.stringValue());
            }
        }
        return contexts;
    }
}
