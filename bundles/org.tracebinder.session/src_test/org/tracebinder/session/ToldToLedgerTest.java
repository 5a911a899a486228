// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.session.Samples.decision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/** Rows of the database and the index are changed so that all counts still fit: what the ledger tells finds it. */
class ToldToLedgerTest {

    @TempDir
    private Path folder;

    private Path binder(String name, String action) throws Exception {
        Path inputs = Files.createDirectories(folder.resolve(name));
        String one = decision(name + "1", "t", "allow");
        String two = decision(name + "2", "t", action);
        // the first again is a duplicate, the same id with another answer a conflict, a line that is cut is quarantined
        Files.writeString(inputs.resolve("a.jsonl"), one + two + one + decision(name + "1", "t", "deny")
                + "{\"decision_id\":\n" + decision(name + "3", "t" + name, "allow"));
        Files.writeString(inputs.resolve("b.zip"), "PK\003\004 no archive at all");
        Path binder = folder.resolve(name + ".binder");
        try (Binder open = Binder.create(binder, name, null)) {
            open.importPaths(List.of(inputs.resolve("a.jsonl"), inputs.resolve("b.zip")), ImportOptions.DEFAULT,
                    Progress.NONE);
            assertEquals(List.of(), bad(open));
            assertEquals(1, open.sources().sources().get(0).conflicts());
        }
        return binder;
    }

    private static List<String> bad(Binder open) throws Exception {
        return open.doctor(Progress.NONE).checks().stream().filter(c -> !c.ok()).map(c -> c.name() + ": " + c.detail())
                .toList();
    }

    private static void sql(Path binder, String statement) throws Exception {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + binder.resolve("binder.db"));
                var s = db.createStatement()) {
            assertTrue(s.executeUpdate(statement) > 0, statement);
        }
    }

    private static void assertFound(Path binder, String expected) throws Exception {
        try (Binder open = Binder.openForRepair(binder)) {
            assertEquals(List.of(expected), bad(open));
            String detail = expected.substring(expected.indexOf(": ") + 2);
            assertNotEquals(detail, Translation.to(Locale.GERMAN).say(detail));
        }
    }

    private void assertFoundAfter(String statement, String expected) throws Exception {
        Path binder = binder("x", "deny");
        sql(binder, statement);
        assertFound(binder, expected);
    }

    @Test
    void aWarningIsTakenAway() throws Exception {
        Path binder = binder("x", "deny");
        int count;
        try (Binder open = Binder.open(binder)) {
            count = open.sources().warnings().size();
        }
        sql(binder, "DELETE FROM warning WHERE code='import.unread' OR code='import.damaged'");
        try (Binder open = Binder.openForRepair(binder)) {
            assertTrue(count > 0);
            List<String> bad = bad(open);
            assertEquals(1, bad.size(), bad.toString());
            assertTrue(bad.get(0).startsWith("warnings: the ledger tells of "), bad.get(0));
            assertTrue(open.doctor(Progress.NONE).checks().stream().anyMatch(c -> c.name().equals("warnings")));
        }
    }

    @Test
    void aWarningIsChanged() throws Exception {
        assertFoundAfter("UPDATE warning SET text=text || ' or so' WHERE rowid=1",
                "warnings: a warning was changed since the ledger told of it");
    }

    @Test
    void theReasonInTheQuarantine() throws Exception {
        assertFoundAfter("UPDATE quarantine SET reason='harmless' WHERE source=1", "records S1: the rows of quarantined"
                + " records in the database are not those that the ledger tells of");
    }

    @Test
    void theConflicts() throws Exception {
        assertFoundAfter("DELETE FROM conflict", "records S1: the rows of conflicts in the database are not those that"
                + " the ledger tells of");
        assertFound(changed("UPDATE conflict SET of_record=2"), "records S1: the rows of conflicts in the database are"
                + " not those that the ledger tells of");
    }

    private Path changed(String statement) throws Exception {
        Path binder = binder("y", "deny");
        sql(binder, statement);
        return binder;
    }

    @Test
    void theTimes() throws Exception {
        assertFoundAfter("UPDATE source SET first_time=first_time+1 WHERE number=1", "import stages: what the database"
                + " says of S1 is not what the ledger tells: its times, sizes or how it was read were changed");
    }

    @Test
    void howManyConflictsThereWere() throws Exception {
        assertFoundAfter("UPDATE source SET conflicts=conflicts+5 WHERE number=1",
                "import stages: the ledger tells other counts of events or conflicts of S1");
    }

    @Test
    void theCountOfEventsInTheRecordTable() throws Exception {
        Path binder = binder("x", "deny");
        try (FileChannel table = FileChannel.open(binder.resolve("vault/S1.records"), StandardOpenOption.WRITE)) {
            table.write(ByteBuffer.wrap(new byte[] {7}), 48 + 15);
        }
        assertFound(binder, "records S1: the record table was changed since the import: places, states or counts of"
                + " events in it");
    }

    @Test
    void theIndexOfAnotherBinder() throws Exception {
        Path binder = binder("x", "deny");
        Path other = binder("z", "deny");
        clear(binder.resolve("index"));
        try (Stream<Path> files = Files.walk(other.resolve("index"))) {
            for (Path file : files.toList()) {
                Path target = binder.resolve("index").resolve(other.resolve("index").relativize(file));
                if (!Files.exists(target)) {
                    Files.copy(file, target);
                }
            }
        }
        assertFound(binder, "index: the index was made of other sources than this binder has. Run rebuild.");
        String refused = assertThrows(StaleIndexException.class, () -> Binder.open(binder)).getMessage();
        assertTrue(refused.contains("made of other sources"), refused);
        assertNotEquals(refused, Translation.to(Locale.GERMAN).say(refused));
        try (Binder open = Binder.openForRepair(binder)) {
            assertEquals(List.of(), open.rebuild(Progress.NONE));
            assertEquals(List.of(), bad(open));
        }
        try (Binder open = Binder.open(binder)) {
            assertEquals(1, open.trail().count("trace:tx", Progress.NONE));
        }
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).filter(f -> !f.equals(folder)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void theSameAfterTheIndexWasMadeAgainAndAfterAFurtherImport() throws Exception {
        Path binder = binder("x", "deny");
        Path more = Files.writeString(folder.resolve("more.jsonl"), decision("x9", "t", "allow"));
        try (Binder open = Binder.open(binder)) {
            assertEquals(List.of(), open.rebuild(Progress.NONE));
            assertEquals(List.of(), bad(open));
            open.importPaths(List.of(more), ImportOptions.DEFAULT, Progress.NONE);
            assertEquals(List.of(), bad(open));
        }
        sql(binder, "DELETE FROM warning WHERE source=1");
        try (Binder open = Binder.open(binder)) {
            assertEquals(List.of(), open.rebuild(Progress.NONE));
            assertEquals(1, bad(open).size()); // an index that is made again covers nothing up
        }
    }
}
