// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the files of the synthetic trail, ids, times and digests included, there is what was planted and nothing else. */
class TrailgenLeakTest {

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9})
    void findsThePlantedAccountsAndTheUsers(int seed) throws Exception {
        generate(seed);
        List<String> found = new ArrayList<>();
        try (var files = Files.list(dir)) {
            for (Path file : files.filter(f -> !f.endsWith("truth.json")).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    for (PersonalDataFinder.Found f : PersonalDataFinder.find(line)) {
                        String value = line.substring(f.start(), f.end());
                        if (!f.kind().equals("EMAIL_ADDRESS") || !value.endsWith("@northbank.example")) {
                            found.add(f.kind() + " " + value);
                        }
                    }
                }
            }
        }
        TreeSet<String> planted = new TreeSet<>();
        Matcher m = Pattern.compile("\"type\": \"(IBAN)\",\\s+\"value\": \"(\\w+)\"").matcher(
                Files.readString(dir.resolve("truth.json")));
        while (m.find()) {
            planted.add(m.group(1) + " " + m.group(2));
        }
        assertEquals(2, planted.size());
        assertEquals(planted, new TreeSet<>(found));
    }

    private void generate(int seed) throws IOException, InterruptedException {
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.isDirectory(root.resolve("bundles"))) {
            root = root.getParent();
        }
        Path tool = root == null ? null : root.resolveSibling("shared").resolve("tools/trailgen.py");
        Assumptions.assumeTrue(tool != null && Files.exists(tool), "no generator beside the repository");
        try {
            Process process = new ProcessBuilder("python3", tool.toString(), "--traces", "500", "--seed", "" + seed,
                    "--out", dir.toString()).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            Assumptions.assumeTrue(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0, "no trail made");
        } catch (IOException e) {
            Assumptions.abort("no python3 here: " + e.getMessage());
        }
    }
}
