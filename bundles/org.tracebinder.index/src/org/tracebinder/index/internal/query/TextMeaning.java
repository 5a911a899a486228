// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.index.internal.store.Column;
import org.tracebinder.index.internal.text.WordStream;
import org.tracebinder.index.internal.text.Words;

/** Words, phrases and patterns over prompt, answer and other words. A phrase has to stand inside one of them. */
final class TextMeaning {

    /** Words that one pattern inside a phrase may stand for. */
    static final int MAX_EXPANSION = 1024;

    private final IndexReader reader;

    TextMeaning(IndexReader reader) {
        this.reader = reader;
    }

    /** The name text means all three. */
    private static Query in(Column column, Query query) {
        Region region = Region.of(column);
        if (region == null) {
            return query;
        }
        return query instanceof MultiTermQuery words ? new RegionPatternQuery(words, region)
                : new RegionQuery(query, region);
    }

    Query exists(Column column) {
        if (Region.of(column) != null) {
            return new FieldExistsQuery(column.name());
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Field<?> field : List.of(Fields.PROMPT, Fields.ANSWER, Fields.OTHER_TEXT)) {
            any.add(new FieldExistsQuery(Column.of(field).name()), Occur.SHOULD);
        }
        return any.build();
    }

    Query words(Column column, Node.Value node) throws QueryException {
        List<BytesRef> words = Words.of(node.text());
        if (words.isEmpty()) {
            throw new QueryException("there is no word in '" + Names.shorten(node.text()) + "'", node.at());
        }
        if (words.size() > 1000) {
            throw new QueryException("a phrase of at most 1000 words expected", node.at());
        }
        if (node.slop() > 0 && node.slop() + words.size() > WordStream.GAP) {
            throw new QueryException("at most " + WordStream.GAP + " words expected for a phrase with its '~'",
                    node.at());
        }
        return in(column, words.size() == 1 ? new TermQuery(new Term(Column.TEXT, words.get(0)))
                : new PhraseQuery(node.slop(), Column.TEXT, words.toArray(BytesRef[]::new)));
    }

    Query fuzzy(Column column, Node.Fuzzy node) throws QueryException {
        List<BytesRef> words = Words.of(Meaning.shortEnough(node));
        if (words.size() != 1) {
            throw new QueryException("one word expected before '~'", node.at());
        }
        String word = words.get(0).utf8ToString();
        return in(column, node.edits() == 0 ? new TermQuery(new Term(Column.TEXT, word))
                : new AutomatonQuery(new Term(Column.TEXT, word + "~" + node.edits()),
                        new LevenshteinAutomata(word, true).toAutomaton(node.edits())));
    }

    Query pattern(Column column, Node.Pattern node) throws QueryException, IOException {
        List<String> words = Words.ofPattern(node.text(), c -> Glob.placeholder((char) c));
        if (words.isEmpty()) {
            throw new QueryException("there is no word in the pattern", node.at());
        }
        return in(column, words.size() == 1 ? single(words.get(0), node.at()) : phrase(words, node.at()));
    }

    private static Query single(String word, int at) throws QueryException {
        String literal = Glob.literal(word);
        if (literal.length() == word.length()) {
            return new TermQuery(new Term(Column.TEXT, word));
        }
        if (literal.length() == word.length() - 1 && word.charAt(literal.length()) == QueryReader.ANY) {
            return new PrefixQuery(new Term(Column.TEXT, literal));
        }
        return new AutomatonQuery(new Term(Column.TEXT, word), Glob.automaton(word, at));
    }

    private Query phrase(List<String> words, int at) throws QueryException, IOException {
        MultiPhraseQuery.Builder phrase = new MultiPhraseQuery.Builder();
        for (String word : words) {
            if (Glob.literal(word).length() == word.length()) {
                phrase.add(new Term(Column.TEXT, word));
            } else {
                phrase.add(expand(word, at));
            }
        }
        return phrase.build();
    }

    private Term[] expand(String word, int at) throws QueryException, IOException {
        CompiledAutomaton wanted = new CompiledAutomaton(Glob.automaton(word, at), false, true, false);
        TreeSet<BytesRef> found = new TreeSet<>();
        List<LeafReaderContext> leaves = reader == null ? List.of() : reader.leaves();
        for (LeafReaderContext leaf : leaves) {
            Terms terms = leaf.reader().terms(Column.TEXT);
            if (terms == null) {
                continue;
            }
            TermsEnum all = wanted.getTermsEnum(terms);
            for (BytesRef term = all.next(); term != null; term = all.next()) {
                found.add(BytesRef.deepCopyOf(term));
                if (found.size() > MAX_EXPANSION) {
                    throw new QueryException("the pattern stands for more than " + MAX_EXPANSION
                            + " words; make it longer, or search for the words one by one", at);
                }
            }
        }
        List<Term> terms = new ArrayList<>();
        found.forEach(term -> terms.add(new Term(Column.TEXT, term)));
        return terms.isEmpty() ? new Term[] {new Term(Column.TEXT, word)} : terms.toArray(Term[]::new);
    }
}
