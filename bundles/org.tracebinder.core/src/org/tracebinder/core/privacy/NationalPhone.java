// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Telephone numbers as people of one country write them: nine to twelve digits with a trunk zero (030 12345678), or ten
 * of North America. Their form alone proves nothing, so a word shortly before has to say what the number is; only an
 * area code in brackets says it by itself, {@code (030) 1234567} or {@code (212) 736-5000}. Dates and hours are no
 * numbers, whatever stands before them.
 */
final class NationalPhone {

    private static final int CONTEXT = 48;
    private static final int GROUPS = 7;
    private static final List<String> BEGIN = List.of("telefon", "telephon", "t\u00e9l\u00e9phon", "tel\u00e9fon",
            "telefax", "telefoon", "telem\u00f3v", "phone", "mobil", "mobiel", "m\u00f3vil", "handy", "rufnummer",
            "r\u00fcckruf", "festnetz", "durchwahl", "hotline", "whatsapp", "portable", "cellul", "cellphone",
            "puhelin");
    private static final Set<String> WHOLE = Set.of("tel", "t\u00e9l", "fon", "fax", "faxnummer", "mob", "cell",
            "sms", "call");
    /** A number right behind one of these is something else, whatever was said before. */
    private static final Set<String> OTHER = Set.of("cost", "costs", "price", "order", "orders", "invoice", "amount",
            "function", "method", "api", "tool", "endpoint", "imei", "serial", "kostet", "preis", "betrag",
            "seriennummer");

    private final String text;
    private final StringBuilder digits = new StringBuilder(16);
    private final StringBuilder form = new StringBuilder(16);
    private int end;

    private NationalPhone(String text) {
        this.text = text;
    }

    /**
     * @param start the first digit, behind which only digits and separators are read
     * @param floor where what was found before ends; nothing before it counts as a word
     * @param after true when that was a telephone number: a second one often follows without a word of its own
     * @return where the number ends, or -1
     */
    static int end(String text, int start, int floor, boolean after) {
        if (!free(text, start)) {
            return -1;
        }
        boolean open = start > floor && text.charAt(start - 1) == '(';
        for (int groups = GROUPS; groups > 0; groups--) {
            NationalPhone n = new NationalPhone(text);
            boolean closed = n.read(start, groups, open);
            if (n.is()) {
                boolean bare = closed && (n.digits.charAt(0) == '0' || american(text, start));
                return bare || said(text, start, floor, after) ? n.end : -1;
            }
        }
        return -1;
    }

    /** @return true for {@code 212) 736-5000}, behind a bracket that stands alone */
    private static boolean american(String text, int start) {
        return start >= 1 && Chars.border(text, start - 2) && start + 13 <= text.length()
                && text.startsWith(") ", start + 3) && text.charAt(start + 8) == '-';
    }

    /** @return true when a word shortly before the position says that a telephone number follows */
    static boolean said(String text, int at, int floor, boolean after) {
        if (after && at - floor <= CONTEXT / 2) {
            return true;
        }
        int from = Math.max(floor, at - CONTEXT);
        int others = 0;
        boolean nearest = true;
        for (int i = at; i > from; i--) {
            char c = text.charAt(i - 1);
            if (Character.isLetter(c)) {
                int stop = i;
                while (i > from && Character.isLetter(text.charAt(i - 1))) {
                    i--;
                }
                String word = text.substring(i, stop).toLowerCase(Locale.ROOT);
                if (word(word) || nearest && OTHER.contains(word)) {
                    return word(word);
                }
                nearest = false;
                i++;
            } else if (Chars.digit(c) && ++others > 2) {
                return false;
            }
        }
        return false;
    }

    private static boolean word(String word) {
        return WHOLE.contains(word) || word.endsWith("phone") || BEGIN.stream().anyMatch(word::startsWith);
    }

    /** @return false for the rest of a longer number or of an id */
    static boolean free(String text, int start) {
        if (start == 0) {
            return true;
        }
        char c = text.charAt(start - 1);
        boolean joined = c == '-' || c == '.' || c == ',' || c == '/';
        return !Character.isLetterOrDigit(c) && c != '_' && c != '+'
                && !(joined && start > 1 && Chars.digit(text.charAt(start - 2)));
    }

    /** @return true when an area code stood in brackets */
    private boolean read(int start, int groups, boolean open) {
        boolean closed = false;
        int at = start;
        for (int g = 0; g < groups; g++) {
            int from = at;
            while (at < text.length() && Chars.digit(text.charAt(at)) && at - from <= 12) {
                digits.append(text.charAt(at++));
            }
            form.append(g == 0 ? "" : ".").append(at - from);
            end = at;
            if (open && g == 0 && at < text.length() && text.charAt(at) == ')') {
                closed = true;
                at++;
            }
            int before = at;
            while (at < text.length() && at - before < 3 && separator(text.charAt(at))) {
                at++;
            }
            if (at == before && !(closed && g == 0) || at >= text.length() || !Chars.digit(text.charAt(at))) {
                break;
            }
        }
        return closed;
    }

    private static boolean separator(char c) {
        return Chars.space(c) || c == '-' || c == '.' || c == '/';
    }

    private boolean is() {
        int n = digits.length();
        String d = digits.toString();
        String f = form.toString();
        if (!Chars.border(text, end) || clock() || d.endsWith("00000") || f.startsWith("2.2.4")
                || f.startsWith("1.")) {
            return false;
        }
        return d.charAt(0) == '0' ? n >= 9 && n <= 12 && d.charAt(1) != '0'
                : n == 10 && (f.equals("10") || f.equals("3.3.4")) && d.charAt(0) > '1' && d.charAt(3) > '1';
    }

    /** @return true when the last group goes on as a time of day or as a decimal number */
    private boolean clock() {
        return end + 1 < text.length() && Chars.digit(text.charAt(end + 1))
                && (text.charAt(end) == ':' || text.charAt(end) == ',');
    }
}
