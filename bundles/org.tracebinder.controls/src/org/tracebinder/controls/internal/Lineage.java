// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.LineageFact.Dataset;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * The runs that lineage sources tell of. Their facts stand only in the whole events, so each is read again from its
 * bytes; lineage events are few. At most {@value #EVENTS} are read.
 *
 * @param runs     completed runs with outputs, and facts without a state, in the order of their ids
 * @param types    {@code dataset}, {@code model}, {@code deployment} as far as an output has them
 * @param complete false when there are more lineage events than are read
 */
record Lineage(List<Run> runs, Set<String> types, boolean complete) {

    static final int EVENTS = 200_000;

    /** Prefixes that say what a dataset is, not which: {@code serving.credit-scorer} deploys {@code credit-scorer}. */
    private static final List<String> ROLES = List.of("serving", "deployments", "deployment", "endpoints", "endpoint",
            "models", "model");

    /**
     * @param id   the event that tells of it
     * @param time of that event, or {@link Event#NONE}
     * @param fact inputs and outputs; the inputs of a run that only its start names are in here too
     */
    record Run(EventId id, long time, LineageFact fact) {
    }

    static Lineage of(Trail trail, Progress progress) throws QueryException, IOException {
        return trail instanceof RunTrail run ? run.lineage(progress) : read(trail, progress);
    }

    static Lineage read(Trail trail, Progress progress) throws QueryException, IOException {
        List<EventId> ids = new ArrayList<>();
        boolean[] cut = {false};
        trail.scan("kind:lineage", List.of(Fields.KIND), row -> {
            if (ids.size() < EVENTS) {
                ids.add(row.id());
            } else {
                cut[0] = true;
            }
        }, progress);
        ids.sort(null);
        List<Run> runs = new ArrayList<>();
        Set<String> types = new HashSet<>();
        for (EventId id : ids) {
            progress.check();
            Event event = trail.event(id).orElse(null);
            LineageFact fact = event == null ? null : event.lineage();
            if (fact != null && (fact.state() == null || fact.state().equals("COMPLETE"))) {
                runs.add(new Run(id, event.time(), fact));
                fact.outputs().forEach(o -> types.add(type(o)));
            }
        }
        return new Lineage(runs, types, !cut[0]);
    }

    /** @return what the source says, else what the name says, else {@code dataset} */
    static String type(Dataset d) {
        if (d.type() != null) {
            return d.type();
        }
        String lower = d.name().toLowerCase(Locale.ROOT);
        return lower.startsWith("serving.") || lower.startsWith("deployment") ? "deployment"
                : lower.startsWith("models.") || lower.startsWith("model.") ? "model" : "dataset";
    }

    /** @return the name of the model behind a model or deployment dataset */
    static String model(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String role : ROLES) {
            if (lower.startsWith(role) && lower.length() > role.length() + 1
                    && "./:".indexOf(lower.charAt(role.length())) >= 0) {
                return name.substring(role.length() + 1);
            }
        }
        return name;
    }
}
