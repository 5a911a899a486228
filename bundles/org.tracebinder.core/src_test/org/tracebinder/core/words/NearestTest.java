// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> NAMES = List.of("tokensIn", "tokensOut", "model", "policy");

    @Test
    void findsTheNameWithTheFewestLettersThatDiffer() {
        assertEquals(Optional.of("tokensOut"), Nearest.to("tokenOut", NAMES, 3));
        assertEquals(Optional.of("tokensIn"), Nearest.to("TOKENSIN", NAMES, 0));
        assertEquals(Optional.of("policy"), Nearest.to("polcy", NAMES, 1));
    }

    @Test
    void findsNothingBeyondTheLettersThatMayDiffer() {
        assertEquals(Optional.empty(), Nearest.to("polcy", NAMES, 0));
        assertEquals(Optional.empty(), Nearest.to("latency", NAMES, 3));
        assertEquals(Optional.empty(), Nearest.to("m".repeat(1_000_000), NAMES, 1_000_000));
    }
}
