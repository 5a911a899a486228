// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;

class WordingTest {

    @ParameterizedTest
    @CsvSource({"'What is the rate for my loan?', en", "'Wie hoch ist die Rate und was kostet das?', de",
        "'Je veux un prêt pour la maison et les meubles', fr", "'¿Que necesito para mi casa y los muebles?', es",
        "'Какая ставка по кредиту?', cyrillic", "'Ποιο είναι το επιτόκιο;', greek", "'我的贷款利率是多少请告诉我', han",
        "'ローンの金利はいくらですか', ja", "'ما هو سعر الفائدة', arabic", "'xqz qwrt pltk bvnm', latin"})
    void tellsLanguageOrScript(String text, String expected) {
        assertEquals(expected, Wording.language(text));
    }

    @Test
    void tellsARefusal() {
        assertEquals(true, Wording.refuses(answer("I\u2019m sorry, but I can\u2019t share that.").build()));
        assertEquals(true, Wording.refuses(answer("Das kann ich nicht beantworten.").build()));
        assertEquals(true, Wording.refuses(answer("").extra("finish_reason", "content_filter").build()));
        assertEquals(false, Wording.refuses(answer("The rate is 4 percent.").extra("finish_reason", "stop").build()));
        assertNull(Wording.refuses(Event.of(EventKind.INFERENCE).build()), "no answer is no refusal");
        assertNull(Wording.language("1234 ?!"));
    }

    @Test
    void testsAgreeWithTheirFormulas() {
        assertEquals(0.5, Comparisons.atLeast(1, 1), 1e-12);
        assertEquals(11 / 1024.0, Comparisons.atLeast(9, 10), 1e-12);
        assertEquals(1, Comparisons.atLeast(0, 0), 1e-12);
        assertEquals(0.0005, Comparisons.atLeast(1052 + 1, 2000), 0.0105);
        // 30 of 100 against 50 of 100: pooled share 0.4, standard error 0.06928
        assertEquals(2.8868, Comparisons.z(new long[] {30, 50}, new long[] {100, 100}), 1e-4);
        // the same table as chi-square: 8.3333, V 0.2041
        Comparisons.Mix mix = Comparisons.mix(List.of(new long[] {30, 50}, new long[] {70, 50}), new long[] {100, 100});
        assertEquals(0.2041, mix.cramersV(), 1e-4);
    }

    private static Event.Builder answer(String text) {
        return Event.of(EventKind.INFERENCE).addOutput(new Message("assistant", text));
    }
}
