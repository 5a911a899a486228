// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
final class SqliteRows extends InputStream {

    /** Bytes of a blob that are given. */
    static final int MAX_BLOB = 4_096;

    private final ResultSet rows;
    private final String table;
    private final List<String> columns;
    private byte[] line = new byte[0];
    private int at;
    private boolean end;
    private IOException damage;

    SqliteRows(ResultSet rows, String table, List<String> columns) {
        this.rows = rows;
        this.table = table;
        this.columns = columns;
    }

    @Override
    public int read() throws IOException {
        return fill() ? line[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(len, line.length - at);
        System.arraycopy(line, at, b, off, n);
        at += n;
        return n;
    }

    /** @return true when the table holds no row, asked before anything was read; a damaged one is not empty */
    boolean none() {
        try {
            return !fill();
        } catch (IOException e) {
            damage = e;
            return false;
        }
    }

    private boolean fill() throws IOException {
        if (damage != null) {
            throw damage;
        }
        if (at == line.length && !end) {
            try {
                end = !rows.next();
                line = end ? new byte[0] : (row().toString() + '\n').getBytes(StandardCharsets.UTF_8);
                at = 0;
            } catch (SQLException e) {
                end = true;
                throw new IOException("the table " + table + " is damaged or holds too long a row: " + e.getMessage(),
                        e);
            }
        }
        return at < line.length;
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
