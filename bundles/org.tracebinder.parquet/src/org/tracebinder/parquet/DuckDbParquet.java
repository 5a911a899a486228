// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.StringJoiner;
import org.duckdb.DuckDBDriver;
import org.tracebinder.ingest.Archive;
import org.tracebinder.ingest.OptionalArchive;
import org.tracebinder.ingest.Packaging;

/**
 * The rows of a Parquet file as JSON lines, in the order of the file, read by DuckDB. The database behind it is in
 * memory only, keeps within {@value #MEMORY}, writes no file, may open nothing but the one file, loads no extension and
 * knows no network; its settings are locked before the file is looked at.
 */
public final class DuckDbParquet implements OptionalArchive {

    private static final String MEMORY = "512MB";
    private static final int MAX_COLUMNS = 4_096;
    private static final List<String> SETTINGS = List.of("memory_limit='" + MEMORY + "'",
            // one thread and no streaming out of order: the same file gives the same bytes
            "threads=1", "preserve_insertion_order=true", "temp_directory=''", "TimeZone='UTC'",
            "autoinstall_known_extensions=false", "autoload_known_extensions=false", "allow_community_extensions=false",
            "allow_persistent_secrets=false", "enable_object_cache=false");

    /** Made by the service loader. */
    public DuckDbParquet() {
        // nothing to keep
    }

    @Override
    public Packaging packaging() {
        return Packaging.PARQUET;
    }

    @Override
    public void walk(Path file, Archive.Members members) throws IOException {
        try (Connection db = open(file)) {
            String from = "read_parquet([" + quoted(file.toAbsolutePath().toString(), '\'')
                    + "], hive_partitioning=false, union_by_name=false, binary_as_string=false)";
            List<Column> columns = columns(db, from);
            StringJoiner all = new StringJoiner(", ", "SELECT ", " FROM " + from);
            columns.forEach(c -> all.add(c.expression()));
            try (Statement statement = db.createStatement(); ResultSet rows = statement.executeQuery(all.toString());
                    ParquetRows lines = new ParquetRows(rows, columns)) {
                if (!lines.none()) {
                    members.file("rows.jsonl", lines);
                }
            }
        } catch (SQLException e) {
            throw new IOException(reason(e), e);
        } catch (UnsatisfiedLinkError e) {
            throw new IOException("the Parquet feature has no library for this system: " + e.getMessage(), e);
        }
    }

    private static Connection open(Path file) throws SQLException, IOException {
        Properties properties = new Properties();
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        Connection db = new DuckDBDriver().connect("jdbc:duckdb:", properties);
        if (db == null) {
            throw new IOException("the Parquet feature could not be started");
        }
        try (Statement statement = db.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute("SET " + setting);
            }
            statement.execute("SET allowed_paths=[" + quoted(file.toAbsolutePath().toString(), '\'') + "]");
            statement.execute("SET enable_external_access=false");
            statement.execute("SET lock_configuration=true");
            return db;
        } catch (SQLException e) {
            db.close();
            throw e;
        }
    }

    private static List<Column> columns(Connection db, String from) throws SQLException, IOException {
        List<Column> columns = new ArrayList<>();
        try (Statement statement = db.createStatement();
                ResultSet found = statement.executeQuery("DESCRIBE SELECT * FROM " + from)) {
            while (found.next()) {
                columns.add(Column.of(found.getString(1), found.getString(2)));
            }
        }
        if (columns.isEmpty() || columns.size() > MAX_COLUMNS) {
            throw new IOException(columns.size() + " columns, which is not read");
        }
        return columns;
    }

    static String quoted(String text, char quote) {
        String one = String.valueOf(quote);
        return one + text.replace(one, one + one) + one;
    }

    /** @return what DuckDB says, without its hints and the path, which the caller names */
    static String reason(Exception e) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
        return "the Parquet file is damaged, encrypted or too large for the memory it may take (" + MEMORY + "): "
                + (said.length() > 300 ? said.substring(0, 300) + "..." : said);
    }
}
