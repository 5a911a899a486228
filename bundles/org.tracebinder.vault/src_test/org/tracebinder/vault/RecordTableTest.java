// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Hash;
import org.tracebinder.core.query.RecordRef;

class RecordTableTest {

    @TempDir
    private Path folder;

    @Test
    void keepsWhatWasAddedInOrder() throws IOException {
        Path file = folder.resolve("S7.records");
        int n = 10_000;
        try (RecordTable table = RecordTable.create(file)) {
            for (int i = 0; i < n; i++) {
                byte[] leaf = Hash.of(new byte[] {(byte) i, (byte) (i >> 8)}).bytes();
                table.add(i * 5_000_000_000L, i, RecordRef.State.ACCEPTED, i * 7 & RecordTable.MAX_EVENTS, leaf, 0);
            }
            table.force();
        }
        try (RecordTable table = RecordTable.open(file, true)) {
            assertEquals(n, table.size());
            RecordTable.Entry entry = table.get(7, 9_999);
            assertEquals("S7:9999", entry.ref().id().toString());
            assertEquals(9_998 * 5_000_000_000L, entry.ref().offset());
            assertEquals(9_998, entry.ref().length());
            assertEquals(9_998 * 7, entry.events());
            table.mark(9_999, RecordRef.State.DUPLICATE);
            assertEquals(RecordRef.State.DUPLICATE, table.get(7, 9_999).ref().state());
            assertEquals(9_998 * 7, table.get(7, 9_999).events());
            byte[] leaf = new byte[32];
            table.read(9_998, leaf);
            assertEquals(entry.ref().leaf(), Hash.wrap(leaf));
            List<Long> seen = new ArrayList<>();
            table.forEach(7, e -> seen.add(e.ref().id().record()));
            assertEquals(n, seen.size());
            assertEquals(1, seen.get(0));
            assertThrows(IOException.class, () -> table.get(7, n + 1));
        }
    }
}
