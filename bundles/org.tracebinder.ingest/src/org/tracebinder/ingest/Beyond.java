// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Members of a document that stand beyond its head. JSON knows no order of members: what names a format may be the last
 * of them, behind megabytes of records.
 */
final class Beyond {

    /** How far is looked. */
    private static final long LIMIT = 16L << 20;
    /** Nodes of one member that are kept; of a longer one its beginning. */
    private static final int MAX_NODES = 500;
    private static final int MAX_MEMBERS = 1_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private int left;

    private Beyond(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Adds to the object at the beginning of a content the members that its head does not hold.
     *
     * @param object  what the head holds of the only value of the content
     * @param content the whole of it
     */
    static void add(ObjectNode object, Content content) throws IOException {
        try (InputStream in = content.open(); JsonParser parser = Json.parser(new Beginning(in))) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                new Beyond(parser).members(object);
            }
        } catch (JacksonException e) {
            return; // cut off, broken or too long: what was found so far is all there is to see
        }
    }

    /** The first bytes of a stream. */
    private static final class Beginning extends FilterInputStream {

        private long left = LIMIT;

        Beginning(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? in.read() : -1;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = left <= 0 ? -1 : in.read(b, off, (int) Math.min(len, left));
            left -= Math.max(0, n);
            return n;
        }
    }

    private void members(ObjectNode object) {
        String name;
        while ((name = parser.nextName()) != null && object.size() < MAX_MEMBERS) {
            parser.nextToken();
            if (object.has(name)) {
                parser.skipChildren();
            } else {
                left = MAX_NODES;
                object.set(name, value());
            }
        }
    }

    /** Reads a value to its end, and keeps of it what there is room for. */
    private JsonNode value() {
        left--;
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            ObjectNode object = NODES.objectNode();
            String name;
            while ((name = parser.nextName()) != null) {
                parser.nextToken();
                if (left > 0) {
                    object.set(name, value());
                } else {
                    parser.skipChildren();
                }
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            var array = NODES.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (left > 0) {
                    array.add(value());
                } else {
                    parser.skipChildren();
                }
            }
            return array;
        }
        return switch (token) {
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }
}
