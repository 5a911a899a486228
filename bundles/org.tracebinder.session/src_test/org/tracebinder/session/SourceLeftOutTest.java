// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tracebinder.core.Progress;

/**
 * A binder that never got one of the sources: no check and no control may look better than with it. Nothing becomes
 * "supported" or "mixed"; what is left of the others may speak against it (a decision whose parent is gone now).
 */
class SourceLeftOutTest {

    private static final List<String> FILES = List.of("loan-assistant.otlp.jsonl", "support-bot.litellm.jsonl",
            "opa-decisions.jsonl", "lineage.openlineage.jsonl", "human-reviews.csv", "golden-set.promptfoo.json");

    @TempDir
    Path dir;

    @Test
    void nothingOfTheSampleTrailGetsBetter() throws Exception {
        nothingGetsBetter(Samples.trail());
    }

    @ParameterizedTest
    @CsvSource({"7,false", "101,false", "2026,false", "5,true"})
    void nothingOfAGeneratedTrailGetsBetter(int seed, boolean clean) throws Exception {
        generate(seed, clean);
        nothingGetsBetter(FILES.stream().map(dir::resolve).toList());
    }

    private void generate(int seed, boolean clean) throws Exception {
        Path tool = Samples.root().resolve("../shared/tools/trailgen.py");
        Assumptions.assumeTrue(Files.exists(tool), "the generator is not here");
        List<String> command = new ArrayList<>(List.of("python3", tool.toString(), "--traces", "120", "--seed", ""
                + seed, "--out", dir.toString()));
        if (clean) {
            command.add("--no-faults");
        }
        Process p;
        try {
            p = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(dir.resolve("out.log").toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort("no python3: " + e.getMessage());
            return;
        }
        assertTrue(p.waitFor(120, TimeUnit.SECONDS), "the generator did not end");
        assertEquals(0, p.exitValue());
    }

    private void nothingGetsBetter(List<Path> files) throws Exception {
        Map<String, String> whole = assess(files);
        List<String> better = new ArrayList<>();
        for (Path file : files) {
            List<Path> rest = new ArrayList<>(files);
            rest.remove(file);
            assess(rest).forEach((id, after) -> {
                String before = whole.get(id);
                if (!after.equals(before) && (after.equals("supported") || after.equals("mixed"))) {
                    better.add("without " + file.getFileName() + " " + id + ": " + before + " to " + after);
                }
            });
        }
        assertEquals(List.of(), better);
    }

    /** Every check, and every control of every catalogue. */
    private Map<String, String> assess(List<Path> files) throws Exception {
        Map<String, String> results = new TreeMap<>();
        try (Binder b = Binder.create(Files.createTempDirectory(dir, "b").resolve("binder"), "part", null)) {
            b.importPaths(files, ImportOptions.DEFAULT, Progress.NONE);
            b.check(List.of(), Progress.NONE).forEach(c -> results.put(c.id(), c.result().id()));
            b.assess("all", LocalDate.of(2026, 11, 20), Progress.NONE).forEach(a -> a.controls().forEach(c ->
                    results.put(c.id(), c.result().id())));
        }
        return results;
    }
}
