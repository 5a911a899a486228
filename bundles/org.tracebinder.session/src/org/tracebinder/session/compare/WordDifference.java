// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Two texts, word by word.
 *
 * @param parts    in reading order; the same and the removed ones make up the first text, the same and the added ones
 *                 the second, to the character
 * @param complete false when the texts differ so much that their middle is given as one removed and one added part
 */
public record WordDifference(List<Part> parts, boolean complete) {

    /** Words that differ before the search for common ones is given up: its memory grows with the square. */
    private static final int MOST_EDITS = 1_500;
    /** A word, or white space, or any other single sign. Chinese and Japanese have no spaces: each sign is a word. */
    private static final Pattern WORD = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]|"
            + "[\\p{L}\\p{N}\\p{M}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]++|\\s++|.", Pattern.DOTALL);

    /** What became of a part. */
    public enum Change {
        /** In both texts. */
        SAME,
        /** In the first only. */
        REMOVED,
        /** In the second only. */
        ADDED
    }

    /** A piece of text. */
    public record Part(Change change, String text) {
    }

    /** Copies the parts. */
    public WordDifference {
        parts = List.copyOf(parts);
    }

    /** @return true when the texts are the same */
    public boolean same() {
        return parts.stream().allMatch(p -> p.change == Change.SAME);
    }

    /**
     * Compares by the algorithm of Myers (An O(ND) Difference Algorithm and Its Variations, 1986).
     *
     * @param a null counts as empty
     * @param b null counts as empty
     */
    public static WordDifference of(String a, String b) {
        List<String> x = words(a);
        List<String> y = words(b);
        int head = 0;
        while (head < x.size() && head < y.size() && x.get(head).equals(y.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < x.size() - head && tail < y.size() - head
                && x.get(x.size() - 1 - tail).equals(y.get(y.size() - 1 - tail))) {
            tail++;
        }
        List<String> left = x.subList(head, x.size() - tail);
        List<String> right = y.subList(head, y.size() - tail);
        List<Part> parts = new ArrayList<>();
        add(parts, Change.SAME, x.subList(0, head));
        List<int[]> rounds = rounds(left, right);
        if (rounds == null) {
            add(parts, Change.REMOVED, left);
            add(parts, Change.ADDED, right);
        } else {
            parts.addAll(path(left, right, rounds));
        }
        add(parts, Change.SAME, x.subList(x.size() - tail, x.size()));
        return new WordDifference(joined(parts), rounds != null);
    }

    private static List<String> words(String text) {
        return text == null ? List.of() : WORD.matcher(text).results().map(r -> r.group()).toList();
    }

    private static void add(List<Part> parts, Change change, List<String> words) {
        if (!words.isEmpty()) {
            parts.add(new Part(change, String.join("", words)));
        }
    }

    /** @return for each number of edits how far each diagonal reached, or null when there are too many edits */
    private static List<int[]> rounds(List<String> x, List<String> y) {
        int most = Math.min(x.size() + y.size(), MOST_EDITS);
        int[] reach = new int[2 * most + 3];
        int zero = most + 1;
        List<int[]> rounds = new ArrayList<>();
        for (int d = 0; d <= most; d++) {
            for (int k = -d; k <= d; k += 2) {
                boolean down = k == -d || k != d && reach[zero + k - 1] < reach[zero + k + 1];
                int i = down ? reach[zero + k + 1] : reach[zero + k - 1] + 1;
                while (i < x.size() && i - k < y.size() && x.get(i).equals(y.get(i - k))) {
                    i++;
                }
                reach[zero + k] = i;
                if (i >= x.size() && i - k >= y.size()) {
                    rounds.add(Arrays.copyOfRange(reach, zero - d, zero + d + 1));
                    return rounds;
                }
            }
            rounds.add(Arrays.copyOfRange(reach, zero - d, zero + d + 1));
        }
        return null;
    }

    private static List<Part> path(List<String> x, List<String> y, List<int[]> rounds) {
        List<Part> back = new ArrayList<>();
        int i = x.size();
        int j = y.size();
        for (int d = rounds.size() - 1; d > 0; d--) {
            int[] before = rounds.get(d - 1);
            int k = i - j;
            boolean down = k == -d || k != d && at(before, d - 1, k - 1) < at(before, d - 1, k + 1);
            int fromI = down ? at(before, d - 1, k + 1) : at(before, d - 1, k - 1);
            int fromJ = fromI - (down ? k + 1 : k - 1);
            while (i > fromI + (down ? 0 : 1) && j > fromJ + (down ? 1 : 0)) {
                back.add(new Part(Change.SAME, x.get(--i)));
                j--;
            }
            back.add(down ? new Part(Change.ADDED, y.get(--j)) : new Part(Change.REMOVED, x.get(--i)));
        }
        while (i > 0) {
            back.add(new Part(Change.SAME, x.get(--i)));
        }
        Collections.reverse(back);
        return back;
    }

    private static int at(int[] round, int d, int k) {
        return k < -d || k > d ? -1 : round[k + d];
    }

    /** Neighbours of one sort become one part; between two same parts what was removed stands before what was added. */
    private static List<Part> joined(List<Part> parts) {
        List<Part> out = new ArrayList<>();
        StringBuilder same = new StringBuilder();
        StringBuilder removed = new StringBuilder();
        StringBuilder added = new StringBuilder();
        for (Part p : parts) {
            if (p.change == Change.SAME) {
                flush(out, Change.REMOVED, removed);
                flush(out, Change.ADDED, added);
                same.append(p.text);
            } else {
                flush(out, Change.SAME, same);
                (p.change == Change.REMOVED ? removed : added).append(p.text);
            }
        }
        flush(out, Change.SAME, same);
        flush(out, Change.REMOVED, removed);
        flush(out, Change.ADDED, added);
        return out;
    }

    private static void flush(List<Part> out, Change change, StringBuilder text) {
        if (!text.isEmpty()) {
            out.add(new Part(change, text.toString()));
            text.setLength(0);
        }
    }
}
