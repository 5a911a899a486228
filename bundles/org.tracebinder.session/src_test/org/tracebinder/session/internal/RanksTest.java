// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tracebinder.session.compare.PopulationDifference.Mix;
import org.tracebinder.session.compare.PopulationDifference.Numbers;

class RanksTest {

    @Test
    void deltaEqualsThePlainCountOverAllPairs() {
        Random random = new Random(11);
        for (int round = 0; round < 100; round++) {
            double[] a = random.ints(1 + random.nextInt(60), 0, 20).asDoubleStream().toArray();
            double[] b = random.ints(1 + random.nextInt(60), 3, 24).asDoubleStream().toArray();
            double sum = 0;
            for (double x : a) {
                for (double y : b) {
                    sum += Math.signum(y - x);
                }
            }
            assertEquals(sum / (a.length * b.length), Ranks.compare("f", "u", a, 0, b, 0).delta(), 1e-12);
        }
    }

    @Test
    void quantilesAndWordsOfAKnownSample() {
        double[] a = {4, 1, 3, 2};
        double[] b = {5, 6, 7, 8};
        Numbers n = Ranks.compare("f", "u", a, 2, b, 0);
        assertEquals(1, n.delta());
        assertEquals("large", n.size());
        assertEquals(2, n.a().median());
        assertEquals(2.5, n.a().mean());
        assertEquals(4, n.a().p95());
        assertEquals(2, n.a().missing());
        assertEquals(2.309, n.z(), 0.001, "U = 16, mean 8, standard deviation 3.464");
        assertNull(Ranks.compare("f", "u", new double[0], 4, b, 0).delta());
    }

    @Test
    void theMixOfAKnownTable() {
        Mixture mix = new Mixture("status");
        for (int i = 0; i < 100; i++) {
            mix.add(0, i < 90 ? "ok" : "error");
            mix.add(1, i < 70 ? "ok" : "error");
        }
        mix.add(0, null);
        Mix m = mix.result();
        assertEquals(0.25, m.v(), 1e-12, "chi-square of the table is 12.5, of 200 events");
        assertEquals(0.2, m.moved(), 1e-12);
        assertEquals("small", m.size());
        assertEquals(1, m.missingA());
    }
}
