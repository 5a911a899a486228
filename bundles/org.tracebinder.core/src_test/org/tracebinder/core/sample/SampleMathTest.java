// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleMathTest {

    /** Published figures, computed with exact fractions; the notice stands at the top of the file. */
    @Test
    void allVectors() throws Exception {
        Map<String, Integer> seen = new HashMap<>();
        String text;
        try (InputStream in = SampleMathTest.class.getResourceAsStream("sampling-vectors.csv")) {
            text = new String(in.readAllBytes(), UTF_8);
        }
        for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
            String[] v = line.split(",");
            double confidence = Double.parseDouble(v[1]);
            double rate = v[0].equals("upperLimit") || v[0].equals("unit") ? 0 : Double.parseDouble(v[2]);
            switch (v[0]) {
                case "binomial" -> assertEquals(n(v[4]), SampleMath.size(confidence, rate, n(v[3])), line);
                case "poisson" -> {
                    assertEquals(n(v[4]), SampleMath.units(confidence, rate, n(v[3])), line);
                    assertEquals(Double.parseDouble(v[5]), SampleMath.factor(confidence, n(v[3])), 1e-6, line);
                }
                case "hypergeometric" -> {
                    assertEquals(n(v[6]), SampleMath.tolerated(n(v[5]), rate), line);
                    assertEquals(n(v[4]), SampleMath.size(n(v[5]), confidence, rate, n(v[3])), line);
                }
                case "upperLimit" -> assertEquals(Double.parseDouble(v[4]),
                        SampleMath.upperLimit(confidence, n(v[2]), n(v[3])), 1e-6, line);
                case "unit" -> {
                    double book = Double.parseDouble(v[2]);
                    double tolerable = Double.parseDouble(v[3]);
                    assertEquals(Double.parseDouble(v[4]), SampleMath.factor(confidence, 0), 1e-6);
                    assertEquals(Double.parseDouble(v[5]), tolerable / SampleMath.factor(confidence, 0), 0.01);
                    assertEquals(n(v[6]), SampleMath.units(confidence, tolerable / book, 0));
                }
                default -> throw new IllegalStateException(line);
            }
            seen.merge(v[0], 1, Integer::sum);
        }
        assertEquals(Map.of("binomial", 54, "poisson", 54, "hypergeometric", 48, "upperLimit", 56, "unit", 1), seen);
    }

    private static int n(String text) {
        return Integer.parseInt(text);
    }

    @Test
    void aPlannedSampleWithoutMoreDeviationsReachesItsGoal() {
        for (int population : new int[] {30, 200, 5_000, 2_000_000}) {
            for (int expected = 0; expected < 3; expected++) {
                int n = SampleMath.size(population, 0.95, 0.05, expected);
                assertTrue(n <= population);
                double limit = SampleMath.upperLimit(population, 0.95, n, expected);
                assertTrue(n == population || limit <= 0.05, population + " " + expected + ": " + limit);
            }
        }
        assertEquals(0.1, SampleMath.upperLimit(50, 0.95, 50, 5), 1e-12,
                "all was looked at: nothing is left to estimate");
        assertEquals(1.0, SampleMath.upperLimit(0.95, 3, 3));
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> SampleMath.size(1, 0.05, 0));
        assertThrows(IllegalArgumentException.class, () -> SampleMath.size(0.95, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> SampleMath.size(0, 0.95, 0.05, 0));
        assertThrows(IllegalArgumentException.class, () -> SampleMath.upperLimit(0.95, 5, 6));
    }
}
