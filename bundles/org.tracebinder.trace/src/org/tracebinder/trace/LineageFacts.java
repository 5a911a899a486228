// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tracebinder.core.Event;
import org.tracebinder.core.LineageFact;

/** All runs of a trail, found by what they wrote and read. Immutable once built. */
final class LineageFacts {

    private final ThingTypes types;
    private final Collection<Run> runs;
    private final Map<Thing, List<Run>> writers = new HashMap<>();
    private final Map<Thing, List<Run>> makers = new HashMap<>();
    private final Map<Thing, List<Run>> settlers = new HashMap<>();
    private final Map<Series, List<Run>> seriesMakers = new HashMap<>();
    private final Map<Thing, List<Run>> declarers = new HashMap<>();
    private final Map<Series, TreeSet<Thing>> things = new HashMap<>();
    private final Map<String, TreeSet<Series>> byName = new HashMap<>();
    private final Map<String, TreeSet<Series>> byEnding = new HashMap<>();
    private final Map<String, Run> byId = new HashMap<>();
    private final Map<String, List<Run>> byJob = new HashMap<>();
    private final Map<String, List<Run>> byCode = new HashMap<>();
    private final long lastTime;

    LineageFacts(Collection<Run> all, ThingTypes types) {
        this.types = types;
        List<Run> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        runs = sorted;
        long last = Event.NONE;
        for (Run run : sorted) {
            last = Math.max(last, run.time());
            if (run.id() != null) {
                byId.put(run.id(), run);
            }
            if (run.job() != null) {
                byJob.computeIfAbsent(run.job(), k -> new ArrayList<>(1)).add(run);
            }
            for (LineageFact.Code c : run.code()) {
                Stream.of(ViewBuilder.key(c), c.name(), c.url(), c.repository(), c.version()).filter(Objects::nonNull)
                        .distinct().forEach(k -> byCode.computeIfAbsent(k, x -> new ArrayList<>(1)).add(run));
            }
            Series before = null;
            for (Thing t : run.outputs()) {
                know(t);
                writers.computeIfAbsent(t, k -> new ArrayList<>(1)).add(run);
                if (run.declares()) {
                    declarers.computeIfAbsent(t, k -> new ArrayList<>(1)).add(run);
                }
                if (run.completedInTime()) {
                    makers.computeIfAbsent(t, k -> new ArrayList<>(1)).add(run);
                    if (run.settles(t)) {
                        settlers.computeIfAbsent(t, k -> new ArrayList<>(1)).add(run);
                    }
                    if (!t.series().equals(before)) {
                        seriesMakers.computeIfAbsent(t.series(), k -> new ArrayList<>(1)).add(run);
                        before = t.series();
                    }
                }
            }
            run.inputs().forEach(this::know);
        }
        lastTime = last;
        for (Series s : things.keySet()) {
            byName.computeIfAbsent(s.name(), k -> new TreeSet<>()).add(s);
            s.endings().forEach(e -> byEnding.computeIfAbsent(e, k -> new TreeSet<>()).add(s));
        }
    }

    private void know(Thing thing) {
        things.computeIfAbsent(thing.series(), s -> new TreeSet<>()).add(thing);
    }

    /** @return all runs, by time */
    Collection<Run> runs() {
        return runs;
    }

    /** @return the run of that id, or null */
    Run run(String id) {
        return byId.get(id);
    }

    /** @return the runs of the job of that name, by time */
    List<Run> ofJob(String name) {
        return byJob.getOrDefault(name, List.of());
    }

    /** @return the runs of the code with that address, path, repository or commit, by time */
    List<Run> ofCode(String name) {
        return byCode.getOrDefault(name, List.of());
    }

    /** @return when a run was last heard of, or {@link Event#NONE} */
    long lastTime() {
        return lastTime;
    }

    /** @return {@code deployment}, {@code model} or {@code dataset} */
    String type(Series series) {
        return types.of(series);
    }

    /** @return everything that names exactly this as written, by time */
    List<Run> writers(Thing thing) {
        return writers.getOrDefault(thing, List.of());
    }

    /** @return what says what exactly this rests on, without having been seen to complete */
    List<Run> declarers(Thing thing) {
        return declarers.getOrDefault(thing, List.of());
    }

    /** @return the runs that wrote exactly this and completed at a known time, by that time */
    List<Run> makers(Thing thing) {
        return makers.getOrDefault(thing, List.of());
    }

    /** @return the runs that wrote a version of it and completed at a known time, by that time */
    List<Run> makers(Series series) {
        return seriesMakers.getOrDefault(series, List.of());
    }

    /** @return the versions of it that are named anywhere */
    Collection<Thing> things(Series series) {
        return things.getOrDefault(series, new TreeSet<>());
    }

    boolean knows(Thing thing) {
        return things(thing.series()).contains(thing);
    }

    boolean knows(Series series) {
        return things.containsKey(series);
    }

    /** @return all series of that whole name, in any namespace */
    Collection<Series> named(String name) {
        return byName.getOrDefault(name, new TreeSet<>());
    }

    /** @return all series of the type whose name is, or ends with, that name */
    List<Series> ending(String name, String type) {
        TreeSet<Series> found = byEnding.get(name);
        return found == null ? List.of() : found.stream().filter(s -> type(s).equals(type)).toList();
    }

    /**
     * A source that records no namespace may speak of the same dataset as another that does.
     *
     * @return the one series that it must be, or the series itself
     */
    Series settled(Series series) {
        if (series.namespace() != null || seriesMakers.containsKey(series)) {
            return series;
        }
        Series only = null;
        for (Series s : named(series.name())) {
            if (s.namespace() != null) {
                if (only != null) {
                    return series;
                }
                only = s;
            }
        }
        return only == null ? series : only;
    }

    /**
     * @param latest those that wrote the thing last
     * @return the runs before these that wrote it too, by time, as far as no record says that it was replaced since; a
     *         run that read what was there before stands for those before it
     */
    List<Run> before(Thing thing, List<Run> latest) {
        List<Run> all = makers(thing);
        if (latest.isEmpty() || all.size() <= latest.size() || type(thing.series()).equals(ThingTypes.DEPLOYMENT)
                || latest.stream().anyMatch(r -> r.settles(thing))) {
            return List.of();
        }
        int end = firstAt(all, latest.get(0).time());
        List<Run> settled = end == 0 ? List.of()
                : latest(settlers.getOrDefault(thing, List.of()), all.get(end - 1).time(), null);
        return all.subList(settled.isEmpty() ? 0 : firstAt(all, settled.get(0).time()), end);
    }

    /** @return the first run after this one that replaced, or read itself, what was there of the thing; or null */
    Run settler(Thing thing, Run run) {
        List<Run> all = settlers.getOrDefault(thing, List.of());
        int next = firstAt(all, run.time() + 1);
        return next < all.size() ? all.get(next) : null;
    }

    /** @return the index of the first run that did not complete before the moment */
    private static int firstAt(List<Run> byTime, long moment) {
        int low = 0;
        int high = byTime.size();
        while (low < high) {
            int mid = (low + high) >>> 1;
            if (byTime.get(mid).time() < moment) {
                low = mid + 1;
            } else {
                high = mid;
            }
        }
        return low;
    }

    /** @return the runs of the list that completed last, at or before the moment; several if at the same time */
    static List<Run> latest(List<Run> byTime, long moment, Run except) {
        int low = 0;
        int high = byTime.size();
        while (low < high) {
            int mid = (low + high) >>> 1;
            if (byTime.get(mid).time() <= moment) {
                low = mid + 1;
            } else {
                high = mid;
            }
        }
        List<Run> latest = new ArrayList<>(1);
        for (int i = low - 1; i >= 0; i--) {
            Run run = byTime.get(i);
            if (!latest.isEmpty() && run.time() != latest.get(0).time()) {
                break;
            }
            if (run != except) {
                latest.add(0, run);
            }
        }
        return latest;
    }
}
