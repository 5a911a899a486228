// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.privacy;

/**
 * A number as people write it: groups of digits with one separator between them. At most {@value #GROUPS} groups and
 * {@value #DIGITS} digits are read.
 */
final class WrittenNumber {

    private static final int GROUPS = 8;
    private static final int DIGITS = 24;

    private final String text;
    private final int start;
    private final StringBuilder digits = new StringBuilder(DIGITS);
    private final int[] ends = new int[GROUPS];
    private final int[] sizes = new int[GROUPS];
    private int count;

    private WrittenNumber(String text, int start) {
        this.text = text;
        this.start = start;
    }

    static WrittenNumber at(String text, int start) {
        WrittenNumber w = new WrittenNumber(text, start);
        int at = start;
        while (w.count < GROUPS && w.digits.length() <= DIGITS) {
            int from = at;
            while (at < text.length() && Chars.digit(text.charAt(at)) && at - from <= 16) {
                w.digits.append(text.charAt(at++));
            }
            w.sizes[w.count] = at - from;
            w.ends[w.count++] = at;
            if (at + 1 >= text.length() || !separator(text.charAt(at)) || !Chars.digit(text.charAt(at + 1))) {
                break;
            }
            at++;
        }
        return w;
    }

    private static boolean separator(char c) {
        return Chars.space(c) || c == '-' || c == '.';
    }

    int groups() {
        return count;
    }

    int end(int groups) {
        return ends[groups - 1];
    }

    /** @return the kind of the number that the first groups form, or null */
    String kind(int groups) {
        int n = 0;
        StringBuilder form = new StringBuilder();
        for (int g = 0; g < groups; g++) {
            n += sizes[g];
            form.append(g == 0 ? "" : ".").append(sizes[g]);
        }
        if (n < 9 || n > 16 || !Chars.border(text, end(groups))) {
            return null;
        }
        String number = digits.substring(0, n);
        if (n >= 14 && cardForm(form.toString(), groups) && PaymentCard.is(number)) {
            return "CREDIT_CARD";
        }
        return NationalId.kind(number, form.toString(), text, start);
    }

    private boolean cardForm(String form, int groups) {
        if (groups == 1) {
            return true;
        }
        for (int g = 0; g < groups - 1; g++) {
            char c = text.charAt(ends[g]);
            if (c == '.' || c != text.charAt(ends[0])) {
                return false;
            }
        }
        // a further group of four on either side makes it a row of numbers, not a card
        boolean row = count > groups && sizes[groups] == 4
                || start > 1 && separator(text.charAt(start - 1)) && Chars.digit(text.charAt(start - 2));
        return !row && (form.equals("4.4.4.4") || form.equals("4.6.5") || form.equals("4.6.4"));
    }
}
