// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** When two records are taken for one event, and which of them is believed. */
class EventPiecesTest {

    private static Event event(String actor, String error, boolean piece) {
        Event.Builder b = Event.of(EventKind.ADMIN).actor(actor).error(error).identity("x");
        return (piece ? b.piece(Event.NONE) : b).build();
    }

    @Test
    void theLastPartOfAPathNamesTheSameActor() {
        Event whole = event("arn:aws:iam::111122223333:user/carol", null, false);
        assertTrue(EventPieces.agree(whole, event("carol", null, true)));
        assertTrue(EventPieces.agree(event("carol", null, true), whole));
        assertTrue(EventPieces.agree(event("arn:aws:iam::111122223333:root", null, false), event("root", null, true)));
        assertFalse(EventPieces.agree(whole, event("arol", null, true)));
        assertFalse(EventPieces.agree(whole, event("bob", null, true)));
        assertFalse(EventPieces.agree(whole, event("carol", null, false)), "two whole records contradict each other");
        assertEquals("arn:aws:iam::111122223333:user/carol",
                EventPieces.join(event("carol", null, true), List.of(whole), List.of()).actor(), "the fuller name");
    }

    @Test
    void theCodeOfAnErrorIsThatErrorWithoutItsWords() {
        Event whole = event(null, "AccessDenied: not for you", false);
        assertTrue(EventPieces.agree(whole, event(null, "AccessDenied", true)));
        assertFalse(EventPieces.agree(whole, event(null, "Access", true)));
        assertEquals("AccessDenied: not for you",
                EventPieces.join(event(null, "AccessDenied", true), List.of(whole), List.of()).error());
    }
}
