// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.index.internal.store.Column;
import org.tracebinder.index.internal.text.Alike;
import org.tracebinder.index.internal.text.Words;

/** Rewrites a query with the spellings that its words and values have in the index. */
public final class Spellings {

    private static final int MOST_VALUES = 20;
    private static final int MOST_SPELLINGS = 8;

    private final IndexReader reader;
    private final String query;
    private final Map<Integer, Node.Value> values = new TreeMap<>();

    private Spellings(IndexReader reader, String query) {
        this.reader = reader;
        this.query = query;
    }

    /** @return the query with other spellings, or nothing when the index has none */
    public static Optional<String> of(IndexReader reader, String query) throws QueryException, IOException {
        Spellings all = new Spellings(reader, query);
        all.gather(QueryReader.read(query));
        return all.rewritten();
    }

    /** What must not match stays as it is. */
    private void gather(Node node) {
        if (node instanceof Node.Group group) {
            group.must().forEach(this::gather);
            group.should().forEach(this::gather);
        } else if (node instanceof Node.Boost boost) {
            gather(boost.part());
        } else if (node instanceof Node.Value value && values.size() < MOST_VALUES) {
            values.put(value.at(), value);
        }
    }

    private Optional<String> rewritten() throws IOException {
        StringBuilder out = new StringBuilder();
        int done = 0;
        for (Node.Value value : values.values()) {
            int end = end(value);
            List<String> spelled = end < 0 ? List.of() : spelled(value);
            if (!spelled.isEmpty()) {
                out.append(query, done, value.at()).append(spelled.size() == 1 ? spelled.get(0)
                        : "(" + String.join(" OR ", spelled) + ")");
                done = end;
            }
        }
        return done == 0 ? Optional.empty() : Optional.of(out.append(query, done, query.length()).toString());
    }

    /** @return the place behind the value, or -1 when it is not written as it is meant */
    private int end(Node.Value value) {
        if (!value.quoted()) {
            return query.startsWith(value.text(), value.at()) ? value.at() + value.text().length() : -1;
        }
        int end = value.at() + 1;
        while (end < query.length() && query.charAt(end) != '"') {
            end += query.charAt(end) == '\\' ? 2 : 1;
        }
        end++;
        if (end < query.length() && query.charAt(end) == '~') {
            end++;
            while (end < query.length() && Character.isDigit(query.charAt(end))) {
                end++;
            }
        }
        return end <= query.length() ? end : -1;
    }

    private List<String> spelled(Node.Value value) throws IOException {
        String field = value.name().field();
        if (Names.words(field)) {
            return phrases(value);
        }
        Column column = Column.byId(field);
        if (column == null || !column.keyword() || column.coded()) {
            return List.of();
        }
        List<String> found = inIndex(column.name(), value.text());
        return found.isEmpty() || found.equals(List.of(value.text())) ? List.of()
                : found.stream().map(v -> quoted(v, 0)).toList();
    }

    private List<String> phrases(Node.Value value) throws IOException {
        List<List<String>> phrases = new ArrayList<>(List.of(List.of()));
        boolean other = false;
        Map<String, List<String>> known = new LinkedHashMap<>();
        List<BytesRef> words = Words.of(value.text());
        for (BytesRef bytes : words.size() > MOST_VALUES ? List.<BytesRef>of() : words) {
            String word = bytes.utf8ToString();
            if (!known.containsKey(word)) {
                known.put(word, inIndex(Column.TEXT, word));
            }
            List<String> ways = known.get(word).isEmpty() ? List.of(word) : known.get(word);
            other |= !ways.equals(List.of(word));
            List<List<String>> longer = new ArrayList<>();
            for (List<String> phrase : phrases) {
                for (String way : ways) {
                    if (longer.size() < MOST_SPELLINGS) {
                        List<String> next = new ArrayList<>(phrase);
                        next.add(way);
                        longer.add(next);
                    }
                }
            }
            phrases = longer;
        }
        return !other ? List.of() : phrases.stream().map(p -> String.join(" ", p)).map(p -> !value.quoted()
                && p.codePoints().allMatch(Character::isLetterOrDigit) ? p : quoted(p, value.slop())).toList();
    }

    private static String quoted(String text, int slop) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"' + (slop > 0 ? "~" + slop : "");
    }

    /** @return how the word is spelled in the index, as it is asked for first */
    private List<String> inIndex(String field, String word) throws IOException {
        Automaton wanted;
        try {
            wanted = Alike.spellings(word);
        } catch (TooComplexToDeterminizeException e) {
            return List.of(); // a word with that many spellings is no word
        }
        TreeSet<BytesRef> found = new TreeSet<>();
        boolean same = false;
        for (LeafReaderContext leaf : wanted == null ? List.<LeafReaderContext>of() : reader.leaves()) {
            Terms terms = leaf.reader().terms(field);
            if (terms == null) {
                continue;
            }
            same |= leaf.reader().docFreq(new Term(field, word)) > 0;
            TermsEnum all = new CompiledAutomaton(wanted, false, true, false).getTermsEnum(terms);
            for (BytesRef term = all.next(); term != null && found.size() < MOST_SPELLINGS; term = all.next()) {
                found.add(BytesRef.deepCopyOf(term));
            }
        }
        List<String> spelled = new ArrayList<>();
        if (same) {
            spelled.add(word);
        }
        found.stream().map(BytesRef::utf8ToString).filter(w -> !w.equals(word)).forEach(spelled::add);
        return spelled;
    }
}
