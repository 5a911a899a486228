// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/** Somebody takes the last act out of the ledger. */
class CutLedgerTest {

    @TempDir
    private Path folder;

    private DoctorReport.Check ledger() throws Exception {
        try (Binder open = Binder.open(folder.resolve("a.binder"))) {
            return open.doctor(Progress.NONE).checks().stream().filter(c -> c.name().equals("ledger")).findFirst()
                    .orElseThrow();
        }
    }

    private void sql(String statement) throws Exception {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.binder/binder.db"));
                var s = db.createStatement()) {
            s.execute(statement);
        }
    }

    @Test
    void aLedgerWithoutItsLastActIsFound() throws Exception {
        try (Binder binder = Binder.create(folder.resolve("a.binder"), "Ledger", null)) {
            binder.queries().save("every one", "*", false, Progress.NONE);
        }
        assertTrue(ledger().ok(), ledger().detail());
        sql("DELETE FROM ledger WHERE seq=(SELECT max(seq) FROM ledger)");
        assertFalse(ledger().ok());
        assertTrue(ledger().detail().startsWith("entries at its end are gone"), ledger().detail());
        assertNotEquals(ledger().detail(), Translation.to(Locale.GERMAN).say(ledger().detail()));
    }

    @Test
    void aBinderOfAnOlderProgramSaysThatItsEndIsNotKept() throws Exception {
        Binder.create(folder.resolve("a.binder"), "Ledger", null).close();
        sql("DELETE FROM state WHERE key LIKE 'ledger.%'");
        Files.delete(folder.resolve("a.binder/ledger.head"));
        DoctorReport.Check old = ledger();
        assertTrue(old.ok());
        assertTrue(old.detail().endsWith("a cut there would not show"), old.detail());
        String german = Translation.to(Locale.GERMAN).say(old.detail());
        assertEquals("1 Eintrag, eine ununterbrochene Kette; ihr Ende ist nirgends sonst bewahrt, wie in Mappen älterer"
                + " Programme: ein Schnitt dort fiele nicht auf", german);
    }
}
