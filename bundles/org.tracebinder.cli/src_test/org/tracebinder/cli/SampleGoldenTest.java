// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.cli.Cli.Json;

/**
 * The assessment of the sample trail, kept as text. {@code TRACEBINDER_GOLDEN=write} in the environment writes it anew;
 * the difference is then looked at before it is kept.
 */
class SampleGoldenTest {

    @TempDir
    private Path work;

    @Test
    void theAssessmentIsTheOneThatWasLookedAt() throws IOException {
        Path binder = work.resolve("b");
        Cli.run("import", binder, Cli.sample().resolve("trail")).expect(0);
        List<String> lines = new ArrayList<>();
        for (Json c : Cli.run("check", binder, "--json").expect(0).json().get("checks").list()) {
            lines.add(c.get("id").text() + " " + c.get("result").text() + " " + c.get("population").number() + " "
                    + c.get("contrary").number() + " " + String.join(",", c.get("records").texts().stream().limit(8)
                            .toList()));
        }
        Json all = Cli.run("assess", binder, "--as-of", "2026-11-20", "--json").expect(0).json();
        for (Json c : all.get("controls").list()) {
            if (!c.get("checks").list().isEmpty()) {
                lines.add(c.get("id").text() + " " + c.get("status").text() + " " + c.get("result").text() + " "
                        + c.get("supporting").number() + " " + c.get("contrary").number());
            }
        }
        Path file = Cli.sample().getParent().resolveSibling("org.tracebinder.cli")
                .resolve("src_test/org/tracebinder/cli/golden/sample.txt");
        if ("write".equals(System.getenv("TRACEBINDER_GOLDEN"))) {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        }
        assertEquals(String.join("\n", Files.readAllLines(file)), String.join("\n", lines));
    }
}
