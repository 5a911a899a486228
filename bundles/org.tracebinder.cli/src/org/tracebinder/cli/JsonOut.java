// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Collection;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the one JSON object of a command, field by field in the order of the calls. A null value is written as null,
 * so every field is always there. Closing ends the line and leaves the stream open. Not thread-safe.
 */
final class JsonOut implements AutoCloseable {

    private final JsonGenerator json;

    /** @param out gets UTF-8 */
    JsonOut(OutputStream out) {
        json = JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build()
                .createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8);
        json.writeStartObject();
    }

    JsonOut put(String name, String value) {
        json.writeName(name);
        value(value);
        return this;
    }

    JsonOut put(String name, Object value) {
        return put(name, value == null ? null : value.toString());
    }

    JsonOut put(String name, boolean value) {
        json.writeName(name);
        json.writeBoolean(value);
        return this;
    }

    JsonOut put(String name, long value) {
        json.writeName(name);
        json.writeNumber(value);
        return this;
    }

    JsonOut put(String name, Long value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
        return this;
    }

    JsonOut put(String name, BigDecimal value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
        return this;
    }

    /** @param seconds written with three digits after the point */
    JsonOut putSeconds(String name, double seconds) {
        return put(name, BigDecimal.valueOf(Math.round(seconds * 1000), 3));
    }

    /** @param values each becomes a string */
    JsonOut put(String name, Collection<?> values) {
        array(name);
        for (Object v : values) {
            value(v == null ? null : v.toString());
        }
        return endArray();
    }

    JsonOut object(String name) {
        json.writeName(name);
        json.writeStartObject();
        return this;
    }

    /** Begins an object that is an element of an array. */
    JsonOut object() {
        json.writeStartObject();
        return this;
    }

    JsonOut end() {
        json.writeEndObject();
        return this;
    }

    JsonOut array(String name) {
        json.writeName(name);
        json.writeStartArray();
        return this;
    }

    JsonOut endArray() {
        json.writeEndArray();
        return this;
    }

    private void value(String value) {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    @Override
    public void close() {
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }
}
