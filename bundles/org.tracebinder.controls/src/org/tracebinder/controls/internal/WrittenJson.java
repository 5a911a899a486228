// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as it was written: members in their order, numbers digit for digit. For digests, where 1.0 is not 1. Objects are
 * maps, arrays lists, texts strings, everything else is {@link Bare}.
 */
final class WrittenJson {

    private static final int DEPTH = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder().streamReadConstraints(StreamReadConstraints
            .builder().maxNestingDepth(DEPTH).maxStringLength(16 << 20).maxNumberLength(1_000).build()).build();

    /** A number, true, false or null. */
    record Bare(String text) {
    }

    /**
     * How programs write JSON before they take its digest.
     *
     * @param sorted keys by their characters, else in their order
     * @param spaced a blank behind comma and colon
     * @param ascii  other characters as escapes
     */
    record Style(boolean sorted, boolean spaced, boolean ascii) {

        static final List<Style> ALL = all();

        private static List<Style> all() {
            List<Style> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(new Style((i & 4) == 0, (i & 1) != 0, (i & 2) != 0));
            }
            return List.copyOf(all);
        }

        @Override
        public String toString() {
            return (sorted ? "keys sorted" : "keys in their order") + (spaced ? ", with blanks" : ", without blanks")
                    + (ascii ? ", letters beyond ASCII as escapes" : "");
        }
    }

    private WrittenJson() {
    }

    /** @return the object, or null when the bytes are not exactly one JSON object */
    static Map<String, Object> object(byte[] bytes) {
        int first = 0;
        while (first < bytes.length && bytes[first] <= ' ' && bytes[first] >= 0) {
            first++;
        }
        if (first == bytes.length || bytes[first] != '{') {
            return null;
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, first, bytes.length - first)) {
            parser.nextToken();
            Map<String, Object> object = members(parser);
            return parser.nextToken() == null ? object : null;
        } catch (JacksonException e) {
            return null; // another notation: nothing to compute a digest from
        }
    }

    private static Map<String, Object> members(JsonParser parser) {
        Map<String, Object> object = new LinkedHashMap<>();
        String name;
        while ((name = parser.nextName()) != null) {
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return members(parser);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        return token == JsonToken.VALUE_STRING ? parser.getString() : new Bare(parser.getString());
    }

    static String write(Object value, Style style) {
        StringBuilder out = new StringBuilder();
        write(value, style, out);
        return out.toString();
    }

    private static void write(Object value, Style style, StringBuilder out) {
        String comma = style.spaced() ? ", " : ",";
        String between = "";
        switch (value) {
            case Map<?, ?> object -> {
                out.append('{');
                for (Map.Entry<?, ?> e : (style.sorted() ? new TreeMap<>(object) : object).entrySet()) {
                    text((String) e.getKey(), style, out.append(between));
                    write(e.getValue(), style, out.append(style.spaced() ? ": " : ":"));
                    between = comma;
                }
                out.append('}');
            }
            case List<?> list -> {
                out.append('[');
                for (Object each : list) {
                    write(each, style, out.append(between));
                    between = comma;
                }
                out.append(']');
            }
            case String text -> text(text, style, out);
            default -> out.append(((Bare) value).text());
        }
    }

    private static void text(String text, Style style, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || style.ascii() && c > 0x7f) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
