// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of the ledger is kept in more than one place. */
class LedgerTableTest {

    @TempDir
    private Path folder;

    private void acts(String... names) throws IOException {
        try (BinderStore store = BinderStore.open(folder, false, Clock.systemUTC())) {
            for (String name : names) {
                store.append(name, Map.of());
                store.commit();
            }
        }
    }

    private LedgerTable.End end() throws IOException {
        try (BinderStore store = BinderStore.open(folder, true, Clock.systemUTC())) {
            return store.ledgerEnd();
        }
    }

    private void sql(String... statements) throws SQLException {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(BinderStore.FILE));
                var s = db.createStatement()) {
            for (String statement : statements) {
                s.execute(statement);
            }
        }
    }

    @Test
    void aCutEndIsFoundAndStaysFound() throws Exception {
        acts("create", "import", "query.save");
        assertEquals(LedgerTable.End.WHOLE, end());
        sql("DELETE FROM ledger WHERE seq=3");
        assertEquals(LedgerTable.End.CUT, end());
        acts("note.add", "note.remove");
        assertEquals(LedgerTable.End.CUT, end(), "further acts hide it");
        sql("DELETE FROM state WHERE key='ledger.count'");
        assertEquals(LedgerTable.End.CUT, end(), "the file alone tells");
    }

    @Test
    void theCountTellsWhereTheFileIsGone() throws Exception {
        acts("create", "import", "query.save");
        Files.delete(folder.resolve(LedgerTable.FILE));
        assertEquals(LedgerTable.End.LOST, end());
        acts("note.add");
        assertEquals(LedgerTable.End.LOST, end());
        sql("DELETE FROM ledger WHERE seq>=3");
        assertEquals(LedgerTable.End.CUT, end());
        sql("DELETE FROM ledger");
        assertEquals(LedgerTable.End.CUT, end());
    }

    @Test
    void aCrashBeforeTheFileIsNoLoss() throws Exception {
        acts("create", "import");
        byte[] before = Files.readAllBytes(folder.resolve(LedgerTable.FILE));
        acts("query.save");
        Files.write(folder.resolve(LedgerTable.FILE), before);
        assertEquals(LedgerTable.End.WHOLE, end());
        acts("note.add");
        assertEquals(LedgerTable.End.WHOLE, end());
        sql("DELETE FROM ledger WHERE seq=4", "UPDATE state SET value=3 WHERE key='ledger.count'");
        assertEquals(LedgerTable.End.CUT, end());
    }

    @Test
    void aCrashAtTheFirstActIsNoLoss() throws Exception {
        acts("create");
        Files.delete(folder.resolve(LedgerTable.FILE));
        acts("import");
        assertEquals(LedgerTable.End.WHOLE, end());
    }

    @Test
    void whatIsRolledBackWasNever() throws Exception {
        try (BinderStore store = BinderStore.open(folder, false, Clock.systemUTC())) {
            store.append("create", Map.of());
            store.commit();
            store.append("import", Map.of());
            store.rollback();
            store.commit();
            assertEquals(LedgerTable.End.WHOLE, store.ledgerEnd());
        }
    }

    @Test
    void aBinderOfAnOlderProgramIsSaidToBeOne() throws Exception {
        acts("create", "import");
        sql("DELETE FROM state");
        Files.delete(folder.resolve(LedgerTable.FILE));
        assertEquals(LedgerTable.End.UNKNOWN, end());
        acts("note.add");
        assertEquals(LedgerTable.End.WHOLE, end());
        sql("DELETE FROM ledger WHERE seq=3");
        assertEquals(LedgerTable.End.CUT, end());
    }
}
