// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.Trail;

/**
 * A sample of the events of one application in each period, for what only the whole event tells. Which events are in it
 * depends on their ids alone, so the same trail gives the same sample. Not thread-safe.
 */
final class DriftSample {

    /** Events that are read whole in one run of the check, at most. */
    static final int TOTAL = 6_000;
    private static final int MOST = 1_000;

    private final TreeMap<Long, EventId>[] chosen = maps();
    private final Map<String, long[]> languages = new TreeMap<>();
    private final long[] refusals = new long[2];
    private final long[] answers = new long[2];
    private final long[] told = new long[2];
    private final Map<String, List<EventId>> later = new TreeMap<>();
    private final List<EventId> refused = new ArrayList<>();
    private final List<EventId> answered = new ArrayList<>();
    private long offered;
    private long read;

    @SuppressWarnings("unchecked") // an array of a generic type can't be made in another way
    private static TreeMap<Long, EventId>[] maps() {
        return new TreeMap[] {new TreeMap<Long, EventId>(), new TreeMap<Long, EventId>()};
    }

    void offer(int period, EventId id) {
        offered++;
        TreeMap<Long, EventId> map = chosen[period];
        long key = mixed(id);
        if (map.size() < MOST || key < map.lastKey()) {
            map.put(key, id);
            if (map.size() > MOST) {
                map.pollLastEntry();
            }
        }
    }

    /** Spreads neighbouring ids over all numbers (the finaliser of SplitMix64). */
    static long mixed(EventId id) {
        long z = id.record().record() * 0x9E3779B97F4A7C15L + id.record().source() * 0xD1B54A32D192ED03L + id.ordinal();
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** @param most events of one period that are read */
    void read(Trail trail, int most, Progress progress) throws IOException {
        for (int period = 0; period < 2; period++) {
            for (EventId id : chosen[period].values().stream().limit(most).toList()) {
                progress.check();
                Event event = trail.event(id).orElse(null);
                read++;
                if (event != null) {
                    take(period, id, event);
                }
            }
        }
    }

    private void take(int period, EventId id, Event event) {
        String language = event.prompt() == null ? null : Wording.language(event.prompt());
        if (language != null) {
            languages.computeIfAbsent(language, l -> new long[2])[period]++;
            told[period]++;
            if (period == 1) {
                later.computeIfAbsent(language, l -> new ArrayList<>()).add(id);
            }
        }
        Boolean refuses = Wording.refuses(event);
        if (refuses != null) {
            answers[period]++;
            refusals[period] += refuses ? 1 : 0;
            if (period == 1) {
                (refuses ? refused : answered).add(id);
            }
        }
    }

    /** @return prompts of each language, before and after */
    Map<String, long[]> languages() {
        return languages;
    }

    /** @return prompts whose language could be told, before and after */
    long[] told() {
        return told;
    }

    long[] refusals() {
        return refusals;
    }

    long[] answers() {
        return answers;
    }

    /** @return events that were there to choose from */
    long offered() {
        return offered;
    }

    /** @return events that were chosen */
    long read() {
        return read;
    }

    /** @return events of the second period whose prompt is in one of the languages */
    List<EventId> in(Set<String> wanted) {
        return later.entrySet().stream().filter(e -> wanted.contains(e.getKey())).flatMap(e -> e.getValue().stream())
                .toList();
    }

    /** @return events of the second period that refuse, or that do not */
    List<EventId> refusing(boolean refuse) {
        return refuse ? refused : answered;
    }
}
