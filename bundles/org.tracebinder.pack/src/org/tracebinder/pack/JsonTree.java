// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.List;
import java.util.Map;
import org.tracebinder.core.Hash;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON of a pack as maps and lists, within limits, and refuses what is ambiguous: a name twice, words behind the
 * value.
 */
final class JsonTree {

    /** A value deeper than this is refused. */
    static final int MAX_DEPTH = 500;
    /** A longer text is refused, in characters. */
    static final int MAX_TEXT = 1 << 28;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT).maxNumberLength(400).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private JsonTree() {
    }

    /** Something in a pack has another form than it must have; the message says what. */
    static final class BadFormException extends Exception {

        private static final long serialVersionUID = 1L;

        BadFormException(String message) {
            super(message);
        }
    }

    /** @return the object that the bytes hold */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(byte[] utf8) throws BadFormException {
        if (parse(utf8) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new BadFormException("not a JSON object");
    }

    /** @return the value that the bytes hold */
    static Object parse(byte[] utf8) throws BadFormException {
        try {
            return MAPPER.readValue(utf8, Object.class);
        } catch (JacksonException e) {
            throw new BadFormException("not readable as JSON: " + e.getOriginalMessage());
        }
    }

    static String text(Map<String, Object> object, String name) throws BadFormException {
        if (object.get(name) instanceof String s) {
            return s;
        }
        throw new BadFormException("no text '" + name + "'");
    }

    static long whole(Map<String, Object> object, String name) throws BadFormException {
        Object value = object.get(name);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw new BadFormException("no whole number '" + name + "'");
    }

    static Hash hash(Map<String, Object> object, String name) throws BadFormException {
        return hash(text(object, name));
    }

    static Hash hash(Object hex) throws BadFormException {
        if (hex instanceof String s && s.length() == 2 * Hash.LENGTH) {
            try {
                Hash hash = Hash.parse(s);
                if (hash.toString().equals(s)) {
                    return hash;
                }
            } catch (IllegalArgumentException e) {
                throw new BadFormException("no SHA-256 in hexadecimal digits: " + s);
            }
        }
        throw new BadFormException("no SHA-256 in lower-case hexadecimal digits");
    }

    static List<Hash> hashes(Map<String, Object> object, String name) throws BadFormException {
        List<?> list = list(object, name);
        if (list.size() > 128) {
            throw new BadFormException("a proof of " + list.size() + " hashes");
        }
        Hash[] hashes = new Hash[list.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = hash(list.get(i));
        }
        return List.of(hashes);
    }

    static List<?> list(Map<String, Object> object, String name) throws BadFormException {
        if (object.get(name) instanceof List<?> list) {
            return list;
        }
        throw new BadFormException("no list '" + name + "'");
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(Map<String, Object> object, String name) throws BadFormException {
        for (Object item : list(object, name)) {
            if (!(item instanceof Map)) {
                throw new BadFormException("'" + name + "' holds something that is no object");
            }
        }
        return (List<Map<String, Object>>) object.get(name);
    }
}
