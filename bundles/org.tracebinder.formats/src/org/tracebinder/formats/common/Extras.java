// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.util.Map;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.ingest.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What no field of an event holds: opened where it is JSON inside text, and cut where it is long. */
public final class Extras {

    private static final int MAX_MEMBERS = 500;
    private static final int MAX_OPENED = 3;

    private Extras() {
    }

    /** @return what JSON inside a text says, also where that is text with JSON in it; any other node as it is */
    public static JsonNode open(JsonNode node) {
        JsonNode here = node;
        for (int i = 0; i < MAX_OPENED && here != null && here.isString(); i++) {
            JsonNode inside = inside(here.stringValue());
            if (inside == null) {
                break;
            }
            here = inside;
        }
        return here;
    }

    private static JsonNode inside(String text) {
        String json = text.strip();
        boolean may = json.length() > 1 && (json.charAt(0) == '{' || json.charAt(0) == '[' || json.charAt(0) == '"');
        if (json.startsWith("array([")) {
            return PythonLiteral.read(json);
        }
        if (!may && !json.equals("null")) {
            return null;
        }
        try {
            return Json.tree(json);
        } catch (JacksonException e) {
            // words that merely begin like JSON stay words, but for what Python prints
            return PythonLiteral.read(json);
        }
    }

    /**
     * Adds the members of an object, JSON inside text opened. Members that are objects are taken apart once more.
     *
     * @param known members that are fields already
     */
    public static void add(Event.Builder to, String prefix, JsonNode object, Set<String> known) {
        add(to, prefix, object, known, 1);
    }

    private static void add(Event.Builder to, String prefix, JsonNode object, Set<String> known, int levels) {
        if (object == null || !object.isObject()) {
            return;
        }
        int count = 0;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (known.contains(member.getKey())) {
                continue;
            }
            if (++count > MAX_MEMBERS) {
                to.extra(prefix + "\u2026", (object.size() - MAX_MEMBERS) + " more");
                return;
            }
            JsonNode value = member.getValue();
            String key = prefix + Rest.cut(member.getKey());
            if (value.isObject() && levels > 0) {
                add(to, key + ".", value, Set.of(), levels - 1);
            } else if (!(value.isContainer() && value.isEmpty())) {
                to.extra(key, Rest.cut(Nodes.text(value)));
            }
        }
    }
}
