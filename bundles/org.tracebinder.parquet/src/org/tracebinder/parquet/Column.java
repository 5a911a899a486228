// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.parquet;

import java.util.Locale;

/**
 * A column of a Parquet file and how its values are asked for.
 *
 * @param name as the file has it
 * @param form how its values become JSON
 */
record Column(String name, Form form) {

    /** Bytes of a binary value that are given; the same as for a blob of a database. */
    static final int MAX_BLOB = 4_096;

    /** How a value becomes JSON. */
    enum Form {
        /** A text. */
        TEXT,
        /** A number, digit for digit. */
        NUMBER,
        /** A number that may be infinite or none. */
        REAL,
        /** True or false. */
        TRUTH,
        /** A moment; {@code T} between date and time, {@code Z} when the file says that it is UTC. */
        MOMENT,
        /** Bytes. */
        BYTES,
        /** A list, structure or map. */
        NESTED
    }

    /** @return the column with the form that fits its type, as DuckDB names it */
    static Column of(String name, String type) {
        String t = type.toUpperCase(Locale.ROOT);
        Form form;
        if (t.endsWith("]") || t.startsWith("STRUCT") || t.startsWith("MAP") || t.startsWith("UNION")
                || t.equals("VARIANT")) {
            form = Form.NESTED;
        } else if (t.equals("BLOB")) {
            form = Form.BYTES;
        } else if (t.equals("BOOLEAN")) {
            form = Form.TRUTH;
        } else if (t.equals("FLOAT") || t.equals("DOUBLE")) {
            form = Form.REAL;
        } else if (t.startsWith("DECIMAL") || t.endsWith("INT") || t.equals("INTEGER") || t.equals("UINTEGER")) {
            form = Form.NUMBER;
        } else {
            form = t.startsWith("TIMESTAMP") ? Form.MOMENT : Form.TEXT;
        }
        return new Column(name, form);
    }

    /** @return what stands for it between SELECT and FROM: two columns for bytes, one for all else */
    String expression() {
        String column = DuckDbParquet.quoted(name, '"');
        return switch (form) {
            case TRUTH -> column;
            case NESTED -> "CAST(to_json(" + column + ") AS VARCHAR)";
            case BYTES -> "hex(" + column + "[1:" + MAX_BLOB + "]), octet_length(" + column + ")";
            default -> "CAST(" + column + " AS VARCHAR)";
        };
    }
}
