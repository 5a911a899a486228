// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows of a table as JSON lines: {@code {"_table":"runs","run_uuid":"a","start_time":1}}. Null is null, a whole
 * number a number, a text a text; a blob is {@code {"hex":"...","bytes":n}} with its first {@link #MAX_BLOB} bytes. Not
 * thread-safe.
 */
final class SqliteRows extends RowLines {

    /** Bytes of a blob that are given. */
    static final int MAX_BLOB = 4_096;

    private final ResultSet rows;
    private final String table;
    private final List<String> columns;

    private final SqliteJoins joins;

    SqliteRows(ResultSet rows, String table, List<String> columns, SqliteJoins joins) {
        this.joins = joins;
        this.rows = rows;
        this.table = table;
        this.columns = columns;
    }

    @Override
    protected ObjectNode next() throws IOException {
        try {
            return rows.next() ? row() : null;
        } catch (SQLException e) {
            throw new IOException("the table " + table + " is damaged or holds too long a row: " + e.getMessage(), e);
        }
    }

    private ObjectNode row() throws SQLException {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("_table", table);
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).equals("_table") ? "_table#2" : columns.get(i);
            switch (rows.getObject(i + 1)) {
                case null -> row.putNull(name);
                case Number n when n instanceof Double || n instanceof Float -> real(row, name, n.doubleValue());
                case Number n -> row.put(name, n.longValue());
                case byte[] blob -> {
                    ObjectNode given = row.putObject(name);
                    given.put("hex", HexFormat.of().formatHex(Arrays.copyOf(blob, Math.min(MAX_BLOB, blob.length))));
                    given.put("bytes", blob.length);
                }
                case Object text -> row.put(name, text.toString());
            }
        }
        joins.add(rows, row);
        return row;
    }

    /** JSON has no infinity; SQLite has, and stores NaN as null. */
    private static void real(ObjectNode row, String name, double value) {
        if (Double.isInfinite(value)) {
            row.put(name, value > 0 ? "Infinity" : "-Infinity");
        } else {
            row.put(name, value);
        }
    }
}
