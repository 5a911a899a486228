// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.session.Samples.decision;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/** Somebody changes rows of the database, or states in a record table. */
class TamperedRowsTest {

    @TempDir
    private Path folder;

    /** S1: 1 and 2 are good, 3 repeats 1, 4 can't be read, 5 is the end that was cut off. */
    @BeforeEach
    void aBinderWithABadRecordADuplicateAndACutEnd() throws Exception {
        String one = decision("d1", "t", "allow").strip();
        String two = decision("d2", "t", "deny").strip();
        Path file = Files.writeString(folder.resolve("cut.json"), "[" + one + "," + two + "," + one
                + ",{\"decision_id\":},");
        try (Binder binder = Binder.create(folder.resolve("a.binder"), "Rows", null)) {
            ImportReport report = binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
            assertEquals("5 2 2 1", report.sources().stream().map(s -> s.totals().read() + " " + s.totals().accepted()
                    + " " + s.totals().quarantined() + " " + s.totals().duplicate()).findFirst().orElseThrow());
            assertTrue(binder.doctor(Progress.NONE).ok(), binder.doctor(Progress.NONE).toString());
        }
    }

    private void sql(String statement) throws Exception {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.binder/binder.db"));
                var s = db.createStatement()) {
            assertTrue(s.executeUpdate(statement) > 0, statement);
        }
    }

    private void assertFound(String check, String detail) throws Exception {
        try (Binder open = Binder.open(folder.resolve("a.binder"))) {
            List<String> bad = open.doctor(Progress.NONE).checks().stream().filter(c -> !c.ok())
                    .map(c -> c.name() + ": " + c.detail()).toList();
            assertTrue(bad.contains(check + ": " + detail), bad.toString());
            assertNotEquals(detail, Translation.to(Locale.GERMAN).say(detail));
        }
    }

    private void assertFound(String statement, String check, String detail) throws Exception {
        sql(statement);
        assertFound(check, detail);
    }

    @Test
    void aRowThatIsGoneFromTheQuarantine() throws Exception {
        assertFound("DELETE FROM quarantine WHERE record=4", "records S1",
                "record S1:4 was quarantined, and its row in the quarantine is gone");
    }

    @Test
    void factsOfTheEngagementThatNobodyTold() throws Exception {
        assertFound("UPDATE engagement SET value='Another' WHERE key='name'", "engagement",
                "what the database says of 'name' is not what the ledger tells");
        assertFound("INSERT INTO engagement VALUES('client','Nobody')", "engagement",
                "what the database says of 'client' is not what the ledger tells");
        assertFound("DELETE FROM engagement WHERE key='client' OR key='name'", "engagement",
                "the database lacks 'name', of which the ledger tells");
    }

    @Test
    void aCountOfActsThatWasLowered() throws Exception {
        assertFound("UPDATE state SET value=1 WHERE key='ledger.count'", "engagement",
                "the count of acts that the database keeps is lower than that of the ledger");
    }

    @Test
    void aRowTooManyInTheQuarantine() throws Exception {
        assertFound("INSERT INTO quarantine VALUES(1,2,'not liked')", "records S1",
                "record S1:2 stands in the quarantine, its table says otherwise");
    }

    @Test
    void rowsOfRecordsThatThereAreNot() throws Exception {
        assertFound("INSERT INTO quarantine VALUES(1,77,'not liked')", "records S1",
                "the database tells of record S1:77, which the source does not have");
        assertFound("UPDATE quarantine SET source=9 WHERE record=77", "import stages",
                "the database tells of records of S9, which the binder does not have");
    }

    @Test
    void aDuplicateThatIsGoneOrNamesAnother() throws Exception {
        assertFound("UPDATE duplicate SET of_record=2", "records S1",
                "record S1:3 is told to be a duplicate of a record with other bytes");
        assertFound("DELETE FROM duplicate", "records S1",
                "record S1:3 is a duplicate, and its row that names the first is gone");
    }

    @Test
    void statesThatChangePlaces() throws Exception {
        try (FileChannel table = FileChannel.open(folder.resolve("a.binder/vault/S1.records"),
                StandardOpenOption.WRITE)) {
            table.write(ByteBuffer.wrap(new byte[] {1}), 48 + 12); // the second: quarantined
            table.write(ByteBuffer.wrap(new byte[] {0}), 4 * 48 + 12); // the fifth: accepted
        }
        assertFound("records S1", "record S1:2 was quarantined, and its row in the quarantine is gone");
    }

    @Test
    void aLostEndIsToldWithoutItsWarning() throws Exception {
        List<ImportReport.Warning> before;
        try (Binder open = Binder.open(folder.resolve("a.binder"))) {
            before = open.sources().warnings();
            assertFalse(open.sources().complete());
        }
        sql("DELETE FROM warning");
        try (Binder open = Binder.open(folder.resolve("a.binder"))) {
            assertFalse(open.sources().complete());
            assertEquals(before.stream().filter(w -> w.code().equals("import.damaged")).toList(),
                    open.sources().warnings());
        }
        sql("DELETE FROM quarantine");
        try (Binder open = Binder.open(folder.resolve("a.binder"))) {
            String text = open.sources().warnings().get(0).text();
            assertTrue(text.endsWith("cut.json: its end could not be read at the import"), text);
            String german = Translation.to(Locale.GERMAN).say(text);
            assertTrue(german.endsWith("cut.json: sein Ende ließ sich beim Einlesen nicht lesen"), german);
        }
    }

    @Test
    void whatTheLedgerTellsOfASource() throws Exception {
        String tells = "entry 2 of the ledger tells another ";
        assertFound("UPDATE source SET format='langfuse'", "import stages", tells + "format of S1");
        assertFound("UPDATE source SET path='other.json'", "import stages", tells + "path of S1");
        assertEquals("Eintrag 2 des Journals nennt einen anderen Pfad von S1",
                Translation.to(Locale.GERMAN).say(tells + "path of S1"));
    }

    @Test
    void countsThatFitEachOtherAndNotTheLedger() throws Exception {
        sql("UPDATE source SET accepted=accepted+1, duplicate=0");
        sql("DELETE FROM duplicate");
        try (FileChannel table = FileChannel.open(folder.resolve("a.binder/vault/S1.records"),
                StandardOpenOption.WRITE)) {
            table.write(ByteBuffer.wrap(new byte[] {0}), 2 * 48 + 12); // the third: accepted
        }
        assertFound("import stages", "entry 2 of the ledger tells another count of records of S1");
    }

    @Test
    void bytesInTheTotals() throws Exception {
        assertFound("UPDATE source SET record_bytes=record_bytes-5, framing_bytes=framing_bytes+5", "records S1",
                "the bytes in the totals are not those of the records");
    }
}
