// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.RecordRef;
import org.tracebinder.vault.BinderStore;
import org.tracebinder.vault.RecordTable;
import org.tracebinder.vault.StoredSource;

/**
 * What the database says of quarantined and duplicate records, held against the states in the record tables. Eight
 * bytes for each quarantined record, 24 for each duplicate, as long as a look over the binder lasts.
 */
final class StateRows {

    /** Numbers of a duplicate in its row: the record, source and record of the first. */
    private static final int PARTS = 3;
    private static final long[] NONE = {};

    private final Map<Integer, long[]> quarantined;
    private final Map<Integer, long[]> duplicates;

    private StateRows(Map<Integer, long[]> quarantined, Map<Integer, long[]> duplicates) {
        this.quarantined = quarantined;
        this.duplicates = duplicates;
    }

    /** @return the rows of all sources */
    static StateRows of(BinderStore store) throws IOException {
        Map<Integer, LongStream.Builder> bad = new HashMap<>();
        store.quarantine((id, reason) -> bad.computeIfAbsent(id.source(), s -> LongStream.builder())
                .add(id.record()));
        Map<Integer, LongStream.Builder> again = new HashMap<>();
        store.duplicates(d -> again.computeIfAbsent(d.copy().source(), s -> LongStream.builder())
                .add(d.copy().record()).add(d.first().source()).add(d.first().record()));
        return new StateRows(built(bad), built(again));
    }

    private static Map<Integer, long[]> built(Map<Integer, LongStream.Builder> parts) {
        Map<Integer, long[]> all = new HashMap<>();
        parts.forEach((source, numbers) -> all.put(source, numbers.build().toArray()));
        return all;
    }

    /** @return the first row of a source that the binder does not have, in words; null when there is none */
    String stray(List<StoredSource> sources) {
        TreeSet<Integer> named = new TreeSet<>(quarantined.keySet());
        named.addAll(duplicates.keySet());
        sources.forEach(s -> named.remove(s.info().number()));
        return named.isEmpty() ? null : "the database tells of records of S" + named.first()
                + ", which the binder does not have";
    }

    /** @return the comparison of one source, which takes its records in order */
    Comparison of(Sources sources, int source) {
        return new Comparison(sources, source);
    }

    /** The rows of one source beside its records. */
    final class Comparison {

        private final Sources sources;
        private final int source;
        private final long[] bad;
        private final long[] again;
        private int badAt;
        private int againAt;
        private String wrong;

        private Comparison(Sources sources, int source) {
            this.sources = sources;
            this.source = source;
            this.bad = quarantined.getOrDefault(source, NONE);
            this.again = duplicates.getOrDefault(source, NONE);
        }

        /** Takes the next record. */
        void accept(RecordRef ref) throws IOException {
            long number = ref.id().record();
            boolean inQuarantine = badAt < bad.length && bad[badAt] == number;
            boolean isAgain = againAt < again.length && again[againAt] == number;
            if (inQuarantine != (ref.state() == RecordRef.State.QUARANTINED)) {
                found("record " + ref.id() + (inQuarantine ? " stands in the quarantine, its table says otherwise"
                        : " was quarantined, and its row in the quarantine is gone"));
            }
            if (isAgain != (ref.state() == RecordRef.State.DUPLICATE)) {
                found("record " + ref.id() + (isAgain ? " is told to be a duplicate, its table says otherwise"
                        : " is a duplicate, and its row that names the first is gone"));
            } else if (isAgain && wrong == null && !sameBytes(ref)) {
                found("record " + ref.id() + " is told to be a duplicate of a record with other bytes");
            }
            badAt += inQuarantine ? 1 : 0;
            againAt += isAgain ? PARTS : 0;
        }

        private boolean sameBytes(RecordRef ref) throws IOException {
            long of = again[againAt + 1];
            long first = again[againAt + 2];
            boolean before = of >= 1 && of <= source && first >= 1 && (of < source || first < ref.id().record());
            RecordTable.Entry entry = before ? sources.entry(new RecordId((int) of, first)) : null;
            return entry != null && entry.ref().leaf().equals(ref.leaf());
        }

        private void found(String what) {
            wrong = wrong == null ? what : wrong;
        }

        /** @return what does not fit, in words, once all records were taken; null when all does */
        String wrong() {
            if (wrong == null && (badAt < bad.length || againAt < again.length)) {
                long left = LongStream.concat(Arrays.stream(bad, badAt, bad.length),
                        Arrays.stream(again, againAt, Math.min(againAt + 1, again.length))).min().orElseThrow();
                wrong = "the database tells of record S" + source + ":" + left + ", which the source does not have";
            }
            return wrong;
        }
    }
}
