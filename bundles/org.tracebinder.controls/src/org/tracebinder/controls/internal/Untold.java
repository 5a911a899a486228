// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Outcome;
import org.tracebinder.core.Fields;
import org.tracebinder.core.LineageFact.Dataset;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * What a trail names and does not hold: traces that a decision or a review speaks of and of which there is no step,
 * and models that a lineage source deployed and of which there is no call. While something of the kind is missing, no
 * check of the running system has looked at its whole population, so none of them gives support: a log that was left
 * out must not make an answer better. Records in quarantine are told of by the import; a trace may be missing for each
 * of them without a word here.
 */
final class Untold {

    /** So many sources or models are named. */
    private static final int NAMED = 20;
    private static final String TELLERS = "(kind:policy OR kind:review) AND trace:*";
    private static final String STEPS = "trace:* AND NOT kind:policy AND NOT kind:review AND NOT kind:evaluation"
            + " AND NOT kind:lineage";

    private final long traces;
    private final TreeSet<Integer> sources;
    private final TreeSet<String> models;

    private Untold(long traces, TreeSet<Integer> sources, TreeSet<String> models) {
        this.traces = traces;
        this.sources = sources;
        this.models = models;
    }

    static Untold read(Trail trail, Progress progress) throws QueryException, IOException {
        Keys keys = new Keys();
        LongTable told = new LongTable(); // trace -> the source that names it
        trail.scan(TELLERS, List.of(Fields.TRACE), row -> told.min(keys.key(row.get(Fields.TRACE)),
                row.id().record().source()), progress);
        LongTable held = new LongTable();
        if (told.size() > 0) {
            trail.scan(STEPS, List.of(Fields.TRACE), row -> {
                long key = keys.key(row.get(Fields.TRACE));
                if (told.has(key)) {
                    held.add(key);
                }
            }, progress);
        }
        long[] lost = {told.size() - held.size(), 0};
        trail.quarantine(q -> lost[1]++);
        TreeSet<Integer> sources = new TreeSet<>();
        if (lost[0] > lost[1]) {
            told.each((key, source) -> {
                if (!held.has(key)) {
                    sources.add((int) source);
                }
            });
        }
        return new Untold(lost[0] > lost[1] ? lost[0] : 0, sources, models(trail, progress));
    }

    private static TreeSet<String> models(Trail trail, Progress progress) throws QueryException, IOException {
        Map<String, String> deployed = new HashMap<>();
        for (Lineage.Run run : Lineage.of(trail, progress).runs()) {
            for (Dataset d : run.fact().outputs()) {
                if ("deployment".equals(Lineage.type(d)) && deployed.size() < Versions.LIMIT) {
                    String model = Lineage.model(d.name());
                    deployed.putIfAbsent(model.toLowerCase(Locale.ROOT), model);
                }
            }
        }
        if (!deployed.isEmpty()) {
            trail.scan(Queries.USES + " AND model:*", List.of(Fields.MODEL), row ->
                    deployed.remove(row.get(Fields.MODEL).toLowerCase(Locale.ROOT)), progress);
        }
        return new TreeSet<>(deployed.values());
    }

    /**
     * @param result of a check
     * @return the same, or, where it gives support and looked at the running system, one that is open
     */
    CheckResult limit(CheckResult result, Trail trail, Progress progress) throws QueryException, IOException {
        if (result.result() != Outcome.SUPPORTED || traces == 0 && models.isEmpty() || later(result, trail, progress)) {
            return result;
        }
        Map<String, String> said = new TreeMap<>();
        if (traces > 0) {
            String from = sources.stream().limit(NAMED).map(s -> "S" + s).collect(Collectors.joining(", "));
            said.put("steps of " + traces + " traces that " + from + " name", " Decisions or reviews in " + from
                    + " name " + traces + " traces of which the trail holds no step, so not all was looked at.");
        }
        if (!models.isEmpty()) {
            String names = models.stream().limit(NAMED).collect(Collectors.joining(", "));
            said.put("calls of " + names, " The trail says that " + names + " was deployed and holds no call of it, so"
                    + " not all was looked at.");
        }
        return result.without(List.copyOf(said.keySet()), String.join("", said.values()));
    }

    /** What is only written about a system, such as evaluations, is whole without its steps. */
    private static boolean later(CheckResult result, Trail trail, Progress progress)
            throws QueryException, IOException {
        return !result.looked().isEmpty() && !result.looked().equals("*")
                && trail.count("(" + result.looked() + ") AND " + Queries.RUNTIME, progress) == 0;
    }
}
