// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.core.Event;
import org.tracebinder.core.Message;
import org.tracebinder.core.PersonalData;

/**
 * Finds personal data that stands in clear in words: {@code IBAN}, {@code CREDIT_CARD}, {@code EMAIL_ADDRESS},
 * {@code PHONE_NUMBER}, {@code IP_ADDRESS}, {@code NATIONAL_ID_AT BE BG CZ_SK DE DK ES FI FR GR HR HU IE IT NL PL PT}
 * {@code RO SE}. Each has a structure and, where there is one, a check digit or a word that says what it is; a chance
 * hit should be rarer than one in some thousand numbers of the same length. Names, addresses and birthdays are not
 * found. Stateless, one pass, works only around digits and signs.
 */
public final class PersonalDataFinder {

    private static final byte DIGIT = 1;
    private static final byte AT = 2;
    private static final byte COLON = 3;
    private static final byte PLUS = 4;
    private static final byte[] CLASS = classes();

    private final String text;
    private final List<Found> found = new ArrayList<>(0);
    private int floor;

    private PersonalDataFinder(String text) {
        this.text = text;
    }

    /**
     * A place of personal data in a text.
     *
     * @param kind  {@code IBAN}...
     * @param start index of the first character
     * @param end   index behind the last character
     */
    public record Found(String kind, int start, int end) {
    }

    /**
     * @param text may be null
     * @return what was found, in the order of the text, without overlaps
     */
    public static List<Found> find(String text) {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        PersonalDataFinder finder = new PersonalDataFinder(text);
        finder.run();
        return finder.found;
    }

    /** @return how often each kind was found, by kind, as data in clear */
    public static List<PersonalData> summary(List<Found> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        Map<String, Integer> counts = new TreeMap<>();
        found.forEach(f -> counts.merge(f.kind(), 1, Integer::sum));
        return counts.entrySet().stream().map(e -> new PersonalData(e.getKey(), e.getValue(), false)).toList();
    }

    /**
     * Looks into prompt, answer and the other words of an event (tool arguments, comments, reasons). Ids and the actor
     * are not content; the actor's own address is passed over where the words repeat it.
     *
     * @return kinds and counts, by kind
     */
    public static List<PersonalData> in(Event event) {
        List<Found> all = null;
        for (Message m : event.input()) {
            all = add(all, m.text(), event.actor());
        }
        for (Message m : event.output()) {
            all = add(all, m.text(), event.actor());
        }
        all = add(all, event.otherText(), event.actor());
        return all == null ? List.of() : summary(all);
    }

    private static List<Found> add(List<Found> all, String text, String actor) {
        List<Found> more = find(text);
        if (more.isEmpty()) {
            return all;
        }
        List<Found> result = all == null ? new ArrayList<>() : all;
        for (Found f : more) {
            if (actor == null || f.end() - f.start() != actor.length()
                    || !text.regionMatches(true, f.start(), actor, 0, actor.length())) {
                result.add(f);
            }
        }
        return result;
    }

    private void run() {
        int n = text.length();
        for (int i = 0; i < n;) {
            char c = text.charAt(i);
            byte what = c < 128 ? CLASS[c] : 0;
            if (what == 0) {
                i++;
                continue;
            }
            int next = switch (what) {
                case DIGIT -> digits(i);
                case AT -> place("EMAIL_ADDRESS", NetAddress.mail(text, i, floor));
                case COLON -> colon(i);
                default -> place("PHONE_NUMBER", i, PhoneNumber.end(text, i));
            };
            i = Math.max(next, i + 1);
        }
    }

    private int colon(int i) {
        boolean between = i > 0 && i + 1 < text.length() && Chars.alnum(text.charAt(i - 1))
                && (text.charAt(i + 1) == ':' || Chars.alnum(text.charAt(i + 1)));
        return between ? place("IP_ADDRESS", NetAddress.ip6(text, i, floor)) : -1;
    }

    /** @return where to go on: behind what was found, or behind this run of digits */
    private int digits(int i) {
        int end = i + 1;
        while (end < text.length() && Chars.digit(text.charAt(end))) {
            end++;
        }
        int done = i > 0 && Chars.letter(text.charAt(i - 1)) ? afterLetters(i) : number(i, end);
        if (done < 0) {
            done = telephone(i);
        }
        return Math.max(done, end);
    }

    private int telephone(int i) {
        boolean after = !found.isEmpty() && found.get(found.size() - 1).kind().equals("PHONE_NUMBER");
        int done = place("PHONE_NUMBER", i, PhoneNumber.zeros(text, i, floor, after));
        if (done > 0) {
            return done;
        }
        done = NationalPhone.end(text, i, floor, after);
        boolean bracket = done > 0 && i > floor && text.charAt(i - 1) == '(' && text.substring(i, done).contains(")");
        return place("PHONE_NUMBER", bracket ? i - 1 : i, done);
    }

    private int afterLetters(int i) {
        if (i - 2 >= floor) {
            int done = place("IBAN", i - 2, Iban.end(text, i - 2));
            if (done > 0) {
                return done;
            }
        }
        if (i - 6 >= floor) {
            int done = place("NATIONAL_ID_IT", i - 6, NationalId.italianEnd(text, i - 6));
            if (done > 0) {
                return done;
            }
        }
        int nie = "XYZ".indexOf(text.charAt(i - 1));
        if (nie >= 0 && i - 1 >= floor && Chars.border(text, i - 2) && run(i) == 7) {
            return spanish(i - 1, nie + text.substring(i, i + 7), i + 7);
        }
        return -1;
    }

    private int number(int i, int end) {
        int length = end - i;
        if (length <= 3) {
            int done = place("IP_ADDRESS", i, NetAddress.ip4End(text, i));
            if (done > 0) {
                return done;
            }
        }
        if (length == 8) {
            int done = spanish(i, text.substring(i, end), end);
            if (done > 0) {
                return done;
            }
        }
        if (length == 6 || length == 7) {
            int done = length == 7 ? place("NATIONAL_ID_IE", i, RegisterNumber.irishEnd(text, i))
                    : place("NATIONAL_ID_FI", i, BirthNumber.finnishEnd(text, i));
            if (done < 0 && length == 6) {
                done = place("NATIONAL_ID_CZ_SK", i, BirthNumber.czechEnd(text, i));
            }
            if (done > 0) {
                return done;
            }
        }
        if (length > 16 || fraction(i)) {
            return -1;
        }
        WrittenNumber written = WrittenNumber.at(text, i);
        for (int groups = written.groups(); groups > 0; groups--) {
            String kind = written.kind(groups);
            if (kind != null) {
                return place(kind, i, written.end(groups));
            }
        }
        return -1;
    }

    private boolean fraction(int i) {
        if (i < 2 || !Chars.digit(text.charAt(i - 2))) {
            return false;
        }
        char point = text.charAt(i - 1);
        return point == '.' || point == ',' && text.charAt(i - 2) == '0' && Chars.border(text, i - 3);
    }

    private int spanish(int start, String eightDigits, int end) {
        int letter = end < text.length() && text.charAt(end) == '-' ? end + 1 : end;
        boolean there = letter < text.length() && Character.isUpperCase(text.charAt(letter))
                && Chars.letter(text.charAt(letter)) && Chars.border(text, letter + 1);
        return there && NationalId.spanish(eightDigits, text.charAt(letter))
                ? place("NATIONAL_ID_ES", start, letter + 1) : -1;
    }

    private int run(int from) {
        int end = from;
        while (end < text.length() && Chars.digit(text.charAt(end))) {
            end++;
        }
        return end - from;
    }

    private int place(String kind, int[] range) {
        return range == null ? -1 : place(kind, range[0], range[1]);
    }

    private int place(String kind, int start, int end) {
        if (end > 0) {
            found.add(new Found(kind, start, end));
            floor = end;
        }
        return end;
    }

    private static byte[] classes() {
        byte[] classes = new byte[128];
        for (char c = '0'; c <= '9'; c++) {
            classes[c] = DIGIT;
        }
        classes['@'] = AT;
        classes[':'] = COLON;
        classes['+'] = PLUS;
        return classes;
    }
}
