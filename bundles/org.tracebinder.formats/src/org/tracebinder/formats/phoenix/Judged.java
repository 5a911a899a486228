// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.phoenix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.formats.common.Extras;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The judgements that a span carries: a list beside its attributes, or among them, nested or joined by dots. */
final class Judged {

    private static final Pattern KEY = Pattern.compile(
            "(trace\\.|session\\.)?annotations\\.(\\d{1,4})\\.annotation\\.(\\w{1,40})");
    private static final int MAX = 1_000;

    private Judged() {
    }

    /** @return each with its members name, annotator_kind, label, score, explanation, as far as the span says them */
    static List<ObjectNode> of(JsonNode span) {
        List<ObjectNode> all = new ArrayList<>(0);
        for (String name : new String[] {"annotations", "span_annotations"}) {
            list(Extras.open(span.get(name)), null, all);
        }
        JsonNode attributes = Extras.open(span.get("attributes"));
        if (attributes == null || !attributes.isObject()) {
            return all;
        }
        list(Extras.open(attributes.get("annotations")), null, all);
        for (String target : new String[] {"trace", "session"}) {
            JsonNode around = attributes.get(target);
            list(around == null || !around.isObject() ? null : Extras.open(around.get("annotations")), target, all);
        }
        Map<String, ObjectNode> flat = new TreeMap<>();
        for (Map.Entry<String, JsonNode> e : attributes.properties()) {
            Matcher m = KEY.matcher(e.getKey());
            if (m.matches() && flat.size() < MAX) {
                String order = m.group(1) + "0000".substring(m.group(2).length()) + m.group(2);
                ObjectNode n = flat.computeIfAbsent(order, k -> JsonNodeFactory.instance.objectNode());
                n.set(m.group(3), e.getValue());
                if (m.group(1) != null) {
                    n.put("target", m.group(1).substring(0, m.group(1).length() - 1));
                }
            }
        }
        all.addAll(flat.values());
        return all;
    }

    private static void list(JsonNode list, String target, List<ObjectNode> to) {
        for (int i = 0; list != null && list.isArray() && i < Math.min(list.size(), MAX); i++) {
            JsonNode inner = list.get(i).isObject() && list.get(i).has("annotation") ? list.get(i).get("annotation")
                    : list.get(i);
            if (inner instanceof ObjectNode object) {
                ObjectNode copy = object.deepCopy();
                if (target != null) {
                    copy.put("target", target);
                }
                to.add(copy);
            }
        }
    }
}
