// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.pack.RevealChoice;
import org.tracebinder.pack.VerifyReport;

/** What masked packs are made of is sealed on request, and single values are opened to somebody who may know. */
class MaskingSecretTest {

    private static final char[] WORDS = "seven small grey owls".toCharArray();

    @TempDir
    private Path folder;

    private Binder binder() throws Exception {
        Binder binder = Binder.create(folder.resolve("a.binder"), "Test", null);
        binder.importPaths(Samples.trail().stream().filter(p -> p.toString().contains("card-helpline")).toList(),
                ImportOptions.DEFAULT, Progress.NONE);
        return binder;
    }

    private static ExportOptions masked() {
        return new ExportOptions(List.of(), List.of(), true, Optional.empty(), new char[0], Locale.ENGLISH)
                .masking(List.of("actor"));
    }

    @Test
    void sealedAndOpenSecretsMakeTheSamePack() throws Exception {
        Path secret = folder.resolve("a.binder/redaction.secret");
        try (Binder binder = binder()) {
            assertEquals(MaskingSecret.State.NONE, binder.maskingSecret().state());
            assertThrows(TracebinderException.class, () -> binder.maskingSecret().seal("short".toCharArray()));
            assertThrows(TracebinderException.class, () -> binder.maskingSecret().unseal(WORDS));
            binder.maskingSecret().seal(WORDS);
            assertEquals(MaskingSecret.State.SEALED, binder.maskingSecret().state());
            assertEquals("secret", binder.ledger().get(binder.ledger().size() - 1).act());
            if (Files.getFileStore(secret).supportsFileAttributeView("posix")) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
            }
            assertTrue(assertThrows(TracebinderException.class,
                    () -> binder.export(folder.resolve("none.zip"), masked(), Progress.NONE)).getMessage()
                    .contains("sealed"));
            assertFalse(Files.exists(folder.resolve("none.zip")));
            assertThrows(TracebinderException.class, () -> binder.export(folder.resolve("none.zip"),
                    masked().unsealedBy(Optional.of("seven small grey owl!".toCharArray())), Progress.NONE));
            binder.export(folder.resolve("a.zip"), masked().unsealedBy(Optional.of(WORDS)), Progress.NONE);
            binder.export(folder.resolve("b.zip"), masked().unsealedBy(Optional.of(WORDS)), Progress.NONE);
            assertArrayEquals(Files.readAllBytes(folder.resolve("a.zip")), Files.readAllBytes(folder.resolve("b.zip")));
            String first = replacement(folder.resolve("a.zip"));
            binder.maskingSecret().unseal(WORDS);
            assertEquals(32, Files.size(secret));
            binder.export(folder.resolve("c.zip"), masked(), Progress.NONE);
            assertEquals(first, replacement(folder.resolve("c.zip")), "pseudonyms stay what they were");
            Files.writeString(secret, "{\"form\":\"another\"}");
            assertThrows(TracebinderException.class, () -> binder.export(folder.resolve("none.zip"),
                    masked().unsealedBy(Optional.of(WORDS)), Progress.NONE));
        }
    }

    private static String replacement(Path pack) throws Exception {
        return String.valueOf(chosen(pack).get(0).get("replacement"));
    }

    private static List<Map<String, Object>> chosen(Path pack) throws Exception {
        return FinishedPack.masked(pack, new RevealChoice(Set.of("S1:1"), "", Set.of("chosen-field"), Set.of()), 100,
                Progress.NONE);
    }

    @Test
    void openedValuesFitTheCommitmentsOfThePack() throws Exception {
        try (Binder binder = binder()) {
            Path pack = folder.resolve("a.zip");
            binder.export(pack, masked(), Progress.NONE);
            assertTrue(chosen(pack).size() > 0);
            Path file = folder.resolve("opened.jsonl");
            RevealChoice choice = new RevealChoice(Set.of("S1:1", "S1:2"), "", Set.of(), Set.of());
            assertThrows(TracebinderException.class,
                    () -> binder.reveal(pack, choice, file, " ", Optional.empty(), Progress.NONE));
            RevealReport report = binder.reveal(pack, choice, file, "The court expert", Optional.empty(),
                    Progress.NONE);
            assertTrue(report.opened() > 1 && report.closed().isEmpty(), report.toString());
            assertEquals(report.opened(), Files.readAllLines(file).size());
            String actor = binder.trail().events(EventId.parse("S1:1").record()).get(0).actor();
            assertTrue(Files.readString(file).contains("\"words\":\"" + actor + "\""), Files.readString(file));
            assertEquals("reveal", binder.ledger().get(binder.ledger().size() - 1).act());
            assertTrue(binder.ledger().get(binder.ledger().size() - 1).subject().contains("The court expert"));
            VerifyReport good = FinishedPack.verify(pack, file, Progress.NONE);
            assertTrue(good.ok() && good.toString().contains("each as it was committed to"), good.toString());
            Path forged = Files.writeString(folder.resolve("forged.jsonl"),
                    Files.readString(file).replace("\"words\":\"" + actor + "\"", "\"words\":\"another\""));
            VerifyReport bad = FinishedPack.verify(pack, forged, Progress.NONE);
            assertTrue(!bad.ok() && bad.toString().contains("are not those that were masked"), bad.toString());
            // a reveal is no change of the trail: the pack stays what it was
            binder.export(folder.resolve("again.zip"), masked(), Progress.NONE);
            assertArrayEquals(Files.readAllBytes(pack), Files.readAllBytes(folder.resolve("again.zip")));
            // all that was masked in records can be opened
            RevealReport all = binder.reveal(pack, new RevealChoice(Set.of(), "", Set.of("personal-data",
                    "chosen-field", "value-of-chosen-field"), Set.of()), folder.resolve("all.jsonl"), "nobody",
                    Optional.empty(), Progress.NONE);
            assertTrue(all.closed().stream().noneMatch(p -> p.startsWith("S")), all.closed().toString());
        }
        try (Binder other = Binder.create(folder.resolve("b.binder"), "Test", null)) {
            other.importPaths(Samples.trail().stream().filter(p -> p.toString().contains("card-helpline")).toList(),
                    ImportOptions.DEFAULT, Progress.NONE);
            other.export(folder.resolve("other.zip"), masked(), Progress.NONE);
            assertThrows(TracebinderException.class, () -> other.reveal(folder.resolve("a.zip"), new RevealChoice(
                    Set.of("S1:1"), "", Set.of(), Set.of()), folder.resolve("x.jsonl"), "x", Optional.empty(),
                    Progress.NONE), "another secret opens nothing");
            assertFalse(Files.exists(folder.resolve("x.jsonl")));
        }
    }

    @Test
    void whatKilledExportsLeftIsRemoved() throws Exception {
        try (Binder binder = binder()) {
            Path dead = Files.createDirectory(folder.resolve(".pack-dead"));
            Files.write(dead.resolve("lock"), new byte[0]);
            Files.write(dead.resolve("17"), new byte[100]);
            Path foreign = Files.createDirectory(folder.resolve(".pack-foreign"));
            Files.write(foreign.resolve("lock"), new byte[0]);
            Files.write(foreign.resolve("diary.txt"), new byte[100]);
            ExportReport report = binder.export(folder.resolve("a.zip"), ExportOptions.ALL, Progress.NONE);
            assertEquals(List.of(".pack-dead"), report.leftovers());
            assertFalse(Files.exists(dead));
            assertTrue(Files.exists(foreign.resolve("diary.txt")),
                    "nothing that a pack's writer does not make is removed");
        }
    }
}
