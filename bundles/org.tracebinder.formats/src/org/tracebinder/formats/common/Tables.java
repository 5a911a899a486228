// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers of a log workspace, {@code {"tables": [{"columns": [{"name": ...}], "rows": [[...]]}]}}, as objects. */
final class Tables {

    private static final Pattern COLUMNS = Pattern.compile("/tables/\\d+/columns");
    private static final Pattern COLUMN = Pattern.compile("/tables/\\d+/columns/\\d+");
    private static final Pattern NAME = Pattern.compile("/tables/\\d+/columns/\\d+/name");
    private static final int MAX_ENVELOPE = 1 << 18;

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

    /**
     * @param values of the beginning of a content
     * @return true for an answer of one table, whose rows may be records of their own
     */
    static boolean isOne(List<JsonNode> values) {
        JsonNode tables = values.size() == 1 && values.get(0).isObject() ? values.get(0).get("tables") : null;
        JsonNode columns = tables != null && tables.isArray() && tables.size() == 1 ? tables.get(0).get("columns")
                : null;
        return columns != null && columns.isArray() && tables.get(0).has("rows");
    }

    /**
     * @param envelope what stands around the rows of an answer; may be cut off behind the columns
     * @return the names of the columns, or null when it is no such answer
     * @throws BadRecordException when it holds several tables, as those of a large answer may be seen late
     */
    static List<String> columns(byte[] envelope) throws BadRecordException {
        List<String> names = null;
        int length = Math.min(envelope.length, MAX_ENVELOPE);
        try (JsonParser parser = Json.parser(new RawRecord(envelope, 0, length, 0, null))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (JsonToken token; (token = parser.nextToken()) != null;) {
                String path = parser.streamReadContext().pathAsPointer().toString();
                if (token == JsonToken.START_ARRAY && COLUMNS.matcher(path).matches()) {
                    if (names != null) {
                        throw new BadRecordException("the answer holds several tables, and the row does not say of"
                                + " which it is");
                    }
                    names = new ArrayList<>();
                } else if (names != null && token == JsonToken.START_OBJECT && COLUMN.matcher(path).matches()) {
                    names.add(null); // until its name is read
                } else if (names != null && !names.isEmpty() && token == JsonToken.VALUE_STRING
                        && NAME.matcher(path).matches()) {
                    names.set(names.size() - 1, parser.getString());
                }
            }
        } catch (JacksonException e) {
            return names; // cut off, perhaps behind the columns
        }
        return names;
    }

    /** @return a row of an answer as an object */
    static ObjectNode row(List<String> names, JsonNode row) {
        return object(names, row);
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
