// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.osgi.util.NLS;

/**
 * Words of the window with places for values. Beside <code>{0}</code> a text may hold <code>{0|event|events}</code>:
 * the first word where the value is 1, the second for every other.
 */
public abstract class Words extends NLS {

    private static final Pattern COUNTED = Pattern.compile("\\{(\\d)\\|([^|{}]*)\\|([^|{}]*)}");

    /**
     * @param words with places
     * @param value for the first place
     * @return the words with the value in its place
     */
    public static String bind(String words, Object value) {
        return bind(words, new Object[] {value});
    }

    /**
     * @param words  with places
     * @param first  value of the first place
     * @param second value of the second one
     * @return the words with the values in their places
     */
    public static String bind(String words, Object first, Object second) {
        return bind(words, new Object[] {first, second});
    }

    /**
     * @param words  with places
     * @param values in the order of the places
     * @return the words with the values in their places
     */
    public static String bind(String words, Object[] values) {
        return NLS.bind(COUNTED.matcher(words).replaceAll(m -> counted(m, values)), values);
    }

    private static String counted(MatchResult m, Object[] values) {
        int at = m.group(1).charAt(0) - '0';
        return m.group(at < values.length && "1".equals(String.valueOf(values[at])) ? 2 : 3);
    }
}
