// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.prov;

import java.util.List;
import java.util.Map;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.jsonld.Graph;
import org.tracebinder.ingest.BadRecordException;
import tools.jackson.databind.JsonNode;

/** PROV-JSONLD: a list of nodes, each an element or a qualified relation. Bundles are nodes that hold a graph. */
final class LinkedNotation {

    private static final int MAX_BUNDLES = 20;

    private final Document document = new Document();
    private boolean known;

    private LinkedNotation() {
    }

    static Document read(JsonNode n) throws BadRecordException {
        LinkedNotation notation = new LinkedNotation();
        for (JsonNode context : Graph.each(n.get("@context"))) {
            if (context.isObject()) {
                for (Map.Entry<String, JsonNode> p : context.properties()) {
                    notation.document.prefix(p.getKey(), Nodes.scalar(p.getValue()));
                }
            }
        }
        notation.graph(n, null, 0);
        if (!notation.known) {
            throw new BadRecordException("no provenance document: no node has a type of PROV");
        }
        return notation.document;
    }

    private void graph(JsonNode holder, String bundle, int depth) throws BadRecordException {
        if (depth > MAX_BUNDLES) {
            throw new BadRecordException("bundles nested deeper than " + MAX_BUNDLES);
        }
        JsonNode graph = holder.get("@graph");
        for (JsonNode n : graph == null ? List.of(holder) : Graph.each(graph)) {
            if (n.isObject()) {
                node(n, bundle, depth);
            }
        }
    }

    private void node(JsonNode n, String bundle, int depth) throws BadRecordException {
        String type = null;
        for (String t : Graph.types(n)) {
            String local = Terms.local(t);
            String known = local == null ? null : Terms.CLASSES.getOrDefault(local, Terms.element(local));
            type = type == null ? known : type;
        }
        String id = Graph.id(n);
        known |= type != null;
        if (type == null) {
            type = "entity";
        }
        Statement s = document.add(type, id == null || id.startsWith("_:") ? null : id, bundle);
        List<String> roles = Terms.RELATIONS.getOrDefault(type, List.of("startTime", "endTime"));
        for (Map.Entry<String, JsonNode> a : n.properties()) {
            String key = a.getKey();
            if (key.equals("@id") || key.equals("@graph") || key.equals("@context")) {
                continue;
            }
            String local = Terms.local(key);
            String role = local == null ? null : local.equals("atTime") ? "time" : local.equals("startedAtTime")
                    ? "startTime" : local.equals("endedAtTime") ? "endTime" : local;
            for (JsonNode v : Graph.each(a.getValue())) {
                String value = JsonNotation.value(v);
                if (role != null && roles.contains(role)) {
                    s.role(role, value);
                } else if (!key.equals("@type") || Terms.local(String.valueOf(value)) == null) {
                    s.attribute(key.equals("@type") ? "prov:type" : local == null ? key : "prov:" + local, value,
                            JsonNotation.type(v));
                }
            }
        }
        if (n.has("@graph")) {
            graph(n, id, depth + 1);
        }
    }
}
