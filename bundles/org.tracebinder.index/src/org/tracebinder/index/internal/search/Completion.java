// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.tracebinder.core.Field;
import org.tracebinder.index.internal.store.Column;
import org.tracebinder.index.internal.store.IdCode;
import org.tracebinder.index.internal.text.Words;

/** Values that begin with what somebody has typed so far. Looks at a bounded number of terms. */
public final class Completion {

    private static final int MOST_TERMS = 20_000;

    private Completion() {
    }

    /**
     * @param prefix in any case where the field has few values, else exact
     * @return the most frequent values that begin so, ties by value
     */
    public static List<String> of(IndexReader reader, Field<?> field, String prefix, int limit) throws IOException {
        Column column = Column.of(field);
        if (column == null || column.number() || limit <= 0) {
            return List.of();
        }
        Map<String, Long> found = new HashMap<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            if (column.kind() == Column.Kind.TEXT) {
                String word = Words.of(prefix).stream().reduce((a, b) -> b).map(BytesRef::utf8ToString).orElse("");
                walk(leaf, Column.TEXT, column, word, new BytesRef(word), found);
            } else if (column.coded()) {
                for (BytesRef begin : prefix.isEmpty() ? List.of(new BytesRef()) : IdCode.beginnings(prefix)) {
                    walk(leaf, column.name(), column, prefix, begin, found);
                }
            } else {
                Terms terms = leaf.reader().terms(column.name());
                boolean few = terms != null && terms.size() <= MOST_TERMS;
                walk(leaf, column.name(), column, prefix, few ? new BytesRef() : new BytesRef(prefix), found);
            }
        }
        List<Map.Entry<String, Long>> best = new ArrayList<>(found.entrySet());
        best.sort(Map.Entry.<String, Long>comparingByValue().reversed()
                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())));
        return best.stream().limit(limit).map(Map.Entry::getKey).toList();
    }

    private static void walk(LeafReaderContext leaf, String name, Column column, String prefix,
            BytesRef begin, Map<String, Long> found) throws IOException {
        Terms terms = leaf.reader().terms(name);
        if (terms == null) {
            return;
        }
        TermsEnum all = terms.iterator();
        if (all.seekCeil(begin) == TermsEnum.SeekStatus.END) {
            return;
        }
        String low = prefix.toLowerCase(Locale.ROOT);
        int left = MOST_TERMS;
        for (BytesRef term = all.term(); term != null && StringHelper.startsWith(term, begin) && left-- > 0;
                term = all.next()) {
            String value = column.coded() ? IdCode.decode(term) : term.utf8ToString();
            boolean fits = column.coded() ? value.startsWith(prefix) : value.toLowerCase(Locale.ROOT).startsWith(low);
            if (fits) {
                found.merge(value, (long) all.docFreq(), Long::sum);
            }
        }
    }

    /** @return the keys under which sources keep what no field holds, by name */
    public static List<String> extraKeys(IndexReader reader, int limit) throws IOException {
        TreeSet<String> keys = new TreeSet<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            Terms terms = leaf.reader().terms(Column.EXTRA);
            if (terms == null) {
                continue;
            }
            TermsEnum all = terms.iterator();
            TermsEnum.SeekStatus status = all.seekCeil(new BytesRef());
            for (int n = 0; status != TermsEnum.SeekStatus.END && n < MOST_TERMS; n++) {
                String term = all.term().utf8ToString();
                String key = term.substring(0, term.indexOf('\0'));
                keys.add(key);
                status = all.seekCeil(new BytesRef(key + '\u0001'));
            }
        }
        return keys.stream().limit(limit).toList();
    }
}
