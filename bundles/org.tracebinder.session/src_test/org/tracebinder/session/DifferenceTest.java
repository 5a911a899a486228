// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.session.compare.EventDifference;
import org.tracebinder.session.compare.PopulationDifference;
import org.tracebinder.session.compare.WordDifference;
import org.tracebinder.session.compare.WordDifference.Change;
import org.tracebinder.session.compare.WordDifference.Part;

class DifferenceTest {

    @TempDir
    private Path folder;

    private static String side(WordDifference d, Change left) {
        return d.parts().stream().filter(p -> p.change() == Change.SAME || p.change() == left).map(Part::text)
                .collect(Collectors.joining());
    }

    @Test
    void wordsThatStayAreNotRepeated() {
        assertEquals(List.of(new Part(Change.SAME, "the rate is "), new Part(Change.REMOVED, "3"),
                new Part(Change.ADDED, "4"), new Part(Change.SAME, ".9 percent")),
                WordDifference.of("the rate is 3.9 percent", "the rate is 4.9 percent").parts());
        assertEquals(List.of(new Part(Change.SAME, "收入"), new Part(Change.REMOVED, "证"), new Part(Change.ADDED, "说"),
                new Part(Change.SAME, "明")), WordDifference.of("收入证明", "收入说明").parts());
        assertTrue(WordDifference.of("x y", "x y").same());
        assertEquals(List.of(new Part(Change.ADDED, "new")), WordDifference.of(null, "new").parts());
    }

    @Test
    void bothTextsComeBackAndNoEditIsWasted() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            String a = text(random, random.nextInt(40));
            String b = text(random, random.nextInt(40));
            WordDifference d = WordDifference.of(a, b);
            assertEquals(a, side(d, Change.REMOVED));
            assertEquals(b, side(d, Change.ADDED));
            assertEquals(common(a, b), d.parts().stream().filter(p -> p.change() == Change.SAME)
                    .mapToInt(p -> p.text().length()).sum(), a + " / " + b);
        }
    }

    private static String text(Random random, int length) {
        return random.ints(length, 0, 4).mapToObj(i -> "甲乙丙丁".substring(i, i + 1)).collect(Collectors.joining());
    }

    /** The longest common part by the plain table of dynamic programming. */
    private static int common(String a, String b) {
        int[][] best = new int[a.length() + 1][b.length() + 1];
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                best[i][j] = a.charAt(i - 1) == b.charAt(j - 1) ? best[i - 1][j - 1] + 1
                        : Math.max(best[i - 1][j], best[i][j - 1]);
            }
        }
        return best[a.length()][b.length()];
    }

    @Test
    void textsThatShareNothingAreGivenWhole() {
        String a = "a ".repeat(100_000);
        String b = "b\n".repeat(100_000);
        WordDifference d = WordDifference.of(a, b);
        assertFalse(d.complete());
        assertEquals(a, side(d, Change.REMOVED));
        assertEquals(b, side(d, Change.ADDED));
    }

    @Test
    void twoInferencesAndTwoModelsOfTheSample() throws Exception {
        try (Binder binder = Binder.create(folder.resolve("b.binder"), "Test", null)) {
            binder.importPaths(Samples.trail(), ImportOptions.DEFAULT, Progress.NONE);
            String a = first(binder, "kind:inference AND app:card-helpline AND model:claude-haiku-4-5");
            String b = first(binder, "kind:inference AND app:card-helpline AND model:mistral-large-2512");
            EventDifference d = binder.comparisons().events(a, b, Progress.NONE);
            assertTrue(d.fields().stream().anyMatch(f -> f.field().equals("modelServed") || f.field()
                    .equals("modelRequested")));
            assertTrue(d.texts().stream().anyMatch(t -> t.field().equals("prompt")));
            assertTrue(d.fields().stream().noneMatch(f -> f.field().equals("input.0.text")));
            assertEquals(List.of(), binder.comparisons().events(a, a, Progress.NONE).fields());
            assertThrows(TracebinderException.class, () -> binder.comparisons().events(a, "nobody", Progress.NONE));
            PopulationDifference p = binder.comparisons().sets("kind:inference AND model:claude-haiku-4-5",
                    "kind:inference AND model:mistral-large-2512", Progress.NONE);
            assertEquals(20, p.totalA());
            assertEquals(0, p.inBoth());
            PopulationDifference.Mix model = p.mixes().stream().filter(m -> m.field().equals("model")).findFirst()
                    .orElseThrow();
            assertEquals(1.0, model.v(), 1e-12);
            assertEquals(1.0, model.moved(), 1e-12);
            assertEquals("large", model.size());
            for (PopulationDifference.Numbers n : p.numbers()) {
                assertEquals(p.totalA(), n.a().count() + n.a().missing(), n.field());
                assertEquals(p.totalB(), n.b().count() + n.b().missing(), n.field());
            }
            PopulationDifference self = binder.comparisons().sets("kind:inference", "kind:inference", Progress.NONE);
            assertEquals(self.totalA(), self.inBoth());
            assertTrue(self.numbers().stream().allMatch(n -> n.delta() == 0 && n.size().equals("none")));
            assertTrue(self.mixes().stream().allMatch(m -> m.v() == null || m.v() < 1e-9));
        }
    }

    private static String first(Binder binder, String query) throws Exception {
        return binder.trail().search(SearchRequest.newest(query, 1, List.of()), Progress.NONE).hits().get(0).id()
                .toString();
    }
}
