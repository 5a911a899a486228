// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.privacy;

/** Telephone numbers in international form (ITU-T E.164): a plus sign, an assigned country code, 9 to 15 digits. */
final class PhoneNumber {

    private PhoneNumber() {
    }

    /** @return where the number that starts at the plus sign ends, or -1 */
    static int end(String text, int plus) {
        if (plus > 0 && (Chars.alnum(text.charAt(plus - 1)) || text.charAt(plus - 1) == '+')) {
            return -1;
        }
        StringBuilder digits = new StringBuilder(16);
        int at = plus + 1;
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
        return borders && assigned(digits) ? end : -1;
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
