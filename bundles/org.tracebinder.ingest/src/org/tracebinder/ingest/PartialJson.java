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

    private static final int MAX_REPAIRS = 8;

    private final JsonParser parser;
    private int left = MAX_NODES;
    /** Where the value began in which the input broke: an element of the outermost array, or one at top level. */
    private long element = -1;
    private boolean inArray;
    private boolean broken;

    private PartialJson(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * @return at most {@code max} values at the top level of the bytes; for an array its elements. Behind an element
     *         that is broken they are read once more without it, as long as others are found
     */
    static List<JsonNode> values(byte[] bytes, int from, int length, int max) {
        byte[] rest = bytes;
        int begin = from;
        int end = from + length;
        List<JsonNode> values = new ArrayList<>();
        int at = read(rest, begin, end, max, values);
        int first = begin(bytes, from, from + length);
        boolean json = first >= 0 && (bytes[first] == '{' || bytes[first] == '['); // a table may hold objects in cells
        for (int i = 0; json && i < MAX_REPAIRS && at >= 0; i++) {
            int next = Siblings.next(rest, at, end, Siblings.indent(rest, begin, at));
            if (next < 0) {
                return values;
            }
            byte[] without = new byte[end - begin - (next - at)];
            System.arraycopy(rest, begin, without, 0, at - begin);
            System.arraycopy(rest, next, without, at - begin, end - next);
            rest = without;
            begin = 0;
            end = without.length;
            List<JsonNode> again = new ArrayList<>();
            at = read(rest, begin, end, max, again);
            values.addAll(again.subList(0, Math.min(again.size(), max - values.size())));
        }
        return values;
    }

    /** @return where the value began in which the bytes broke, -1 when they did not or no such value is known */
    private static int read(byte[] bytes, int from, int to, int max, List<JsonNode> values) {
        try (JsonParser parser = Json.parser(new RawRecord(bytes, from, to - from, 0, null))) {
            PartialJson reader = new PartialJson(parser);
            try {
                boolean more = true;
                while (more && values.size() < max) {
                    more = reader.top(values, max);
                }
            } catch (JacksonException e) {
                reader.broken = true; // cut off or broken: what was read so far is all there is to see
            }
            return reader.broken && reader.element >= 0 ? begin(bytes, from + (int) reader.element, to) : -1;
        }
    }

    private static int begin(byte[] b, int from, int to) {
        int at = from;
        while (at < to && (Bytes.isSpace(b[at]) || b[at] == ',')) {
            at++;
        }
        return at < to ? at : -1;
    }

    /** Keeps where the next value begins, unless it stands in one that is looked at as a whole. */
    private void mark() {
        if (!inArray) {
            element = parser.currentLocation().getByteOffset();
        }
    }

    private boolean top(List<JsonNode> values, int max) {
        mark();
        JsonToken token = parser.nextToken();
        if (token == null) {
            return false;
        }
        if (token == JsonToken.START_ARRAY) {
            mark();
            while (values.size() < max && (token = parser.nextToken()) != JsonToken.END_ARRAY) {
                inArray = true;
                if (token == null || !add(values, token)) {
                    return false;
                }
                inArray = false;
                mark();
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
            broken = true;
            return false;
        }
    }

    private boolean fill(ArrayNode node) {
        boolean outermost = !inArray;
        long around = element;
        try {
            JsonToken token;
            mark();
            while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
                if (token == null || left-- <= 0) {
                    return false;
                }
                inArray = true;
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
                inArray = !outermost;
                mark();
            }
            element = around;
            return true;
        } catch (JacksonException e) {
            broken = true;
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
