// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.cyclonedx;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.formats.xml.XmlElement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the XML form of a bill into its JSON form, as the two schemas relate: attributes become members, an element
 * whose name is the plural of its children becomes a list, text beside attributes gets the member name of the JSON
 * form.
 */
final class XmlBom {

    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;
    /** Lists whose elements are not simply named in the singular. */
    private static final Map<String, String> LISTS = Map.of("externalReferences", "reference", "formulation", "formula",
            "collection", "graphic", "evidence", "evidence", "licenses", "license", "licensing", "license", "levels",
            "level", "data", "classification");
    /** Elements that repeat without an element around them. */
    private static final Set<String> REPEATED = Set.of("evidence", "dependsOn");

    private XmlBom() {
    }

    static ObjectNode json(XmlElement root) {
        ObjectNode bom = FACTORY.objectNode();
        bom.put("bomFormat", "CycloneDX");
        bom.put("specVersion", root.namespace().substring(CycloneDxReader.NAMESPACE.length()));
        fill(bom, root);
        return bom;
    }

    private static void fill(ObjectNode to, XmlElement from) {
        from.attributes().forEach((name, value) -> {
            if (!name.startsWith("xmlns:") && !name.equals("schemaLocation")) {
                to.put(name, value);
            }
        });
        for (XmlElement child : from.children()) {
            if (from.name().equals("dependency") && child.name().equals("dependency")) {
                array(to, "dependsOn").add(child.attributes().getOrDefault("ref", ""));
            } else {
                put(to, child);
            }
        }
        if (from.children().isEmpty() && !from.text().isEmpty()) {
            to.put(from.name().equals("property") ? "value" : "content", from.text());
        }
    }

    private static void put(ObjectNode to, XmlElement child) {
        String name = child.name();
        JsonNode value = value(child);
        if (REPEATED.contains(name) && !value.isArray()) {
            array(to, name).add(value);
        } else if (to.has(name)) {
            if (to.get(name) instanceof ArrayNode list && !value.isArray()) {
                list.add(value);
            } else {
                JsonNode first = to.get(name);
                to.putArray(name).add(first).add(value);
            }
        } else {
            to.set(name, value);
        }
    }

    private static ArrayNode array(ObjectNode to, String name) {
        return to.get(name) instanceof ArrayNode list ? list : to.putArray(name);
    }

    private static JsonNode value(XmlElement element) {
        if (isList(element)) {
            ArrayNode list = FACTORY.arrayNode();
            element.children().forEach(c -> list.add(item(element, c)));
            return list;
        }
        boolean plain = element.children().isEmpty() && element.attributes().keySet().stream()
                .allMatch(a -> a.startsWith("xmlns:"));
        if (plain) {
            return FACTORY.stringNode(element.text());
        }
        ObjectNode object = FACTORY.objectNode();
        fill(object, element);
        return object;
    }

    /** In JSON a license stands in an object of its own beside the expression. */
    private static JsonNode item(XmlElement list, XmlElement element) {
        JsonNode value = value(element);
        if (list.name().equals("licenses")) {
            ObjectNode around = FACTORY.objectNode();
            around.set(element.name(), value);
            return around;
        }
        return value;
    }

    private static boolean isList(XmlElement element) {
        List<XmlElement> children = element.children();
        if (children.isEmpty()) {
            return false;
        }
        String name = element.name();
        if (name.equals("licenses")) {
            return true;
        }
        String special = LISTS.get(name);
        return children.stream().allMatch(c -> c.name().equals(special) || isPlural(name, c.name()));
    }

    private static boolean isPlural(String plural, String name) {
        return plural.equals(name + "s") || plural.equals(name + "es")
                || name.endsWith("y") && plural.equals(name.substring(0, name.length() - 1) + "ies");
    }
}
