// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import org.tracebinder.formats.common.Nodes;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The typed values of OTLP as text. Lists of plain values are joined by commas, anything deeper is compact JSON. */
final class AnyValue {

    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

    private AnyValue() {
    }

    /** @return the text of the value object at whose start the parser stands; never null */
    static String read(JsonParser parser) {
        String text = "";
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String type = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                text = parser.getString();
            } else if (token.isScalarValue()) {
                text = token == JsonToken.VALUE_NULL ? text : parser.getString();
            } else {
                text = plain(member(type, Nodes.read(parser)));
            }
        }
        return text;
    }

    /** @return plain JSON for one member of a value object */
    static JsonNode member(String type, JsonNode value) {
        return switch (type) {
            case "arrayValue", "array_value" -> array(value);
            case "kvlistValue", "kvlist_value" -> object(value);
            default -> longOr(value);
        };
    }

    /** @return plain JSON for a whole value object */
    private static JsonNode unwrap(JsonNode any) {
        if (any.isObject() && any.size() == 1) {
            var only = any.properties().iterator().next();
            return member(only.getKey(), only.getValue());
        }
        return any.isObject() && any.isEmpty() ? FACTORY.nullNode() : any;
    }

    private static JsonNode array(JsonNode value) {
        JsonNode values = value.isArray() ? value : value.get("values");
        ArrayNode array = FACTORY.arrayNode();
        if (values != null) {
            values.forEach(v -> array.add(unwrap(v)));
        }
        return array;
    }

    private static JsonNode object(JsonNode value) {
        JsonNode values = value.isArray() ? value : value.get("values");
        ObjectNode object = FACTORY.objectNode();
        if (values != null) {
            for (JsonNode entry : values) {
                String key = Nodes.scalar(entry, "key");
                JsonNode own = entry.get("value");
                if (key != null && own != null) {
                    object.set(key, unwrap(own));
                }
            }
        }
        return object;
    }

    /** A 64-bit number as protobuf.js writes it becomes a number; anything else stays. */
    private static JsonNode longOr(JsonNode value) {
        if (value.isObject() && value.has("low") && value.has("high")) {
            long low = Nodes.number(value, "low");
            long high = Nodes.number(value, "high");
            return FACTORY.numberNode(high << 32 | low & 0xFFFF_FFFFL);
        }
        return value;
    }

    /** @return text for people: scalars as they are, lists of scalars joined, the rest as JSON; never null */
    static String plain(JsonNode node) {
        if (node.isArray() && !node.isEmpty()) {
            StringBuilder joined = new StringBuilder();
            for (JsonNode element : node) {
                if (element.isContainer()) {
                    return node.toString();
                }
                joined.append(joined.length() == 0 ? "" : ", ").append(element.asString());
            }
            return joined.toString();
        }
        String text = Nodes.text(node);
        return text == null ? "" : text;
    }

    static String json(JsonNode node) {
        return node.isString() ? node.stringValue() : node.toString();
    }
}
