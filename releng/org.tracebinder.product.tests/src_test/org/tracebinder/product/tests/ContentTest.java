// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.product.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each platform's product has what it needs, and nothing that only the tests need. */
class ContentTest {

    /** Beginnings of plug-in names that have no place in a product. */
    private static final List<String> TEST_ONLY = List.of("junit", "org.junit", "org.opentest4j", "org.eclipse.ui.ide",
            "org.eclipse.core.resources", "org.tracebinder.ui.tests", "org.eclipse.equinox.p2");

    /** Beginnings of plug-in names that come with an optional feature only. */
    private static final List<String> OPTIONAL = List.of("org.duckdb", "org.tracebinder.parquet");

    /** Beginnings of plug-in names that the command line must do without. */
    private static final List<String> WORKBENCH = List.of("org.eclipse.", "org.osgi.", "org.apache.felix.",
            "org.tracebinder.ui", "org.tracebinder.rcp", "org.tracebinder.german");

    static List<String> platforms() {
        return Products.PLATFORMS;
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void hasItsOwnWindowSystemOnly(String platform) throws IOException {
        String[] names = platform.split("/");
        List<String> fragments = Products.plugins(product(platform)).stream()
                .filter(name -> name.matches("org\\.eclipse\\.swt\\.(gtk|cocoa|win32)\\..*")).toList();
        assertEquals(1, fragments.size(), fragments::toString);
        String expected = "org.eclipse.swt." + names[1] + "." + names[0] + "." + names[2] + "_";
        assertTrue(fragments.getFirst().startsWith(expected), fragments::toString);
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void hasNothingOfTheTests(String platform) throws IOException {
        List<String> found = Products.plugins(product(platform)).stream()
                .filter(name -> TEST_ONLY.stream().anyMatch(name::startsWith)).toList();
        assertEquals(List.of(), found);
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void hasNothingOptional(String platform) throws IOException {
        List<String> found = Products.plugins(product(platform)).stream()
                .filter(name -> OPTIONAL.stream().anyMatch(name::startsWith)).toList();
        assertEquals(List.of(), found);
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void hasLaunchersAndLicences(String platform) throws IOException {
        Path product = product(platform);
        for (String name : List.of("tracebinder", "tracebinder-cli.jar", "launcher/java.sh", "launcher/import.options",
                "LICENSE", "NOTICE", "THIRD-PARTY.md")) {
            assertTrue(Files.size(product.resolve(name)) > 0, name);
        }
        assertTrue(Files.isExecutable(product.resolve("tracebinder")));
        assertEquals(platform.startsWith("win32"), Files.exists(product.resolve("tracebinder.cmd")));
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void commandLineIsPlainJava(String platform) throws IOException {
        Path product = product(platform);
        try (JarFile jar = new JarFile(product.resolve("tracebinder-cli.jar").toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertEquals("org.tracebinder.cli.Main", manifest.getValue(Attributes.Name.MAIN_CLASS));
            List<String> entries = List.of(manifest.getValue(Attributes.Name.CLASS_PATH).split(" "));
            assertTrue(entries.getFirst().startsWith("plugins/org.tracebinder."), "our own classes are looked up most");
            for (String entry : entries) {
                assertTrue(Files.isRegularFile(product.resolve(entry)), entry);
                String name = entry.substring(entry.indexOf('/') + 1);
                assertFalse(WORKBENCH.stream().anyMatch(name::startsWith), entry);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void hasAnArchive(String platform) throws IOException {
        product(platform);
        String end = platform.replace('/', '.') + (platform.startsWith("win32") ? ".zip" : ".tar.gz");
        try (var files = Files.list(Products.target())) {
            List<Path> archives = files.filter(file -> file.getFileName().toString().endsWith(end)).toList();
            assertEquals(1, archives.size(), end);
            assertTrue(Files.size(archives.getFirst()) > 10_000_000, end);
        }
    }

    private static Path product(String platform) {
        Path folder = Products.folder(platform);
        assumeTrue(Files.isDirectory(folder), () -> "not built: " + platform);
        return folder;
    }
}
