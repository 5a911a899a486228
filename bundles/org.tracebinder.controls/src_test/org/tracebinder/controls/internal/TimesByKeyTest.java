// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TimesByKeyTest {

    @Test
    void findsWhatAPlainSearchFinds() {
        Random random = new Random(5);
        TimesByKey times = new TimesByKey();
        Map<Long, TreeSet<Long>> plain = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            long key = random.nextInt(300) - 150L;
            long time = random.nextInt(100_000);
            times.add(key, time);
            plain.computeIfAbsent(key, k -> new TreeSet<>()).add(time);
        }
        times.sort();
        for (int i = 0; i < 20_000; i++) {
            long key = random.nextInt(320) - 160L;
            long from = random.nextInt(100_000);
            long to = from + random.nextInt(3_000);
            boolean there = plain.containsKey(key) && !plain.get(key).subSet(from, true, to, true).isEmpty();
            assertEquals(there, times.has(key, from, to), key + " " + from + " " + to);
        }
        assertFalse(new TimesByKey().has(1, 0, 9));
    }
}
