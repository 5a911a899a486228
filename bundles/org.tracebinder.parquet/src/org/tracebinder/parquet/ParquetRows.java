// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.parquet;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.tracebinder.ingest.RowLines;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows as JSON lines, {@code {"id":"a","conversation":[{"role":"user"}]}}: names and order as in the file, null for a
 * value that is not there. What JSON can't say is a text: {@code "NaN"}. Not thread-safe.
 */
final class ParquetRows extends RowLines {

    /** DuckDB writes NaN and infinities as bare words. */
    private static final JsonMapper NESTED = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final ResultSet rows;
    private final List<Column> columns;
    private long number;

    ParquetRows(ResultSet rows, List<Column> columns) {
        this.rows = rows;
        this.columns = columns;
    }

    @Override
    protected ObjectNode next() throws IOException {
        try {
            if (!rows.next()) {
                return null;
            }
            ObjectNode row = row();
            number++;
            return row;
        } catch (SQLException | JacksonException e) {
            throw new IOException(DuckDbParquet.reason(e) + "; " + number + " rows were read before it", e);
        }
    }

    private ObjectNode row() throws SQLException {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        int at = 1;
        for (Column column : columns) {
            String text = column.form() == Column.Form.TRUTH ? null : rows.getString(at);
            switch (column.form()) {
                case TRUTH -> {
                    boolean truth = rows.getBoolean(at);
                    row.set(column.name(), rows.wasNull() ? JsonNodeFactory.instance.nullNode()
                            : JsonNodeFactory.instance.booleanNode(truth));
                }
                case TEXT -> row.put(column.name(), text);
                case MOMENT -> row.put(column.name(), moment(text));
                case NUMBER -> row.put(column.name(), text == null ? null : new BigDecimal(text));
                case REAL -> real(row, column.name(), text);
                case NESTED -> row.set(column.name(), text == null ? null : plain(NESTED.readTree(text)));
                case BYTES -> {
                    if (text == null) {
                        row.putNull(column.name());
                    } else {
                        row.putObject(column.name()).put("hex", text.toLowerCase(Locale.ROOT)).put("bytes",
                                rows.getLong(at + 1));
                    }
                    at++;
                }
            }
            at++;
        }
        return row;
    }

    /** {@code 2026-01-01 10:00:00.5+00} becomes {@code 2026-01-01T10:00:00.5Z}; without a zone none is invented. */
    static String moment(String text) {
        if (text == null || text.length() < 19 || text.charAt(10) != ' ' || !Character.isDigit(text.charAt(0))) {
            return text; // years before Christ, infinity
        }
        String iso = text.substring(0, 10) + 'T' + text.substring(11);
        return iso.endsWith("+00") ? iso.substring(0, iso.length() - 3) + 'Z' : iso;
    }

    private static void real(ObjectNode row, String name, String text) {
        if (text == null) {
            row.putNull(name);
        } else if (Character.isLetter(text.charAt(text.length() - 1))) {
            row.put(name, text.equals("nan") ? "NaN" : text.startsWith("-") ? "-Infinity" : "Infinity");
        } else {
            row.put(name, new BigDecimal(text));
        }
    }

    /** The same tree with a text for each number that JSON can't say. */
    private static JsonNode plain(JsonNode node) {
        if (node.isFloat() || node.isDouble()) {
            double value = node.doubleValue();
            return Double.isFinite(value) ? node : JsonNodeFactory.instance.stringNode(Double.toString(value));
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(plain(member.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, plain(array.get(i)));
            }
        }
        return node;
    }
}
