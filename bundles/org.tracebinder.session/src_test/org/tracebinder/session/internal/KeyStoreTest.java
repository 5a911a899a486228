// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.EventId;
import org.tracebinder.core.RecordId;

class KeyStoreTest {

    /** More than wait in memory, all in a few parts. */
    private static final int MANY = 5_000;

    @TempDir
    private Path folder;

    @Test
    void whatStandsAgainIsFoundInThisImportAndInThoseBefore() throws Exception {
        Random random = new Random(7);
        Map<String, EventId> first = new HashMap<>();
        for (int source = 1; source <= 3; source++) {
            List<String> found = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            try (KeyStore keys = new KeyStore(folder, "events")) {
                for (int i = 1; i <= MANY; i++) {
                    byte[] key = new byte[16];
                    random.nextBytes(key);
                    key[0] = (byte) (i % 3);
                    if (i % 3 == 1 && i % 100 == 1) { // some again, in one part only
                        key[4] = (byte) (i / 100 % 5);
                        Arrays.fill(key, 5, 16, (byte) 9);
                        Arrays.fill(key, 1, 4, (byte) 0);
                    }
                    EventId id = new EventId(new RecordId(source, i), 0);
                    keys.add(key, 0, key, 0, source, i, 0);
                    EventId before = first.putIfAbsent(HexFormat.of().formatHex(key), id);
                    if (before != null) {
                        expected.add(id + " as " + before);
                    }
                }
                keys.again(source, id -> true, (later, earlier, same) -> {
                    assertTrue(same);
                    found.add(later + " as " + earlier);
                });
                keys.seal(source);
            }
            assertEquals(new TreeSet<>(expected), new TreeSet<>(found));
            assertEquals(expected.size(), found.size());
            assertTrue(expected.size() > 10, "nothing stood again: the test shows nothing");
        }
    }

    @Test
    void keysThatAreAlikeInPartAreDifferent() throws Exception {
        try (KeyStore keys = new KeyStore(folder, "events")) {
            byte[] zero = new byte[16];
            byte[] begin = zero.clone();
            begin[7] = 1;
            byte[] end = zero.clone();
            end[15] = 1;
            for (byte[] key : List.of(zero, begin, end)) {
                keys.add(key, 0, key, 0, 1, key[7] * 2 + key[15] + 1, 0);
            }
            List<EventId> found = new ArrayList<>();
            keys.again(1, id -> true, (later, earlier, same) -> found.add(later));
            assertEquals(List.of(), found);
            keys.add(begin, 0, zero, 0, 1, 9, 0);
            keys.again(1, id -> true, (later, earlier, same) -> {
                assertEquals(new EventId(new RecordId(1, 3), 0), earlier);
                assertTrue(!same, "another content");
                found.add(later);
            });
            assertEquals(List.of(new EventId(new RecordId(1, 9), 0)), found);
        }
    }
}
