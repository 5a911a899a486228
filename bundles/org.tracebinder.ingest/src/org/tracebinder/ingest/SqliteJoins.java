// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What rows of well-known programs name by a number or key only, and what the row of that number in another table says
 * of it. It stands in the member {@code _joined} of the row, beside its own columns:
 * {@code "_joined":{"trace":{"trace_id":"4bf9..."}}}. Only stored columns of real tables are asked, by a key of theirs;
 * a table of more than {@value #MAX_SCAN} rows without such a key is not. Not thread-safe.
 */
final class SqliteJoins implements AutoCloseable {

    static final String MEMBER = "_joined";

    /** Longest text that is taken over; a longer one is no name. */
    private static final int MAX_TEXT = 1_000;
    private static final int MAX_SCAN = 1_000;
    private static final int MAX_KNOWN = 10_000;

    private static final String SPAN_ROW =
            "main.spans s LEFT JOIN main.traces t ON t.id = s.trace_rowid WHERE s.id = ?";
    private static final String TRACE_ROW =
            "main.traces t LEFT JOIN main.projects p ON p.id = t.project_rowid WHERE t.id = ?";
    private static final String SPAN_NEEDS = "spans.id spans.span_id spans.trace_rowid traces.id traces.trace_id";
    private static final String TRACE_NEEDS =
            "traces.id traces.trace_id traces.project_rowid projects.id projects.name";

    /** Tables of Arize Phoenix, ML Metadata and MLflow. */
    private static final List<Lookup> ALL = List.of(
            new Lookup("spans.trace_rowid", "trace", "t.trace_id, p.name project", TRACE_ROW, TRACE_NEEDS),
            new Lookup("trace_annotations.trace_rowid", "trace", "t.trace_id, p.name project", TRACE_ROW, TRACE_NEEDS),
            new Lookup("span_annotations.span_rowid", "span", "s.span_id, t.trace_id", SPAN_ROW, SPAN_NEEDS),
            new Lookup("document_annotations.span_rowid", "span", "s.span_id, t.trace_id", SPAN_ROW, SPAN_NEEDS),
            user("span_annotations"), user("trace_annotations"), user("document_annotations"),
            new Lookup("traces.project_rowid", "project", "p.name", "main.projects p WHERE p.id = ?",
                    "projects.id projects.name"),
            new Lookup("traces.project_session_rowid", "session", "s.session_id",
                    "main.project_sessions s WHERE s.id = ?", "project_sessions.id project_sessions.session_id"),
            new Lookup("project_sessions.project_id", "project", "p.name", "main.projects p WHERE p.id = ?",
                    "projects.id projects.name"),
            type("Artifact"), type("Execution"), type("Context"),
            new Lookup("Event.artifact_id", "artifact", "a.name, a.uri, t.name type",
                    "main.Artifact a LEFT JOIN main.Type t ON t.id = a.type_id WHERE a.id = ?",
                    "Artifact.id Artifact.name Artifact.uri Artifact.type_id Type.id Type.name"),
            new Lookup("Artifact.id", "display", "p.string_value name", "main.ArtifactProperty p WHERE"
                    + " p.artifact_id = ? AND p.name = 'display_name'", "ArtifactProperty.artifact_id"
                    + " ArtifactProperty.name ArtifactProperty.string_value"),
            new Lookup("Execution.id", "display", "p.string_value name", "main.ExecutionProperty p WHERE"
                    + " p.execution_id = ? AND p.name = 'display_name'", "ExecutionProperty.execution_id"
                    + " ExecutionProperty.name ExecutionProperty.string_value"),
            new Lookup("Event.artifact_id", "display", "p.string_value name", "main.ArtifactProperty p WHERE"
                    + " p.artifact_id = ? AND p.name = 'display_name'", "ArtifactProperty.artifact_id"
                    + " ArtifactProperty.name ArtifactProperty.string_value"),
            new Lookup("Event.execution_id", "execution", "e.name, t.name type",
                    "main.Execution e LEFT JOIN main.Type t ON t.id = e.type_id WHERE e.id = ?",
                    "Execution.id Execution.name Execution.type_id Type.id Type.name"),
            new Lookup("inputs.source_id", "dataset", "d.name, d.digest, d.dataset_source_type",
                    "main.datasets d WHERE d.dataset_uuid = ?",
                    "datasets.dataset_uuid datasets.name datasets.digest datasets.dataset_source_type"));

    private final List<Open> open = new ArrayList<>();

    /**
     * @param column table and column whose value is looked up
     * @param as     name of what is found
     * @param wanted columns, each perhaps with another name behind it
     * @param from   tables and condition, with one place for the value
     * @param needs  the stored columns that are asked
     */
    private record Lookup(String column, String as, String wanted, String from, String needs) {

        String table() {
            return column.substring(0, column.indexOf('.'));
        }

        String query() {
            StringBuilder all = new StringBuilder("SELECT ");
            for (String one : wanted.split(", ")) {
                String[] named = one.split(" ");
                String name = named.length > 1 ? named[1] : one.substring(one.indexOf('.') + 1);
                all.append(all.length() > 7 ? ", " : "").append("CASE WHEN length(").append(named[0]).append(") <= ")
                        .append(MAX_TEXT).append(" THEN ").append(named[0]).append(" END AS ").append(name);
            }
            return all + " FROM " + from + " LIMIT 1";
        }
    }

    private record Open(Lookup lookup, PreparedStatement statement, Map<Object, ObjectNode> known) {
    }

    private static Lookup user(String table) {
        return new Lookup(table + ".user_id", "user", "u.username", "main.users u WHERE u.id = ?",
                "users.id users.username");
    }

    private static Lookup type(String table) {
        return new Lookup(table + ".type_id", "type", "t.name", "main.Type t WHERE t.id = ?", "Type.id Type.name");
    }

    /**
     * @param db     the database, open for reading
     * @param table  whose rows are about to be read
     * @param stored of each real table its stored columns
     */
    SqliteJoins(Connection db, String table, Map<String, List<String>> stored) throws SQLException {
        for (Lookup lookup : ALL) {
            List<String> own = stored.getOrDefault(table, List.of());
            String column = lookup.column().substring(lookup.column().indexOf('.') + 1);
            if (lookup.table().equals(table) && own.contains(column) && !own.contains(MEMBER)
                    && has(lookup.needs(), stored) && quick(db, lookup)) {
                open.add(new Open(lookup, db.prepareStatement(lookup.query()), new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Object, ObjectNode> eldest) {
                        return size() > MAX_KNOWN;
                    }
                }));
            }
        }
    }

    private static boolean has(String needs, Map<String, List<String>> stored) {
        for (String need : needs.split(" ")) {
            int dot = need.indexOf('.');
            if (!stored.getOrDefault(need.substring(0, dot), List.of()).contains(need.substring(dot + 1))) {
                return false;
            }
        }
        return true;
    }

    /** @return false when each value would walk through a long table */
    private static boolean quick(Connection db, Lookup lookup) throws SQLException {
        boolean walks = false;
        try (Statement statement = db.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN QUERY PLAN " + lookup.query().replace("?", "0"))) {
            while (plan.next()) {
                walks |= plan.getString("detail").startsWith("SCAN");
            }
        }
        for (String table : walks ? tables(lookup) : Set.<String>of()) {
            try (Statement statement = db.createStatement(); ResultSet rows = statement.executeQuery(
                    "SELECT count(*) FROM (SELECT 1 FROM main." + table + " LIMIT " + (MAX_SCAN + 1) + ")")) {
                if (rows.next() && rows.getInt(1) > MAX_SCAN) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Set<String> tables(Lookup lookup) {
        Set<String> tables = new TreeSet<>();
        for (String need : lookup.needs().split(" ")) {
            tables.add(need.substring(0, need.indexOf('.')));
        }
        return tables;
    }

    /** @param row takes what is said of the things that it names */
    void add(ResultSet rows, ObjectNode row) throws SQLException {
        ObjectNode joined = null;
        for (Open one : open) {
            Object key = rows.getObject(one.lookup().column().substring(one.lookup().table().length() + 1));
            if (key instanceof Number || key instanceof String) {
                ObjectNode found = one.known().get(key);
                if (found == null) {
                    found = find(one.statement(), key);
                    one.known().put(key, found);
                }
                if (!found.isEmpty()) {
                    joined = joined == null ? row.putObject(MEMBER) : joined;
                    joined.set(one.lookup().as(), found);
                }
            }
        }
    }

    private static ObjectNode find(PreparedStatement statement, Object key) throws SQLException {
        ObjectNode found = JsonNodeFactory.instance.objectNode();
        statement.setObject(1, key);
        try (ResultSet rows = statement.executeQuery()) {
            if (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    Object value = rows.getObject(i);
                    if (value instanceof String || value instanceof Number) {
                        found.put(rows.getMetaData().getColumnLabel(i), value.toString());
                    }
                }
            }
        }
        return found;
    }

    @Override
    public void close() throws SQLException {
        for (Open one : open) {
            one.statement().close();
        }
    }
}
