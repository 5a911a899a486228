// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/** What checks found comes back for the binder it is of, and for no other. */
class KeptRunTest {

    private static final Instant AT = Instant.parse("2026-11-20T18:00:00Z");

    @TempDir
    private Path folder;

    private Binder binder(String name, String id) throws Exception {
        Binder binder = Binder.create(folder.resolve(name), "Test", null);
        Path file = Files.writeString(folder.resolve(name + ".jsonl"), "{\"id\":\"" + id
                + "\",\"object\":\"chat.completion\",\"created\":1772409600,\"model\":\"gpt-4o\",\"choices\":[]}\n");
        binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
        return binder;
    }

    @Test
    void aRunComesBackWholeAndIsOutdatedAfterAnImport() throws Exception {
        try (Binder binder = binder("a.binder", "c1"); Binder other = binder("b.binder", "c2")) {
            AssessmentRun run = binder.workpapers().run(AssessOptions.DEFAULTS, Progress.NONE);
            byte[] bytes = binder.workpapers().keep(run, AT);
            KeptRun kept = binder.workpapers().kept(bytes, Progress.NONE).orElseThrow();
            assertEquals(run.checks(), kept.run().checks());
            assertEquals(run.assessments(), kept.run().assessments());
            assertEquals(AT, kept.at());
            assertFalse(binder.workpapers().outdated(kept.run()));
            assertTrue(other.workpapers().kept(bytes, Progress.NONE).isEmpty(), "of another binder");
            assertTrue(binder.workpapers().kept("{}".getBytes(StandardCharsets.UTF_8), Progress.NONE).isEmpty());
            assertTrue(binder.workpapers().kept(new byte[] {1, 2}, Progress.NONE).isEmpty());
            binder.importPaths(List.of(folder.resolve("b.binder.jsonl")), ImportOptions.DEFAULT, Progress.NONE);
            assertTrue(binder.workpapers().outdated(binder.workpapers().kept(bytes, Progress.NONE).orElseThrow()
                    .run()));
        }
    }
}
