// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON that may be cut off or broken, as far as it goes. For looking at the head of a file only. */
final class PartialJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_NODES = 50_000;

    private final JsonParser parser;
    private int left = MAX_NODES;

    private PartialJson(JsonParser parser) {
        this.parser = parser;
    }

    /** @return at most {@code max} values at the top level of the bytes; for an array its elements */
    static List<JsonNode> values(byte[] bytes, int from, int length, int max) {
        List<JsonNode> values = new ArrayList<>();
        RawRecord record = new RawRecord(bytes, from, length, 0, null);
        try (JsonParser parser = Json.parser(record)) {
            PartialJson reader = new PartialJson(parser);
            boolean more = true;
            while (more && values.size() < max) {
                more = reader.top(values, max);
            }
        } catch (JacksonException e) {
            return values; // cut off or broken: what was read so far is all there is to see
        }
        return values;
    }

    private boolean top(List<JsonNode> values, int max) {
        JsonToken token = parser.nextToken();
        if (token == null) {
            return false;
        }
        if (token == JsonToken.START_ARRAY) {
            while (values.size() < max && (token = parser.nextToken()) != JsonToken.END_ARRAY) {
                if (token == null || !add(values, token)) {
                    return false;
                }
            }
            return values.size() < max;
        }
        return add(values, token);
    }

    private boolean add(List<JsonNode> values, JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            ObjectNode node = NODES.objectNode();
            values.add(node);
            return fill(node);
        }
        if (token == JsonToken.START_ARRAY) {
            ArrayNode node = NODES.arrayNode();
            values.add(node);
            return fill(node);
        }
        values.add(scalar(token));
        return true;
    }

    /** @return false when the input ended or broke inside; the node holds what was read before */
    private boolean fill(ObjectNode node) {
        try {
            String name;
            while ((name = parser.nextName()) != null) {
                JsonToken token = parser.nextToken();
                if (token == null || left-- <= 0) {
                    return false;
                }
                if (token == JsonToken.START_OBJECT) {
                    if (!fill(node.putObject(name))) {
                        return false;
                    }
                } else if (token == JsonToken.START_ARRAY) {
                    if (!fill(node.putArray(name))) {
                        return false;
                    }
                } else {
                    node.set(name, scalar(token));
                }
            }
            return parser.currentToken() == JsonToken.END_OBJECT;
        } catch (JacksonException e) {
            return false;
        }
    }

    private boolean fill(ArrayNode node) {
        try {
            JsonToken token;
            while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
                if (token == null || left-- <= 0) {
                    return false;
                }
                if (token == JsonToken.START_OBJECT) {
                    if (!fill(node.addObject())) {
                        return false;
                    }
                } else if (token == JsonToken.START_ARRAY) {
                    if (!fill(node.addArray())) {
                        return false;
                    }
                } else {
                    node.add(scalar(token));
                }
            }
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    private JsonNode scalar(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NUMBER_INT -> parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? NODES.numberNode(parser.getBigIntegerValue()) : NODES.numberNode(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> decimal();
            default -> NODES.nullNode();
        };
    }

    /** A number whose exponent no machine holds stays a text: it must not keep a file from being looked at. */
    private JsonNode decimal() {
        try {
            return NODES.numberNode(parser.getDecimalValue());
        } catch (NumberFormatException e) {
            return NODES.stringNode(parser.getString());
        }
    }
}
