// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.prov;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.jsonld.Graph;
import org.tracebinder.ingest.BadRecordException;
import tools.jackson.databind.JsonNode;

/** PROV-JSON: maps of ids to attributes, by kind of statement. Keys are read in any case, as writers spell them. */
final class JsonNotation {

    private static final int MAX_BUNDLES = 20;

    private final Document document = new Document();

    private JsonNotation() {
    }

    static Document read(JsonNode n) throws BadRecordException {
        JsonNotation notation = new JsonNotation();
        notation.content(n, null, 0);
        return notation.document;
    }

    private void content(JsonNode n, String bundle, int depth) throws BadRecordException {
        if (depth > MAX_BUNDLES) {
            throw new BadRecordException("bundles nested deeper than " + MAX_BUNDLES);
        }
        JsonNode prefixes = n.get("prefix");
        if (prefixes != null && prefixes.isObject()) {
            for (Map.Entry<String, JsonNode> p : prefixes.properties()) {
                document.prefix(p.getKey(), Nodes.scalar(p.getValue()));
            }
        }
        for (Map.Entry<String, JsonNode> kind : n.properties()) {
            String key = kind.getKey();
            if (key.equals("prefix") || !kind.getValue().isObject()) {
                continue;
            }
            String relation = Terms.relation(key);
            String element = Terms.element(key);
            boolean bundles = key.toLowerCase(Locale.ROOT).equals("bundle");
            if (!bundles && relation == null && element == null) {
                continue;
            }
            for (Map.Entry<String, JsonNode> named : kind.getValue().properties()) {
                if (bundles) {
                    content(named.getValue(), named.getKey(), depth + 1);
                } else {
                    for (JsonNode one : Graph.each(named.getValue())) {
                        statement(relation != null ? relation : element, named.getKey(), one, bundle);
                    }
                }
            }
        }
    }

    private void statement(String type, String id, JsonNode n, String bundle) throws BadRecordException {
        Statement s = document.add(type, id.startsWith("_:") ? null : id, bundle);
        List<String> roles = Terms.RELATIONS.getOrDefault(type, List.of("startTime", "endTime"));
        if (!n.isObject()) {
            return;
        }
        for (Map.Entry<String, JsonNode> a : n.properties()) {
            String local = a.getKey().startsWith("prov:") ? a.getKey().substring(5) : null;
            if (local != null && roles.contains(local)) {
                for (JsonNode v : Graph.each(a.getValue())) {
                    s.role(local, value(v));
                }
            } else {
                s.attribute(a.getKey(), null);
                for (JsonNode v : Graph.each(a.getValue())) {
                    s.attribute(a.getKey(), value(v), type(v));
                }
            }
        }
    }

    /** @return the data type of a value, or its language behind an @; null when it says none */
    static String type(JsonNode v) {
        if (v == null || !v.isObject() || !v.has("$") && !v.has("@value")) {
            return null;
        }
        String language = Nodes.first(v, "lang", "@language");
        return language != null ? "@" + language : Nodes.first(v, "type", "@type");
    }

    static String value(JsonNode v) {
        if (v == null || !v.isObject()) {
            return Nodes.text(v);
        }
        String value = Nodes.first(v, "$", "@value", "@id");
        return value != null ? value : Nodes.text(v);
    }
}
