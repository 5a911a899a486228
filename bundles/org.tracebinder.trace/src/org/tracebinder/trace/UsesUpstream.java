// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;

/** Joins events that used a model to the deployment or model version behind it, and starts the walk there. */
final class UsesUpstream {

    private final ServedModels served;
    private final ViewBuilder view;
    private final UpstreamWalk walk;
    private final Set<String> said = new HashSet<>();

    UsesUpstream(ServedModels served, ViewBuilder view, UpstreamWalk walk) {
        this.served = served;
        this.view = view;
        this.walk = walk;
    }

    /**
     * @param from  id of the subject's node
     * @param asked the moment that was asked for, or null for each event's own time
     */
    void add(String from, List<ModelUse> uses, Long asked) {
        for (ModelUse use : uses) {
            long moment = asked != null ? asked : use.time();
            if (moment == Event.NONE) {
                once(use, LineageView.Note.INCOMPLETE, use.event() + " has no time: what " + use.model()
                        + " was at that moment can't be told.", "no time");
                if (use.version() == null) {
                    continue;
                }
                moment = Moments.END;
            }
            ServedModels.Answer answer = served.at(use.model(), use.version(), moment, use.event().toString());
            for (LineageView.Note n : answer.notes()) {
                once(use, n.code(), n.text(), n.code());
            }
            for (Thing thing : answer.things()) {
                TreeSet<EventId> events = new TreeSet<>();
                events.add(use.event());
                answer.runs().stream().filter(r -> r.outputs().contains(thing))
                        .forEach(r -> events.addAll(r.events()));
                view.edge(from, view.node(thing), answer.basis(), null, events);
                walk.start(thing, moment);
            }
        }
    }

    /** Of many events that share a model, the first stands for all. */
    private void once(ModelUse use, String code, String text, String why) {
        if (said.add(use.model() + "\n" + use.version() + "\n" + why)) {
            view.note(code, text, use.event());
        }
    }
}
