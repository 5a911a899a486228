// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Progress;

class DoubtsTest {

    private static final List<Check> CHECKS = List.of(Checks.byId("log.cap").orElseThrow(),
            Checks.byId("log.duplicate").orElseThrow(), Checks.byId("log.gap").orElseThrow());

    @Test
    void supportIsNeverAmongThem() {
        MemoryTrail trail = new MemoryTrail().add(1, Event.of(EventKind.INFERENCE).trace("t").build());
        assertEquals(List.of("SUPPORTED", "SUPPORTED", "NOT_ASSESSABLE"), outcomes(Checks.run(CHECKS, trail, Map.of(),
                Progress.NONE)));
        assertEquals(List.of("NOT_ASSESSABLE"), outcomes(Checks.doubts(CHECKS, trail, Map.of(), Progress.NONE)));
    }

    @Test
    void theyAreWhatTheChecksSay() {
        MemoryTrail trail = new MemoryTrail();
        for (int i = 0; i < 10_000; i++) {
            trail.add(1, Event.of(EventKind.INFERENCE).trace("t" + i).build());
        }
        trail.record(2, "record 0", List.of(Event.of(EventKind.INFERENCE).trace("t0").build()));
        List<CheckResult> all = Checks.run(CHECKS, trail, Map.of(), Progress.NONE);
        assertEquals(List.of("GAP", "GAP", "NOT_ASSESSABLE"), outcomes(all));
        assertEquals(all, Checks.doubts(CHECKS, trail, Map.of(), Progress.NONE));
    }

    private static List<String> outcomes(List<CheckResult> results) {
        return results.stream().map(r -> r.result().name()).toList();
    }
}
