// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mlmd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A whole store as JSON: its messages as Protocol Buffers print them, {@code {"artifacts":[...],"executions":[...]}}.
 * They are the rows of the database in other words, and read as those.
 */
final class Store {

    private static final Map<String, String> TABLES = Map.of("artifacts", "Artifact", "executions", "Execution",
            "events", "Event", "contexts", "Context", "associations", "Association", "attributions", "Attribution",
            "artifact_types", "Type", "execution_types", "Type", "context_types", "Type");
    private static final List<String> ARTIFACT_STATES = List.of("UNKNOWN", "PENDING", "LIVE", "MARKED_FOR_DELETION",
            "DELETED");
    private static final List<String> EXECUTION_STATES = List.of("UNKNOWN", "NEW", "RUNNING", "COMPLETE", "FAILED",
            "CACHED", "CANCELED");
    private static final List<String> EVENT_TYPES = List.of("UNKNOWN", "DECLARED_OUTPUT", "DECLARED_INPUT", "INPUT",
            "OUTPUT", "INTERNAL_INPUT", "INTERNAL_OUTPUT", "PENDING_OUTPUT");

    private Store() {
    }

    /** @return true for a document with artifacts and executions, or with events that join them */
    static boolean is(JsonNode n) {
        return isList(n.get("artifacts"), "uri") && isList(n.get("executions"), null)
                || isList(n.get("executions"), null) && isList(n.get("events"), "artifact_id");
    }

    private static boolean isList(JsonNode list, String member) {
        JsonNode first = list != null && list.isArray() ? list.get(0) : null;
        return first != null && first.isObject() && (member == null || snake(first).has(member));
    }

    static void read(JsonNode n, RawRecord record, Consumer<Event> events) {
        List<ObjectNode> rows = new ArrayList<>();
        Map<String, ObjectNode> artifacts = new HashMap<>();
        Map<String, ObjectNode> executions = new HashMap<>();
        Map<String, String> types = new HashMap<>();
        for (Map.Entry<String, JsonNode> list : n.properties()) {
            String table = TABLES.get(snake(list.getKey()));
            if (table != null && list.getValue().isArray()) {
                for (JsonNode message : list.getValue()) {
                    if (message.isObject()) {
                        ObjectNode row = row(table, message);
                        rows.add(row);
                        String id = Nodes.scalar(row, "id");
                        switch (table) {
                            case "Artifact" -> artifacts.put(id, row);
                            case "Execution" -> executions.put(id, row);
                            case "Type" -> types.put(id, Nodes.scalar(row, "name"));
                            default -> {
                                // nothing is named by its number
                            }
                        }
                    }
                }
            }
        }
        rows.forEach(row -> join(row, artifacts, executions, types));
        rows.forEach(row -> events.accept(new Row(row, record).event()));
    }

    /** Says beside the numbers what they stand for, as a row that was read out of a database has it. */
    private static void join(ObjectNode row, Map<String, ObjectNode> artifacts, Map<String, ObjectNode> executions,
            Map<String, String> types) {
        ObjectNode joined = JsonNodeFactory.instance.objectNode();
        switch (Nodes.scalar(row, "_table")) {
            case "Artifact", "Execution", "Context" -> {
                put(joined, "type", "name", type(row, types));
                put(joined, "display", "name", display(row));
            }
            case "Event" -> {
                ObjectNode artifact = artifacts.get(Nodes.scalar(row, "artifact_id"));
                if (artifact != null) {
                    joined.putObject("artifact");
                    put(joined, "artifact", "name", Nodes.scalar(artifact, "name"));
                    put(joined, "artifact", "uri", Nodes.scalar(artifact, "uri"));
                    put(joined, "artifact", "type", type(artifact, types));
                    put(joined, "display", "name", display(artifact));
                }
                put(joined, "execution", "name", Nodes.scalar(executions.get(Nodes.scalar(row, "execution_id")),
                        "name"));
            }
            default -> {
                // names all that it tells of
            }
        }
        if (!joined.isEmpty()) {
            row.set("_joined", joined);
        }
    }

    private static void put(ObjectNode joined, String thing, String name, String value) {
        if (value != null) {
            (joined.get(thing) instanceof ObjectNode there ? there : joined.putObject(thing)).put(name, value);
        }
    }

    private static String type(JsonNode row, Map<String, String> types) {
        String type = Nodes.scalar(row, "type");
        return type != null ? type : types.get(Nodes.scalar(row, "type_id"));
    }

    private static String display(JsonNode row) {
        for (String properties : new String[] {"custom_properties", "properties"}) {
            JsonNode shown = Nodes.at(row, properties, "display_name");
            if (shown != null) {
                return Nodes.first(shown.isObject() ? snake(shown) : row, "string_value");
            }
        }
        return null;
    }

    private static ObjectNode row(String table, JsonNode message) {
        ObjectNode row = snake(message);
        row.put("_table", table);
        switch (table) {
            case "Artifact" -> number(row, "state", ARTIFACT_STATES);
            case "Execution" -> number(row, "last_known_state", EXECUTION_STATES);
            case "Event" -> number(row, "type", EVENT_TYPES);
            default -> {
                // no words for numbers
            }
        }
        return row;
    }

    private static void number(ObjectNode row, String member, List<String> words) {
        String word = Nodes.scalar(row, member);
        int number = word == null ? -1 : words.indexOf(word.toUpperCase(Locale.ROOT));
        if (number >= 0) {
            row.put(member, number);
        }
    }

    private static ObjectNode snake(JsonNode message) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        message.properties().forEach(m -> row.set(snake(m.getKey()), m.getValue()));
        return row;
    }

    private static String snake(String camel) {
        return camel.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
