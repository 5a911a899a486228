// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.Event;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads values out of JSON trees without ever throwing: what is absent or of another type is null. */
public final class Nodes {

    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

    private Nodes() {
    }

    /** @return a scalar as text, a container as compact JSON; null for null, absent and empty text */
    public static String text(JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return null;
        }
        if (node.isString()) {
            String text = node.stringValue();
            return text.isEmpty() ? null : text;
        }
        return node.isContainer() ? node.toString() : node.isDouble() ? plain(node.doubleValue()) : node.asString();
    }

    /** A time such as 1768032000.25 stands in a record without an exponent, and is shown without one. */
    private static String plain(double value) {
        double size = Math.abs(value);
        return size >= 1e7 && size < 1e18 || size < 1e-3 && size >= 1e-9
                ? new BigDecimal(Double.toString(value)).toPlainString() : Double.toString(value);
    }

    /** @return the text at a path of keys, see {@link #text(JsonNode)} */
    public static String text(JsonNode node, String... path) {
        return text(at(node, path));
    }

    /** @return the text at a path when it is a scalar, else null */
    public static String scalar(JsonNode node, String... path) {
        JsonNode found = at(node, path);
        return found == null || found.isContainer() ? null : text(found);
    }

    /** @return the node at a path of keys, or null */
    public static JsonNode at(JsonNode node, String... path) {
        JsonNode here = node;
        for (String key : path) {
            here = here == null ? null : here.get(key);
        }
        return here == null || here.isNull() ? null : here;
    }

    /** @return the first scalar of the named members that is there and not empty */
    public static String first(JsonNode object, String... names) {
        for (String name : names) {
            String text = scalar(object, name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** @return the end of a reason for refusing a value: what it begins with; empty when it holds no member */
    public static String firstKey(JsonNode refused) {
        if (!refused.isObject() || refused.isEmpty()) {
            return "";
        }
        String key = refused.propertyNames().iterator().next();
        return "; its first key is '" + (key.length() <= 60 ? key : key.substring(0, 60) + "\u2026") + "'";
    }

    /** @return a whole number at a path, or {@link Event#NONE}; numbers inside text are read too */
    public static long number(JsonNode node, String... path) {
        return number(scalar(node, path));
    }

    /** @return the text as a whole number (12, 12.0, 1.2e1), or {@link Event#NONE} */
    public static long number(String text) {
        BigDecimal value = decimal(text);
        if (value == null || value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0) {
            return Event.NONE;
        }
        return value.longValue();
    }

    /** @return the text as an exact decimal, or null when it is none or absurdly large */
    public static BigDecimal decimal(String text) {
        if (text == null || text.length() > 100) {
            return null;
        }
        try {
            BigDecimal value = new BigDecimal(text.strip());
            return Math.abs((long) value.scale()) > 400 ? null : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** @return true or false, also out of text; null when it is neither */
    public static Boolean bool(JsonNode node) {
        if (node == null) {
            return null;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        String text = node.isString() ? node.stringValue().strip() : "";
        return text.equalsIgnoreCase("true") ? Boolean.TRUE : text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
    }

    /** Adds what is left of an object to the extras, under a prefix. */
    public static void extras(Event.Builder to, String prefix, JsonNode object, Set<String> known) {
        if (object == null || !object.isObject()) {
            return;
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!known.contains(member.getKey()) && !(member.getValue().isContainer() && member.getValue().isEmpty())) {
                to.extra(prefix + member.getKey(), text(member.getValue()));
            }
        }
    }

    /**
     * @param parser stands on the first token of a value; afterwards on its last
     * @return the value as a tree
     */
    public static JsonNode read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = FACTORY.objectNode();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.set(name, read(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = FACTORY.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(read(parser));
                }
                yield array;
            }
            case VALUE_STRING -> FACTORY.stringNode(parser.getString());
            case VALUE_NUMBER_INT -> FACTORY.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> FACTORY.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> FACTORY.booleanNode(true);
            case VALUE_FALSE -> FACTORY.booleanNode(false);
            default -> FACTORY.nullNode();
        };
    }
}
