// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.List;
import org.tracebinder.core.EventId;
import org.tracebinder.trace.DownstreamView;

/**
 * What rests on a dataset or model, down to the events.
 *
 * @param view       things and the ways between them
 * @param uses       events that used a model which rests on it, by model, version and time
 * @param events     all of them, exact
 * @param inferences those of kind inference, exact
 * @param ids        the first ones, earliest first within each use
 */
public record Dependents(DownstreamView view, List<Use> uses, long events, long inferences, List<EventId> ids) {

    /**
     * Events of one model in one span of time; an event is in one of them only.
     *
     * @param selection  which events, and the query that selects them
     * @param events     how many, exact
     * @param inferences those of kind inference, exact
     */
    public record Use(DownstreamView.Selection selection, long events, long inferences) {
    }

    /** Copies the lists. */
    public Dependents {
        uses = List.copyOf(uses);
        ids = List.copyOf(ids);
    }
}
