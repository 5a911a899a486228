// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.privacy;

import java.util.Locale;

/** Questions to single characters of a text. Only ASCII letters and digits count: no identifier here uses others. */
final class Chars {

    /** How many characters before a number are read for a word that says what the number is. */
    private static final int CONTEXT = 48;

    private Chars() {
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    static boolean alnum(char c) {
        return digit(c) || letter(c);
    }

    static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
    }

    /** @return true when the character stands between the groups of a written number */
    static boolean space(char c) {
        return c == ' ' || c == '\u00a0' || c == '\u202f';
    }

    /** @return true when no letter or digit stands at the position */
    static boolean border(String text, int at) {
        return at < 0 || at >= text.length() || !alnum(text.charAt(at));
    }

    /** @return true when one of the words (lower case) stands shortly before the position, whatever its case */
    static boolean said(String text, int at, String... words) {
        String before = text.substring(Math.max(0, at - CONTEXT), at).toLowerCase(Locale.ROOT);
        for (String word : words) {
            int i = before.lastIndexOf(word);
            if (i >= 0 && (i == 0 || !Character.isLetter(before.charAt(i - 1)))) {
                return true;
            }
        }
        return false;
    }
}
