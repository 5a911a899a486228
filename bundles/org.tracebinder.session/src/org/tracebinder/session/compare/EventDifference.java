// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;

/**
 * Two events, value by value.
 *
 * @param a      the first event
 * @param b      the second event
 * @param fields values that differ, without the words that {@code texts} tells of
 * @param texts  prompt, answer and other words where they differ
 */
public record EventDifference(EventId a, EventId b, List<FieldDifference> fields, List<Text> texts) {

    private static final Pattern WORDS = Pattern.compile("(input|output)\\.\\d+\\.text|text");

    /** Words of one field, {@code prompt}, {@code answer} or {@code text}. */
    public record Text(String field, WordDifference words) {
    }

    /** Copies the lists. */
    public EventDifference {
        fields = List.copyOf(fields);
        texts = List.copyOf(texts);
    }

    /** @return what differs between the two */
    public static EventDifference between(EventId idA, Event a, EventId idB, Event b) {
        List<Text> texts = new ArrayList<>();
        for (Field<String> field : List.of(Fields.PROMPT, Fields.ANSWER, Fields.OTHER_TEXT)) {
            String x = field.read().apply(a);
            String y = field.read().apply(b);
            if (!Objects.equals(x, y)) {
                texts.add(new Text(field.id(), WordDifference.of(x, y)));
            }
        }
        return new EventDifference(idA, idB, FieldDifference.between(idA, a, idB, b).stream()
                .filter(f -> !WORDS.matcher(f.field()).matches()).toList(), texts);
    }
}
