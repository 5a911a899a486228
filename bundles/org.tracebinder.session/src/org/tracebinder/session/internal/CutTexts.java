// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tracebinder.core.RecordId;
import org.tracebinder.vault.BinderStore.Warning;

/**
 * Finds texts of one source that end at exactly the same round length, field by field, however many longer ones there
 * are. Lengths are counted in UTF-16 units, characters and UTF-8 bytes, since programs cut by each of them. So many
 * texts of one round length are told when there are {@value #LEAST} or more, more than {@value #TIMES} times as many as
 * of the lengths near it, and most of them end in the midst of something. One and the same text, repeated, counts only
 * when it is a good part of the field. Not thread-safe.
 */
final class CutTexts {

    private static final int LEAST = 5;
    private static final int TIMES = 2;
    /** Of one text that stands again and again: the share it needs of all long texts of its field. */
    private static final double SHARE = 0.2;
    private static final int TOLD = 5;
    private static final int FIELDS = 300;
    private static final int LENGTHS = 200_000;
    private static final int NEAR = 24;

    private final Map<String, Field> fields = new TreeMap<>();
    private int lengths;

    /** How the length of a text is told. */
    private enum Unit {
        UNITS("characters"), POINTS("characters"), BYTES("bytes (UTF-8)");

        private final String label;

        Unit(String label) {
            this.label = label;
        }
    }

    /** Texts of one round length. */
    private static final class Cluster {
        private long count;
        private long open;
        private final Set<Integer> different = new HashSet<>();
        private RecordId first;

        void add(TextLengths.Text text, RecordId id) {
            count++;
            open += text.open() ? 1 : 0;
            if (different.size() < LEAST) {
                different.add(text.hash());
            }
            first = first == null ? id : first;
        }
    }

    /** How many texts of one length there are. */
    private static final class Tally {
        private long count;
        private long changes;
        private int last;

        /** Of one text that stands many times in a row only the first is a change. */
        void add(int hash) {
            changes += count == 0 || hash != last ? 1 : 0;
            last = hash;
            count++;
        }
    }

    /** Texts of one field, with or without a mark at their end, in one unit. */
    private static final class Counts {
        private final Map<Integer, Tally> byLength = new HashMap<>();
        private final Map<Integer, Cluster> round = new TreeMap<>();
        private long all;

        long longer(int length) {
            return byLength.entrySet().stream().filter(e -> e.getKey() > length).mapToLong(e -> e.getValue().count)
                    .sum();
        }

        /**
         * @return changes of the length near this one that has second most: one other heap may stand there by itself;
         *         other round ones may be cut too and don't count
         */
        private long beside(int length, int inside) {
            long most = 0;
            long second = 0;
            for (int n = length - NEAR; n <= length + NEAR; n++) {
                Tally tally = n > length || n < length - inside ? byLength.get(n) : null;
                long changes = tally == null || round.containsKey(n) ? 0 : tally.changes;
                second = Math.max(second, Math.min(most, changes));
                most = Math.max(most, changes);
            }
            return second;
        }

        boolean cut(int length, Cluster c, Unit unit) {
            if (c.count < LEAST || c.open * 2 < c.count) {
                return false;
            }
            if (c.different.size() < LEAST) {
                return c.count >= SHARE * all || longer(length) == 0;
            }
            // a cut by bytes falls back to the beginning of a character: up to three bytes
            return byLength.get(length).changes > TIMES * beside(length, unit == Unit.BYTES ? 3 : 0);
        }
    }

    /** @param mark the sign at the end, or the empty text */
    private record Kind(String mark, Unit unit) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            int byMark = mark.compareTo(other.mark);
            return byMark != 0 ? byMark : unit.compareTo(other.unit);
        }
    }

    private static final class Field {
        private final Map<Kind, Counts> counts = new TreeMap<>();
    }

    private record Found(String field, Kind kind, int length, Cluster cluster, long longer) {
    }

    /** Takes what a worker saw in one record. */
    void add(RecordId id, TextLengths.Text text) {
        Field field = fields.get(text.field());
        if (field == null) {
            if (fields.size() >= FIELDS) {
                return;
            }
            field = new Field();
            fields.put(text.field(), field);
        }
        String mark = text.mark() == null ? "" : text.mark();
        count(field, new Kind(mark, Unit.UNITS), text.units(), text, id);
        count(field, new Kind(mark, Unit.POINTS), text.points(), text, id);
        count(field, new Kind(mark, Unit.BYTES), text.bytes(), text, id);
        if (text.mark() != null) {
            count(field, new Kind("", Unit.UNITS), text.units() + mark.length(), text, id);
        }
    }

    private void count(Field field, Kind kind, int length, TextLengths.Text text, RecordId id) {
        Counts counts = field.counts.computeIfAbsent(kind, k -> new Counts());
        counts.all++;
        Tally tally = counts.byLength.get(length);
        if (tally == null) {
            if (lengths >= LENGTHS) {
                return;
            }
            lengths++;
            tally = new Tally();
            counts.byLength.put(length, tally);
        }
        tally.add(text.hash());
        if (round(length)) {
            counts.round.computeIfAbsent(length, l -> new Cluster()).add(text, id);
        }
    }

    /** @return what was found, in words for the user; the most frequent first */
    List<Warning> warnings(int source, String name) {
        List<Found> found = new ArrayList<>();
        fields.forEach((field, f) -> f.counts.forEach((kind, counts) -> counts.round.forEach((length, c) -> {
            if (counts.cut(length, c, kind.unit)) {
                found.add(new Found(field, kind, length, c, counts.longer(length)));
            }
        })));
        List<Found> told = new ArrayList<>();
        found.stream().sorted(Comparator.comparingLong((Found f) -> -f.cluster.count)
                .thenComparing(Found::field).thenComparing(Found::kind).thenComparing(Found::length)).forEach(f -> {
            // most texts are as long in every unit: they are told once
            if (told.size() < TOLD && told.stream().noneMatch(t -> same(t, f))) {
                told.add(f);
            }
        });
        return told.stream().map(f -> new Warning(source, "log.cut", name + ": " + text(f))).toList();
    }

    private static boolean same(Found a, Found b) {
        return a.field.equals(b.field)
                && (a.kind.mark.equals(b.kind.mark) ? Math.abs(a.length - b.length) <= 3
                        : a.kind.mark.isEmpty() != b.kind.mark.isEmpty());
    }

    private static String text(Found f) {
        String length = String.format(Locale.ROOT, "%d %s", f.length, f.kind.unit.label);
        String longer = f.longer == 0 ? "none is longer" : f.longer == 1 ? "1 is longer"
                : String.format(Locale.ROOT, "%d are longer", f.longer);
        String first = "; the first is in record " + f.cluster.first + ".";
        if (!f.kind.mark.isEmpty()) {
            return String.format(Locale.ROOT, "%d texts in %s end with '%s' after exactly %s: they were cut off",
                    f.cluster.count, f.field, f.kind.mark, length) + first;
        }
        if (f.cluster.different.size() == 1) {
            return String.format(Locale.ROOT, "one text, which stands %d times in %s, is exactly %s long, and %s: it "
                    + "may have been cut off", f.cluster.count, f.field, length, longer) + first;
        }
        return String.format(Locale.ROOT, "%d texts in %s are exactly %s long, and %s: they may have been cut off",
                f.cluster.count, f.field, length, longer) + first;
    }

    private static boolean round(int n) {
        return n >= TextLengths.SHORTEST && (n % 100 == 0 || Integer.bitCount(n) == 1 || Integer.bitCount(n + 1) == 1
                || n % 1024 == 0 || n % 1000 == 999);
    }
}
