// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventExtraTest {

    @Test
    void aKeyThatComesAgainKeepsEveryValueUnderTheNextNumber() {
        Event.Builder b = Event.of(EventKind.OTHER);
        for (int i = 1; i <= 1_000; i++) {
            b.extra("k", "v" + i).extra("other" + i, "x");
        }
        Event e = b.extra("k", null).build();
        assertEquals(2_000, e.extra().size());
        assertEquals("v1", e.extra().get("k"));
        for (int i = 2; i <= 1_000; i++) {
            assertEquals("v" + i, e.extra().get("k#" + i));
        }
    }

    @Test
    void aNumberThatTheSourceItselfUsesIsNotOverwritten() {
        Event e = Event.of(EventKind.OTHER).extra("k#2", "own").extra("k", "a").extra("k", "b").build();
        assertEquals(List.of("own", "a", "b"), List.copyOf(e.extra().values()));
    }
}
