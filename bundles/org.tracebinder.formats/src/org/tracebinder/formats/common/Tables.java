// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers of a log workspace, {@code {"tables": [{"columns": [{"name": ...}], "rows": [[...]]}]}}, as objects. */
final class Tables {

    private Tables() {
    }

    /**
     * @param value any value
     * @param max   how many rows are wanted
     * @return its rows, named by their columns, JSON inside texts opened; empty when it is no such answer
     */
    static List<JsonNode> rows(JsonNode value, int max) {
        List<JsonNode> objects = new ArrayList<>();
        JsonNode tables = value.isObject() ? value.get("tables") : null;
        for (JsonNode table : tables == null || !tables.isArray() ? List.<JsonNode>of() : tables) {
            JsonNode columns = table.get("columns");
            JsonNode rows = table.get("rows");
            if (columns == null || !columns.isArray() || rows != null && !rows.isArray()) {
                continue;
            }
            List<String> names = new ArrayList<>();
            columns.forEach(c -> names.add(Nodes.scalar(c, "name")));
            if (rows == null || rows.isEmpty()) {
                if (max < Integer.MAX_VALUE) {
                    objects.add(object(names, JsonNodeFactory.instance.arrayNode())); // its columns are to be seen
                }
                continue;
            }
            for (JsonNode row : rows) {
                if (objects.size() < max && row.isArray()) {
                    objects.add(object(names, row));
                }
            }
        }
        return objects;
    }

    /** @return true for an answer whose tables have columns and no row */
    static boolean isEmpty(JsonNode value) {
        JsonNode tables = value.isObject() ? value.get("tables") : null;
        if (tables == null || !tables.isArray() || tables.isEmpty()) {
            return false;
        }
        for (JsonNode table : tables) {
            JsonNode rows = table.get("rows");
            if (!table.has("columns") || rows == null || !rows.isArray() || !rows.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static ObjectNode object(List<String> names, JsonNode row) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < names.size(); i++) {
            // a row that was cut off still has all its columns, as in delimited text
            if (names.get(i) != null) {
                object.set(names.get(i), i < row.size() ? ObjectReader.opened(row.get(i))
                        : JsonNodeFactory.instance.stringNode(""));
            }
        }
        return object;
    }
}
