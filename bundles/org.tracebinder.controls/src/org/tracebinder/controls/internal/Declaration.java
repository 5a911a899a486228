// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.List;
import java.util.Map;
import org.tracebinder.controls.Parameter;
import org.tracebinder.core.Field;

/**
 * A check as a file states it. Queries hold places such as <code>${name}</code> for settings.
 *
 * @param id         for ever
 * @param title      for people
 * @param question   one sentence
 * @param needs      fields without which there is no answer
 * @param parameters settings, with their kind
 * @param population what is looked at
 * @param contrary   which events of the population speak against; empty for all that the join leaves
 * @param join       partners that decide too, or null
 * @param per        the unit that is counted: null for events, a keyword field, or {@link #DAY}
 * @param threshold  how much of a unit may be contrary, or null for nothing
 * @param breakdown  field whose values the summary lists, or null
 * @param found      the summary, with places such as {@code {population}}
 * @param none       the summary when there is no population
 * @param advice     what to ask next, said with a gap only
 * @param missing    what the trail lacks when there is no population
 * @param after      checks that this one rests on
 */
public record Declaration(String id, String title, String question, List<Field<?>> needs, List<Setting> parameters,
        String population, String contrary, Join join, String per, Threshold threshold, Field<String> breakdown,
        String found, String none, String advice, List<String> missing, List<String> after) {

    /** The unit "UTC day of the event". */
    public static final String DAY = "day";

    /** What the value of a setting is put into a query as. */
    public enum Kind {
        /** A query, in brackets. */
        QUERY,
        /** A number. */
        NUMBER,
        /** Words, in quotes. */
        TEXT
    }

    /**
     * @param parameter the setting
     * @param kind      what it holds
     */
    public record Setting(Parameter parameter, Kind kind) {
    }

    /** Where a partner has to stand in time. */
    public enum Order {
        /** Anywhere. */
        ANY,
        /** At or before the event. */
        BEFORE,
        /** At or after the event. */
        AFTER
    }

    /**
     * Partners of an event: the events of another query whose values are the same.
     *
     * @param query   finds the partners
     * @param by      fields of the event, one or two
     * @param to      fields of the partner, as many
     * @param order   where partners have to stand in time
     * @param present true when an event with a partner is contrary, false when one without is
     */
    public record Join(String query, List<Field<String>> by, List<Field<String>> to, Order order, boolean present) {
    }

    /** What of a unit is compared with the limit. */
    public enum Measure {
        /** Contrary events of all events of the unit, 0 to 1. */
        SHARE,
        /** Contrary events. */
        COUNT,
        /** Sum of a numeric field over the contrary events. */
        SUM
    }

    /**
     * A unit is contrary when it is beyond the limit.
     *
     * @param measure what is compared
     * @param field   of a sum, else null
     * @param limit   a number, or a place for a setting
     * @param atMost  true for a highest value, false for a lowest
     * @param least   units with fewer events are not judged
     */
    public record Threshold(Measure measure, Field<?> field, String limit, boolean atMost, long least) {
    }

    /**
     * @param text   with places
     * @param values by name
     * @return the text with the values in their places; a place without a value stays
     */
    static String fill(String text, Map<String, String> values) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        for (int open; (open = text.indexOf("${", at)) >= 0;) {
            int close = text.indexOf('}', open);
            String value = close < 0 ? null : values.get(text.substring(open + 2, close));
            result.append(text, at, open).append(value != null ? value : text.substring(open, open + 2));
            at = value != null ? close + 1 : open + 2;
        }
        return result.append(text.substring(at)).toString();
    }
}
