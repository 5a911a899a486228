// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Parameters;
import org.tracebinder.core.Event;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.LineageFact.Dataset;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * Inferences and predictions whose model version leads to no data. From the version the runs are followed upstream; the
 * chain is whole when it reaches a data set that is no model, by runs that were complete at or before the first use.
 * Population: inferences and predictions that name a version as such.
 */
public final class BrokenLineageCheck implements Check {

    private static final int NAMED = 50;
    private static final String POPULATION = Queries.USES + " AND version:* AND model:*";

    @Override
    public String id() {
        return "lineage.broken";
    }

    @Override
    public String title() {
        return "Broken lineage";
    }

    @Override
    public String question() {
        return "Does the model version of every inference and prediction lead upstream to the data it was made from?";
    }

    @Override
    public List<Field<?>> needs() {
        return List.of(Fields.MODEL, Fields.VERSION);
    }

    @Override
    public CheckResult evaluate(Trail trail, Parameters parameters, Progress progress)
            throws QueryException, IOException {
        Map<String, Versions.Use> uses = new HashMap<>(Versions.inProduction(trail, progress));
        uses.values().removeIf(u -> u.calls() == 0);
        Answer answer = Answer.to(this, parameters);
        if (uses.isEmpty()) {
            return answer.missing("No inference and no prediction names a model version.", "version");
        }
        Lineage lineage = Lineage.of(trail, progress);
        if (lineage.runs().isEmpty()) {
            return answer.missing("The trail holds no completed run of a lineage source.", "kind:lineage");
        }
        Map<String, List<Lineage.Run>> writers = writers(lineage);
        Set<String> broken = new HashSet<>();
        List<String> names = new ArrayList<>();
        uses.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> {
            progress.check();
            if (!reachesData(e.getKey(), e.getValue().first(), writers)) {
                broken.add(e.getKey());
                names.add(e.getValue().label());
            }
        });
        Evidence evidence = new Evidence();
        long[] counts = new long[2];
        trail.scan(POPULATION, List.of(Fields.MODEL, Fields.VERSION, Fields.TRACE), row -> {
            counts[0]++;
            if (broken.contains(Versions.key(row.get(Fields.MODEL), row.get(Fields.VERSION)))) {
                counts[1]++;
                evidence.add(row.id(), row.get(Fields.TRACE));
            }
        }, progress);
        answer.counts(counts[0], counts[1]).shows(evidence)
                .says(names.isEmpty() ? "All " + counts[0] + " inferences and predictions that name a version lead to"
                        + " data, over "
                        + uses.size() + " versions."
                        : counts[1] + " of " + counts[0] + " inferences and predictions name a version without a"
                                + " chain to data: "
                                + String.join(", ", names.stream().limit(NAMED).toList()) + ".")
                .advises("Ask for the training run of the version and the data sets it read.")
                .queries(POPULATION);
        return lineage.complete() ? answer.result() : answer.result("lineage events beyond " + Lineage.EVENTS);
    }

    private static Map<String, List<Lineage.Run>> writers(Lineage lineage) {
        Map<String, List<Lineage.Run>> writers = new HashMap<>();
        for (Lineage.Run run : lineage.runs()) {
            for (Dataset d : run.fact().outputs()) {
                writers.computeIfAbsent(key(d), k -> new ArrayList<>()).add(run);
            }
        }
        return writers;
    }

    /** Models and deployments of one version are the same step of the way; data sets are told apart by full name. */
    private static String key(Dataset d) {
        boolean data = "dataset".equals(Lineage.type(d));
        return data ? "data " + d.namespace() + "\u0000" + d.name() + "\u0000" + d.version()
                : Versions.key(Lineage.model(d.name()), String.valueOf(d.version()));
    }

    private static boolean reachesData(String version, long firstUse, Map<String, List<Lineage.Run>> writers) {
        Deque<String> open = new ArrayDeque<>(List.of(version));
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            for (Lineage.Run run : writers.getOrDefault(open.poll(), List.of())) {
                boolean before = run.time() == Event.NONE || firstUse == Event.NONE || run.time() <= firstUse;
                for (Dataset in : before ? run.fact().inputs() : List.<Dataset>of()) {
                    if ("dataset".equals(Lineage.type(in))) {
                        return true;
                    }
                    if (seen.add(key(in))) {
                        open.add(key(in));
                    }
                }
            }
        }
        return false;
    }
}
