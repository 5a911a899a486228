// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.List;
import java.util.Map;
import org.tracebinder.controls.Parameter;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.Field;

/**
 * What every check of a file says of itself, whatever it looks at.
 *
 * @param id         for ever
 * @param title      for people
 * @param question   one sentence
 * @param needs      fields without which there is no answer
 * @param parameters settings, with their kind
 * @param messages   sentences by name, with places such as {@code {population}}
 * @param list       how units or rows are written one after the other
 * @param missing    what the trail lacks when there is no population
 * @param after      checks that this one rests on
 * @param requires   what has to be in the trail beside a population
 */
public record Stated(String id, String title, String question, List<Field<?>> needs, List<Setting> parameters,
        Map<String, String> messages, Listing list, List<String> missing, List<String> after,
        List<Requirement> requires) {

    /** What the value of a setting is put into a query as. */
    public enum Kind {
        /** A query, in brackets. */
        QUERY,
        /** A number. */
        NUMBER,
        /** A whole number. */
        WHOLE,
        /** Words, in quotes. */
        TEXT
    }

    /**
     * @param parameter the setting
     * @param kind      what it holds
     * @param from      least number
     * @param to        largest number
     */
    public record Setting(Parameter parameter, Kind kind, double from, double to) {

        /**
         * @return the number as it was set
         * @throws IllegalArgumentException when it is not one that the file allows
         */
        public String number(Parameters parameters) {
            double value = parameters.number(parameter);
            if (value < from || value > to || kind == Kind.WHOLE && value != Math.rint(value)) {
                throw new IllegalArgumentException("'" + parameters.text(parameter).trim() + "' is out of range; "
                        + parameter.id() + " is " + parameter.hint());
            }
            return parameters.text(parameter).trim();
        }
    }

    /**
     * @param each    one unit or row, with places; empty for its name
     * @param between what parts them
     * @param most    so many are written
     * @param held    one that does not speak against, with places; empty for its name
     */
    public record Listing(String each, String between, int most, String held) {
    }

    /**
     * @param query   has to find something
     * @param setting in place of a query: has to be set to something else than its default; else empty
     * @param message the summary when it finds nothing
     * @param missing what the trail lacks then
     */
    public record Requirement(String query, String setting, String message, List<String> missing) {
    }

    /** @return the sentence of that name, empty when the file has none */
    public String message(String name) {
        return messages.getOrDefault(name, "");
    }

    /**
     * @param text   with places for settings
     * @param values by name
     * @return the text with the values in their places; a place without a value stays
     */
    static String settings(String text, Map<String, String> values) {
        return fill(text, "${", values);
    }

    /**
     * @param text   with places for figures
     * @param values by name
     * @return the text with the values in their places; a place without a value stays
     */
    static String figures(String text, Map<String, String> values) {
        return fill(text, "{", values);
    }

    private static String fill(String text, String begin, Map<String, String> values) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        for (int open; (open = text.indexOf(begin, at)) >= 0;) {
            int from = open + begin.length();
            int close = text.indexOf('}', from);
            String value = close < 0 ? null : values.get(text.substring(from, close));
            result.append(text, at, open).append(value != null ? value : begin);
            at = value != null ? close + 1 : from;
        }
        return result.append(text.substring(at)).toString();
    }
}
