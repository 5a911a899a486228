// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.ingest.Archive;
import org.tracebinder.ingest.OptionalArchives;
import org.tracebinder.ingest.Packaging;

/** Parquet files written here by DuckDB come back row by row, and damaged ones with a reason. */
class ParquetTest {

    @TempDir
    Path folder;

    private static final class Taken implements Archive.Members {

        private final List<String> names = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();

        @Override
        public void file(String name, InputStream content) throws IOException {
            names.add(name);
            lines.addAll(new String(content.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        }

        @Override
        public void skipped(String name, String reason) {
            throw new AssertionError(name + ": " + reason);
        }
    }

    private Path written(String name, String query, String options) throws SQLException {
        Path file = folder.resolve(name);
        try (Connection db = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = db.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
            statement.execute("COPY (" + query + ") TO " + DuckDbParquet.quoted(file.toString(), '\'')
                    + " (FORMAT parquet" + options + ")");
        }
        return file;
    }

    private static Taken read(Path file) throws IOException {
        assertEquals(Packaging.PARQUET, Packaging.of(Arrays.copyOf(Files.readAllBytes(file), 512)));
        Taken taken = new Taken();
        Archive.walk(file, Packaging.PARQUET, taken);
        return taken;
    }

    @Test
    void isFoundAsAService() throws IOException {
        assertTrue(Packaging.PARQUET.archive());
        assertInstanceOf(DuckDbParquet.class, OptionalArchives.of(Packaging.PARQUET).orElseThrow());
        assertFalse(OptionalArchives.of(Packaging.ZIP).isPresent());
    }

    @Test
    void valuesAreWhatTheFileSays() throws Exception {
        Path file = written("all.parquet", """
                SELECT 9007199254740993 AS id, 18446744073709551615::UBIGINT AS ub, 'a"b' AS "na""me, 'x'",
                  1234567890123456789012345.50::DECIMAL(38,2) AS exact, 0.1::DOUBLE AS re, 'nan'::DOUBLE AS nan,
                  '-inf'::FLOAT AS inf, true AS yes, NULL::BOOLEAN AS neither, NULL::VARCHAR AS nothing,
                  TIMESTAMP '2026-03-29 02:30:00.123456' AS local, TIMESTAMPTZ '2026-01-01 01:00:00.5+02' AS utc,
                  TIMESTAMP_NS '2026-01-01 00:00:00.123456789' AS ns, DATE '2026-01-02' AS day,
                  '\\x00\\xFF'::BLOB AS raw, '{"k" : 1}'::JSON AS js, 'zo\u00eb \ud83d\ude00' AS words""", "");
        assertEquals(List.of("{\"id\":9007199254740993,\"ub\":18446744073709551615,\"na\\\"me, 'x'\":\"a\\\"b\","
                + "\"exact\":1234567890123456789012345.50,\"re\":0.1,\"nan\":\"NaN\",\"inf\":\"-Infinity\","
                + "\"yes\":true,"
                + "\"neither\":null,\"nothing\":null,\"local\":\"2026-03-29T02:30:00.123456\","
                + "\"utc\":\"2025-12-31T23:00:00.5Z\",\"ns\":\"2026-01-01T00:00:00.123456789\",\"day\":\"2026-01-02\","
                + "\"raw\":{\"hex\":\"00ff\",\"bytes\":2},\"js\":\"{\\\"k\\\" : 1}\",\"words\":\"zo\u00eb "
                + "\uD83D\uDE00\"}"), read(file).lines);
    }

    @Test
    void listsAndStructuresStayWhatTheyAre() throws Exception {
        Path file = written("nested.parquet", """
                SELECT [{'role': 'user', 'content': 'hi'}, {'role': 'assistant', 'content': NULL}] AS conversation,
                  {'score': 'nan'::DOUBLE, 'n': 9007199254740993} AS s, MAP {'k': 'v'} AS m, \
                  NULL::INTEGER[] AS none""", "");
        assertEquals(List.of("{\"conversation\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\","
                + "\"content\":null}],\"s\":{\"score\":\"NaN\",\"n\":9007199254740993},\"m\":{\"k\":\"v\"},"
                + "\"none\":null}"), read(file).lines);
    }

    @Test
    void rowsComeInTheOrderOfTheFileAndNothingIsLeftBehind() throws Exception {
        for (String codec : List.of("snappy", "zstd", "gzip", "uncompressed")) {
            Path file = written("we[i]rd*d'ir " + codec + ".parquet",
                    "SELECT range AS n, repeat('x', 200) AS text FROM range(30000)",
                    ", CODEC " + codec + ", ROW_GROUP_SIZE 5000");
            Taken taken = read(file);
            assertEquals(30_000, taken.lines.size());
            for (int i = 0; i < 30_000; i += 997) {
                assertTrue(taken.lines.get(i).startsWith("{\"n\":" + i + ","), codec + " " + i);
            }
            assertEquals(taken.lines, read(file).lines);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(4, files.count());
        }
    }

    @Test
    void aFileWithoutRowsHasNoMember() throws Exception {
        assertEquals(List.of(), read(written("none.parquet", "SELECT 1 AS a WHERE false", "")).names);
    }

    @Test
    void damageIsToldAndNothingElseHappens() throws Exception {
        byte[] good = Files.readAllBytes(written("good.parquet",
                "SELECT range AS n, 'text ' || range AS t, [range] AS l FROM range(3000)", ", ROW_GROUP_SIZE 1000"));
        TreeSet<String> reasons = new TreeSet<>();
        Random random = new Random(4);
        for (int i = 0; i < 150; i++) {
            byte[] bad = good.clone();
            if (i % 3 == 0) {
                bad = Arrays.copyOf(bad, 5 + random.nextInt(bad.length - 5));
            } else {
                int flips = 1 + random.nextInt(8);
                for (int f = 0; f < flips; f++) {
                    // most in the footer, which says where everything is
                    int at = i % 3 == 1 ? bad.length - 1 - random.nextInt(Math.min(900, bad.length - 5))
                            : 4 + random.nextInt(bad.length - 4);
                    bad[at] = (byte) random.nextInt(256);
                }
            }
            Path file = Files.write(folder.resolve("bad.parquet"), bad);
            Taken taken = new Taken();
            try {
                Archive.walk(file, Packaging.PARQUET, taken);
            } catch (IOException e) {
                reasons.add(e.getMessage());
            }
        }
        assertTrue(reasons.size() > 5, reasons::toString);
        assertTrue(reasons.stream().allMatch(r -> r.startsWith("the Parquet file is damaged") && r.length() < 500),
                reasons::toString);
    }

    @Test
    void onlyTheLetters() throws Exception {
        Path file = Files.write(folder.resolve("letters.parquet"), "PAR1\0PAR1".getBytes(StandardCharsets.US_ASCII));
        assertThrows(IOException.class, () -> read(file));
        assertEquals(Packaging.PLAIN, Packaging.of("PAR1,PAR2\n1,2\n".getBytes(StandardCharsets.US_ASCII)));
    }
}
