// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.tracebinder.core.Hash;

/**
 * Values of chosen fields, found again wherever they stand as words of their own: in a prompt, a query, a path. Values
 * of 4 to 67 characters are found inside longer texts, longer ones where a text is exactly that. Short ones, small
 * numbers and words that the program itself writes are not looked for: they would be found everywhere. Not thread-safe
 * while it learns.
 */
final class KnownValues {

    private static final int SHORTEST = 4;
    private static final int LONGEST = SHORTEST + 63;
    /** More digits than a date, a count or a year has. */
    private static final int TELLING_DIGITS = 9;

    /** A file's name from few letters would be found in others. */
    private static final int SHORTEST_SLUG = 6;
    private static final String[] BLANKS = {"\u00a0", "\u202f", "\n", "\r\n", "+", "_", "  "};
    /** Letters with something else between them. */
    private static final Pattern PARTS = Pattern.compile("\\p{L}.*[^\\p{L}\\p{N}].*\\p{L}");
    private static final Pattern NAMELESS = Pattern.compile("[^a-z0-9]+");

    private final Map<String, String> kinds = new HashMap<>();
    private final Map<Hash, String> texts = new HashMap<>();
    /** By the first four characters of values: a bit for each length that begins so. */
    private final long[] lengths = new long[1 << 16];

    /** A place in a text. */
    record Found(String kind, int start, int end) {
    }

    /** @param kind the alphabetically first one stays when a value is learned as several kinds */
    void learn(String value, String kind) {
        int n = value.length();
        if (n > LONGEST) {
            texts.merge(Hash.of(value.getBytes(UTF_8)), kind, KnownValues::first);
        } else if (n >= SHORTEST && telling(value) && (!kinds.containsKey(value) || !kinds.get(value).equals(kind))) {
            look(value, kind);
            variants(value, kind);
        }
    }

    private void look(String value, String kind) {
        if (value.length() >= SHORTEST && value.length() <= LONGEST) {
            kinds.merge(value, kind, KnownValues::first);
            lengths[start(value, 0)] |= 1L << value.length() - SHORTEST;
        }
    }

    /** How people and programs write the same again: other blanks, other case, as the name of a file or a folder. */
    private void variants(String value, String kind) {
        String one = Normalizer.normalize(value, Normalizer.Form.NFC);
        look(one, kind);
        if (!PARTS.matcher(one).find()) {
            return; // in another case one word may be any word
        }
        for (String blank : one.indexOf(' ') < 0 ? new String[0] : BLANKS) {
            look(one.replace(" ", blank), kind);
        }
        look(one.toLowerCase(Locale.ROOT), kind);
        look(one.toUpperCase(Locale.ROOT), kind);
        String slug = NAMELESS.matcher(one.toLowerCase(Locale.ROOT)).replaceAll("-").replaceAll("^-|-$", "");
        if (slug.length() >= SHORTEST_SLUG && telling(slug)) {
            look(slug, kind);
        }
    }

    private static String first(String a, String b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static boolean telling(String value) {
        int digits = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isLetter(c)) {
                return true;
            }
            digits += c >= '0' && c <= '9' ? 1 : 0;
        }
        return digits >= TELLING_DIGITS;
    }

    /** @param text words of the program itself; what was learned and stands there is not looked for any more */
    void forget(String text) {
        for (Found f : find(text)) {
            kinds.remove(text.substring(f.start(), f.end()));
        }
    }

    /** @return true when nothing is looked for */
    boolean isEmpty() {
        return kinds.isEmpty() && texts.isEmpty();
    }

    /** @return what stands in the text, in its order, without overlaps, the longest where several begin together */
    List<Found> find(String text) {
        if (text.length() > LONGEST && !texts.isEmpty()) {
            String kind = texts.get(Hash.of(text.getBytes(UTF_8)));
            if (kind != null) {
                return List.of(new Found(kind, 0, text.length()));
            }
        }
        List<Found> found = new ArrayList<>(0);
        int last = kinds.isEmpty() ? -1 : text.length() - SHORTEST;
        for (int i = 0; i <= last; i++) {
            long mask = edge(text, i) ? lengths[start(text, i)] : 0;
            while (mask != 0) {
                int bit = 63 - Long.numberOfLeadingZeros(mask);
                mask &= ~(1L << bit);
                int end = i + SHORTEST + bit;
                if (end <= text.length() && edge(text, end)) {
                    String kind = kinds.get(text.substring(i, end));
                    if (kind != null) {
                        found.add(new Found(kind, i, end));
                        i = end - 1;
                        break;
                    }
                }
            }
        }
        return found;
    }

    /** A word does not begin or end between two letters or digits. */
    private static boolean edge(String text, int at) {
        return at == 0 || at == text.length() || !word(text.charAt(at - 1)) || !word(text.charAt(at));
    }

    private static boolean word(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static int start(String text, int at) {
        int h = text.charAt(at);
        for (int i = 1; i < SHORTEST; i++) {
            h = h * 0x9E37 + text.charAt(at + i);
        }
        return (h ^ h >>> 16) & 0xFFFF;
    }
}
