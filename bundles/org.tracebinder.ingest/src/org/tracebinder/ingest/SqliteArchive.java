// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteLimits;
import org.sqlite.SQLiteOpenMode;

/**
 * Walks through the tables of a SQLite database as if they were files: each table is a member {@code <table>.jsonl},
 * one row a line, in the order of its row ids or primary key, so that the same database always gives the same bytes.
 * The database is opened for reading only and as immutable: nothing is locked, recovered, written or created beside it.
 * What a row of a well-known program names by a number only is said beside its columns ({@link SqliteJoins}).
 * Only the stored columns of real tables are read; views, virtual tables, generated columns and triggers would run what
 * the file says and are left alone.
 */
final class SqliteArchive {

    /** Longest cell and row, in bytes; the same bound as for a record. */
    private static final int MAX_CELL = Framer.MAX_RECORD;
    private static final int MAX_COLUMNS = 4_096;
    private static final int HEADER = 20;
    private static final int WAL_VERSION_AT = 18;
    private static final int LOG_HEADER = 32;

    private SqliteArchive() {
    }

    /**
     * A table and how it is read.
     *
     * @param name    as the schema names it
     * @param columns its stored columns, in order
     * @param order   the clause that gives the rows their order
     */
    private record Table(String name, List<String> columns, String order) {

        String query() {
            StringJoiner all = new StringJoiner(", ", "SELECT ", "");
            columns.forEach(c -> all.add(quoted(c)));
            // no index: a covering one would change the order from one version of SQLite to the next
            return all + " FROM main." + quoted(name) + " NOT INDEXED" + order;
        }
    }

    /**
     * @param file    the database
     * @param members called for each table that holds rows, in the order of their names, and for all that is left alone
     * @throws IOException when the database is damaged or breaks a limit; tables before that were given
     */
    static void walk(Path file, Archive.Members members) throws IOException {
        try (Connection db = open(file)) {
            List<Table> all = tables(db, members);
            Map<String, List<String>> stored = new HashMap<>();
            all.forEach(t -> stored.put(t.name(), t.columns()));
            for (Table table : all) {
                String label = table.name() + ".jsonl";
                try (SqliteJoins joins = new SqliteJoins(db, table.name(), stored);
                        Statement statement = db.createStatement();
                        ResultSet rows = statement.executeQuery(table.query());
                        SqliteRows lines = new SqliteRows(rows, table.name(), table.columns(), joins)) {
                    if (!lines.none()) {
                        members.file(label, lines);
                    }
                } catch (SQLException e) {
                    members.unread(label, "the table could not be read: " + e.getMessage());
                }
            }
        } catch (SQLException e) {
            throw new IOException("the database is damaged or of a kind that is not read: " + e.getMessage(), e);
        }
    }

    private static Connection open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setOpenMode(SQLiteOpenMode.OPEN_URI);
        config.enableLoadExtension(false);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath() + "?mode=ro&immutable=1");
        Connection db = source.getConnection();
        try (Statement statement = db.createStatement()) {
            statement.execute("PRAGMA trusted_schema=OFF");
            statement.execute("PRAGMA cell_size_check=ON");
            statement.execute("PRAGMA query_only=ON");
            statement.execute("PRAGMA automatic_index=OFF");
            SQLiteConnection own = db.unwrap(SQLiteConnection.class);
            own.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
            own.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, MAX_CELL);
            return db;
        } catch (SQLException e) {
            db.close();
            throw e;
        }
    }

    /** @return name of the file with changes that were not yet merged into the database, or null */
    static String unmerged(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(HEADER);
        }
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        return head.length == HEADER && head[WAL_VERSION_AT] == 2 && Files.exists(log) && Files.size(log) > 0
                ? log.getFileName().toString() : null;
    }

    /** @return true for the beginning of such a file (file format of SQLite, 4.1) */
    static boolean isLog(byte[] head) {
        return head.length >= LOG_HEADER && head[0] == 0x37 && head[1] == 0x7F && head[2] == 0x06
                && (head[3] & 0xFE) == 0x82;
    }

    private static List<Table> tables(Connection db, Archive.Members members) throws SQLException, IOException {
        List<String> names = new ArrayList<>();
        Set<String> keyed = new HashSet<>();
        try (Statement statement = db.createStatement(); ResultSet found = statement.executeQuery(
                "SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main' ORDER BY name")) {
            while (found.next()) {
                String name = found.getString(1);
                String type = found.getString(2);
                boolean own = name.toLowerCase(Locale.ROOT).startsWith("sqlite_");
                if (type.equals("table") || type.equals("shadow")) {
                    if (!own) {
                        names.add(name);
                    }
                    if (found.getInt(3) != 0) {
                        keyed.add(name);
                    }
                } else {
                    members.skipped(name, "a " + type + (type.equals("view") ? "" : " table")
                            + "; what it would compute is not read");
                }
            }
        }
        Archive.limit(names.size());
        List<Table> tables = new ArrayList<>();
        for (String name : names) {
            List<String> columns = columns(db, name);
            if (columns.isEmpty() || columns.size() > MAX_COLUMNS) {
                members.unread(name, columns.size() + " columns, which is not read");
            } else {
                tables.add(new Table(name, columns, keyed.contains(name) ? "" : order(columns)));
            }
        }
        return tables;
    }

    /** Stored columns only: a generated one is an expression that the file would have us run. */
    private static List<String> columns(Connection db, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = db.createStatement(); ResultSet found = statement.executeQuery(
                "PRAGMA main.table_xinfo(" + quoted(table) + ")")) {
            while (found.next()) {
                if (found.getInt("hidden") == 0) {
                    columns.add(found.getString("name"));
                }
            }
        }
        return columns;
    }

    /** A table without row ids is kept in the order of its primary key; any other is read by its row id. */
    private static String order(List<String> columns) {
        Set<String> taken = new HashSet<>();
        columns.forEach(c -> taken.add(c.toLowerCase(Locale.ROOT)));
        for (String id : new String[] {"rowid", "_rowid_", "oid"}) {
            if (!taken.contains(id)) {
                return " ORDER BY " + id;
            }
        }
        return "";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
