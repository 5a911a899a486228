// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import java.time.Instant;
import java.util.List;
import org.tracebinder.core.Field;
import org.tracebinder.ui.widgets.Formats;

/** Puts queries together. */
public final class Queries {

    private Queries() {
    }

    /**
     * @param query  may be empty
     * @param clause one clause that further restricts it
     * @return both
     */
    public static String and(String query, String clause) {
        String old = query.strip();
        if (old.isEmpty() || old.equals("*:*")) {
            return clause;
        }
        if (old.equals(clause) || old.startsWith(clause + " AND ") || old.endsWith(" AND " + clause)
                || old.contains(" AND " + clause + " AND ")) {
            return old;
        }
        return (needsBrackets(old) ? "(" + old + ")" : old) + " AND " + clause;
    }

    /**
     * @param field id of a field
     * @param value exactly this value
     * @return the clause
     */
    public static String is(String field, String value) {
        return field + ":" + value(value);
    }

    /**
     * @param field some field
     * @param value its value in an event
     * @return each single value as a query asks for it: a duration with its unit, of several values each one
     */
    public static List<String> values(Field<?> field, Object value) {
        return field.type() == Field.Type.DURATION ? List.of(value + "ns")
                : value instanceof List<?> all ? all.stream().map(String::valueOf).distinct().toList()
                : List.of(Formats.plain(field, value));
    }

    /**
     * @param words as they stand side by side
     * @return the clause that finds them in any text
     */
    public static String words(String words) {
        String flat = words.replaceAll("\\s+", " ").strip();
        return flat.matches("[\\p{L}\\p{N}]+") && !flat.matches("AND|OR|NOT|TO") ? flat
                : '"' + flat.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /**
     * @param clause a single clause
     * @return its opposite
     */
    public static String not(String clause) {
        return "NOT " + clause;
    }

    /**
     * @param from first moment
     * @param to   end, not part of the range
     * @return events in between
     */
    public static String between(Instant from, Instant to) {
        // The language knows ranges with both ends only: the last nanosecond before the end belongs to it.
        return "time:[" + from + " TO " + to.minusNanos(1) + "]";
    }

    /**
     * @param query a query that may hold a range of time
     * @return the query without it
     */
    public static String withoutTime(String query) {
        return query.replaceAll("( AND )?time:\\[[^\\]]*]", "").replaceAll("^ AND ", "").strip();
    }

    /**
     * @param value some value
     * @return as it stands in a query: plain where that is safe, quoted otherwise
     */
    public static String value(String value) {
        if (value.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}_.@-]*") && !value.matches("AND|OR|NOT|TO")) {
            return value;
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static boolean needsBrackets(String query) {
        return query.matches("(?s).*\\bOR\\b.*") || !query.contains(" AND ") && query.matches("(?s).*\\s.*")
                && !query.matches("(?s)(NOT )?[\\w.]+:(\"[^\"]*\"|\\[[^\\]]*]|\\S+)");
    }
}
