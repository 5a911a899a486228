// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.core.Event;
import org.tracebinder.core.Fields;
import org.tracebinder.core.TraceIds;
import org.tracebinder.core.query.QueryException;

/** The part of the query language that the bundle writes: names, quoted values, *, ranges of time, AND, OR, NOT, (). */
final class SmallQuery {

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(\\(|\\)|AND\\b|OR\\b|NOT\\b)"
            + "|(\\w+):(?:\"((?:[^\"\\\\]|\\\\.)*)\"|\\[(\\S+) TO (\\S+)([\\]}])|(\\()|([^\\s()\"]+))|(\\w+))");

    private final String text;
    private final Matcher at;
    private Predicate<Event> root;
    private int position;

    private SmallQuery(String text) {
        this.text = text;
        at = TOKEN.matcher(text);
    }

    static SmallQuery parse(String text) throws QueryException {
        SmallQuery q = new SmallQuery(text);
        q.root = q.or(null);
        if (q.position < text.length()) {
            throw new QueryException("unexpected rest of " + text, q.position);
        }
        return q;
    }

    boolean matches(Event event) {
        return root.test(event);
    }

    private boolean next(String word) {
        if (at.find(position) && at.start() == position && word.equals(at.group(1))) {
            position = at.end();
            return true;
        }
        return false;
    }

    private Predicate<Event> or(String field) throws QueryException {
        Predicate<Event> p = and(field);
        while (next("OR")) {
            p = p.or(and(field));
        }
        return p;
    }

    private Predicate<Event> and(String field) throws QueryException {
        Predicate<Event> p = not(field);
        while (next("AND")) {
            p = p.and(not(field));
        }
        return p;
    }

    private Predicate<Event> not(String field) throws QueryException {
        if (next("NOT")) {
            return atom(field).negate();
        }
        return atom(field);
    }

    private Predicate<Event> atom(String field) throws QueryException {
        if (next("(")) {
            return closed(or(field));
        }
        if (!at.find(position) || at.start() != position || at.group(1) != null) {
            throw new QueryException("value expected in " + text, position);
        }
        position = at.end();
        if (at.group(9) != null) {
            return equal(field, at.group(9));
        }
        String name = at.group(2);
        if (at.group(7) != null) {
            return closed(or(name));
        }
        if (at.group(4) != null) {
            return range(nanos(at.group(4), Long.MIN_VALUE), nanos(at.group(5), Long.MAX_VALUE),
                    at.group(6).equals("]"));
        }
        if ("*".equals(at.group(8))) {
            return e -> value(name, e) != null && !value(name, e).equals(List.of());
        }
        return equal(name, at.group(3) != null ? at.group(3).replaceAll("\\\\(.)", "$1") : at.group(8));
    }

    private Predicate<Event> closed(Predicate<Event> p) throws QueryException {
        if (!next(")")) {
            throw new QueryException(") expected in " + text, position);
        }
        return p;
    }

    private static long nanos(String text, long none) {
        return text.equals("*") ? none : Moments.nanos(Instant.parse(text));
    }

    private static Predicate<Event> range(long from, long to, boolean closed) {
        return e -> e.time() != Event.NONE && e.time() >= from && (e.time() < to || closed && e.time() == to);
    }

    private static Object value(String field, Event e) {
        return Fields.byId(field).orElseThrow().read().apply(e);
    }

    private static Predicate<Event> equal(String field, String value) {
        if (TraceIds.isHex(value) && !field.equals("ids")) {
            return e -> TraceIds.same(value, String.valueOf(value(field, e)));
        }
        return field.equals("ids") ? e -> e.ids().contains(value) || retrieved(e, value)
                : new Equal(Fields.byId(field).orElseThrow().read(), Set.of(value));
    }

    /** As the index has it: documents are found by their ids, with and without their versions. */
    private static boolean retrieved(Event event, String id) {
        return event.dataSources().stream().anyMatch(d -> id.equals(d.id())
                || (id + "@" + d.version()).equals(d.id()) || id.equals(d.id() + "@" + d.version()));
    }

    /** One of some values; many of them are joined into one set, so that long lists of ids stay fast. */
    private record Equal(Function<Event, ?> read, Set<String> values) implements Predicate<Event> {

        @Override
        public boolean test(Event e) {
            Object v = read.apply(e);
            return v instanceof List<?> list ? list.stream().anyMatch(values::contains)
                    : v != null && values.contains(v);
        }

        @Override
        public Predicate<Event> or(Predicate<? super Event> other) {
            if (other instanceof Equal o && o.read == read) {
                Set<String> both = new HashSet<>(values);
                both.addAll(o.values);
                return new Equal(read, both);
            }
            return Predicate.super.or(other);
        }
    }
}
