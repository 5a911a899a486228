// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mapping;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.EventKind;

/**
 * How the columns or members of a file become fields of an event, as a person wrote it down so that another can use it
 * again. Made by {@link MappingFile}, which checks it.
 *
 * @param id      of the format, {@code [a-z0-9-]}, for results and commands
 * @param label   for people
 * @param framing how a file is cut into records
 * @param kind    of every event, unless {@code kindFrom} says more
 * @param kindFrom where the kind of a record stands, null when it is the same for all
 * @param kinds   words of the source and the kinds that they mean
 * @param fields  in the order of the file
 * @param rest    true when everything that is not assigned is kept among the extras
 */
public record Mapping(String id, String label, Shape framing, EventKind kind, Place kindFrom, List<Word> kinds,
        List<Assignment> fields, boolean rest) {

    /** How a file is cut. */
    public sealed interface Shape {

        /**
         * Delimited text with a header.
         *
         * @param separator between cells, 0 for the one that the header uses most
         */
        record Csv(char separator) implements Shape {
        }

        /**
         * JSON of any layout.
         *
         * @param records paths of lists that hold the records, keys joined by dots; empty for none
         */
        record Json(List<String> records) implements Shape {
        }
    }

    /**
     * Where a value stands.
     *
     * @param column  name of a column, null for JSON
     * @param pointer steps of a JSON pointer (RFC 6901), null for delimited text
     */
    public record Place(String column, List<String> pointer) {
    }

    /** A word of the source and the kind that it means. */
    public record Word(String word, EventKind kind) {
    }

    /**
     * A field of the event and what fills it.
     *
     * @param target a field of the event
     * @param from   places, the first that holds something counts; empty when there is a constant
     * @param value  a constant, null when there is none
     * @param time   how times are read, null for other fields
     * @param decimal what stands before the fraction of a number, a comma or a point, thousands apart by the other;
     *                0 where a number is written plainly
     * @param words  of the source in small letters, and the ones that the field holds for them; others stay
     */
    public record Assignment(Target target, List<Place> from, String value, TimeFormat time, char decimal,
            Map<String, String> words) {
    }

    /**
     * How a time is written.
     *
     * @param style   of the text
     * @param pattern for {@link Style#PATTERN}, as {@link java.time.format.DateTimeFormatter} has it; else null
     * @param zone    for times that name none; null for UTC, which is then marked as an assumption
     */
    public record TimeFormat(Style style, String pattern, ZoneId zone) {

        /** Ways of writing a time. */
        public enum Style {
            /** ISO 8601. */
            ISO,
            /** Seconds since 1970, with or without a fraction. */
            SECONDS,
            /** Milliseconds since 1970. */
            MILLIS,
            /** Microseconds since 1970. */
            MICROS,
            /** Nanoseconds since 1970. */
            NANOS,
            /** A pattern of letters. */
            PATTERN
        }
    }
}
