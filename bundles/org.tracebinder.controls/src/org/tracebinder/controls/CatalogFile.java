// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One file of the catalogue folder, read with the line of every entry so that a broken one can be named. Which kind of
 * file it is says its {@code schema}, not its name. At most {@value #MAX_BYTES} bytes and {@value #MAX_ENTRIES}
 * entries a list.
 */
final class CatalogFile {

    static final int MAX_BYTES = 32 << 20;
    static final int MAX_ENTRIES = 100_000;

    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> LISTS = Set.of("controls", "kinds", "links", "maps", "queries", "checks",
            "requests", "measures", "texts", "families");

    private final String name;
    private final byte[] json;
    private final Map<String, JsonNode> head = new LinkedHashMap<>();
    private final Map<String, List<Entry>> lists = new LinkedHashMap<>();

    private CatalogFile(String name, byte[] json) {
        this.name = name;
        this.json = json;
    }

    /**
     * @param name of the file, for messages
     * @param json its bytes
     */
    static CatalogFile parse(String name, byte[] json) throws CatalogException {
        CatalogFile file = new CatalogFile(name, json);
        if (json.length > MAX_BYTES) {
            throw file.bad(0, "larger than " + MAX_BYTES + " bytes");
        }
        try (JsonParser parser = JSON.createParser(json)) {
            file.read(parser);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new CatalogException(name, line, "no valid JSON: " + e.getOriginalMessage(), e);
        }
        return file;
    }

    private void read(JsonParser parser) throws CatalogException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw bad(1, "a catalogue file is a JSON object");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            if (LISTS.contains(key) && value == JsonToken.START_ARRAY) {
                lists.put(key, entries(parser, "/" + key + "/"));
            } else {
                head.put(key, parser.readValueAsTree());
            }
        }
        if (parser.nextToken() != null) {
            throw bad(parser.currentTokenLocation().getLineNr(), "text after the end of the object");
        }
    }

    private List<Entry> entries(JsonParser parser, String pointer) throws CatalogException {
        List<Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int line = parser.currentTokenLocation().getLineNr();
            if (parser.currentToken() != JsonToken.START_OBJECT || entries.size() == MAX_ENTRIES) {
                throw bad(line, entries.size() == MAX_ENTRIES ? "more than " + MAX_ENTRIES + " entries"
                        : "an entry must be an object");
            }
            entries.add(new Entry(line, pointer + entries.size(), parser.readValueAsTree()));
        }
        return entries;
    }

    /** @return the entry that stands for the members of the file itself */
    Entry head() {
        return new Entry(1, "", JSON.valueToTree(head));
    }

    /**
     * @return the entries of the list
     * @throws CatalogException when there is no such list or it is empty
     */
    List<Entry> list(String key) throws CatalogException {
        List<Entry> entries = lists.getOrDefault(key, List.of());
        if (entries.isEmpty()) {
            throw bad(lineAt("/" + key, 1), "'" + key + "' is missing or empty");
        }
        return entries;
    }

    /** @return name of the file */
    String name() {
        return name;
    }

    CatalogException bad(int line, String reason) {
        return new CatalogException(name, line, reason, null);
    }

    /** Reads the file once more to find the line of a member or an element: only a broken file pays for it. */
    private int lineAt(String pointer, int fallback) {
        int line = JsonLines.of(json, pointer);
        return line > 0 ? line : fallback;
    }

    /** One object of the file; a wrong member is reported with its line, a missing one with that of the object. */
    final class Entry {

        private final int line;
        private final String pointer;
        private final JsonNode node;

        Entry(int line, String pointer, JsonNode node) {
            this.line = line;
            this.pointer = pointer;
            this.node = node;
        }

        int line() {
            return lineAt(pointer, line);
        }

        String need(String key) throws CatalogException {
            String text = text(key);
            if (text.isBlank()) {
                throw bad(key, "'" + key + "' is missing");
            }
            return text;
        }

        /** @return empty when the member is absent or null */
        String text(String key) throws CatalogException {
            JsonNode value = node.get(key);
            if (value == null || value.isNull()) {
                return "";
            }
            if (!value.isString()) {
                throw bad(key, "'" + key + "' must be a text");
            }
            return value.asString();
        }

        boolean flag(String key, boolean fallback) throws CatalogException {
            JsonNode value = node.get(key);
            if (value == null || value.isNull()) {
                return fallback;
            }
            if (!value.isBoolean()) {
                throw bad(key, "'" + key + "' must be true or false");
            }
            return value.asBoolean();
        }

        LocalDate date(String key) throws CatalogException {
            String text = text(key);
            try {
                return text.isEmpty() ? null : LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw new CatalogException(name, lineOfMember(key), "'" + key + "' must be a date such as"
                        + " 2027-12-02, not '" + text
                        + "'", e);
            }
        }

        List<String> texts(String key) throws CatalogException {
            List<String> result = new ArrayList<>();
            for (JsonNode value : array(key)) {
                if (!value.isString()) {
                    throw bad(key, "'" + key + "' must hold texts only");
                }
                result.add(value.asString());
            }
            return List.copyOf(result);
        }

        List<Entry> objects(String key) throws CatalogException {
            List<Entry> result = new ArrayList<>();
            for (JsonNode value : array(key)) {
                if (!value.isObject()) {
                    throw bad(key, "'" + key + "' must hold objects only");
                }
                result.add(new Entry(line, pointer + "/" + key + "/" + result.size(), value));
            }
            return result;
        }

        /** @return the member of a member, empty when there is none */
        String inner(String key, String member) {
            JsonNode outer = node.get(key);
            JsonNode value = outer == null || !outer.isObject() ? outer : outer.get(member);
            return value != null && value.isString() ? value.asString() : "";
        }

        /** @return true when the object has a member of that name that is not null */
        boolean has(String key) {
            return node.get(key) != null && !node.get(key).isNull();
        }

        /** @return the names of the members, in the order of the file */
        List<String> keys() {
            return List.copyOf(node.propertyNames());
        }

        /** @return the object of that name */
        Entry object(String key) throws CatalogException {
            JsonNode value = node.get(key);
            if (value == null || !value.isObject()) {
                throw bad(key, "'" + key + "' must be an object");
            }
            return new Entry(lineAt(pointer + "/" + key, line), pointer + "/" + key, value);
        }

        /** @return the elements of a list, or the one value, whatever they are */
        List<Entry> items(String key) {
            JsonNode value = node.get(key);
            List<Entry> result = new ArrayList<>();
            if (value != null && value.isArray()) {
                for (JsonNode each : value) {
                    result.add(new Entry(line, pointer + "/" + key + "/" + result.size(), each));
                }
            } else if (value != null && !value.isNull()) {
                result.add(new Entry(line, pointer + "/" + key, value));
            }
            return result;
        }

        /** @return true for an object, false for a single value of a list */
        boolean isObject() {
            return node.isObject();
        }

        /** @return a single value of a list as text, empty when it is neither number nor text */
        String plain() {
            return node.isNumber() || node.isString() ? node.asString() : "";
        }

        /** @return a number or a text as text, empty when the member is absent */
        String plain(String key) throws CatalogException {
            JsonNode value = node.get(key);
            return value != null && value.isNumber() ? value.asString() : text(key);
        }

        /** @return a number that is not negative, null when the member is absent */
        Double number(String key) throws CatalogException {
            if (!has(key)) {
                return null;
            }
            JsonNode value = node.get(key);
            if (!value.isNumber() || !Double.isFinite(value.asDouble()) || value.asDouble() < 0) {
                throw bad(key, "'" + key + "' must be a number from 0");
            }
            return value.asDouble();
        }

        /**
         * Refuses members that nobody reads: a slip in a name must not change what is tested. What somebody keeps
         * beside it for himself stands under {@code extra} or a name that begins with {@code x-}.
         */
        void only(String... known) throws CatalogException {
            for (String key : keys()) {
                if (!List.of(known).contains(key) && !key.equals("extra") && !key.startsWith("x-")) {
                    throw bad(key, "there is no member '" + key + "' here; known are " + String.join(", ", known));
                }
            }
        }

        /** @return the line of a member; that of the object when it has none of that name */
        int lineOfMember(String key) {
            return CatalogFile.this.lineAt(pointer + "/" + key, line());
        }

        CatalogException bad(String reason) {
            return CatalogFile.this.bad(line(), reason);
        }

        /** @param key the member that is wrong, or a path of members; where it is missing the object is named */
        CatalogException bad(String key, String reason) {
            int at = lineAt(pointer + "/" + key, 0);
            return CatalogFile.this.bad(at > 0 ? at : line(), reason);
        }

        private Iterable<JsonNode> array(String key) throws CatalogException {
            JsonNode value = node.get(key);
            if (value == null || value.isNull()) {
                return List.of();
            }
            if (!value.isArray()) {
                throw bad(key, "'" + key + "' must be a list");
            }
            return value;
        }
    }
}
