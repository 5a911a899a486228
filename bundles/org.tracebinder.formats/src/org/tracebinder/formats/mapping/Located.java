// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.ingest.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A value of a mapping file with its line: a map of members, a list of elements, or a scalar, of which numbers and
 * truth
 * values are kept as text.
 */
record Located(int line, Map<String, Located> members, List<Located> elements, String text) {

    private static final int MAX_DEPTH = 20;

    static Located parse(String json) throws MappingException {
        try (JsonParser parser = Json.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MappingException(1, "a mapping is a JSON object");
            }
            Located all = read(parser, 0);
            if (parser.nextToken() != null) {
                throw new MappingException(parser.currentTokenLocation().getLineNr(),
                        "something stands behind the mapping");
            }
            return all;
        } catch (JacksonException e) {
            throw new MappingException(e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr()),
                    "not valid JSON: " + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse(""));
        }
    }

    private static Located read(JsonParser parser, int depth) throws MappingException {
        int line = parser.currentTokenLocation().getLineNr();
        if (depth > MAX_DEPTH) {
            throw new MappingException(line, "nested too deep");
        }
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Located> members = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    int at = parser.currentTokenLocation().getLineNr();
                    parser.nextToken();
                    if (members.put(name, read(parser, depth + 1)) != null) {
                        throw new MappingException(at, "'" + name + "' is there twice");
                    }
                }
                return new Located(line, members, null, null);
            }
            case START_ARRAY -> {
                List<Located> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(read(parser, depth + 1));
                }
                return new Located(line, null, elements, null);
            }
            case VALUE_NULL -> throw new MappingException(line, "null says nothing here; leave the member out");
            default -> {
                return new Located(line, null, null, parser.getString());
            }
        }
    }

    /** @return the member, null when it is absent */
    Located get(String name) {
        return members == null ? null : members.get(name);
    }

    /** @return the text of a member, null when it is absent */
    String string(String name) throws MappingException {
        Located member = get(name);
        return member == null ? null : member.string();
    }

    String string() throws MappingException {
        if (text == null) {
            throw new MappingException(line, "expected a text");
        }
        return text;
    }

    /** @return one text or a list of texts, each with its line; empty when absent */
    List<Located> strings(String name) throws MappingException {
        Located member = get(name);
        if (member == null) {
            return List.of();
        }
        List<Located> strings = member.elements == null ? List.of(member) : member.elements;
        for (Located s : strings) {
            s.string();
        }
        return strings;
    }

    void only(Set<String> known) throws MappingException {
        if (members == null) {
            throw new MappingException(line, "expected an object with " + String.join(", ", known.stream().sorted()
                    .toList()));
        }
        for (Map.Entry<String, Located> m : members.entrySet()) {
            if (!known.contains(m.getKey())) {
                throw new MappingException(m.getValue().line, "'" + m.getKey() + "' is not known here; known are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }
}
