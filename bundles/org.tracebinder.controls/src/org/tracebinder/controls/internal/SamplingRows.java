// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * Sources that say whether they were sampled; silence says nothing. Of each source and key {@value #READ} events are
 * read. Not thread-safe.
 */
final class SamplingRows {

    private static final int READ = 50;
    private static final int SOURCES = 1_000;

    /** Share of events kept, from 0 to 1: OpenTelemetry, vendors' request logs. */
    private static final List<String> SHARES = List.of("sampling.rate", "sampling_rate", "samplingRate",
            "sampling.probability", "sampling_probability", "sampler.param", "otel.sampling.probability");
    /** Events that one kept event stands for, from 1: Honeycomb, Application Insights. */
    private static final List<String> WEIGHTS = List.of("SampleRate", "sampleRate", "sample_rate", "meta.sample_rate",
            "itemCount");
    /**
     * W3C trace state; {@code ot=th:} holds the rejection threshold, 0 keeps all (OpenTelemetry probability sampling).
     */
    private static final List<String> STATES = List.of("otlp.traceState", "otlp.trace_state", "tracestate",
            "traceState",
            "trace_state");

    private static final class Declared {
        private String said;
        private boolean part;
        private final Map<EventId, String> events = new TreeMap<>();
        private final Set<String> queries = new LinkedHashSet<>();
    }

    private SamplingRows() {
    }

    static List<TableRow> read(Trail trail, Progress progress) throws QueryException, IOException {
        List<String> keys = new ArrayList<>(SHARES);
        keys.addAll(WEIGHTS);
        keys.addAll(STATES);
        Map<Integer, Declared> sources = new TreeMap<>();
        for (String key : keys) {
            for (EventId id : examples(trail, key, progress)) {
                progress.check();
                Event event = trail.event(id).orElse(null);
                String value = event == null ? null : event.extra().get(key);
                Boolean all = value == null ? null : keepsAll(key, value);
                if (all != null) {
                    Declared source = sources.computeIfAbsent(id.record().source(), s -> new Declared());
                    if (!all) {
                        source.said = source.part ? source.said : said(key, value);
                        source.part = true;
                        source.events.put(id, event.trace());
                        source.queries.add("extra." + key + ":*");
                    } else if (source.said == null) {
                        source.said = said(key, value);
                    }
                }
            }
        }
        List<TableRow> rows = new ArrayList<>();
        sources.forEach((number, s) -> rows.add(new TableRow(new HashMap<>(Map.of("source", "S" + number, "kept",
                s.part ? "part" : "all", "said", s.said)), s.events, String.join(" OR ", s.queries))));
        return rows;
    }

    private static String said(String key, String value) {
        return key + " = " + (value.length() > 60 ? value.substring(0, 60) : value);
    }

    private static List<EventId> examples(Trail trail, String key, Progress progress) throws QueryException,
            IOException {
        Map<Integer, TreeSet<EventId>> bySource = new TreeMap<>();
        trail.scan("extra." + key + ":*", List.of(Fields.KIND), row -> {
            EventId id = row.id();
            TreeSet<EventId> ids = bySource.get(id.record().source());
            if (ids == null && bySource.size() < SOURCES) {
                ids = new TreeSet<>();
                bySource.put(id.record().source(), ids);
            }
            if (ids != null && (ids.size() < READ || id.compareTo(ids.last()) < 0)) {
                ids.add(id);
                if (ids.size() > READ) {
                    ids.pollLast();
                }
            }
        }, progress);
        List<EventId> all = new ArrayList<>();
        bySource.values().forEach(all::addAll);
        return all;
    }

    /** @return null when the value says nothing about sampling */
    static Boolean keepsAll(String key, String value) {
        if (STATES.contains(key)) {
            int at = value.indexOf("th:");
            if (at < 0) {
                return null;
            }
            String threshold = value.substring(at + 3).split("[;,\\s]", 2)[0].toLowerCase(Locale.ROOT);
            return threshold.isEmpty() ? null : threshold.chars().allMatch(c -> c == '0');
        }
        try {
            double number = Double.parseDouble(value.trim());
            return SHARES.contains(key) ? number >= 1 : number <= 1;
        } catch (NumberFormatException e) {
            return null; // a word such as "auto" is no rate
        }
    }
}
