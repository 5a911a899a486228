// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.otlp;

import java.util.Base64;
import org.tracebinder.ingest.BadRecordException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The typed values of OTLP in Protocol Buffers as plain JSON, as {@link AnyValue} gives those of OTLP/JSON. */
final class ProtoValue {

    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 100;

    private ProtoValue() {
    }

    /** @param wire the fields of an AnyValue */
    static JsonNode read(Wire wire, int depth) throws BadRecordException {
        if (depth > MAX_DEPTH) {
            throw new BadRecordException("values nested deeper than " + MAX_DEPTH);
        }
        JsonNode value = FACTORY.stringNode("");
        while (wire.next()) {
            if (wire.is(1, Wire.BYTES)) {
                value = FACTORY.stringNode(wire.text());
            } else if (wire.is(2, Wire.VARINT)) {
                value = FACTORY.booleanNode(wire.number() != 0);
            } else if (wire.is(3, Wire.VARINT)) {
                value = FACTORY.numberNode(wire.number());
            } else if (wire.is(4, Wire.FIXED64)) {
                value = real(Double.longBitsToDouble(wire.number()));
            } else if (wire.is(5, Wire.BYTES)) {
                value = list(wire.inner(), depth);
            } else if (wire.is(6, Wire.BYTES)) {
                value = map(wire.inner(), depth);
            } else if (wire.is(7, Wire.BYTES)) {
                value = FACTORY.stringNode(Base64.getEncoder().encodeToString(wire.bytes()));
            }
        }
        return value;
    }

    private static JsonNode real(double value) {
        return Double.isFinite(value) ? FACTORY.numberNode(value) : FACTORY.stringNode(Double.toString(value));
    }

    private static JsonNode list(Wire wire, int depth) throws BadRecordException {
        ArrayNode list = FACTORY.arrayNode();
        while (wire.next()) {
            if (wire.is(1, Wire.BYTES)) {
                list.add(read(wire.inner(), depth + 1));
            }
        }
        return list;
    }

    private static JsonNode map(Wire wire, int depth) throws BadRecordException {
        ObjectNode map = FACTORY.objectNode();
        while (wire.next()) {
            if (wire.is(1, Wire.BYTES)) {
                pair(wire.inner(), depth, map::set);
            }
        }
        return map;
    }

    /** Takes a key and its value. */
    interface Pair {
        void accept(String key, JsonNode value);
    }

    /** @param wire the fields of a KeyValue; one without a key or value is passed over */
    static void pair(Wire wire, int depth, Pair to) throws BadRecordException {
        String key = null;
        JsonNode value = null;
        while (wire.next()) {
            if (wire.is(1, Wire.BYTES)) {
                key = wire.text();
            } else if (wire.is(2, Wire.BYTES)) {
                value = read(wire.inner(), depth + 1);
            }
        }
        if (key != null && !key.isEmpty() && value != null) {
            to.accept(key, value);
        }
    }
}
