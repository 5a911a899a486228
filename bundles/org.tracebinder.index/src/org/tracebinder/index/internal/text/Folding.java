// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.text;

import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * What one character becomes in the index: nothing, a part of a word, or a word of its own. Upper and lower case,
 * full-width and presentation forms, all ways to write the same accent, the accents of Greek and the usual spelling
 * variants of Arabic become the same. Other accents count, since an auditor's totals must be those of the word as
 * written: credit does not find crédit. Tables are made page by page when a script is first met, so a start costs
 * nothing. Thread-safe.
 */
final class Folding {

    /** Ends a word. */
    static final byte SEPARATOR = 0;
    /** Belongs to a word. */
    static final byte WORD = 1;
    /** Is a word of its own: scripts that write no spaces, and pictures. */
    static final byte SINGLE = 2;
    /** Is as if it were not there: joiners, soft hyphens, vowel points of Arabic and Hebrew. */
    static final byte INVISIBLE = 3;
    /** An accent by itself: belongs to the letter before it. */
    static final byte ACCENT = 4;

    /** For ASCII: the folded byte, or 0 for a separator. */
    static final byte[] ASCII = ascii();

    private static final Page[] PAGES = new Page[(Character.MAX_CODE_POINT >> 8) + 1];

    private Folding() {
    }

    /** 256 characters. Immutable after it was made; two threads may make the same page, which does no harm. */
    static final class Page {
        private final byte[] kinds = new byte[256];
        private final byte[][] folded = new byte[256][];

        private Page(int number) {
            for (int i = 0; i < 256; i++) {
                int cp = number << 8 | i;
                byte kind = kindOf(cp);
                if (kind == WORD || kind == SINGLE) {
                    folded[i] = fold(cp, kind).getBytes(StandardCharsets.UTF_8);
                    if (folded[i].length == 0) {
                        kind = INVISIBLE;
                    }
                }
                kinds[i] = kind;
            }
        }

        byte kind(int cp) {
            return kinds[cp & 0xff];
        }

        byte[] folded(int cp) {
            return folded[cp & 0xff];
        }
    }

    static Page page(int cp) {
        Page page = PAGES[cp >> 8];
        if (page == null) {
            page = new Page(cp >> 8);
            PAGES[cp >> 8] = page;
        }
        return page;
    }

    private static byte[] ascii() {
        byte[] table = new byte[128];
        for (int c = 0; c < 128; c++) {
            if (c >= 'A' && c <= 'Z') {
                table[c] = (byte) (c + 32);
            } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                table[c] = (byte) c;
            }
        }
        return table;
    }

    private static byte kindOf(int cp) {
        int type = Character.getType(cp);
        if (cp == 0x200B || type == Character.SURROGATE || type == Character.UNASSIGNED) {
            return SEPARATOR;
        }
        if (type == Character.FORMAT || cp == 0x0640 || isPoint(cp, type)) {
            return INVISIBLE;
        }
        if (isAccent(cp)) {
            return ACCENT;
        }
        boolean letter = Character.isLetterOrDigit(cp) || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
        if (letter) {
            return unspaced(cp) ? SINGLE : WORD;
        }
        boolean skin = cp >= 0x1F3FB && cp <= 0x1F3FF;
        if (skin) {
            return INVISIBLE;
        }
        return type == Character.OTHER_SYMBOL && cp >= 0x2600 ? SINGLE : SEPARATOR;
    }

    private static boolean isPoint(int cp, int type) {
        if (type == Character.ENCLOSING_MARK) {
            return true;
        }
        return type == Character.NON_SPACING_MARK && (cp >= 0x0483 && cp <= 0x0487 || cp >= 0x0591 && cp <= 0x05C7
                || cp >= 0x0610 && cp <= 0x061A || cp >= 0x064B && cp <= 0x065F || cp == 0x0670
                || cp >= 0x06D6 && cp <= 0x06ED || cp >= 0xFE00 && cp <= 0xFE0F || cp >= 0xE0100);
    }

    private static boolean isAccent(int cp) {
        return cp >= 0x0300 && cp <= 0x036F || cp >= 0x1AB0 && cp <= 0x1AFF || cp >= 0x1DC0 && cp <= 0x1DFF
                || cp >= 0x20D0 && cp <= 0x20FF || cp >= 0xFE20 && cp <= 0xFE2F;
    }

    /** Scripts without spaces, and Korean, whose particles stick to the word: each character is found by itself. */
    private static boolean unspaced(int cp) {
        if (cp == 0x30FC || cp == 0xFF70 || cp >= 0x3099 && cp <= 0x309A) {
            return true;
        }
        return switch (UnicodeScript.of(cp)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    private static String fold(int cp, byte kind) {
        String s = Character.toString(cp);
        if (kind == SINGLE) {
            return Normalizer.normalize(s, Normalizer.Form.NFKC);
        }
        if (cp == 0x0130) {
            return "i";
        }
        String plain = Normalizer.normalize(s, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        plain = Normalizer.normalize(plain, Normalizer.Form.NFKC);
        UnicodeScript script = UnicodeScript.of(cp);
        boolean bare = script == UnicodeScript.GREEK || script == UnicodeScript.ARABIC;
        if (bare) {
            plain = Normalizer.normalize(plain, Normalizer.Form.NFD);
        }
        StringBuilder out = new StringBuilder();
        plain.codePoints().filter(c -> kindOf(c) == WORD || !bare && kindOf(c) == ACCENT).forEach(c -> append(out, c));
        return out.toString();
    }

    /** Voice marks of Japanese and the later parts of a Korean syllable, where they stand by themselves. */
    static boolean joins(char c) {
        return c >= 0x1160 && (c <= 0x11FF || c == 0x3099 || c == 0x309A || c == 0xFF9E || c == 0xFF9F);
    }

    /** @return where the parts that join end; at most some, a syllable has three */
    static int joinedEnd(String text, int from) {
        int end = from;
        while (end < text.length() && end < from + 4 && joins(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** @return the syllable in one piece */
    static byte[] join(String parts) {
        return Normalizer.normalize(parts, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Joins a letter and the accent behind it.
     *
     * @param letter folded
     * @return folded
     */
    static String compose(String letter, int accent) {
        if (accent == 0x0307 && letter.equals("i")) {
            return letter;
        }
        String joined = Normalizer.normalize(letter + Character.toString(accent), Normalizer.Form.NFC);
        StringBuilder out = new StringBuilder();
        joined.codePoints().forEach(c -> out.append(kindOf(c) == WORD ? fold(c, WORD) : Character.toString(c)));
        return out.toString();
    }

    private static void append(StringBuilder out, int c) {
        if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
            out.append((char) ('0' + Character.digit(c, 10)));
            return;
        }
        switch (c) {
            case 'ß' -> out.append("ss");
            case 'ς' -> out.append('σ');
            case '\u0671' -> out.append('\u0627');
            case '\u0649', '\u06CC' -> out.append('\u064A');
            case '\u0629' -> out.append('\u0647');
            case '\u06A9' -> out.append('\u0643');
            default -> out.appendCodePoint(c);
        }
    }
}
