// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;

/** What an auditor notes is tied to the bytes that were seen, stands in the ledger, and goes with them into packs. */
class NotesTest {

    @TempDir
    private Path folder;

    private Binder binder() throws Exception {
        Binder binder = Binder.create(folder.resolve("a.binder"), "Test", null);
        Path file = Files.writeString(folder.resolve("one.jsonl"), Samples.decision("d1", "t1", "allow")
                + Samples.decision("d2", "t2", "deny"));
        binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
        return binder;
    }

    @Test
    void aNoteIsTiedToItsBytesAndOutlivesTheWindow() throws Exception {
        Hash seen;
        try (Binder binder = binder()) {
            seen = Hash.of(binder.raw("S1:2"));
            Note note = binder.notes().add("S1:2", "  Denied, but the tool ran.\n", List.of("tool ", "ask", "tool"));
            assertEquals(Note.Kind.EVENT, note.kind());
            assertEquals(Optional.of(seen), note.anchor());
            assertEquals("Denied, but the tool ran.", note.text());
            assertEquals(List.of("ask", "tool"), note.tags());
            assertFalse(note.by().isEmpty());
            assertEquals("note.add", binder.ledger().get(binder.ledger().size() - 1).act());
            assertFalse(binder.ledger().toString().contains("the tool ran"));
            assertEquals(Optional.of(binder.trail().sources().get(0).sha256()),
                    binder.notes().add("S1", "From the gateway.", List.of()).anchor());
        }
        try (Binder binder = Binder.open(folder.resolve("a.binder"))) {
            assertEquals(2, binder.notes().all().size());
            Note note = binder.notes().on("S1:2").get(0);
            assertEquals(Optional.of(seen), note.anchor());
            binder.notes().remove(note.number());
            assertEquals(List.of(), binder.notes().on("S1:2"));
            assertEquals("note.remove", binder.ledger().get(binder.ledger().size() - 1).act());
            assertTrue(binder.doctor(Progress.NONE).ok());
            // A number that was taken back is not given to another note.
            binder.notes().remove(2);
            assertEquals(3, binder.notes().add("S1", "Again.", List.of()).number());
        }
    }

    @Test
    void nothingIsNotedOnWhatIsNotThere() throws Exception {
        try (Binder binder = binder()) {
            for (String subject : List.of("S1:3", "S1:2.7", "S2", "no-such-control", "")) {
                assertThrows(TracebinderException.class, () -> binder.notes().add(subject, "x", List.of()), subject);
            }
            assertThrows(TracebinderException.class, () -> binder.notes().add("S1", " ", List.of()));
            assertThrows(TracebinderException.class, () -> binder.notes().add("S1", "x", List.of("a\nb")));
            assertThrows(TracebinderException.class, () -> binder.notes().remove(1));
            assertEquals(List.of(), binder.notes().all());
            assertEquals(2, binder.ledger().size());
        }
    }

    @Test
    void aControlCanBeNotedOn() throws Exception {
        try (Binder binder = binder()) {
            String control = binder.library(AssessOptions.DEFAULTS).catalogs().all().get(0).controls().get(0).id();
            Note note = binder.notes().add(control, "Asked for the training records.", List.of("asked"));
            assertEquals(Note.Kind.CONTROL, note.kind());
            assertEquals(Optional.empty(), note.anchor());
        }
    }

    @Test
    void notesGoIntoThePackWithTheirRecords() throws Exception {
        Path pack = folder.resolve("p.zip");
        try (Binder binder = binder()) {
            binder.notes().add("S1:1", "Fine, said the desk.", List.of());
            binder.notes().add("S1:2", "Denied, but why?", List.of("ask"));
            binder.notes().add("S1", "Whole day is there.", List.of());
            binder.export(pack, new ExportOptions(List.of(), List.of("policy:deny"), false, Optional.empty(),
                    new char[0], Locale.ENGLISH), Progress.NONE);
        }
        assertTrue(FinishedPack.verify(pack, Progress.NONE).ok());
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            var entry = zip.stream().filter(e -> e.getName().endsWith("data/findings/findings.json")).findFirst()
                    .orElseThrow();
            String findings = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(findings.contains("Denied, but why?"), findings);
            assertTrue(findings.contains("Whole day is there."), findings);
            assertFalse(findings.contains("Fine, said the desk."), findings);
        }
    }
}
