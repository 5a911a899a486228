// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** A database is read as its tables, whatever it holds, and nothing in or beside it changes. */
class SqliteArchiveTest {

    @TempDir
    Path folder;

    private static final class Taken implements Archive.Members {

        private final Map<String, String> files = new LinkedHashMap<>();
        private final Map<String, String> skipped = new TreeMap<>();

        @Override
        public void file(String name, InputStream content) throws IOException {
            files.put(name, new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }

        @Override
        public void skipped(String name, String reason) {
            skipped.put(name, reason);
        }
    }

    private Path database(String name, String... sql) throws SQLException {
        Path file = folder.resolve(name);
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        try (Connection db = source.getConnection(); Statement s = db.createStatement()) {
            for (String one : sql) {
                s.execute(one);
            }
        }
        return file;
    }

    private static Taken read(Path file) throws IOException {
        Taken taken = new Taken();
        assertEquals(Packaging.SQLITE, Packaging.of(Files.readAllBytes(file)));
        assertTrue(Packaging.SQLITE.archive());
        Archive.walk(file, Packaging.SQLITE, taken);
        return taken;
    }

    @Test
    void rowsAreLinesInOrder() throws Exception {
        Path file = database("a b#?%.db", "PRAGMA journal_mode=WAL",
                "CREATE TABLE runs (run_uuid TEXT, start_time INTEGER, score REAL, note, big BLOB)",
                "INSERT INTO runs VALUES ('b', 9007199254740993, 0.5, NULL, x'00ff')",
                "INSERT INTO runs VALUES ('a', -1, 1e999, 'line\nquote\"\u00e9\ud83d\ude00', zeroblob(5000))",
                "CREATE INDEX by_id ON runs (run_uuid)",
                "CREATE TABLE keyed (k TEXT PRIMARY KEY, v INTEGER) WITHOUT ROWID",
                "INSERT INTO keyed VALUES ('z', 1), ('a', 2)",
                "CREATE TABLE \"../odd\"\"name\" (\"_table\" TEXT, \"rowid\" INTEGER)",
                "INSERT INTO \"../odd\"\"name\" VALUES ('x', 7)", "CREATE TABLE empty (a)");
        byte[] before = Files.readAllBytes(file);
        Taken taken = read(file);
        assertEquals(List.of("../odd\"name.jsonl", "keyed.jsonl", "runs.jsonl"), List.copyOf(taken.files.keySet()));
        assertEquals("{\"_table\":\"runs\",\"run_uuid\":\"b\",\"start_time\":9007199254740993,\"score\":0.5,"
                + "\"note\":null,\"big\":{\"hex\":\"00ff\",\"bytes\":2}}\n"
                + "{\"_table\":\"runs\",\"run_uuid\":\"a\",\"start_time\":-1,\"score\":\"Infinity\","
                + "\"note\":\"line\\nquote\\\"\u00e9\ud83d\ude00\",\"big\":{\"hex\":\""
                        + "00".repeat(SqliteRows.MAX_BLOB)
                + "\",\"bytes\":5000}}\n", taken.files.get("runs.jsonl"));
        assertEquals("{\"_table\":\"keyed\",\"k\":\"a\",\"v\":2}\n{\"_table\":\"keyed\",\"k\":\"z\",\"v\":1}\n",
                taken.files.get("keyed.jsonl"));
        assertEquals("{\"_table\":\"../odd\\\"name\",\"_table#2\":\"x\",\"rowid\":7}\n",
                taken.files.get("../odd\"name.jsonl"));
        assertEquals(Map.of(), taken.skipped);
        assertArrayEquals(before, Files.readAllBytes(file));
        try (Stream<Path> beside = Files.list(folder)) {
            assertEquals(1, beside.count(), "nothing is made beside the database");
        }
        assertEquals(taken.files, read(file).files);
    }

    @Test
    void whatIsNamedByANumberIsNamed() throws Exception {
        Path file = database("phoenix.db", "CREATE TABLE projects (id INTEGER PRIMARY KEY, name VARCHAR)",
                "CREATE TABLE traces (id INTEGER PRIMARY KEY, project_rowid INTEGER, trace_id VARCHAR)",
                "CREATE TABLE spans (id INTEGER PRIMARY KEY, trace_rowid INTEGER, span_id VARCHAR)",
                "CREATE TABLE users (id INTEGER PRIMARY KEY, username VARCHAR)",
                "CREATE TABLE span_annotations (id INTEGER PRIMARY KEY, span_rowid INTEGER, user_id INTEGER)",
                "INSERT INTO projects VALUES (7, 'credit')", "INSERT INTO traces VALUES (1, 7, 'abc')",
                "INSERT INTO spans VALUES (5, 1, 's5'), (6, 99, 's6')", "INSERT INTO users VALUES (2, 'carol')",
                "INSERT INTO span_annotations VALUES (1, 5, 2), (2, 6, NULL)");
        Taken taken = read(file);
        assertEquals("""
                {"_table":"spans","id":5,"trace_rowid":1,"span_id":"s5",\
                "_joined":{"trace":{"trace_id":"abc","project":"credit"}}}
                {"_table":"spans","id":6,"trace_rowid":99,"span_id":"s6"}
                """, taken.files.get("spans.jsonl"));
        assertEquals("""
                {"_table":"span_annotations","id":1,"span_rowid":5,"user_id":2,\
                "_joined":{"span":{"span_id":"s5","trace_id":"abc"},"user":{"username":"carol"}}}
                {"_table":"span_annotations","id":2,"span_rowid":6,"user_id":null,"_joined":{"span":{"span_id":"s6"}}}
                """, taken.files.get("span_annotations.jsonl"));
    }

    @Test
    void namesAreNotSoughtInLongTablesWithoutAKey() throws Exception {
        String rows = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < %d)"
                + " INSERT INTO datasets SELECT 'u' || n, 'loans', 'd', 's3' FROM r";
        String[] make = {"CREATE TABLE datasets (dataset_uuid TEXT, name TEXT, digest TEXT, dataset_source_type TEXT)",
            "CREATE TABLE inputs (source_id TEXT)", "INSERT INTO inputs VALUES ('u3')", ""};
        make[3] = rows.formatted(1_001);
        assertEquals("{\"_table\":\"inputs\",\"source_id\":\"u3\"}\n",
                read(database("long.db", make)).files.get("inputs.jsonl"));
        String named = "{\"_table\":\"inputs\",\"source_id\":\"u3\",\"_joined\":{\"dataset\":{\"name\":\"loans\","
                + "\"digest\":\"d\",\"dataset_source_type\":\"s3\"}}}\n";
        make[3] = rows.formatted(1_000);
        assertEquals(named, read(database("short.db", make)).files.get("inputs.jsonl"));
        make[3] = rows.formatted(2_000);
        assertEquals(named, read(database("keyed.db", make[0], "CREATE INDEX by_id ON datasets (dataset_uuid)",
                "CREATE TABLE inputs (source_id TEXT)", make[2], make[3])).files.get("inputs.jsonl"));
    }

    @Test
    void aViewOrAComputedColumnIsNoNameOfAnything() throws Exception {
        Path file = database("computed.db", "CREATE TABLE t (id INTEGER PRIMARY KEY, n TEXT)",
                "CREATE VIEW users AS SELECT id, n AS username FROM t", "INSERT INTO t VALUES (1, 'x')",
                "CREATE TABLE Type (id INTEGER PRIMARY KEY, name AS ('y'))", "INSERT INTO Type (id) VALUES (1)",
                "CREATE TABLE span_annotations (user_id INTEGER)", "INSERT INTO span_annotations VALUES (1)",
                "CREATE TABLE Artifact (type_id INTEGER)", "INSERT INTO Artifact VALUES (1)");
        Taken taken = read(file);
        assertEquals("{\"_table\":\"span_annotations\",\"user_id\":1}\n", taken.files.get("span_annotations.jsonl"));
        assertEquals("{\"_table\":\"Artifact\",\"type_id\":1}\n", taken.files.get("Artifact.jsonl"));
    }

    @Test
    void nothingOfTheFileIsRun() throws Exception {
        Path file = database("views.db", "CREATE TABLE t (a INTEGER, b AS (a * 2), c AS (a * 3) STORED)",
                "INSERT INTO t (a) VALUES (1)",
                "CREATE VIEW endless AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM "
                + "r", "CREATE VIRTUAL TABLE words USING fts5(text)", "INSERT INTO words VALUES ('hello')");
        Taken taken = read(file);
        assertEquals("{\"_table\":\"t\",\"a\":1}\n", taken.files.get("t.jsonl"));
        assertFalse(taken.files.containsKey("endless.jsonl"));
        assertTrue(taken.skipped.get("endless").startsWith("a view"), taken.skipped.toString());
        assertTrue(taken.skipped.get("words").startsWith("a virtual table"), taken.skipped.toString());
        assertTrue(taken.files.get("words_content.jsonl").contains("hello"));
    }

    @Test
    void changesThatAreNotInTheFileAreTold() throws Exception {
        Path file = database("wal.db", "PRAGMA journal_mode=WAL", "CREATE TABLE t (a)");
        assertNull(Archive.unmerged(file, Packaging.SQLITE));
        Files.writeString(folder.resolve("wal.db-wal"), "not merged");
        assertEquals("wal.db-wal", Archive.unmerged(file, Packaging.SQLITE));
        assertNull(Archive.unmerged(database("plain.db", "CREATE TABLE t (a)"), Packaging.SQLITE));
    }

    @Test
    void damagedFilesEndInAnExceptionOrInLessRows() throws Exception {
        StringBuilder many = new StringBuilder("INSERT INTO t VALUES (0, 'x')");
        for (int i = 1; i < 2_000; i++) {
            many.append(",(").append(i).append(",'some words to fill the pages of the file')");
        }
        byte[] good = Files.readAllBytes(database("good.db", "CREATE TABLE t (a INTEGER, b TEXT)", many.toString()));
        Random random = new Random(3);
        int refused = 0;
        for (int round = 0; round < 150; round++) {
            byte[] bad = round % 5 == 0 ? Arrays.copyOf(good, 100 + random.nextInt(good.length)) : good.clone();
            for (int n = 0; n < 20 && round % 5 != 0; n++) {
                bad[16 + random.nextInt(round % 2 == 0 ? 4_000 : bad.length - 16)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("bad.db"), bad);
            Taken taken = new Taken();
            try {
                Archive.walk(file, Packaging.SQLITE, taken);
            } catch (IOException e) {
                refused++;
            }
            assertArrayEquals(bad, Files.readAllBytes(file));
        }
        assertTrue(refused > 20, "refused: " + refused);
    }
}
