// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.session.MarkedBytes;

/**
 * Finds in the bytes of an event the words that its fields show. A text is looked for as a whole first, for the same
 * word may stand elsewhere in the record; where it was put together from pieces, its line is, and then the word with
 * what stands around it.
 */
public final class Placing {

    /** Ways in which exports write texts, the commonest first. */
    private enum Spelling {
        PLAIN, JSON(SpelledBytes.Layer.JSON), JSON_IN_JSON(SpelledBytes.Layer.JSON, SpelledBytes.Layer.JSON),
        TABLE(SpelledBytes.Layer.QUOTES), JSON_IN_TABLE(SpelledBytes.Layer.QUOTES, SpelledBytes.Layer.JSON),
        XML(SpelledBytes.Layer.XML),
        DEEPER(SpelledBytes.Layer.JSON, SpelledBytes.Layer.JSON, SpelledBytes.Layer.JSON);

        private final SpelledBytes.Layer[] layers;

        Spelling(SpelledBytes.Layer... layers) {
            this.layers = layers;
        }
    }

    /** Characters around a word that tell it from others. */
    private static final int[] AROUND = {24, 8, 0};
    /** Places of a text that are looked at for the one between quotation marks. */
    private static final int LOOKED_AT = 64;

    private final byte[] record;
    private final int from;
    private final int to;
    private final Map<Spelling, SpelledBytes> spelt = new EnumMap<>(Spelling.class);
    private final Map<Spelling, Integer> reached = new EnumMap<>(Spelling.class);
    private final List<MarkedBytes.Place> places = new ArrayList<>();
    private int unplaced;

    /**
     * @param record bytes of the record
     * @param from   where those of the event begin
     * @param to     where they end (exclusive)
     */
    public Placing(byte[] record, int from, int to) {
        this.record = record;
        this.from = Math.max(0, Math.min(from, record.length));
        this.to = Math.max(this.from, Math.min(to, record.length));
    }

    /**
     * @param field of the event
     * @param text  one of its texts, as the event shows it
     * @param marks begin and end (exclusive) of each match in it, in order
     */
    public void add(String field, String text, List<int[]> marks) {
        if (marks.isEmpty()) {
            return;
        }
        if (find(field, text, 0, text.length(), marks)) {
            return;
        }
        for (int[] mark : marks) {
            int begin = text.lastIndexOf('\n', Math.max(0, mark[0] - 1)) + 1;
            int end = text.indexOf('\n', mark[1]);
            end = end < 0 ? text.length() : end;
            List<int[]> one = List.of(mark);
            boolean found = text.lastIndexOf('\n', mark[1] - 1) < mark[0] && find(field, text, begin, end, one);
            for (int i = 0; i < AROUND.length && !found; i++) {
                found = find(field, text, Math.max(begin, mark[0] - AROUND[i]), Math.min(end, mark[1] + AROUND[i]),
                        one);
            }
            unplaced += found ? 0 : 1;
        }
    }

    /** @return what was found */
    public MarkedBytes marked(boolean all) {
        places.sort((a, b) -> a.from() != b.from() ? Integer.compare(a.from(), b.from()) : Integer.compare(b.to(),
                a.to()));
        List<MarkedBytes.Place> apart = new ArrayList<>();
        for (MarkedBytes.Place p : places) {
            if (apart.isEmpty() || p.from() >= apart.get(apart.size() - 1).to()) {
                apart.add(p);
            }
        }
        return new MarkedBytes(apart, unplaced, all && to - from <= SpelledBytes.MOST);
    }

    /** Looks for a piece of a text in each spelling, and places its marks where it is found. */
    private boolean find(String field, String text, int begin, int end, List<int[]> marks) {
        String piece = text.substring(begin, end);
        for (Spelling spelling : Spelling.values()) {
            SpelledBytes bytes = spelt.computeIfAbsent(spelling, s -> new SpelledBytes(record, from, to, s.layers));
            int at = place(bytes.text(), piece, reached.getOrDefault(spelling, 0));
            if (at < 0) {
                continue;
            }
            reached.put(spelling, at + piece.length());
            for (int[] m : marks) {
                int first = at + m[0] - begin;
                int last = at + m[1] - begin;
                places.add(new MarkedBytes.Place(field, bytes.byteOf(first), bytes.byteOf(last),
                        bytes.text().substring(first, last)));
            }
            return true;
        }
        return false;
    }

    /** Behind what was found before, if it is there; and of several places one that holds nothing else. */
    private static int place(String all, String piece, int after) {
        int first = -1;
        int at = all.indexOf(piece, after);
        for (int i = 0; at >= 0 && i < LOOKED_AT; i++) {
            if (stop(all, at - 1) && stop(all, at + piece.length())) {
                return at;
            }
            first = first < 0 ? at : first;
            at = all.indexOf(piece, at + 1);
        }
        return first >= 0 || after == 0 ? first : place(all, piece, 0);
    }

    private static boolean stop(String all, int at) {
        if (at < 0 || at >= all.length()) {
            return true;
        }
        char c = all.charAt(at);
        return c == '"' || c == '\n' || c == '\r' || c == ',' || c == '>' || c == '<';
    }
}
