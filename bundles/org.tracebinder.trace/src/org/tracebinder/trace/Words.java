// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.Collection;
import java.util.stream.Collectors;

/** Pieces of sentences and queries. */
final class Words {

    private static final int MAX_LABEL = 200;

    private Words() {
    }

    /** @return the first of them, and how many more there are */
    static String list(Collection<?> items, int most) {
        String first = items.stream().limit(most).map(i -> cut(String.valueOf(i))).collect(Collectors.joining(", "));
        return items.size() <= most ? first : first + " and " + (items.size() - most) + " more";
    }

    /** @return the text, cut to a length that a sentence bears */
    static String cut(String text) {
        return text.length() <= MAX_LABEL ? text : text.substring(0, MAX_LABEL) + "…";
    }

    /** @return {@code 1 run}, {@code 2 runs} */
    static String count(long n, String one) {
        return n + " " + (n == 1 ? one : one + "s");
    }

    /** @return {@code field:"value"} in the query language, with the value's quotes and backslashes escaped */
    static String equal(String field, String value) {
        return field + ":\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
