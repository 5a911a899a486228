// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.controls.Outcome.GAP;
import static org.tracebinder.controls.Outcome.SUPPORTED;
import static org.tracebinder.controls.SmallTrails.inference;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Progress;

/** Values that say nothing, or less than zero. */
class EmptyWordsTest {

    /** Words that stand for nothing name nobody, and a label that moves is no version. */
    @Test
    void wordsForNothingNameNothing() {
        for (String word : List.of("null", "None", "n/a", "-", " ", "unknown", "undefined")) {
            MemoryTrail trail = new MemoryTrail().add(1, inference("t1").actor(word).version("1").build(),
                    Event.of(EventKind.AGENT).trace("t1").actor(word).build());
            is(GAP, 1, 1, run("log.actor", trail));
            is(GAP, 2, 2, run("log.generic-actor", trail));
            is(SUPPORTED, 1, 0, run("log.model-version", trail));
            is(GAP, 1, 1, run("log.model-version", new MemoryTrail().add(1, inference("t1").version(word).build())));
        }
        is(GAP, 1, 1, run("log.model-version", new MemoryTrail().add(1, inference("t1").version("latest").build())));
        is(SUPPORTED, 1, 0, run("log.model-version", new MemoryTrail().add(1, inference("t1").version("latest")
                .modelServed("m-2026-01-15").build())));
        is(GAP, 1, 1, run("log.model-version", new MemoryTrail().add(1, inference("t1").modelServed("unknown")
                .build())));
    }

    /** Names that gateways give to everybody, in either case. */
    @Test
    void namesOfEverybodyAreNobodysOwn() {
        for (String word : List.of("anonymous", "Anonymous", "default_user_id")) {
            is(GAP, 1, 1, run("log.generic-actor", new MemoryTrail().add(1, inference("t1").actor(word).build())));
        }
    }

    /** A cost below zero is told as what it is. */
    @Test
    void costsOfZeroAndBelow() {
        CheckResult r = run("cost.zero", new MemoryTrail().add(1, inference("a").tokensIn(1).cost(BigDecimal.ONE)
                .build()).add(1, inference("b").tokensIn(1).cost(new BigDecimal("-0.5")).build()));
        is(GAP, 2, 1, r);
        assertTrue(r.summary().startsWith("1 of 2 inferences with tokens and a cost have a cost of zero or below zero"),
                r.summary());
    }

    private static CheckResult run(String id, MemoryTrail trail) {
        return Checks.run(List.of(Checks.byId(id).orElseThrow()), trail, Map.of(), Progress.NONE).get(0);
    }

    private static void is(Outcome outcome, long population, long contrary, CheckResult r) {
        assertEquals(outcome + " " + population + " " + contrary, r.result() + " " + r.population() + " "
                + r.contrary(), r.summary());
    }
}
