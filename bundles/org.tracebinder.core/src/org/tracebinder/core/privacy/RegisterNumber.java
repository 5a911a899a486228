// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.privacy;

/**
 * National numbers of persons without a date in them: Croatia (OIB), Greece (AFM), Hungary (TAJ, tax id), Ireland
 * (PPSN). One check digit lets one in ten or eleven numbers pass, so a word shortly before has to say what it is.
 * <p>
 * Sources: the Croatian act on the personal identification number (ISO 7064, MOD 11,10); the Greek tax authority's
 * check for the AFM; annexes of the Hungarian act XX of 1996 for both numbers; the Irish Department of Social
 * Protection for the PPSN with its second letter of 2013.
 */
final class RegisterNumber {

    private static final String PPSN = "WABCDEFGHIJKLMNOPQRSTUV";

    private RegisterNumber() {
    }

    /**
     * @param d      nine digits
     * @param groups lengths of the written groups
     * @param text   where it stands, for the words before it
     * @param start  its first digit
     * @return the kind, or null
     */
    static String nine(String d, String groups, String text, int start) {
        if (groups.equals("9") && afm(d) && Chars.said(text, start, "afm", "a.f.m", "\u03b1\u03c6\u03bc",
                "\u03b1.\u03c6.\u03bc")) {
            return "NATIONAL_ID_GR";
        }
        boolean taj = (groups.equals("9") || groups.equals("3.3.3"))
                && NationalId.weighted(d, 3, 7, 3, 7, 3, 7, 3, 7) % 10 == d.charAt(8) - '0';
        return taj && !d.equals("000000000") && Chars.said(text, start, "taj") ? "NATIONAL_ID_HU" : null;
    }

    /** @return true for a Hungarian tax id of ten digits, which begins with 8 */
    static boolean hungarianTax(String d, String groups, String text, int start) {
        return groups.equals("10") && d.charAt(0) == '8'
                && NationalId.weighted(d, 1, 2, 3, 4, 5, 6, 7, 8, 9) % 11 == d.charAt(9) - '0'
                && Chars.said(text, start, "ad\u00f3azonos\u00edt\u00f3", "adoazonosito", "ad\u00f3sz\u00e1m");
    }

    /** @return true for a Croatian OIB of eleven digits */
    static boolean croatian(String d, String text, int start) {
        return NationalId.mod1110(d) && Chars.said(text, start, "oib", "osobni identifikacijski");
    }

    /**
     * An Irish PPSN: seven digits, a check letter, and perhaps a second letter.
     *
     * @return where it ends, or -1
     */
    static int irishEnd(String text, int start) {
        int letter = start + 7;
        if (letter >= text.length() || !Chars.border(text, start - 1) || !Chars.letter(text.charAt(letter))) {
            return -1;
        }
        boolean second = letter + 1 < text.length() && Chars.letter(text.charAt(letter + 1));
        int end = letter + (second ? 2 : 1);
        int more = second ? Math.max(0, PPSN.indexOf(Chars.upper(text.charAt(letter + 1)))) : 0;
        int sum = 9 * more + NationalId.weighted(text.substring(start, letter), 8, 7, 6, 5, 4, 3, 2);
        boolean right = Chars.border(text, end) && PPSN.charAt(sum % 23) == Chars.upper(text.charAt(letter));
        return right && Chars.said(text, start, "pps", "personal public service") ? end : -1;
    }

    private static boolean afm(String d) {
        int rest = NationalId.weighted(d, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10;
        return rest == d.charAt(8) - '0' && !d.equals("000000000");
    }
}
