// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.List;
import java.util.Map;
import org.tracebinder.core.Field;

/**
 * A check of events as a file states it. Queries hold places such as <code>${name}</code> for settings.
 *
 * @param stated     id, words, settings
 * @param population what is looked at
 * @param contrary   which events of the population speak against; empty for all that the rest leaves
 * @param join       partners that decide too, or null
 * @param group      what has to hold within a group of events, or null
 * @param scope      which groups of events can be judged at all, or null for all
 * @param per        the unit that is counted: null for events, a keyword field, or {@link #DAY}
 * @param unnamed    the unit of events without a value of {@code per}; empty when these can't be judged
 * @param threshold  how much of a unit may be contrary, or null for nothing
 * @param breakdown  field whose values the summary lists, or null
 * @param open       query of events that belong to the question and can't be judged; empty for none
 * @param counts     what is counted among the contrary events, by the name of the place in the summary
 */
public record Declaration(Stated stated, String population, String contrary, Join join, Group group, Scope scope,
        String per, String unnamed, Threshold threshold, Field<?> breakdown, String open,
        Map<String, Count> counts) {

    /** The unit "UTC day of the event". */
    public static final String DAY = "day";

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
     * @param steps   the query that finds the partners; several where one has to follow the other in time
     * @param by      fields of the event, one or two
     * @param to      fields of the partner, as many
     * @param order   where partners have to stand in time
     * @param within  nanoseconds between event and partner at most, or 0 for no limit
     * @param present true when an event with a partner is contrary, false when one without is
     * @param whole   what the whole partner has to say, or null
     * @param shown   true when the partners are the evidence and the keys of the population are counted
     * @param keyed   true when events without any partner, wherever it stands, are no part of the population
     * @param grace   nanoseconds by which a partner may stand on the other side all the same
     */
    public record Join(List<String> steps, List<Field<String>> by, List<Field<String>> to, Order order, long within,
            boolean present, Whole whole, boolean shown, boolean keyed, long grace) {

        /** A join of all events, to the nanosecond. */
        public Join(List<String> steps, List<Field<String>> by, List<Field<String>> to, Order order, long within,
                boolean present, Whole whole, boolean shown) {
            this(steps, by, to, order, within, present, whole, shown, false, 0);
        }
    }

    /**
     * A condition on what only the whole event holds.
     *
     * @param fact   name in {@link WholeFacts}
     * @param values the values that count, or those that do not
     * @param among  true when the value has to be one of them, false when it must not be; nothing is none of them
     * @param open   values with which a partner does not count, and its event can't be judged for lack of another one
     */
    public record Whole(String fact, List<String> values, boolean among, List<String> open) {

        /** A condition that is met or not. */
        public Whole(String fact, List<String> values, boolean among) {
            this(fact, values, among, List.of());
        }

        boolean holds(String value) {
            return (value != null && values.contains(value)) == among;
        }
    }

    /**
     * Events with the same values, and what has to hold among them.
     *
     * @param by   fields whose values make the group
     * @param same the field that has one value in a group; null when a group may have one event only
     */
    public record Group(List<Field<String>> by, Field<String> same) {
    }

    /**
     * Which groups of events can be judged: those of which the trail tells at all what is looked for.
     *
     * @param by    field whose values make the groups
     * @param query a group with such an event can be judged
     * @param via   a group with an event in the trace of such an event can be judged, too; empty for none
     * @param lacks what the trail lacks for a group, with the place {@code {group}}
     * @param none  what the trail lacks when no group can be judged
     */
    public record Scope(Field<String> by, String query, String via, String lacks, String none) {
    }

    /**
     * Contrary events that have a value, or partners.
     *
     * @param field a field, or null
     * @param value its value
     * @param join  partners, or null
     */
    public record Count(Field<String> field, String value, Join join) {
    }

    /** What of a unit is compared with the limit. */
    public enum Measure {
        /** Contrary events of all events of the unit, 0 to 1. */
        SHARE,
        /** Contrary events of the unit of all events of all units, 0 to 1. */
        PART,
        /** Contrary events. */
        COUNT,
        /** Sum of a numeric field over the contrary events. */
        SUM,
        /** Whole months from the first to the last event of the unit. */
        MONTHS
    }

    /**
     * A unit is contrary when it is beyond the limit.
     *
     * @param measure what is compared
     * @param field   of a sum, else null
     * @param limit   a number, or a place for a setting
     * @param atMost  true for a highest value, false for a lowest
     * @param least   units with fewer events are not judged; of a part, all of them when they have fewer together
     */
    public record Threshold(Measure measure, Field<?> field, String limit, boolean atMost, long least) {
    }
}
