// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Source files that a person can read: short lines, classes of one thought, and a licence. */
class SourceFilesTest {

    private static final int LONGEST_LINE = 120;
    private static final int LONGEST_FILE = 500;
    private static final String LICENCE = "// SPDX-License-Identifier: Apache-2.0";

    @Test
    void areShortAndNarrowAndLicensed() throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files = files();
        for (Path file : files) {
            found.addAll(violations(Repository.root().relativize(file).toString(), Files.readString(file)));
        }
        assertTrue(files.size() > 500, files.size() + " files: this test looks in the wrong places");
        assertEquals("", String.join("\n", found));
    }

    @Test
    void tellsWhatIsTooLong() {
        assertEquals(List.of(), violations("A.java", LICENCE + "\nclass A {\n}\n"));
        assertEquals(List.of("A.java:2: 121 characters, at most 120"),
                violations("A.java", LICENCE + "\n" + "x".repeat(121) + "\n" + "\u00e4".repeat(120)));
        assertEquals(List.of("A.java: 501 lines, at most 500"), violations("A.java", LICENCE + "\n".repeat(501)));
        assertEquals(List.of("A.java:1: not " + LICENCE), violations("A.java", "class A {\n}\n"));
    }

    private static List<String> violations(String name, String text) {
        List<String> found = new ArrayList<>();
        List<String> lines = text.lines().toList();
        if (!lines.getFirst().equals(LICENCE)) {
            found.add(name + ":1: not " + LICENCE);
        }
        if (lines.size() > LONGEST_FILE) {
            found.add(name + ": " + lines.size() + " lines, at most " + LONGEST_FILE);
        }
        for (int i = 0; i < lines.size(); i++) {
            int length = lines.get(i).codePointCount(0, lines.get(i).length());
            if (length > LONGEST_LINE) {
                found.add(name + ":" + (i + 1) + ": " + length + " characters, at most " + LONGEST_LINE);
            }
        }
        return found;
    }

    /** All of ours: bundles, tests, benchmarks. What a build wrote is none of it. */
    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("bundles", "releng")) {
            try (Stream<Path> all = Files.walk(Repository.root().resolve(folder))) {
                all.filter(f -> f.toString().endsWith(".java"))
                        .filter(f -> !Repository.root().relativize(f).toString().matches(".*\\btarget\\b.*"))
                        .forEach(files::add);
            }
        }
        return files;
    }
}
