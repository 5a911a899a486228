// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;

/** The part of the query language that the checks use: AND, OR, NOT, brackets, values, quotes, *, >=, [a TO *]. */
final class TinyQuery {

    record Hit(EventId id, Event event, boolean conflict) {
    }

    private final String text;
    private int at;

    private TinyQuery(String text) {
        this.text = text;
    }

    static Predicate<Hit> parse(String text) {
        if (text.isBlank() || text.equals("*") || text.equals("*:*")) {
            return h -> true;
        }
        TinyQuery query = new TinyQuery(text);
        Predicate<Hit> result = query.or(null);
        if (query.at < text.length()) {
            throw new IllegalArgumentException("unread rest at " + query.at + " of " + text);
        }
        return result;
    }

    private Predicate<Hit> or(String field) {
        Predicate<Hit> result = and(field);
        while (word("OR")) {
            result = result.or(and(field));
        }
        return result;
    }

    private Predicate<Hit> and(String field) {
        Predicate<Hit> result = atom(field);
        while (word("AND")) {
            result = result.and(atom(field));
        }
        return result;
    }

    private Predicate<Hit> atom(String field) {
        if (word("NOT")) {
            return atom(field).negate();
        }
        blanks();
        if (text.charAt(at) == '(') {
            at++;
            Predicate<Hit> inner = or(field);
            blanks();
            if (at >= text.length() || text.charAt(at++) != ')') {
                throw new IllegalArgumentException("')' expected at " + at + " of " + text);
            }
            return inner;
        }
        if (field == null && text.charAt(at) == '*') {
            at++;
            return h -> true;
        }
        if (field == null) {
            int colon = text.indexOf(':', at);
            String name = text.substring(at, colon);
            at = colon + 1;
            return atom(name);
        }
        return value(field);
    }

    private Predicate<Hit> value(String field) {
        int end = at;
        if (text.charAt(at) == '"') {
            end = text.indexOf('"', at + 1);
            String quoted = text.substring(at + 1, end);
            at = end + 1;
            return h -> values(h, field).contains(quoted);
        }
        if (text.charAt(at) == '[') {
            end = text.indexOf(" TO *]", at);
            long from = nanos(text.substring(at + 1, end));
            at = end + 6;
            return h -> h.event().time() != Event.NONE && h.event().time() >= from;
        }
        while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && text.charAt(end) != ')') {
            end++;
        }
        String value = text.substring(at, end);
        at = end;
        if (value.startsWith(">=")) {
            long from = nanos(value.substring(2));
            return h -> h.event().time() != Event.NONE && h.event().time() >= from;
        }
        if (value.startsWith(">") || value.startsWith("<")) {
            BigDecimal than = new BigDecimal(value.substring(1).replace("ns", ""));
            return h -> values(h, field).stream().map(BigDecimal::new).anyMatch(v -> value.startsWith(">")
                    ? v.compareTo(than) > 0 : v.compareTo(than) < 0);
        }
        return value.equals("*") ? h -> !values(h, field).isEmpty() : h -> values(h, field).contains(value);
    }

    private static List<String> values(Hit hit, String field) {
        Event e = hit.event();
        if (field.startsWith("extra.")) {
            String value = e.extra().get(field.substring(6));
            return value == null ? List.of() : List.of(value);
        }
        return switch (field) {
            case "id" -> List.of(hit.id().toString(), hit.id().record().toString());
            case "source" -> List.of("S" + hit.id().record().source());
            case "conflict" -> List.of(Boolean.toString(hit.conflict()));
            case "text" -> {
                List<String> words = new ArrayList<>();
                words.add(e.prompt());
                words.add(e.answer());
                words.add(e.otherText());
                words.removeIf(Objects::isNull);
                yield words;
            }
            default -> {
                Field<?> known = Fields.byId(field).orElseThrow(() -> new IllegalArgumentException("no field "
                        + field));
                Object value = known.read().apply(e);
                yield value == null ? List.of() : value instanceof List<?> l ? l.stream().map(String::valueOf).toList()
                        : List.of(String.valueOf(value));
            }
        };
    }

    private static long nanos(String time) {
        Instant at = time.length() == 10 ? LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(time.toUpperCase(Locale.ROOT));
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }

    private boolean word(String word) {
        blanks();
        if (text.startsWith(word + " ", at)) {
            at += word.length();
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
