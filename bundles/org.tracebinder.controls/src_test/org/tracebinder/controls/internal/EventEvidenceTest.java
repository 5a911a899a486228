// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.query.Row;

/** How contrary events spread over the values of a field is told whole, or with what was left out. */
class EventEvidenceTest {

    private record Held(EventId id, Field<?> of, Object value) implements Row {
        @Override
        @SuppressWarnings("unchecked")
        public <T> T get(Field<T> field) {
            return field.equals(of) ? (T) value : null;
        }
    }

    @Test
    void everyKindIsNamed() {
        EventEvidence evidence = new EventEvidence(Fields.LEAK);
        for (int i = 0; i < 30; i++) {
            evidence.show(new Held(EventId.parse("S1:" + (i + 1)), Fields.LEAK, List.of("KIND_%02d".formatted(i))));
        }
        String said = evidence.breakdown();
        assertTrue(said.startsWith(": KIND_00 in 1, ") && said.endsWith(", KIND_29 in 1"), said);
    }

    @Test
    void ofManyValuesTheMostFrequentAreNamedAndTheRestIsCounted() {
        EventEvidence evidence = new EventEvidence(Fields.APP);
        for (int i = 0; i < 25; i++) {
            for (int n = 0; n <= i; n++) {
                evidence.show(new Held(EventId.parse("S1:" + (i * 100 + n + 1)), Fields.APP, "app%02d".formatted(i)));
            }
        }
        String said = evidence.breakdown();
        assertTrue(said.startsWith(": app24 25, app23 24, "), said);
        assertTrue(said.endsWith(", app05 6, \u2026 (+5)"), said);
        assertEquals(19, said.chars().filter(c -> c == ',').count() - 1);
    }
}
