// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;

/** Answers equal those of a reader who looks at every event with plain Java, for queries made at random. */
class RandomQueriesTest {

    private static final int EVENTS = 2000;
    private static final int QUERIES = 2000;

    @TempDir
    private Path dir;

    /** A query as text, and what it means. */
    private record Asked(String text, BiPredicate<EventId, Event> means) {
    }

    @Test
    void equalABruteForceScan() throws Exception {
        Map<EventId, Event> events = Samples.events(11, EVENTS);
        Random random = new Random(5);
        int hits = 0;
        try (EventIndex index = EventIndex.openForWriting(dir, 16)) {
            int n = 0;
            for (Map.Entry<EventId, Event> e : events.entrySet()) {
                index.add(e.getKey(), e.getValue());
                if (++n % 700 == 0) {
                    index.refresh();
                }
            }
            index.commit(Map.of());
            List<EventId> all = new ArrayList<>(events.keySet());
            for (int i = 0; i < QUERIES; i++) {
                Asked asked = query(random, all, 3);
                List<EventId> want = new ArrayList<>();
                events.forEach((id, event) -> {
                    if (asked.means.test(id, event)) {
                        want.add(id);
                    }
                });
                want.sort(null);
                assertEquals(want, index.ids(asked.text, Progress.NONE), asked.text);
                assertEquals(want.size(), index.count(asked.text, Progress.NONE), asked.text);
                searched(index, events, asked, want, random);
                hits += want.isEmpty() || want.size() == EVENTS ? 0 : 1;
            }
        }
        assertTrue(hits > QUERIES / 2, "queries that tell events apart: " + hits);
    }

    /** The page that a window shows: total, newest first, and the counts of models over all hits, not over the page. */
    private static void searched(EventIndex index, Map<EventId, Event> events, Asked asked, List<EventId> want,
            Random random) throws Exception {
        int limit = random.nextInt(30);
        SearchResult page = index.search(new SearchRequest(asked.text, new SearchRequest.Sort(Fields.TIME_START, true),
                limit, null, List.of(), List.of(Fields.MODEL), 1000, null), Progress.NONE);
        assertEquals(want.size(), page.total(), asked.text);
        Comparator<EventId> newest = Comparator.comparingLong(id -> events.get(id).time());
        assertEquals(want.stream().sorted(newest.reversed().thenComparing(Comparator.naturalOrder())).limit(limit)
                .toList(), page.hits().stream().map(Row::id).toList(), asked.text);
        Map<String, Long> models = new HashMap<>();
        want.stream().map(id -> events.get(id).model()).filter(Objects::nonNull)
                .forEach(model -> models.merge(model, 1L, Long::sum));
        assertEquals(models, page.facets().get(Fields.MODEL.id()).stream()
                .collect(Collectors.toMap(SearchResult.FacetValue::value, SearchResult.FacetValue::count)), asked.text);
    }

    private static Asked query(Random random, List<EventId> ids, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return leaf(random, ids);
        }
        Asked a = query(random, ids, depth - 1);
        Asked b = query(random, ids, depth - 1);
        Asked c = leaf(random, ids);
        String left = "(" + a.text + ")";
        String right = "(" + b.text + ")";
        return switch (random.nextInt(9)) {
            case 0 -> new Asked(left + " AND " + right, a.means.and(b.means));
            case 1 -> new Asked(left + " OR " + right, a.means.or(b.means));
            case 2 -> new Asked(left + " " + right, a.means.or(b.means));
            case 3 -> new Asked("NOT " + left, a.means.negate());
            case 4 -> new Asked(left + " AND NOT " + right, a.means.and(b.means.negate()));
            case 5 -> new Asked("+" + left + " " + right + " -" + c.text, a.means.and(c.means.negate()));
            case 6 -> new Asked(left + " || " + right + " && " + c.text, a.means.or(b.means.and(c.means)));
            case 7 -> new Asked(left + " " + right + " NOT " + c.text, a.means.or(b.means).and(c.means.negate()));
            default -> new Asked(left + " OR NOT " + right, a.means.or(b.means.negate()));
        };
    }

    private static Asked leaf(Random random, List<EventId> ids) {
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> words(random);
            case 3 -> keyword("model", Samples.pick(random, Samples.MODELS), Event::model);
            case 4 -> keyword("actor", Samples.pick(random, Samples.ACTORS), Event::actor);
            case 5 -> trace(random);
            case 6 -> number(random, "tokensIn", random.nextInt(500), Event::tokensIn);
            case 7 -> number(random, "duration", random.nextInt(9000), e -> e.duration() == Event.NONE ? Event.NONE
                    : e.duration() / 1_000_000);
            case 8 -> time(random);
            case 9 -> cost(random);
            case 10 -> id(random, ids);
            case 11 -> {
                String value = "0." + random.nextInt(5);
                yield new Asked("extra.temperature:" + value, (i, e) -> value.equals(e.extra().get("temperature")));
            }
            case 12 -> new Asked("extra.Region:eu*", (i, e) -> "EU West".equals(e.extra().get("Region")));
            case 13 -> new Asked("leak:IBAN", (i, e) -> e.personalData().stream()
                    .anyMatch(p -> p.kind().equals("IBAN") && !p.declared()));
            case 14 -> exists(random);
            default -> range(random);
        };
    }

    private static Asked exists(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Asked("app:*", (i, e) -> e.app() != null);
            case 1 -> new Asked("trace:*", (i, e) -> e.trace() != null);
            case 2 -> new Asked("answer:*", (i, e) -> e.answer() != null);
            case 3 -> new Asked("ids:*", (i, e) -> !e.ids().isEmpty());
            case 4 -> new Asked("cost:[* TO *]", (i, e) -> e.cost() != null);
            default -> new Asked("text:*", (i, e) -> e.prompt() != null || e.answer() != null || e.otherText() != null);
        };
    }

    private static Asked range(Random random) {
        String[] apps = {"app0", "app1", "app2", "app3"};
        String one = Samples.pick(random, apps);
        String other = Samples.pick(random, apps);
        String low = one.compareTo(other) <= 0 ? one : other; // a range that runs backwards is refused
        String high = one.compareTo(other) <= 0 ? other : one;
        boolean inclusive = random.nextBoolean();
        return new Asked("app:" + (inclusive ? "[" : "{") + low + " TO " + high + (inclusive ? "]" : "}"),
                (i, e) -> e.app() != null && e.app().compareTo(low) >= (inclusive ? 0 : 1)
                        && e.app().compareTo(high) <= (inclusive ? 0 : -1));
    }

    private static Asked keyword(String name, String value, Function<Event, String> read) {
        return new Asked(name + ":" + value, (i, e) -> value.equals(read.apply(e)));
    }

    private static Asked trace(Random random) {
        String trace = Samples.trace(random);
        return switch (random.nextInt(4)) {
            case 0 -> new Asked("trace:" + trace.toUpperCase(Locale.ROOT), (i, e) -> trace.equals(e.trace()));
            case 1 -> {
                String prefix = trace.substring(0, 1 + random.nextInt(trace.length()));
                yield new Asked("trace:" + prefix + "*", (i, e) -> e.trace() != null && e.trace().startsWith(prefix));
            }
            case 2 -> {
                String part = String.format("%03x", random.nextInt(600));
                yield new Asked("ids:resp_*" + part, (i, e) -> e.ids().stream()
                        .anyMatch(x -> x.startsWith("resp_") && x.endsWith(part)));
            }
            default -> {
                String other = Samples.trace(random);
                yield new Asked("trace:(" + trace + " OR \"" + other + "\")",
                        (i, e) -> trace.equals(e.trace()) || other.equals(e.trace()));
            }
        };
    }

    private static Asked number(Random random, String name, long value, Function<Event, Long> read) {
        String[] operators = {">", ">=", "<", "<=", ""};
        String op = Samples.pick(random, operators);
        Predicate<Long> fits = v -> switch (op) {
            case ">" -> v > value;
            case ">=" -> v >= value;
            case "<" -> v < value;
            case "<=" -> v <= value;
            default -> v == value;
        };
        return new Asked(name + ":" + op + value, (i, e) -> read.apply(e) != Event.NONE && fits.test(read.apply(e)));
    }

    private static Asked cost(Random random) {
        BigDecimal value = BigDecimal.valueOf(random.nextInt(2000), random.nextInt(5));
        BigDecimal high = value.add(BigDecimal.valueOf(random.nextInt(1000), 2));
        return switch (random.nextInt(3)) {
            case 0 -> new Asked("cost:>" + value.toPlainString(),
                    (i, e) -> e.cost() != null && e.cost().compareTo(value) > 0);
            case 1 -> new Asked("cost:{" + value.toPlainString() + " TO " + high.toPlainString() + "]",
                    (i, e) -> e.cost() != null && e.cost().compareTo(value) > 0 && e.cost().compareTo(high) <= 0);
            default -> new Asked("cost:" + value.toPlainString(),
                    (i, e) -> e.cost() != null && e.cost().compareTo(value) == 0);
        };
    }

    private static Asked time(Random random) {
        LocalDate day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(125));
        LocalDate last = day.plusDays(random.nextInt(30));
        long from = nanos(day);
        Instant instant = Instant.ofEpochSecond(from / Samples.SECOND + random.nextInt(86_400));
        return switch (random.nextInt(6)) {
            case 0 -> new Asked("time:" + day, (i, e) -> within(e, from, from + Samples.DAY));
            case 1 -> new Asked("time:[" + day + " TO " + last + "]",
                    (i, e) -> within(e, from, nanos(last.plusDays(1))));
            case 2 -> new Asked("time:{" + day + " TO *]",
                    (i, e) -> within(e, from + Samples.DAY, Long.MAX_VALUE));
            case 3 -> new Asked("time:" + day.toString().substring(0, 7), (i, e) -> within(e,
                    nanos(day.withDayOfMonth(1)), nanos(day.withDayOfMonth(1).plusMonths(1))));
            case 4 -> new Asked("time:<" + instant.atOffset(ZoneOffset.ofHours(2)),
                    (i, e) -> within(e, Long.MIN_VALUE + 1, instant.getEpochSecond() * Samples.SECOND));
            default -> new Asked("time:>=" + instant,
                    (i, e) -> within(e, instant.getEpochSecond() * Samples.SECOND, Long.MAX_VALUE));
        };
    }

    private static long nanos(LocalDate day) {
        return day.toEpochDay() * Samples.DAY;
    }

    private static boolean within(Event e, long from, long end) {
        return e.time() != Event.NONE && e.time() >= from && e.time() < end;
    }

    private static Asked id(Random random, List<EventId> ids) {
        EventId id = ids.get(random.nextInt(ids.size()));
        return switch (random.nextInt(4)) {
            case 0 -> new Asked("source:S1", (i, e) -> i.record().source() == 1);
            case 1 -> new Asked("id:" + id, (i, e) -> i.equals(id));
            case 2 -> new Asked("id:" + id.record(), (i, e) -> i.record().equals(id.record()));
            default -> {
                RecordId middle = new RecordId(2, 1000);
                RecordId end = id.record().compareTo(middle) > 0 ? id.record() : middle;
                yield new Asked("id:[" + id.record() + " TO " + end + "}",
                        (i, e) -> i.record().compareTo(id.record()) >= 0 && i.record().compareTo(end) < 0);
            }
        };
    }

    private static Asked words(Random random) {
        String field = Samples.pick(random, new String[] {"", "", "text:", "prompt:", "answer:"});
        String word = Samples.pick(random, Samples.WORDS);
        String next = Samples.pick(random, Samples.WORDS);
        return switch (random.nextInt(7)) {
            case 6 -> { // the same words in one or the other
                boolean two = random.nextBoolean();
                String asked = two ? "\"" + word + " " + next + "\"" : "\"" + word + "\"";
                Predicate<List<String>> fits = two ? w -> phrase(w, word, next, 0) : w -> w.contains(word);
                Asked prompt = text("prompt:", asked, fits);
                Asked answer = text("answer:", asked, fits);
                yield new Asked("(" + prompt.text + " OR " + answer.text + ")", prompt.means.or(answer.means));
            }
            case 0 -> text(field, "\"" + word + " " + next + "\"", w -> phrase(w, word, next, 0));
            case 1 -> text(field, word.substring(0, 3) + "*", w -> w.stream().anyMatch(
                    x -> x.startsWith(word.substring(0, 3))));
            case 2 -> {
                Predicate<String> fits = Pattern.compile("." + word.substring(1, 3) + ".*").asMatchPredicate();
                yield text(field, "?" + word.substring(1, 3) + "*", w -> w.stream().anyMatch(fits));
            }
            case 3 -> text(field, word + "~1", w -> w.stream().anyMatch(x -> near(x, word)));
            case 4 -> text(field, word + "-" + next.substring(0, 2) + "*",
                    w -> phrase(w, word, next.substring(0, 2), -1));
            default -> text(field, word.toUpperCase(Locale.ROOT).replace("OR", "or").replace("AND", "and"),
                    w -> w.contains(word));
        };
    }

    private static Asked text(String field, String query, Predicate<List<String>> fits) {
        return new Asked(field + query, (i, e) -> {
            List<String> texts = new ArrayList<>();
            if (!field.equals("answer:")) {
                texts.add(e.prompt());
            }
            if (!field.equals("prompt:")) {
                texts.add(e.answer());
            }
            if (field.isEmpty() || field.equals("text:")) {
                texts.add(e.otherText());
            }
            return texts.stream().anyMatch(t -> t != null && fits.test(split(t)));
        });
    }

    private static final Map<String, List<String>> SPLIT = new HashMap<>();

    private static List<String> split(String text) {
        return SPLIT.computeIfAbsent(text, t -> Stream.of(t.toLowerCase(Locale.ROOT).split("\\W+"))
                .filter(w -> !w.isEmpty()).toList());
    }

    /** @param mode 0 for the word itself, -1 for its beginning */
    private static boolean phrase(List<String> words, String first, String second, int mode) {
        for (int i = 0; i + 1 < words.size(); i++) {
            String next = words.get(i + 1);
            if (words.get(i).equals(first) && (mode == 0 ? next.equals(second) : next.startsWith(second))) {
                return true;
            }
        }
        return false;
    }

    /** At most one letter added, dropped, changed or swapped with its neighbour. */
    private static boolean near(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Arrays.stream(new int[] {change, d[i - 1][j] + 1, d[i][j - 1] + 1}).min().getAsInt();
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()] <= 1;
    }
}
