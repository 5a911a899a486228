// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class SampleDrawTest {

    private static List<Integer> places(SampleDraw draw, int count, LongUnaryOperator number) {
        List<Integer> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int hits = draw.pass(number.applyAsLong(i));
            for (int h = 0; h < hits; h++) {
                drawn.add(i);
            }
        }
        return drawn;
    }

    private static List<Integer> random(String seed, int count, int size) {
        return places(SampleDraw.of(SampleMethod.RANDOM, seed, "h", new long[] {count}, size), count, i -> 0);
    }

    /** Figures of an independent program in another language (the script in each pack); they must never change. */
    @Test
    void drawsAreFixed() {
        SampleNumbers numbers = new SampleNumbers("key");
        assertEquals(List.of(FIRST, SECOND), List.of(numbers.next(1_000_000), numbers.next(1_000_000)));
        assertEquals(RANDOM, random("seed", 100, 5));
    }

    private static final long FIRST = 801828L;
    private static final long SECOND = 826797L;
    private static final List<Integer> RANDOM = List.of(39, 73, 85, 89, 99);

    @Test
    void eachPlaceIsDrawnOnceAndTheSeedDecides() {
        List<Integer> a = random("a", 1000, 200);
        assertEquals(200, a.stream().distinct().count());
        assertEquals(a, random("a", 1000, 200));
        assertNotEquals(a, random("b", 1000, 200));
        assertEquals(50, random("all", 50, 50).size());
        assertThrows(IllegalArgumentException.class, () -> random("a", 5, 6));
    }

    @Test
    void everyPlaceIsAboutAsLikely() {
        int[] count = new int[10];
        for (int seed = 0; seed < 5000; seed++) {
            random("s" + seed, 10, 2).forEach(p -> count[p]++);
        }
        for (int n : count) {
            assertTrue(n > 850 && n < 1150, "drawn " + n + " times instead of about 1000");
        }
    }

    @Test
    void systematicKeepsItsDistance() {
        List<Integer> drawn = places(SampleDraw.of(SampleMethod.SYSTEMATIC, "s", "h", new long[] {103}, 10), 103,
                i -> 0);
        assertEquals(10, drawn.size());
        for (int i = 1; i < drawn.size(); i++) {
            int step = drawn.get(i) - drawn.get(i - 1);
            assertTrue(step == 10 || step == 11, "step " + step);
        }
    }

    @Test
    void strataGetTheirShare() {
        assertArrayEquals(new int[] {7, 2, 1}, SampleDraw.shares(new long[] {70, 20, 10}, 10));
        assertArrayEquals(new int[] {1, 1, 1}, SampleDraw.shares(new long[] {50, 30, 20}, 3));
        assertArrayEquals(new int[] {1, 0}, SampleDraw.shares(new long[] {5, 5}, 1), "equal remainders: the first");
        SampleDraw draw = SampleDraw.of(SampleMethod.STRATIFIED, "s", "h", new long[] {75, 25}, 20);
        List<Integer> drawn = places(draw, 100, i -> i % 4 == 0 ? 2 : 1);
        assertEquals(20, drawn.size());
        assertEquals(5, drawn.stream().filter(i -> i % 4 == 0).count());
        assertThrows(IllegalArgumentException.class, () -> draw.pass(3));
    }

    @Test
    void unitsFavourLargeItems() {
        // one item has 900 of 1000 units: of ten units nine are its own
        List<Integer> drawn = places(SampleDraw.of(SampleMethod.UNIT, "s", "h", new long[] {1000}, 10), 101,
                i -> i == 50 ? 900 : 1);
        assertEquals(10, drawn.size());
        assertTrue(drawn.stream().filter(i -> i == 50).count() >= 9);
        List<Integer> none = places(SampleDraw.of(SampleMethod.UNIT, "s", "h", new long[] {10}, 3), 10, i -> i < 5 ? 2
                : 0);
        assertTrue(none.stream().allMatch(i -> i < 5), "what has no units is never drawn");
    }
}
