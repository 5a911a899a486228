// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Hash;
import org.tracebinder.core.RecordId;

class BinderStoreTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T09:30:00.123Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void theLedgerIsAChain() throws IOException {
        try (BinderStore store = BinderStore.open(folder, false, CLOCK)) {
            store.append("create", Map.of("name", "Ä\n\"x\""));
            store.append("import", Map.of("sources", List.of(Map.of("bytes", 12L))));
            store.commit();
        }
        try (BinderStore store = BinderStore.open(folder, true, CLOCK)) {
            List<LedgerEntry> ledger = store.ledger();
            assertEquals(LedgerEntry.NONE, ledger.get(0).previous());
            assertEquals(ledger.get(0).hash(), ledger.get(1).previous());
            assertEquals(2, ledger.get(1).count());
            for (LedgerEntry entry : ledger) {
                assertEquals(entry.hash(), entry.computeHash());
                assertTrue(entry.json().contains("\"hash\":\"" + entry.hash() + "\""));
            }
            LedgerEntry first = ledger.get(0);
            LedgerEntry forged = new LedgerEntry(1, first.time(), "somebody else", first.act(), first.subject(), 1,
                    first.previous(), first.hash());
            assertNotEquals(forged.hash(), forged.computeHash());
        }
    }

    @Test
    void theHashIsThatOfTheCanonicalEntryWithoutIt() {
        LedgerEntry entry = LedgerEntry.next(null, "2026-01-01T00:00:00Z", "me", "create", Map.of("b", 1, "a", "x"));
        String text = "{\"act\":\"create\",\"actor\":\"me\",\"count\":1,\"previous\":\"" + LedgerEntry.NONE
                + "\",\"seq\":1,\"subject\":{\"a\":\"x\",\"b\":1},\"time\":\"2026-01-01T00:00:00Z\"}";
        assertEquals(Hash.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)).toString(), entry.hash());
    }

    @Test
    void whatIsNotCommittedIsGone() throws IOException {
        try (BinderStore store = BinderStore.open(folder, false, CLOCK)) {
            store.addQuarantine(new RecordId(1, 3), "kept");
            store.commit();
            store.addQuarantine(new RecordId(1, 4), "lost");
        }
        try (BinderStore store = BinderStore.open(folder, false, CLOCK)) {
            StringBuilder seen = new StringBuilder();
            store.quarantine((id, reason) -> seen.append(id).append(' ').append(reason));
            assertEquals("S1:3 kept", seen.toString());
        }
    }

    @Test
    void aFileThatIsNoBinderIsRefused() {
        assertThrows(IOException.class, () -> BinderStore.open(folder, true, CLOCK));
    }
}
