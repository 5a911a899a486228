// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.privacy;

/**
 * National numbers that hold the date of birth: Austria, Bulgaria, Czechia and Slovakia, Denmark, Finland, Greece
 * (AMKA), Sweden. A row of ten digits with a plausible date and one check digit is too common in logs, so each counts
 * only where a word shortly before it says what it is; a Finnish code with a letter in it needs none.
 * <p>
 * Sources: the Austrian ASVG and the rule of the Dachverband for the insurance number; the Bulgarian ordinance on civil
 * registration (ESGRAON); the Czech act 133/2000 and the Slovak act 301/1995; CPR-kontoret, "Personnummeret i CPR"; the
 * Finnish population register (DVV) with the signs added in 2023; IDIKA for AMKA; Skatteverket, SKV 704.
 */
final class BirthNumber {

    private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final String[] SWEDISH_WORDS = {"personnummer", "personnr", "pnr", "samordningsnummer",
        "personal number", "personal identity", "swedish"};
    private static final String[] CZECH_WORDS = {"rodn\u00e9", "rodneho", "rodn\u00e9ho", "rodne", "r.\u010d",
        "r. \u010d", "r\u010d", "birth number", "national id"};

    private BirthNumber() {
    }

    /**
     * @param d      ten digits
     * @param groups lengths of the written groups
     * @param text   where it stands, for the words before it
     * @param start  its first digit
     * @return the kind, or null
     */
    static String ten(String d, String groups, String text, int start) {
        boolean plain = groups.equals("10");
        boolean parted = groups.equals("6.4");
        if ((plain || parted) && swedish(d) && Chars.said(text, start, SWEDISH_WORDS)) {
            return "NATIONAL_ID_SE";
        }
        if ((plain || parted) && Chars.said(text, start, "cpr", "danish") && date(d, 0, 2)) {
            return "NATIONAL_ID_DK"; // numbers given out since 2007 keep no check digit
        }
        if ((plain || groups.equals("4.6")) && austrian(d) && Chars.said(text, start, "svnr", "sv-nr", "sv-nummer",
                "sozialversicherung", "versicherungsnummer", "sozvers", "austrian")) {
            return "NATIONAL_ID_AT";
        }
        if ((plain || parted) && czech(d) && Chars.said(text, start, CZECH_WORDS)) {
            return "NATIONAL_ID_CZ_SK";
        }
        if (plain && bulgarian(d) && Chars.said(text, start, "egn", "\u0435\u0433\u043d", "bulgarian")) {
            return "NATIONAL_ID_BG";
        }
        return null;
    }

    /** @return true for a Swedish number of twelve digits, the year in full */
    static boolean swedishLong(String d, String groups, String text, int start) {
        int year = number(d, 0, 4);
        return (groups.equals("12") || groups.equals("8.4")) && year >= 1880 && year < 2100
                && swedish(d.substring(2)) && Chars.said(text, start, SWEDISH_WORDS);
    }

    /** @return true for a Greek AMKA: date, then a check digit after Luhn over all eleven */
    static boolean amka(String d, String text, int start) {
        return date(d, 0, 2) && luhn(d) && Chars.said(text, start, "amka", "\u03b1\u03bc\u03ba\u03b1");
    }

    /**
     * A Czech or Slovak number with its slash: six digits, slash, four digits.
     *
     * @return where it ends, or -1
     */
    static int czechEnd(String text, int start) {
        int end = start + 11;
        boolean form = end <= text.length() && text.charAt(start + 6) == '/' && Chars.border(text, start - 1)
                && Chars.border(text, end);
        for (int i = start; form && i < end; i++) {
            form = i == start + 6 || Chars.digit(text.charAt(i));
        }
        return form && czech(text.substring(start, start + 6) + text.substring(start + 7, end))
                && Chars.said(text, start, CZECH_WORDS) ? end : -1;
    }

    /**
     * A Finnish code: day, month, year, the sign of the century, three digits, the check character.
     *
     * @return where it ends, or -1
     */
    static int finnishEnd(String text, int start) {
        int end = start + 11;
        if (end > text.length() || !Chars.border(text, start - 1) || !Chars.border(text, end)) {
            return -1;
        }
        String first = text.substring(start, start + 6);
        String rest = text.substring(start + 7, end - 1);
        char century = text.charAt(start + 6);
        char check = text.charAt(end - 1);
        if ("+-ABCDEFUVWXY".indexOf(century) < 0 || !digits(first) || !digits(rest) || !date(first, 0, 2)) {
            return -1;
        }
        int serial = Integer.parseInt(rest);
        boolean right = serial >= 2 && serial <= 899
                && FINNISH.charAt((int) (Long.parseLong(first + rest) % 31)) == check;
        boolean letters = !Chars.digit(check);
        return right && (letters || Chars.said(text, start, "hetu", "henkil\u00f6tunnus", "personbeteckning",
                "finnish")) ? end : -1;
    }

    /** Day 61 to 91 marks a coordination number. */
    private static boolean swedish(String d) {
        int day = number(d, 4, 6);
        return month(number(d, 2, 4)) && day(day > 60 ? day - 60 : day) && luhn(d);
    }

    /** The check digit is the fourth; months 13 to 15 are given out where a day has no number left. */
    private static boolean austrian(String d) {
        int rest = NationalId.weighted(d, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11;
        int month = number(d, 6, 8);
        return d.charAt(0) != '0' && day(number(d, 4, 6)) && month >= 1 && month <= 15 && rest == d.charAt(3) - '0';
    }

    /** Women have 50 more in the month; 20 more where the numbers of a day ran out. */
    private static boolean czech(String d) {
        int month = number(d, 2, 4) % 50;
        boolean dated = day(number(d, 4, 6)) && month(month > 20 ? month - 20 : month);
        long first = Long.parseLong(d.substring(0, 9));
        // until 1985 a rest of ten was written as a zero
        return dated && (Long.parseLong(d) % 11 == 0 || first % 11 == 10 && d.charAt(9) == '0');
    }

    /** Born before 1900: 20 more in the month; from 2000 on 40 more. */
    private static boolean bulgarian(String d) {
        int month = number(d, 2, 4);
        month = month > 40 ? month - 40 : month > 20 ? month - 20 : month;
        int rest = NationalId.weighted(d, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10;
        return month(month) && day(number(d, 4, 6)) && rest == d.charAt(9) - '0';
    }

    /** @return true when a day and a month stand at the two places */
    private static boolean date(String d, int day, int month) {
        return day(number(d, day, day + 2)) && month(number(d, month, month + 2));
    }

    private static boolean day(int day) {
        return day >= 1 && day <= 31;
    }

    private static boolean month(int month) {
        return month >= 1 && month <= 12;
    }

    /** The last digit checks the others: each second digit from the right is doubled. */
    private static boolean luhn(String d) {
        int sum = 0;
        for (int i = 0; i < d.length(); i++) {
            int n = d.charAt(d.length() - 1 - i) - '0';
            int twice = i % 2 == 0 ? n : 2 * n;
            sum += twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }

    private static boolean digits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int number(String d, int from, int to) {
        return Integer.parseInt(d.substring(from, to));
    }
}
