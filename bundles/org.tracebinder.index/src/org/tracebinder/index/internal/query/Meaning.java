// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.tracebinder.core.EventId;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TraceIds;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.index.internal.store.Column;
import org.tracebinder.index.internal.store.EventDocument;
import org.tracebinder.index.internal.store.IdCode;

/** What a query means over the fields of the index. One for each query; not thread-safe. */
public final class Meaning {

    private static final Pattern SOURCE = Pattern.compile("[Ss](\\d{1,7})");
    private static final int SET_FROM = 8;

    private final TextMeaning texts;
    private boolean conflictNamed;

    /** @param reader of the index that will be asked, or null to check the query only */
    public Meaning(IndexReader reader) {
        texts = new TextMeaning(reader);
    }

    /** @throws QueryException when the query can't be understood; needs no index */
    public static void check(String query) throws QueryException {
        try {
            new Meaning(null).of(QueryReader.read(query));
        } catch (IOException e) {
            throw new IllegalStateException("nothing was read", e);
        }
    }

    /**
     * @return true when the query asks for events in conflict by name: then they are not hidden behind the first one
     */
    public boolean conflictNamed() {
        return conflictNamed;
    }

    /** @return the query for the index */
    public Query of(Node node) throws QueryException, IOException {
        return switch (node) {
            case Node.All all -> new MatchAllDocsQuery();
            case Node.Group group -> group(group);
            case Node.Boost boost -> new BoostQuery(of(boost.part()), boost.weight());
            case Node.Exists exists -> exists(exists);
            case Node.Value value -> value(value);
            case Node.Pattern pattern -> pattern(pattern);
            case Node.Fuzzy fuzzy -> fuzzy(fuzzy);
            case Node.Range range -> range(range);
        };
    }

    private Query group(Node.Group group) throws QueryException, IOException {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (Node must : group.must()) {
            all.add(of(must), Occur.MUST);
        }
        List<Node> should = group.should();
        if (should.size() >= SET_FROM && group.must().isEmpty()) {
            should = sets(should, all);
        }
        either(should).forEach(query -> all.add(query, Occur.SHOULD));
        for (Node not : group.not()) {
            all.add(of(not), Occur.MUST_NOT);
        }
        if (group.must().isEmpty() && group.should().isEmpty()) {
            all.add(new MatchAllDocsQuery(), Occur.FILTER);
        }
        return all.build();
    }

    /** The same words in the prompt or in the answer are looked for once. */
    private List<Query> either(List<Node> parts) throws QueryException, IOException {
        List<Query> queries = new ArrayList<>(parts.size());
        for (Node part : parts) {
            Query query = of(part);
            int last = queries.size() - 1;
            Query both = last >= 0 && queries.get(last) instanceof RegionQuery before ? before.either(query) : null;
            if (both == null) {
                queries.add(query);
            } else {
                queries.set(last, both);
            }
        }
        return queries;
    }

    /** Long lists of values of one field are asked in one go. Gives back the parts that are none. */
    private List<Node> sets(List<Node> parts, BooleanQuery.Builder all) throws QueryException {
        Map<Column, List<BytesRef>> terms = new LinkedHashMap<>();
        List<EventId> events = new ArrayList<>();
        List<Node> others = new ArrayList<>();
        for (Node part : parts) {
            String field = part instanceof Node.Value v ? v.name().field() : null;
            Column column = field == null ? null : Column.byId(field);
            if (part instanceof Node.Value v && column != null && column.keyword()) {
                Names.checkValue(column, v.text(), v.at());
                terms(column, v.text(), terms.computeIfAbsent(column, c -> new ArrayList<>()));
            } else if (part instanceof Node.Value v && Names.ID.equals(field) && v.text().indexOf('.') > 0) {
                events.add(event(v.text(), v.at()));
            } else {
                others.add(part);
            }
        }
        terms.forEach((column, values) -> all.add(constant(new TermInSetQuery(column.name(), values)), Occur.SHOULD));
        if (!events.isEmpty()) {
            all.add(constant(new EventsQuery(events)), Occur.SHOULD);
        }
        return others;
    }

    private Query exists(Node.Exists node) throws QueryException {
        String field = node.name().field();
        if (field.equals(Names.ID) || field.equals(Names.SOURCE)) {
            return new MatchAllDocsQuery();
        }
        if (field.equals(Names.CONFLICT)) {
            throw conflict(node.at());
        }
        if (field.startsWith(Names.EXTRA)) {
            return constant(new PrefixQuery(extra(node.name(), "")));
        }
        Column column = column(node.name());
        if (column.kind() == Column.Kind.TEXT) {
            return constant(texts.exists(column));
        }
        return constant(new FieldExistsQuery(column.name()));
    }

    private Query value(Node.Value node) throws QueryException, IOException {
        String field = node.name().field();
        String text = node.text();
        if (field == null) {
            return !node.quoted() && EventId.isId(text) ? id(text, node.at()) : texts.words(null, node);
        }
        switch (field) {
            case Names.ID:
                return id(text, node.at());
            case Names.SOURCE:
                int source = source(text, node.at());
                return constant(records(source, source));
            case Names.CONFLICT:
                return conflict(text, node.at());
            default:
        }
        if (field.startsWith(Names.EXTRA)) {
            return constant(new TermQuery(extra(node.name(), text)));
        }
        Column column = column(node.name());
        if (column.kind() == Column.Kind.TEXT) {
            return texts.words(column, node);
        }
        if (column.number()) {
            return constant(Numbers.value(column, text, node.at()));
        }
        Names.checkValue(column, text, node.at());
        List<BytesRef> terms = new ArrayList<>(2);
        terms(column, text, terms);
        return constant(terms.size() == 1 ? new TermQuery(new Term(column.name(), terms.get(0)))
                : new TermInSetQuery(column.name(), terms));
    }

    /**
     * Ids are found as written and in lower case: people paste them in capitals. Hexadecimal ones are found in every
     * spelling of their bits, also in capitals, which indexes of earlier days hold.
     */
    private static void terms(Column column, String text, List<BytesRef> terms) {
        String value = text.substring(0, IdCode.cut(text, IdCode.MAX_CHARS));
        if (!column.coded()) {
            terms.add(new BytesRef(value));
            return;
        }
        Set<String> spellings = new LinkedHashSet<>(List.of(value, value.toLowerCase(Locale.ROOT)));
        if (TraceIds.isHex(value)) {
            String bare = TraceIds.bare(value);
            spellings.add(bare);
            spellings.add(value.toUpperCase(Locale.ROOT));
            spellings.add(bare.toUpperCase(Locale.ROOT));
            if (bare.length() == 32) {
                String uuid = String.join("-", bare.substring(0, 8), bare.substring(8, 12), bare.substring(12, 16),
                        bare.substring(16, 20), bare.substring(20));
                spellings.add(uuid);
                spellings.add(uuid.toUpperCase(Locale.ROOT));
            }
        }
        spellings.forEach(s -> terms.add(IdCode.encode(s)));
    }

    private Query pattern(Node.Pattern node) throws QueryException, IOException {
        String field = node.name().field();
        if (field == null) {
            return texts.pattern(null, node);
        }
        if (field.equals(Names.ID) || field.equals(Names.SOURCE) || field.equals(Names.CONFLICT)) {
            throw new QueryException("no * or ? possible in " + field, node.at());
        }
        if (field.startsWith(Names.EXTRA)) {
            Term term = extra(node.name(), node.text());
            return constant(new AutomatonQuery(term, Glob.automaton(term.text(), node.at())));
        }
        Column column = column(node.name());
        if (column.kind() == Column.Kind.TEXT) {
            return texts.pattern(column, node);
        }
        if (column.number()) {
            throw new QueryException("no * or ? possible in " + field + "; use a range such as " + field + ":[a TO b]",
                    node.at());
        }
        var automaton = Glob.automaton(node.text(), node.at());
        if (column.coded()) {
            String low = node.text().toLowerCase(Locale.ROOT);
            Query written = ids(column, node.text());
            return constant(low.equals(node.text()) ? written : new BooleanQuery.Builder()
                    .add(written, Occur.SHOULD).add(ids(column, low), Occur.SHOULD).build());
        }
        return constant(new AutomatonQuery(new Term(column.name(), node.text()), automaton));
    }

    private static Query ids(Column column, String glob) {
        return new IdTermsQuery(column.name(), glob, Glob.literal(glob), id -> Glob.fits(glob, id));
    }

    private Query fuzzy(Node.Fuzzy node) throws QueryException, IOException {
        String field = node.name().field();
        Column column = field == null || Column.byId(field) == null ? null : Column.byId(field);
        if (field == null || column != null && column.kind() == Column.Kind.TEXT) {
            return texts.fuzzy(column, node);
        }
        if (column == null || column.coded() || column.number()) {
            if (column == null && !field.startsWith(Names.EXTRA)) {
                reserved(node.name());
            }
            throw new QueryException("'~' is possible in words and in names such as model, not in " + field, node.at());
        }
        return constant(new AutomatonQuery(new Term(column.name(), node.text()),
                new LevenshteinAutomata(shortEnough(node), true).toAutomaton(node.edits())));
    }

    static String shortEnough(Node.Fuzzy node) throws QueryException {
        if (node.text().length() > 128) {
            throw new QueryException("a word of at most 128 letters expected before '~'", node.at());
        }
        return node.text();
    }

    private Query range(Node.Range node) throws QueryException {
        String field = node.name().field();
        if (field.equals(Names.ID)) {
            long low = recordBound(node.low(), true);
            long high = recordBound(node.high(), false);
            if (low - 1 > high + 1) { // an end that does not belong to the range has moved by one
                Slips.inOrder(node, low, high);
            }
            return constant(Numbers.between(Column.RECORD, low, high));
        }
        if (field.equals(Names.SOURCE)) {
            int low = node.low() == null ? 0 : source(node.low().text(), node.low().at());
            int high = node.high() == null ? 9_999_999 : source(node.high().text(), node.high().at());
            Slips.inOrder(node, low, high);
            low += node.low() != null && !node.low().inclusive() ? 1 : 0;
            high -= node.high() != null && !node.high().inclusive() ? 1 : 0;
            return constant(records(low, high));
        }
        if (field.equals(Names.CONFLICT)) {
            throw conflict(node.at());
        }
        if (field.startsWith(Names.EXTRA)) {
            throw new QueryException("ranges are not possible in extra fields; give the exact value, "
                    + "or a pattern with *", node.at());
        }
        Column column = column(node.name());
        if (column.kind() == Column.Kind.TEXT) {
            throw new QueryException("ranges are not possible in " + field + ", it holds words", node.at());
        }
        if (column.number()) {
            return constant(Numbers.range(column, node));
        }
        String low = node.low() == null ? null : node.low().text();
        String high = node.high() == null ? null : node.high().text();
        Slips.inOrder(node, low, high);
        boolean withLow = node.low() != null && node.low().inclusive();
        boolean withHigh = node.high() != null && node.high().inclusive();
        if (column.coded()) {
            return constant(new IdTermsQuery(column.name(), low + "|" + high + withLow + withHigh, "",
                    id -> (low == null || id.compareTo(low) >= (withLow ? 0 : 1))
                            && (high == null || id.compareTo(high) <= (withHigh ? 0 : -1))));
        }
        return constant(TermRangeQuery.newStringRange(column.name(), low, high, withLow, withHigh));
    }

    private static long recordBound(Node.Bound bound, boolean low) throws QueryException {
        if (bound == null) {
            return low ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        EventId id = event(bound.text(), bound.at());
        if (id.ordinal() != 0) {
            throw new QueryException("a record such as S1:12 expected at the end of a range", bound.at());
        }
        long packed = EventDocument.pack(id.record());
        return bound.inclusive() ? packed : low ? packed + 1 : packed - 1;
    }

    private static Query records(int lowSource, int highSource) {
        return Numbers.between(Column.RECORD, EventDocument.pack(lowSource, 0),
                EventDocument.pack(highSource + 1, 0) - 1);
    }

    private static Query id(String text, int at) throws QueryException {
        EventId id = event(text, at);
        RecordId record = id.record();
        long packed = EventDocument.pack(record);
        return constant(id.ordinal() == 0 ? Numbers.between(Column.RECORD, packed, packed)
                : new EventsQuery(List.of(id)));
    }

    private static EventId event(String text, int at) throws QueryException {
        String upper = text.startsWith("s") ? "S" + text.substring(1) : text;
        if (!EventId.isId(upper)) {
            String hint = SOURCE.matcher(text).matches() ? "; for a whole source use source:" + text : "";
            throw new QueryException("an id such as S1:12 or S1:12.3 expected, not '" + Names.shorten(text) + "'"
                    + hint, at);
        }
        return EventId.parse(upper);
    }

    private static int source(String text, int at) throws QueryException {
        var m = SOURCE.matcher(text);
        if (!m.matches()) {
            throw new QueryException("a source such as S1 expected, not '" + Names.shorten(text) + "'", at);
        }
        return Integer.parseInt(m.group(1));
    }

    private Query conflict(String text, int at) throws QueryException {
        if (!text.equals("true") && !text.equals("false")) {
            throw conflict(at);
        }
        conflictNamed = true;
        Query variants = new FieldExistsQuery(Column.FIRST_RECORD);
        return constant(text.equals("true") ? variants
                : new BooleanQuery.Builder().add(new MatchAllDocsQuery(), Occur.FILTER).add(variants, Occur.MUST_NOT)
                        .build());
    }

    private static QueryException conflict(int at) {
        return new QueryException("conflict:true or conflict:false expected", at);
    }

    private static Term extra(Node.Name name, String value) throws QueryException {
        String key = name.field().substring(Names.EXTRA.length());
        if (key.isEmpty()) {
            throw new QueryException("the name of an extra field expected after 'extra.'", name.fieldAt());
        }
        return new Term(Column.EXTRA, Column.extraKey(key) + '\0' + Column.extraValue(value));
    }

    private static Column column(Node.Name name) throws QueryException {
        Column column = Column.byId(name.field());
        if (column == null) {
            throw Names.unknown(name.field(), name.fieldAt());
        }
        return column;
    }

    private static void reserved(Node.Name name) throws QueryException {
        if (!List.of(Names.ID, Names.SOURCE, Names.CONFLICT).contains(name.field())) {
            throw Names.unknown(name.field(), name.fieldAt());
        }
    }

    private static Query constant(Query query) {
        return new ConstantScoreQuery(query);
    }
}
