// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * Sources that say they were sampled. Population: sources that say anything about sampling; silence says nothing. Of
 * each source and key {@value #READ} events are read.
 */
public final class SampledCheck implements Check {

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

    @Override
    public String id() {
        return "log.sampled";
    }

    @Override
    public String title() {
        return "Declared sampling";
    }

    @Override
    public String question() {
        return "Does any source say that only a sample of the events was kept?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of();
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        TreeSet<Integer> declaring = new TreeSet<>();
        Map<Integer, String> sampled = new TreeMap<>();
        Evidence evidence = new Evidence();
        List<String> queries = new ArrayList<>();
        List<String> keys = new ArrayList<>(SHARES);
        keys.addAll(WEIGHTS);
        keys.addAll(STATES);
        for (String key : keys) {
            boolean any = false;
            for (EventId id : examples(trail, key, progress)) {
                progress.check();
                Event event = trail.event(id).orElse(null);
                String value = event == null ? null : event.extra().get(key);
                Boolean kept = value == null ? null : keepsAll(key, value);
                if (kept != null) {
                    int source = id.record().source();
                    declaring.add(source);
                    if (!kept) {
                        any = true;
                        sampled.putIfAbsent(source, key + " = " + (value.length() > 60 ? value.substring(0, 60)
                                : value));
                        evidence.add(id, event.trace());
                    }
                }
            }
            if (any) {
                queries.add("extra." + key + ":*");
            }
        }
        Answer answer = Answer.to(this, parameters);
        if (declaring.isEmpty()) {
            return answer.missing("No source says whether it was sampled.", "extra: sampling rate or trace state");
        }
        String which = sampled.entrySet().stream().limit(20).map(e -> "S" + e.getKey() + " (" + e.getValue() + ")")
                .collect(Collectors.joining(", "));
        return answer.counts(declaring.size(), sampled.size()).shows(evidence)
                .says(sampled.isEmpty() ? "All " + declaring.size() + " sources that speak of sampling kept every"
                        + " event."
                        : sampled.size() + " of " + declaring.size() + " sources that speak of sampling kept only a"
                                + " part: "
                                + which + ".")
                .advises("Counts from these sources are samples; ask for the unsampled log or the reason for sampling.")
                .queries("*", String.join(" OR ", queries)).result();
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
