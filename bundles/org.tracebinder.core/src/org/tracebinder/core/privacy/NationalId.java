// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.privacy;

/**
 * National identification numbers with a check digit. A number whose structure and check leave too many chance hits
 * (fewer than about one in a thousand is the aim) counts only where a word before it says what it is.
 * <p>
 * Here: Belgium, France, Germany, Italy, the Netherlands, Poland, Portugal, Romania, Spain; the others are in
 * {@link BirthNumber} and {@link RegisterNumber}. Sources: the Belgian royal decree of 3 April 1984; INSEE for the
 * French NIR; the German Abgabenordnung, section 139b, with the check of the Bundeszentralamt für Steuern; the Italian
 * decree of 23 December 1976; the Dutch "elfproef"; the Polish act on the population register (PESEL); the Portuguese
 * decree-law 463/79; the Romanian act 105/1996 (CNP); the Spanish royal decree 1553/2005.
 */
final class NationalId {

    private static final String DNI = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final int[] CF_ODD = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10,
            22, 25, 24, 23};

    private NationalId() {
    }

    /** @return true for the check letter of a Spanish DNI; a NIE counts its X, Y, Z as 0, 1, 2 */
    static boolean spanish(String eightDigits, char letter) {
        return DNI.charAt(Integer.parseInt(eightDigits) % 23) == letter;
    }

    /**
     * An Italian codice fiscale of 16 characters: six letters, year, month letter, day, place, check letter.
     *
     * @return where it ends, or -1
     */
    static int italianEnd(String text, int start) {
        String form = "aaaaaannannannna";
        if (start < 0 || start + 16 > text.length() || !Chars.border(text, start - 1)
                || !Chars.border(text, start + 16)) {
            return -1;
        }
        int sum = 0;
        for (int i = 0; i < 16; i++) {
            char c = Chars.upper(text.charAt(start + i));
            if (form.charAt(i) == 'n' ? !Chars.digit(c) : !Chars.letter(c)) {
                return -1;
            }
            int value = Chars.digit(c) ? c - '0' : c - 'A';
            sum += i == 15 ? 0 : i % 2 == 0 ? CF_ODD[value] : value;
        }
        boolean month = "ABCDEHLMPRST".indexOf(Chars.upper(text.charAt(start + 8))) >= 0;
        return month && Chars.upper(text.charAt(start + 15)) == 'A' + sum % 26 ? start + 16 : -1;
    }

    /**
     * @param digits without separators
     * @param groups lengths of the written groups, for example {@code 2.2.2.3.2}
     * @param text   where it stands, for the words before it
     * @param start  its first digit
     * @return the kind, or null
     */
    static String kind(String digits, String groups, String text, int start) {
        return switch (digits.length()) {
            case 15 -> french(digits) && (groups.equals("15") || groups.equals("13.2")
                    || groups.equals("1.2.2.2.3.3.2")) ? "NATIONAL_ID_FR" : null;
            case 13 -> groups.equals("13") && romanian(digits) && Chars.said(text, start, "cnp", "cod numeric")
                    ? "NATIONAL_ID_RO" : null;
            case 12 -> BirthNumber.swedishLong(digits, groups, text, start) ? "NATIONAL_ID_SE" : null;
            case 11 -> eleven(digits, groups, text, start);
            case 10 -> ten(digits, groups, text, start);
            case 9 -> nine(digits, groups, text, start);
            default -> null;
        };
    }

    private static String eleven(String d, String groups, String text, int start) {
        boolean plain = groups.equals("11");
        boolean belgianForm = groups.equals("2.2.2.3.2") || groups.equals("6.3.2");
        if (belgian(d) && (belgianForm || plain && Chars.said(text, start, "rijksregister", "registre national",
                "niss", "insz", "nrn"))) {
            return "NATIONAL_ID_BE";
        }
        if (plain && polish(d) && Chars.said(text, start, "pesel")) {
            return "NATIONAL_ID_PL";
        }
        if ((plain || groups.equals("2.3.3.3")) && german(d)
                && Chars.said(text, start, "steuer", "idnr", "identifikationsnummer", "tax id", "tin")) {
            return "NATIONAL_ID_DE";
        }
        if (plain && RegisterNumber.croatian(d, text, start)) {
            return "NATIONAL_ID_HR";
        }
        return plain && BirthNumber.amka(d, text, start) ? "NATIONAL_ID_GR" : null;
    }

    private static String ten(String d, String groups, String text, int start) {
        return RegisterNumber.hungarianTax(d, groups, text, start) ? "NATIONAL_ID_HU"
                : BirthNumber.ten(d, groups, text, start);
    }

    private static String nine(String d, String groups, String text, int start) {
        if ((groups.equals("9") || groups.equals("4.2.3")) && dutch(d)
                && Chars.said(text, start, "bsn", "burgerservice", "sofinummer")) {
            return "NATIONAL_ID_NL";
        }
        if ((groups.equals("9") || groups.equals("3.3.3")) && portuguese(d)
                && Chars.said(text, start, "nif", "contribuinte")) {
            return "NATIONAL_ID_PT";
        }
        return RegisterNumber.nine(d, groups, text, start);
    }

    private static boolean french(String d) {
        int month = number(d, 3, 5);
        boolean sexAndMonth = (d.charAt(0) == '1' || d.charAt(0) == '2') && month >= 1 && month <= 12;
        return sexAndMonth && 97 - Long.parseLong(d.substring(0, 13)) % 97 == number(d, 13, 15);
    }

    private static boolean belgian(String d) {
        int month = number(d, 2, 4);
        int day = number(d, 4, 6);
        int check = number(d, 9, 11);
        long n = Long.parseLong(d.substring(0, 9));
        // born from 2000 on: a 2 is put before the nine digits
        return month <= 12 && day <= 31 && (97 - n % 97 == check || 97 - (2_000_000_000L + n) % 97 == check);
    }

    private static boolean polish(String d) {
        int month = number(d, 2, 4) % 20;
        int day = number(d, 4, 6);
        return month >= 1 && month <= 12 && day >= 1 && day <= 31
                && weighted(d, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
    }

    private static boolean german(String d) {
        return d.charAt(0) != '0' && mod1110(d);
    }

    /** @return true when the last of eleven digits checks the others after ISO 7064, MOD 11,10 */
    static boolean mod1110(String d) {
        int product = 10;
        for (int i = 0; i < 10; i++) {
            int sum = (d.charAt(i) - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == d.charAt(10) - '0';
    }

    private static boolean romanian(String d) {
        int month = number(d, 3, 5);
        int day = number(d, 5, 7);
        int rest = weighted(d, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
        return d.charAt(0) != '0' && month >= 1 && month <= 12 && day >= 1 && day <= 31
                && (rest == 10 ? 1 : rest) == d.charAt(12) - '0';
    }

    private static boolean dutch(String d) {
        return weighted(d, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0 && !d.equals("000000000");
    }

    private static boolean portuguese(String d) {
        int rest = weighted(d, 9, 8, 7, 6, 5, 4, 3, 2, 0) % 11;
        return "1235689".indexOf(d.charAt(0)) >= 0 && (rest < 2 ? 0 : 11 - rest) == d.charAt(8) - '0';
    }

    static int weighted(String d, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (d.charAt(i) - '0');
        }
        return sum;
    }

    private static int number(String d, int from, int to) {
        return Integer.parseInt(d.substring(from, to));
    }
}
