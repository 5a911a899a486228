// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.azure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.ObjectReader;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;

/**
 * The fields of an Azure log record, whichever way it left Azure: a blob or hub names them {@code callerIpAddress} and
 * puts details into {@code properties}; a workspace names them {@code CallerIPAddress}, {@code properties_s},
 * {@code modelName_s}. Names are compared without case, underscore and type suffix. Remembers what was asked for, so
 * that the rest can be kept. Not thread-safe.
 */
final class Fields {

    private final Map<String, JsonNode> values = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final JsonNode record;
    private final JsonNode properties;

    Fields(JsonNode record) {
        this.record = record;
        JsonNode found = null;
        for (String name : new String[] {"properties", "Properties", "properties_s", "Properties_s"}) {
            JsonNode opened = ObjectReader.opened(record.get(name));
            if (opened != null && opened.isObject()) {
                found = opened;
                used.add(name);
            }
        }
        properties = found;
        add(record, "");
        add(properties, "properties.");
    }

    private void add(JsonNode object, String prefix) {
        if (object == null || !object.isObject()) {
            return;
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = folded(member.getKey());
            if (Nodes.text(member.getValue()) != null && values.putIfAbsent(name, member.getValue()) == null) {
                names.put(name, prefix + member.getKey());
            }
        }
    }

    /** {@code _ResourceId}, {@code TimeGenerated [UTC]} and {@code modelName_s} are resourceid, timegenerated,
            modelname. */
    private static String folded(String name) {
        String n = name.toLowerCase(Locale.ROOT).replace(" [utc]", "").strip();
        if (n.length() > 2 && n.charAt(n.length() - 2) == '_' && "sdbgt".indexOf(n.charAt(n.length() - 1)) >= 0) {
            n = n.substring(0, n.length() - 2);
        }
        return n.replace("_", "");
    }

    /** @return the first of the fields (lower case, no underscores) that is there, as text; containers as JSON */
    String get(String... fields) {
        return Nodes.text(node(fields));
    }

    /** @return the first of the fields that is there, JSON inside a text opened; null when none is */
    JsonNode node(String... fields) {
        for (String field : fields) {
            JsonNode value = values.get(field);
            if (value != null) {
                used.add(names.get(field));
                return ObjectReader.opened(value);
            }
        }
        return null;
    }

    long number(String... fields) {
        return Nodes.number(get(fields));
    }

    boolean has(String field) {
        return values.containsKey(field);
    }

    /** @return the first known time among the fields */
    Times.Time time(String... fields) {
        Times.Time best = Times.Time.UNKNOWN;
        for (String field : fields) {
            Times.Time t = has(field) ? Times.parse(get(field)) : Times.Time.UNKNOWN;
            if (t.known()) {
                return t;
            }
            best = best.text() == null ? t : best;
        }
        return best;
    }

    /** Keeps everything that nobody asked for. */
    void rest(Event.Builder b) {
        Set<String> inside = new HashSet<>();
        for (String name : used) {
            if (name.startsWith("properties.")) {
                inside.add(name.substring("properties.".length()));
            }
        }
        Rest.add(b, "", record, used);
        Rest.add(b, "properties.", properties, inside);
    }
}
