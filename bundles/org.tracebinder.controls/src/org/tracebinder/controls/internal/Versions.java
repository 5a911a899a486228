// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.LineageFact.Dataset;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** The model versions that a trail shows in production. At most {@value #LIMIT} are told apart. */
final class Versions {

    static final int LIMIT = 100_000;

    private Versions() {
    }

    /** The first use of one model version. Not thread-safe. */
    static final class Use {

        private final String model;
        private final String version;
        private final Map<EventId, String> events = new TreeMap<>();
        private long first = Long.MAX_VALUE;
        private long calledAt = Long.MAX_VALUE;
        private EventId call;
        private String trace;
        private long calls;

        Use(String model, String version) {
            this.model = model;
            this.version = version;
        }

        String model() {
            return model;
        }

        String version() {
            return version;
        }

        /** @return for example {@code credit-scorer 3.2.0} */
        String label() {
            return model + " " + version;
        }

        /** @return nanoseconds since 1970; a use without a time is as early as can be */
        long first() {
            return first;
        }

        /** @return inferences and predictions that name the version */
        long calls() {
            return calls;
        }

        /** @return the deployments, and the first call with its trace (null for the deployments) */
        Map<EventId, String> events() {
            Map<EventId, String> all = new TreeMap<>(events);
            if (call != null) {
                all.put(call, trace);
            }
            return all;
        }

        private void called(EventId id, Long time, String traceId) {
            long at = time == null ? Event.NONE : time;
            calls++;
            if (call == null || at < calledAt || at == calledAt && id.compareTo(call) < 0) {
                calledAt = at;
                call = id;
                trace = traceId;
            }
            first = Math.min(first, at);
        }

        private void deployed(EventId id, long at) {
            if (events.size() < 100) {
                events.put(id, null);
            }
            first = Math.min(first, at);
        }
    }

    /** @return by {@link #key}, sorted */
    static Map<String, Use> inProduction(Trail trail, Progress progress) throws QueryException, IOException {
        Map<String, Use> uses = new TreeMap<>();
        List<Field<?>> columns = List.of(Fields.MODEL, Fields.VERSION, Fields.TIME_START, Fields.TRACE);
        trail.scan(Queries.USES + " AND version:* AND model:*", columns, row -> {
            Use use = use(uses, row.get(Fields.MODEL), row.get(Fields.VERSION));
            if (use != null) {
                use.called(row.id(), row.get(Fields.TIME_START), row.get(Fields.TRACE));
            }
        }, progress);
        for (Lineage.Run run : Lineage.of(trail, progress).runs()) {
            for (Dataset d : run.fact().outputs()) {
                if ("deployment".equals(Lineage.type(d)) && d.version() != null) {
                    Use use = use(uses, Lineage.model(d.name()), d.version());
                    if (use != null) {
                        use.deployed(run.id(), run.time());
                    }
                }
            }
        }
        return uses;
    }

    /** @return by {@link #key} when a completed run first wrote the model version, or deployed it; at most as many */
    static Map<String, Long> written(Trail trail, String type, Progress progress) throws QueryException, IOException {
        Map<String, Long> all = new TreeMap<>();
        for (Lineage.Run run : Lineage.of(trail, progress).runs()) {
            for (Dataset d : run.fact().outputs()) {
                if (type.equals(Lineage.type(d)) && d.version() != null && all.size() < LIMIT) {
                    all.merge(key(Lineage.model(d.name()), d.version()), run.time(), Math::min);
                }
            }
        }
        return all;
    }

    private static Use use(Map<String, Use> uses, String model, String version) {
        String key = key(model, version);
        Use use = uses.get(key);
        if (use == null && uses.size() < LIMIT) {
            use = new Use(model, version);
            uses.put(key, use);
        }
        return use;
    }

    /** Names of one model differ in case between systems; versions are exact. */
    static String key(String model, String version) {
        return model.toLowerCase(Locale.ROOT) + "\u0000" + version;
    }
}
