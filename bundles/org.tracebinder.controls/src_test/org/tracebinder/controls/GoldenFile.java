// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small text file that a test compares with. {@code TRACEBINDER_GOLDEN=write} in the environment writes it anew; the
 * difference is then looked at before it is kept.
 */
final class GoldenFile {

    private GoldenFile() {
    }

    static void same(String name, List<String> lines) throws IOException {
        Path file = file(name);
        if ("write".equals(System.getenv("TRACEBINDER_GOLDEN"))) {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        }
        assertEquals(String.join("\n", Files.readAllLines(file)), String.join("\n", lines), name);
    }

    static List<String> lines(String name) throws IOException {
        return Files.readAllLines(file(name));
    }

    private static Path file(String name) throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.isDirectory(root.resolve("bundles"))) {
            root = root.getParent();
        }
        if (root == null) {
            throw new IOException("no folder with 'bundles' above the working directory");
        }
        return root.resolve("bundles/org.tracebinder.controls/src_test/org/tracebinder/controls/golden").resolve(name);
    }
}
