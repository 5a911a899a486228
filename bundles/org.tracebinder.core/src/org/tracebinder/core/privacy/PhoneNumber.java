// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.privacy;

import java.util.regex.Pattern;

/**
 * Telephone numbers in international form (ITU-T E.164): a plus sign or two zeros, an assigned country code, 9 to 15
 * digits. Serial numbers begin with zeros, too: behind two of them the country code stands by itself, or a word before
 * says what the number is.
 */
final class PhoneNumber {

    /** One or two digits; all others have three, of which those of unassigned zones are left out below. */
    private static final Pattern CODE = Pattern.compile("1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
            + "|(?:2[1-69]|3[578]|42|5[09]|6[789]|8[0578]|9[679])\\d");
    private static final int CODE_ALONE = 13;

    private PhoneNumber() {
    }

    /** @return where the number that starts at the plus sign ends, or -1 */
    static int end(String text, int plus) {
        if (plus > 0 && (Chars.alnum(text.charAt(plus - 1)) || text.charAt(plus - 1) == '+')) {
            return -1;
        }
        return from(text, plus + 1, 15);
    }

    /**
     * @param start the first of two zeros
     * @param floor where what was found before ends
     * @param after true when that was a telephone number
     * @return where the number ends, or -1
     */
    static int zeros(String text, int start, int floor, boolean after) {
        if (!text.startsWith("00", start) || !NationalPhone.free(text, start)) {
            return -1;
        }
        boolean apart = start + 2 < text.length() && Chars.space(text.charAt(start + 2));
        int code = start + (apart ? 3 : 2);
        int end = code;
        while (end < text.length() && end - code < 4 && Chars.digit(text.charAt(end))) {
            end++;
        }
        boolean alone = CODE.matcher(text.substring(code, end)).matches() && end < text.length()
                && separator(text.charAt(end), 1) && text.charAt(end) != '.';
        boolean said = (alone || !apart) && NationalPhone.said(text, start, floor, after);
        return said || alone ? from(text, code, said ? 15 : CODE_ALONE) : -1;
    }

    private static int from(String text, int start, int most) {
        StringBuilder digits = new StringBuilder(16);
        int at = start;
        int end = at;
        int group = 0;
        while (at < text.length() && digits.length() < 16) {
            char c = text.charAt(at);
            if (Chars.digit(c)) {
                digits.append(c);
                group++;
                at++;
                end = at;
            } else if (text.startsWith("(0)", at)) {
                at += 3; // the trunk prefix is written, not dialled
                group = 0;
            } else if (separator(c, group)) {
                at++;
                group = 0;
            } else {
                break;
            }
        }
        boolean borders = Chars.border(text, end);
        return borders && digits.length() <= most && assigned(digits) ? end : -1;
    }

    /** A point inside a long group is a decimal point. */
    private static boolean separator(char c, int group) {
        return switch (c) {
            case '.' -> group > 0 && group <= 4;
            case ' ', '\u00a0', '\u202f', '-', '/', '(', ')' -> true;
            default -> false;
        };
    }

    private static boolean assigned(CharSequence digits) {
        int n = digits.length();
        if (n < 9 || n > 15 || digits.charAt(0) == '0') {
            return false;
        }
        String zone = digits.subSequence(0, 2).toString();
        boolean round = digits.toString().endsWith("00000");
        boolean american = digits.charAt(0) != '1' || n == 11 && digits.charAt(1) >= '2' && digits.charAt(4) >= '2';
        return !round && american && !zone.equals("28") && !zone.equals("83") && !zone.equals("89");
    }
}
