// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.BytesRef;

/**
 * Cuts a text into folded words, straight from the string into the bytes of a term: letters and digits of any script
 * make a word, everything else ends it; characters of scripts without spaces are words of their own, so that a phrase
 * finds any piece of such a text. The same cut serves import, query and highlighting. Reusable; one thread at a time.
 */
public final class WordStream extends TokenStream {

    /** Longer words are cut into pieces of at most this many bytes. */
    public static final int MAX_BYTES = 128;

    /** Positions between the texts of one event, so that no phrase runs from one into the next. */
    public static final int GAP = 64;

    private final BytesTermAttribute attribute = addAttribute(BytesTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final byte[] bytes = new byte[MAX_BYTES];
    private final BytesRef term = new BytesRef(bytes, 0, 0);
    private final String[] texts = new String[3];
    private final int[] counts = new int[3];
    private String text = "";
    private int current;
    private int at;
    private int from;

    /** @param words what is cut next */
    public void text(String words) {
        texts(words, null, null);
    }

    /** Cuts three texts, one behind the other with a {@link #GAP} between; null for one that is not there. */
    public void texts(String first, String second, String third) {
        texts[0] = first;
        texts[1] = second;
        texts[2] = third;
        reset();
    }

    /** @return words found so far in the n-th text */
    public int count(int n) {
        return counts[n];
    }

    @Override
    public void reset() {
        Arrays.fill(counts, 0);
        current = 0;
        text = texts[0] == null ? "" : texts[0];
        at = 0;
        increment.setPositionIncrement(1);
    }

    @Override
    public boolean incrementToken() {
        int n = next();
        int gap = 1;
        while (n == 0 && current < 2) {
            current++;
            text = texts[current] == null ? "" : texts[current];
            at = 0;
            gap += GAP;
            n = next();
        }
        if (n == 0) {
            return false;
        }
        counts[current]++;
        increment.setPositionIncrement(gap);
        term.length = n;
        attribute.setBytesRef(term);
        return true;
    }

    /** Leaves the attributes alone: nothing is read from them any more. */
    @Override
    public void end() {
        // nothing after the last word
    }

    /** @return the word found last; overwritten by the next one */
    public BytesRef term() {
        return term;
    }

    /** @return where the word found last begins in the text */
    public int from() {
        return from;
    }

    /** @return where the word found last ends in the text, exclusive */
    public int to() {
        return at;
    }

    private int next() {
        String s = text;
        int length = s.length();
        int i = at;
        int n = 0;
        while (i < length) {
            char c = s.charAt(i);
            if (c < 128) {
                byte folded = Folding.ASCII[c];
                if (folded != 0) {
                    if (n == MAX_BYTES) {
                        break;
                    }
                    if (n == 0) {
                        from = i;
                    }
                    bytes[n++] = folded;
                    i++;
                } else if (n > 0) {
                    break;
                } else {
                    i++;
                }
                continue;
            }
            int cp = s.codePointAt(i);
            int width = Character.charCount(cp);
            Folding.Page page = Folding.page(cp);
            byte kind = page.kind(cp);
            if (kind == Folding.INVISIBLE) {
                i += width;
                continue;
            }
            if (kind == Folding.ACCENT) {
                n = accent(n, cp);
                i += width;
                continue;
            }
            if (kind == Folding.SEPARATOR) {
                if (n > 0) {
                    break;
                }
                i += width;
                continue;
            }
            byte[] folded = page.folded(cp);
            if (kind == Folding.SINGLE && i + width < length && Folding.joins(s.charAt(i + width))) {
                int end = Folding.joinedEnd(s, i + width);
                folded = Folding.join(s.substring(i, end));
                width = end - i;
            }
            if (n > 0 && (kind == Folding.SINGLE || n + folded.length > MAX_BYTES)) {
                break;
            }
            if (n == 0) {
                from = i;
            }
            System.arraycopy(folded, 0, bytes, n, folded.length);
            n += folded.length;
            i += width;
            if (kind == Folding.SINGLE) {
                break;
            }
        }
        at = i;
        return n;
    }

    /** An accent by itself is rare; it makes the last letter what it would be in one piece. */
    private int accent(int n, int cp) {
        int letter = n;
        while (letter > 0 && (bytes[--letter] & 0xC0) == 0x80) {
            continue;
        }
        if (letter == n) {
            return n;
        }
        String before = new String(bytes, letter, n - letter, StandardCharsets.UTF_8);
        byte[] joined = Folding.compose(before, cp).getBytes(StandardCharsets.UTF_8);
        if (letter + joined.length > MAX_BYTES) {
            return n;
        }
        System.arraycopy(joined, 0, bytes, letter, joined.length);
        return letter + joined.length;
    }
}
