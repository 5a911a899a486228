// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;
import org.tracebinder.core.words.Count;
import org.tracebinder.session.compare.Reconciliation;
import org.tracebinder.trace.Basis;

/**
 * Holds two trails against each other. Keys of one sort are looked through in as many rounds as it takes to hold a part
 * of the events in memory; what a stronger key has joined, a weaker one leaves alone. Used once.
 */
public final class Reconciling {

    private static final int PER_ROUND = 300_000;
    /** Events of a side that can be joined by time alone: these have to be in memory together. */
    private static final long BY_TIME = 1_000_000;
    /** Most events that are held at once; only when one key stands in millions of events are there more. */
    private static final long HELD = 3_000_000;
    /** A key with more candidates than this is joined in order of time, without a look at all combinations. */
    private static final long COMBINATIONS = 250_000;
    /** A source that does not say what an event is may tell of any; only an id shows it. */
    private static final String OTHER = EventKind.OTHER.id();

    private final Trail trail;
    private final String a;
    private final String b;
    private final long within;
    private final Progress progress;
    private final PairTally tally;
    private final Pairs pairs;
    private final Marked matched = new Marked();
    /** The trails have no kind in common, such as runs and decisions: then any may be a counterpart. */
    private boolean across;

    private static final class Group {
        private final List<Happening> a = new ArrayList<>(1);
        private final List<Happening> b = new ArrayList<>(1);

        /** @return the events by kind: what calls a model is not the step around it, however near they are */
        Collection<Group> kinds() {
            Map<String, Group> kinds = new TreeMap<>();
            a.forEach(h -> kinds.computeIfAbsent(h.kind(), k -> new Group()).a.add(h));
            b.stream().filter(h -> kinds.containsKey(h.kind())).forEach(h -> kinds.get(h.kind()).b.add(h));
            return kinds.values();
        }

        Group filtered(Predicate<String> kindOfA, Predicate<String> kindOfB) {
            Group some = new Group();
            a.stream().filter(h -> kindOfA.test(h.kind())).forEach(some.a::add);
            b.stream().filter(h -> kindOfB.test(h.kind())).forEach(some.b::add);
            return some;
        }
    }

    /**
     * @param a      selects the first trail
     * @param b      selects the second
     * @param within nanoseconds that the clocks may be apart
     */
    public Reconciling(Trail trail, String a, String b, long within, Progress progress) {
        this.trail = trail;
        this.a = a;
        this.b = b;
        this.within = within;
        this.progress = progress;
        this.tally = new PairTally(within);
        this.pairs = new Pairs(trail, tally, progress);
    }

    private static String all(String query) {
        return query.isBlank() ? "*:*" : query;
    }

    /**
     * @param by {@code id}, {@code trace}, {@code session}, {@code time}, or null for id, then trace, then session
     * @throws TracebinderException when a query can't be understood, or an event is in both trails
     */
    public Reconciliation reconcile(String by) throws IOException, TracebinderException {
        long totalA = trail.count(a, progress);
        long totalB = trail.count(b, progress);
        long both = trail.count("(" + all(a) + ") AND (" + all(b) + ")", progress);
        if (both > 0) {
            throw new TracebinderException(both
                    + " events are in both trails. Choose queries that part them, for example "
                    + "by source: --a source:S1 --b source:S2.");
        }
        across = true;
        for (EventKind kind : EventKind.values()) {
            across &= trail.count("(" + all(a) + ") AND kind:" + kind.id(), progress) == 0
                    || trail.count("(" + all(b) + ") AND kind:" + kind.id(), progress) == 0;
        }
        for (String key : by == null ? List.of("id", "trace", "session") : List.of(by)) {
            if (key.equals("time")) {
                byTime(totalA, totalB);
            } else {
                byKey(key, (int) ((totalA + totalB) / PER_ROUND) + 1);
            }
        }
        pairs.count();
        PriorityQueue<EventId> onlyA = new PriorityQueue<>(Collections.reverseOrder());
        PriorityQueue<EventId> onlyB = new PriorityQueue<>(Collections.reverseOrder());
        long countA = left(a, onlyA);
        long countB = left(b, onlyB);
        return new Reconciliation(a, b, totalA, totalB, tally.pairs(), tally.joins(), tally.differing(), tally.fields(),
                tally.shift(), countA, onlyA.stream().sorted().toList(), countB, onlyB.stream().sorted().toList(),
                tally.listed(), notes());
    }

    /** What stands again, to the byte, is an event once: it would look as if the later source lacked it. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (SourceInfo s : trail.sources()) {
            if (s.totals().duplicate() + s.repeated() > 0) {
                notes.add(s.id() + " repeats, to the byte, " + Count.of(s.totals().duplicate(), "record") + " and "
                        + Count.of(s.repeated(), "event") + " that stood before; they count where they stood first. "
                        + "Two exports of one system are held against each other by compare.");
            }
        }
        return notes;
    }

    private long left(String query, PriorityQueue<EventId> first) throws IOException, TracebinderException {
        long[] count = {0};
        trail.scan(query, List.of(), row -> {
            if (!matched.has(row.id())) {
                count[0]++;
                first.add(row.id());
                if (first.size() > Reconciliation.LISTED) {
                    first.poll();
                }
            }
        }, progress);
        return count[0];
    }

    private void byKey(String by, int rounds) throws IOException, TracebinderException {
        for (int round = 0; round < rounds; round++) {
            progress.task("Joining by " + by, -1);
            Map<String, Group> groups = new TreeMap<>(); // sorted: the same answer whatever the order of the scan
            long[] held = {0};
            collect(a, by, round, rounds, groups, held, false);
            collect(b, by, round, rounds, groups, held, true);
            if (held[0] > HELD) {
                throw new TracebinderException("Too many events share one " + by
                        + " to be joined by it. Choose another "
                        + "key, or narrow the queries.");
            }
            for (Group g : groups.values()) {
                progress.check();
                for (Group same : across ? List.of(g) : g.kinds()) {
                    join(same, by);
                }
            }
            for (Group g : by.equals("id") ? groups.values() : List.<Group>of()) {
                progress.check();
                join(g.filtered(OTHER::equals, kind -> true), by);
                join(g.filtered(kind -> true, OTHER::equals), by);
            }
        }
    }

    private void collect(String query, String by, int round, int rounds, Map<String, Group> groups, long[] held,
            boolean second) throws IOException, TracebinderException {
        trail.scan(query, Happening.columns(), row -> {
            progress.check();
            if (matched.has(row.id())) {
                return;
            }
            Happening h = null;
            for (String key : Happening.keys(row, by)) {
                if (Math.floorMod(key.hashCode(), rounds) == round) {
                    Group g = second ? groups.get(key) : groups.computeIfAbsent(key, k -> new Group());
                    if (g != null && held[0]++ < HELD) { // a key that the first trail lacks joins nothing
                        h = h == null ? Happening.of(row) : h;
                        (second ? g.b : g.a).add(h);
                    }
                }
            }
        }, progress);
    }

    private static String words(String by) {
        return switch (by) {
            case "trace" -> "same trace id";
            case "session" -> "same session";
            default -> "same response, request, call or span id";
        };
    }

    private void join(Group g, String by) throws IOException {
        g.a.removeIf(h -> matched.has(h.id()));
        g.b.removeIf(h -> matched.has(h.id()));
        if (g.a.isEmpty() || g.b.isEmpty()) {
            return;
        }
        g.a.sort(Happening.ORDER);
        g.b.sort(Happening.ORDER);
        if (g.a.size() == 1 && g.b.size() == 1) {
            pair(g.a.get(0), g.b.get(0), by, by.equals("session") ? Basis.INFERRED : Basis.OBSERVED, words(by)
                    + ", one event " + (across ? "" : "of this kind ") + "on either side");
            return;
        }
        String why = words(by) + ", of several events those that are most alike and nearest in time";
        if ((long) g.a.size() * g.b.size() > COMBINATIONS) {
            for (int i = 0; i < Math.min(g.a.size(), g.b.size()); i++) {
                pair(g.a.get(i), g.b.get(i), by, Basis.INFERRED, words(by) + ", of very many events in order of time");
            }
            return;
        }
        List<Happening> open = new ArrayList<>(g.b);
        for (boolean agreeing : new boolean[] {true, false}) {
            for (Happening x : g.a) {
                int best = matched.has(x.id()) ? -1 : best(x, open, agreeing);
                if (best >= 0) {
                    pair(x, open.remove(best), by, Basis.INFERRED, why);
                }
            }
        }
    }

    /** @return the index of the one most like it, of those the nearest in time, of those the first; -1 for none */
    private static int best(Happening x, List<Happening> open, boolean agreeing) {
        int best = -1;
        for (int i = 0; i < open.size(); i++) {
            if (!agreeing || x.agrees(open.get(i))) {
                best = best < 0 || better(x, open.get(i), open.get(best)) ? i : best;
            }
        }
        return best;
    }

    private static boolean better(Happening x, Happening one, Happening other) {
        int like = Integer.compare(x.likeness(one), x.likeness(other));
        return like > 0 || like == 0 && x.apart(one) < x.apart(other);
    }

    private void pair(Happening x, Happening y, String by, Basis basis, String why) throws IOException {
        matched.add(x.id());
        matched.add(y.id());
        pairs.add(x, y, by, basis, why);
    }

    private void byTime(long totalA, long totalB) throws IOException, TracebinderException {
        if (Math.max(totalA, totalB) > BY_TIME) {
            throw new TracebinderException("By time alone at most " + BY_TIME + " events of a trail can be joined; the "
                    + "queries find " + totalA + " and " + totalB + ". Narrow both to a shorter time.");
        }
        List<Happening> left = timed(a);
        List<Happening> right = timed(b);
        boolean[] used = new boolean[right.size()];
        // those that agree first, so that one gap moves no others
        for (boolean agreeing : new boolean[] {true, false}) {
            int from = 0;
            for (Happening x : left) {
                progress.check();
                while (from < right.size() && right.get(from).time() < x.time() && x.apart(right.get(from)) > within) {
                    from++;
                }
                int best = matched.has(x.id()) ? -1 : nearby(x, right, used, from, agreeing);
                if (best >= 0) {
                    used[best] = true;
                    pair(x, right.get(best), "time", Basis.INFERRED,
                            "no further apart than the clocks may be, of those "
                            + "the one most alike, then the nearest");
                }
            }
        }
    }

    private int nearby(Happening x, List<Happening> right, boolean[] used, int from, boolean agreeing) {
        int best = -1;
        for (int i = from, looked = 0; i < right.size() && looked < 1_000 && x.apart(right.get(i)) <= within; i++) {
            if (!used[i]) {
                looked++;
                if ((across || x.kind().equals(right.get(i).kind())) && (!agreeing || x.agrees(right.get(i)))) {
                    best = best < 0 || better(x, right.get(i), right.get(best)) ? i : best;
                }
            }
        }
        return best;
    }

    private List<Happening> timed(String query) throws IOException, TracebinderException {
        List<Happening> all = new ArrayList<>();
        trail.scan(query, Happening.columns(), row -> {
            Happening h = Happening.of(row);
            if (h.time() != null && !matched.has(h.id())) {
                all.add(h);
            }
        }, progress);
        all.sort(Happening.ORDER);
        return all;
    }
}
