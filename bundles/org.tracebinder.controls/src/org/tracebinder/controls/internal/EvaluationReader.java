// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tracebinder.controls.AttackFamilies;
import org.tracebinder.controls.EvaluationReport;
import org.tracebinder.controls.EvaluationReport.Attack;
import org.tracebinder.controls.EvaluationReport.Day;
import org.tracebinder.controls.EvaluationReport.Regression;
import org.tracebinder.controls.EvaluationReport.Run;
import org.tracebinder.controls.EvaluationReport.Tested;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;

/** Reads evaluations, sets them against what ran, run against run, attack against attack. Not thread-safe. */
public final class EvaluationReader {

    private static final int READ = 200_000;
    private static final int DAYS = 100_000;
    private static final int NAMED = 50;
    /** With so many earlier runs a run is compared at most. */
    private static final int EARLIER = 50;
    private static final Set<String> BROKE = Set.of("error", "failed", "failure", "timeout");

    /** One run while it is read. */
    private static final class Cases {
        private final Map<String, Boolean> verdicts = new TreeMap<>();
        private final Map<String, String> events = new HashMap<>();
        private final Set<String> names = new HashSet<>();
        private final List<String> opened = new ArrayList<>();
        private String begin;
        private long open;
        private long broken;
        private long first = Long.MAX_VALUE;
        private long cases;
        private long passed;
        private long failed;
        private double scores;
        private long scored;
    }

    /** @param file the source, or the archive that it came out of: its members are parts of one run */
    record RunKey(String file, String suite, String model, String version) {
    }

    private final Map<Integer, String> files = new HashMap<>();
    /** Tests by their span and name: what judges one of them again is no further test. */
    private final Set<String> judged = new HashSet<>();
    private final Map<RunKey, Integer> firstSource = new HashMap<>();

    private final Map<RunKey, Cases> runs = new LinkedHashMap<>();
    private final Attacks attacks;
    private final Findings findings = new Findings();
    private long evaluations;
    private long read;

    private EvaluationReader(AttackFamilies families) {
        this.attacks = new Attacks(families);
    }

    /** See {@link EvaluationReport#read}. */
    public static EvaluationReport read(Trail trail, AttackFamilies families, Progress progress)
            throws QueryException, IOException {
        return trail instanceof RunTrail run ? run.evaluations(progress) : readNow(trail, families, progress);
    }

    static EvaluationReport readNow(Trail trail, AttackFamilies families, Progress progress)
            throws QueryException, IOException {
        EvaluationReader reader = new EvaluationReader(families);
        reader.evaluations(trail, progress);
        Map<Run, Cases> all = reader.runs();
        List<Attack> attacks = reader.attacks.report(trail, progress);
        return new EvaluationReport(List.copyOf(all.keySet()), days(trail, all, progress), regressions(all), attacks,
                reader.findings.all(), reader.evaluations, reader.read);
    }

    private void evaluations(Trail trail, Progress progress) throws QueryException, IOException {
        List<EventId> ids = new ArrayList<>();
        trail.scan("kind:evaluation", List.of(Fields.KIND), row -> {
            evaluations++;
            if (ids.size() < READ) {
                ids.add(row.id());
            }
        }, progress);
        ids.sort(null);
        for (SourceInfo source : trail.sources()) {
            int member = source.path().lastIndexOf("!/");
            files.put(source.number(), member < 0 ? "" : source.path().substring(0, member));
        }
        List<EventId> below = new ArrayList<>();
        for (EventId id : ids) {
            progress.check();
            Event event = trail.event(id).orElse(null);
            if (event != null && event.evaluation() != null) {
                read++;
                if (event.parent() != null) {
                    below.add(id); // it may judge a test that comes later in the trail
                } else {
                    judged.add(event.span() + '\0' + event.evaluation().test());
                    add(id, event);
                }
            }
        }
        for (EventId id : below) {
            progress.check();
            Event event = trail.event(id).orElseThrow();
            if (!judged.contains(event.parent() + '\0' + event.evaluation().test())) {
                add(id, event);
            }
        }
    }

    /** @return true for the status of a case that ended in an error: whatever verdict stands there, none was made */
    static boolean broke(String status) {
        return status != null && BROKE.contains(status);
    }

    private static Evaluation made(Event event) {
        Evaluation e = event.evaluation();
        return broke(event.status()) ? new Evaluation(e.suite(), e.test(), e.model(), e.version(), null, null,
                e.attack()) : e;
    }

    private void add(EventId id, Event event) {
        Evaluation e = made(event);
        String model = text(e.model() != null ? e.model() : event.model());
        String version = text(e.version() != null ? e.version() : event.version());
        int source = id.record().source();
        String archive = files.getOrDefault(source, "");
        RunKey key = new RunKey(archive.isEmpty() ? "S" + source : archive, text(e.suite()), model, version);
        firstSource.merge(key, source, Math::min);
        Cases run = runs.computeIfAbsent(key, k -> new Cases());
        run.cases += e.test() != null || e.passed() != null ? 1 : 0; // the result of a whole run is no case
        run.broken += e.test() != null && broke(event.status()) ? 1 : 0;
        if (run.begin == null || event.time() != Event.NONE && event.time() < run.first) {
            run.begin = id.toString();
        }
        if (e.test() != null && e.passed() == null && e.score() == null) {
            run.open++;
            if (run.opened.size() < NAMED) {
                run.opened.add(id.toString());
            }
        }
        if (e.test() != null) {
            run.names.add(e.test());
        }
        run.passed += Boolean.TRUE.equals(e.passed()) ? 1 : 0;
        run.failed += Boolean.FALSE.equals(e.passed()) ? 1 : 0;
        if (event.time() != Event.NONE) {
            run.first = Math.min(run.first, event.time());
        }
        if (e.score() != null && Double.isFinite(e.score())) {
            run.scores += e.score();
            run.scored++;
        }
        if (e.test() != null && e.passed() != null) {
            run.verdicts.merge(e.test(), e.passed(), Boolean::logicalAnd);
            if (!e.passed()) {
                run.events.putIfAbsent(e.test(), id.toString());
            }
        }
        if (e.attack() != null) {
            attacks.tested(e.attack(), model, version, e.passed(), id);
            findings.tested(e, model, key, id, event.time());
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /** @return runs by model and time */
    private Map<Run, Cases> runs() {
        Map<String, List<Cases>> byModel = new HashMap<>();
        runs.forEach((k, c) -> byModel.computeIfAbsent(k.model().toLowerCase(Locale.ROOT), m -> new ArrayList<>())
                .add(c));
        byModel.values().forEach(of -> of.sort(Comparator.comparingLong(c -> c.first)));
        Map<Run, Cases> unsorted = new HashMap<>();
        runs.forEach((k, c) -> {
            long[] same = shared(c, byModel.get(k.model().toLowerCase(Locale.ROOT)));
            unsorted.put(new Run(k.suite(), k.model(), k.version(), c.first == Long.MAX_VALUE ? Event.NONE : c.first,
                    c.cases, c.passed, c.failed, c.scored == 0 ? null : c.scores / c.scored, firstSource.get(k),
                    c.open, same[0], same[1], c.opened.isEmpty() ? List.of(c.begin) : List.copyOf(c.opened)), c);
        });
        Map<Run, Cases> sorted = new LinkedHashMap<>();
        unsorted.keySet().stream().sorted(Comparator.comparing((Run r) -> r.model().toLowerCase(Locale.ROOT))
                .thenComparing(Run::time).thenComparing(Run::source).thenComparing(Run::suite)
                .thenComparing(Run::version).thenComparing(Run::model)).forEach(r -> sorted.put(r, unsorted.get(r)));
        return sorted;
    }

    /** @return names in common with that of the last earlier runs with most in common, and those of it that lack */
    private static long[] shared(Cases run, List<Cases> ofModel) {
        long[] best = {0, 0};
        int looked = 0;
        for (int i = ofModel.size() - 1; i >= 0 && looked < EARLIER && run.first != Long.MAX_VALUE; i--) {
            Cases before = ofModel.get(i);
            if (before.first < run.first) {
                looked++;
                long same = before.names.stream().filter(run.names::contains).count();
                if (same > best[0]) {
                    best = new long[] {same, before.names.size() - same};
                }
            }
        }
        return best;
    }

    /** Each run against the latest earlier one of the same model with a case of the same name. */
    private static List<Regression> regressions(Map<Run, Cases> all) {
        List<Regression> result = new ArrayList<>();
        List<Run> runs = List.copyOf(all.keySet());
        for (int i = 0; i < runs.size(); i++) {
            for (int j = i - 1; j >= 0 && runs.get(j).model().equalsIgnoreCase(runs.get(i).model()); j--) {
                boolean earlier = runs.get(j).time() != Event.NONE && runs.get(j).time() < runs.get(i).time();
                Regression found = earlier ? compare(runs.get(j), all.get(runs.get(j)), runs.get(i),
                        all.get(runs.get(i)))
                        : null;
                if (found != null) {
                    result.add(found);
                    break;
                }
            }
        }
        return List.copyOf(result);
    }

    private static Regression compare(Run before, Cases old, Run after, Cases now) {
        long shared = 0;
        long broke = 0;
        long fixed = 0;
        List<String> names = new ArrayList<>();
        List<String> events = new ArrayList<>();
        for (Map.Entry<String, Boolean> e : now.verdicts.entrySet()) {
            Boolean then = old.verdicts.get(e.getKey());
            if (then != null) {
                shared++;
                fixed += !then && e.getValue() ? 1 : 0;
                if (then && !e.getValue()) {
                    broke++;
                    if (names.size() < NAMED) {
                        names.add(e.getKey());
                        events.add(now.events.get(e.getKey()));
                    }
                }
            }
        }
        return shared == 0 ? null : new Regression(before, after, shared, broke, fixed,
                Comparisons.atLeast(broke, broke + fixed), List.copyOf(names), List.copyOf(events));
    }

    private record DayKey(LocalDate day, String model, String version) {
    }

    private static List<Day> days(Trail trail, Map<Run, Cases> runs, Progress progress)
            throws QueryException, IOException {
        Map<String, Long> exact = new HashMap<>();
        Map<String, Long> byName = new HashMap<>();
        for (Run run : runs.keySet()) {
            boolean judged = run.cases() == 0 || runs.get(run).broken < run.cases();
            if (judged && run.time() != Event.NONE && !run.model().isEmpty()) {
                (run.version().isEmpty() ? byName : exact).merge(Versions.key(run.model(), run.version()), run.time(),
                        Math::min);
                byName.merge(Versions.key(run.model(), ""), run.time(), Math::min);
            }
        }
        Map<DayKey, long[]> days = new TreeMap<>(Comparator.comparing(DayKey::day).thenComparing(DayKey::model)
                .thenComparing(DayKey::version));
        List<Field<?>> columns = List.of(Fields.MODEL, Fields.VERSION, Fields.TIME_START);
        trail.scan(Queries.USES, columns, row -> {
            Long time = row.get(Fields.TIME_START);
            String model = row.get(Fields.MODEL);
            if (time != null && model != null) {
                LocalDate day = Instant.ofEpochSecond(Math.floorDiv(time, 1_000_000_000L)).atOffset(ZoneOffset.UTC)
                        .toLocalDate();
                DayKey key = new DayKey(day, model, text(row.get(Fields.VERSION)));
                if (days.containsKey(key) || days.size() < DAYS) {
                    long[] d = days.computeIfAbsent(key, k -> new long[] {0, Long.MAX_VALUE});
                    d[0]++;
                    d[1] = Math.min(d[1], time);
                }
            }
        }, progress);
        List<Day> result = new ArrayList<>();
        days.forEach((k, d) -> result.add(new Day(k.day(), k.model(), k.version(), d[0],
                tested(k.model(), k.version(), d[1], exact, byName), query(k))));
        return List.copyOf(result);
    }

    private static Tested tested(String model, String version, long first, Map<String, Long> exact,
            Map<String, Long> byName) {
        long same = exact.getOrDefault(Versions.key(model, version), Long.MAX_VALUE);
        long name = byName.getOrDefault(Versions.key(model, ""), Long.MAX_VALUE);
        if (!version.isEmpty() && same <= first) {
            return Tested.EVALUATED;
        }
        if (!version.isEmpty() && same != Long.MAX_VALUE) {
            return Tested.LATER;
        }
        return version.isEmpty() && name <= first ? Tested.BY_NAME_ONLY
                : version.isEmpty() && name != Long.MAX_VALUE ? Tested.LATER : Tested.NOT_EVALUATED;
    }

    private static String query(DayKey k) {
        String version = k.version().isEmpty() ? "NOT version:*" : "version:" + quoted(k.version());
        return "model:" + quoted(k.model()) + " AND " + version + " AND time:" + k.day();
    }

    static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
