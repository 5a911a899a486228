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
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.QueryException;

class SavedQueryTest {

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content);
    }

    private Binder binder() throws Exception {
        Binder binder = Binder.create(folder.resolve("a.binder"), "Test", null);
        binder.importPaths(List.of(file("one.jsonl", Samples.decision("d1", "t1", "allow")
                + Samples.decision("d2", "t2", "deny"))), ImportOptions.DEFAULT, Progress.NONE);
        return binder;
    }

    @Test
    void aLaterRunSaysSameOrWhatWasAdded() throws Exception {
        try (Binder binder = binder()) {
            SavedQuery saved = binder.queries().save("denied", "policy:deny", false, Progress.NONE);
            assertEquals(1, saved.total());
            assertEquals(Hash.of("S1:2\n".getBytes(StandardCharsets.US_ASCII)), saved.resultHash());
            QueryRun same = binder.queries().run("denied", Progress.NONE).get(0);
            assertTrue(same.same());
            assertEquals(0, same.addedCount() + same.removedCount());
            binder.importPaths(List.of(file("two.jsonl", Samples.decision("d3", "t3", "deny"))), ImportOptions.DEFAULT,
                    Progress.NONE);
            QueryRun run = binder.queries().run("all", Progress.NONE).get(0);
            assertFalse(run.same());
            assertEquals(2, run.total());
            assertEquals(List.of(EventId.parse("S2:1")), run.added());
            assertEquals(List.of(), run.removed());
        }
    }

    @Test
    void aConflictMovesNothingButAReplacedQueryDoes() throws Exception {
        try (Binder binder = binder()) {
            binder.queries().save("q", "policy:*", false, Progress.NONE);
            assertThrows(TracebinderException.class, () -> binder.queries().save("q", "policy:deny", false,
                    Progress.NONE));
            assertEquals(2, binder.queries().all().get(0).total());
            binder.queries().save("q", "policy:deny", true, Progress.NONE);
            assertEquals("policy:deny", binder.queries().all().get(0).text());
            assertEquals(2, binder.ledger().stream().filter(e -> e.act().equals("query.save")).count());
            binder.queries().remove("q");
            assertEquals(List.of(), binder.queries().all());
            assertThrows(TracebinderException.class, () -> binder.queries().run("q", Progress.NONE));
            assertThrows(TracebinderException.class, () -> binder.queries().save("all", "*", false, Progress.NONE));
            assertThrows(TracebinderException.class, () -> binder.queries().save("../x", "*", false, Progress.NONE));
            assertThrows(QueryException.class, () -> binder.queries().save("x", "kind:(", false, Progress.NONE));
            assertTrue(binder.doctor(Progress.NONE).ok());
        }
    }

    @Test
    void aReopenedBinderHasItsQueriesAndARebuildFindsTheSame() throws Exception {
        try (Binder binder = binder()) {
            binder.queries().save("everything", "", false, Progress.NONE);
        }
        try (Binder binder = Binder.open(folder.resolve("a.binder"));
                Binder reading = Binder.open(folder.resolve("a.binder"))) {
            binder.rebuild(Progress.NONE);
            assertTrue(binder.queries().run("everything", Progress.NONE).get(0).same());
            assertTrue(reading.readOnly());
            assertEquals(1, reading.queries().all().size());
            assertThrows(TracebinderException.class, () -> reading.queries().save("x", "", false, Progress.NONE));
        }
    }

    @Test
    void aPackHoldsThem() throws Exception {
        try (Binder binder = binder()) {
            binder.queries().save("denied", "policy:deny", false, Progress.NONE);
            Path pack = folder.resolve("p.zip");
            binder.export(pack, new ExportOptions(List.of(), List.of("policy:allow"), false, Optional.empty(),
                    new char[0], Locale.ENGLISH), Progress.NONE);
            assertTrue(FinishedPack.verify(pack, Progress.NONE).ok(), FinishedPack.verify(pack, Progress.NONE)
                    .toString());
            try (ZipFile zip = new ZipFile(pack.toFile())) {
                var entry = zip.stream().filter(e -> e.getName().endsWith("/queries.json")).findFirst().orElseThrow();
                String json = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(json.contains("\"name\":\"denied\""), json);
                assertTrue(json.contains("\"same\":true"), json);
                assertTrue(json.contains("policy:allow"), json);
            }
        }
    }
}
