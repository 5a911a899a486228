// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.session.Samples.decision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.vault.FrameWriter;

/** Bytes that are not those of the import are given to nobody as evidence, wherever they are kept. */
class AlteredTest {

    @TempDir
    private Path folder;

    private Path lines() throws IOException {
        return Files.writeString(folder.resolve("a.jsonl"), decision("id1", "t1", "allow")
                + decision("id2", "t1", "allow"));
    }

    private static String forged(Path file) throws IOException {
        return Files.readString(file).replace("id2", "id9");
    }

    private void refused(Path altered) throws Exception {
        Path back = folder.resolve("back");
        try (Binder binder = Binder.open(altered)) {
            String said = assertThrows(AlteredException.class, () -> binder.restore(1, back, Progress.NONE))
                    .getMessage();
            assertTrue(said.startsWith("S1 was not restored"), said);
            assertTrue(Translation.to(Locale.GERMAN).say(said).startsWith("S1 wurde nicht"));
            assertFalse(Files.exists(back));
            assertFalse(Files.exists(folder.resolve("back.part")));
            RecordId bad = new RecordId(1, 2);
            said = assertThrows(IOException.class, () -> binder.trail().bytes(bad)).getMessage();
            assertTrue(said.contains("record S1:2 are not those that were imported"), said);
            assertTrue(Translation.to(Locale.GERMAN).say(said).contains("sind nicht die eingelesenen"));
            assertThrows(IOException.class, () -> binder.trail().events(bad));
            assertThrows(IOException.class, () -> binder.trail().event(new EventId(bad, 0)));
            assertThrows(IOException.class, () -> binder.trail().bytes(List.of(new EventId(bad, 0)), (i, b) -> { }));
            assertEquals(1, binder.trail().events(new RecordId(1, 1)).size());
            assertFalse(binder.doctor(Progress.NONE).ok());
        }
    }

    @Test
    void aFileOutsideThatWasAlteredUnderItsOldTime() throws Exception {
        Path file = lines();
        Path at = folder.resolve("a.binder");
        try (Binder binder = Binder.create(at, "Altered", null)) {
            binder.importPaths(List.of(file), ImportOptions.DEFAULT.byReference(), Progress.NONE);
        }
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, forged(file));
        Files.setLastModifiedTime(file, time);
        refused(at);
    }

    @Test
    void aVaultThatWasWrittenAnew() throws Exception {
        Path file = lines();
        Path at = folder.resolve("a.binder");
        try (Binder binder = Binder.create(at, "Altered", null)) {
            binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
        }
        Path kept;
        try (Stream<Path> all = Files.walk(at)) {
            kept = all.filter(p -> p.toString().endsWith(".zst")).findFirst().orElseThrow();
        }
        byte[] forged = forged(file).getBytes(StandardCharsets.UTF_8);
        Files.delete(kept);
        try (FrameWriter frames = new FrameWriter(kept)) {
            frames.write(forged, 0, forged.length);
            frames.finish();
        }
        refused(at);
    }
}
