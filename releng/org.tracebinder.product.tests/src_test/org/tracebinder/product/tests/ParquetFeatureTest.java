// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.product.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A product of its own, without and with the archive of the optional feature unpacked in it. */
class ParquetFeatureTest {

    @TempDir
    private Path temporary;

    private Path program;
    private Path feature;

    @BeforeEach
    void programOfItsOwn() throws IOException {
        Path product = Products.folder(Products.here());
        assumeTrue(Files.isDirectory(product), () -> "not built: " + product);
        assumeTrue(!Products.here().startsWith("win32"), "the script wants bash");
        feature = archive();
        assumeTrue(feature != null, "the optional feature is not built");
        program = Files.createDirectory(temporary.resolve("the program"));
        for (String name : List.of("tracebinder", "tracebinder-cli.jar")) {
            Files.copy(product.resolve(name), program.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
        for (String name : List.of("launcher", "plugins")) {
            Files.createSymbolicLink(program.resolve(name), product.resolve(name));
        }
    }

    private static Path archive() throws IOException {
        Path target = Products.target().resolve("../../../org.tracebinder.parquet.repository/target").normalize();
        if (!Files.isDirectory(target)) {
            return null;
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(f -> f.getFileName().toString().matches("tracebinder-parquet-.*\\.zip")).findFirst()
                    .orElse(null);
        }
    }

    @Test
    void rowsAreReadOnceTheFeatureIsUnpacked() throws Exception {
        unpack(temporary.resolve("elsewhere"));
        Path file = temporary.resolve("chats.parquet");
        write(file, temporary.resolve("elsewhere/optional/parquet"));

        // What nothing here can read is not in the binder: that is told and is no success.
        String without = run(1, "import", temporary.resolve("without.binder").toString(), file.toString());
        assertTrue(without.contains("optional Parquet feature"), without);

        unpack(program);
        String with = run(0, "import", temporary.resolve("with.binder").toString(), file.toString());
        assertFalse(with.contains("optional Parquet feature"), with);
        String found = run(0, "search", temporary.resolve("with.binder").toString(), "kind:inference", "--json");
        assertTrue(found.contains("rows.jsonl") || found.contains("\"vicuna-13b\""), found);
    }

    @Test
    void theArchiveHoldsNothingElse() throws IOException {
        unpack(temporary.resolve("looked at"));
        try (Stream<Path> files = Files.list(temporary.resolve("looked at/optional/parquet"))) {
            List<String> names = files.map(f -> f.getFileName().toString().replaceAll("_.*\\.jar", ".jar")).sorted()
                    .toList();
            assertEquals(List.of("LICENSE", "LICENSE-duckdb.txt", "NOTICE", "README.txt", "org.duckdb.duckdb.jar",
                    "org.tracebinder.parquet.jar"), names);
        }
    }

    private void unpack(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(feature); ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null;) {
                Path to = folder.resolve(entry.getName());
                if (!entry.isDirectory()) {
                    Files.createDirectories(to.getParent());
                    Files.copy(zip, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Written by the feature's own DuckDB: a table of conversations as they are published. */
    private static void write(Path file, Path jars) throws Exception {
        Path jar;
        try (Stream<Path> files = Files.list(jars)) {
            jar = files.filter(f -> f.getFileName().toString().contains("duckdb_jdbc")).findFirst().orElseThrow();
        }
        URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        Driver driver = (Driver) loader.loadClass("org.duckdb.DuckDBDriver").getConstructor().newInstance();
        try (Connection db = driver.connect("jdbc:duckdb:", new Properties()); Statement s = db.createStatement()) {
            s.execute("COPY (SELECT 'c' || range AS conversation_id, 'vicuna-13b' AS model,"
                    + " [{'content': 'How are you?', 'role': 'user'}, {'content': 'Well.', 'role': 'assistant'}]"
                    + " AS conversation, 1 AS turn, 'English' AS language, false AS redacted FROM range(3)) TO '"
                    + file.toString().replace("'", "''") + "' (FORMAT parquet)");
        }
    }

    private String run(int exit, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(program.resolve("tracebinder").toString());
        builder.command().addAll(List.of(arguments));
        Path out = temporary.resolve("out.txt");
        Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("not done: " + builder.command());
        }
        String said = Files.readString(out);
        assertEquals(exit, process.exitValue(), said);
        return said;
    }
}
