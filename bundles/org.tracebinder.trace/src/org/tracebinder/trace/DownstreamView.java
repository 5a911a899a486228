// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.time.Instant;
import java.util.List;

/**
 * What rests on a subject, over the whole time of the trail. Edges point as in {@link LineageView}: from the derived
 * thing to what it rests on.
 *
 * @param subject    as it was asked for
 * @param nodes      the subject first, then by distance
 * @param edges      by distance from the subject
 * @param selections which events used a model that rests on the subject; an event may be in one of them only
 * @param notes      what could not be shown
 */
public record DownstreamView(String subject, List<LineageView.Node> nodes, List<LineageView.Edge> edges,
        List<Selection> selections, List<LineageView.Note> notes) {

    /**
     * Events that rest on the subject, by model, version and time.
     *
     * @param node    id of the deployment or model behind them
     * @param models  names under which events speak of it
     * @param version the version that the events name, or null for events that name none: those are joined by the
     *                deployment live then (inferred), or by the name alone where no lineage source tells of the model
     * @param from    inclusive; null when events of any earlier time are meant too
     * @param to      exclusive; null while nothing has replaced it
     * @param basis   what the join of these events stands on
     * @param query   selects exactly these events, in the query language
     */
    public record Selection(String node, List<String> models, String version, Instant from, Instant to, Basis basis,
            String query) {
    }

    /** Copies the lists. */
    public DownstreamView {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        selections = List.copyOf(selections);
        notes = List.copyOf(notes);
    }

    /** @return the sentences of the notes */
    public List<String> missing() {
        return notes.stream().map(LineageView.Note::text).toList();
    }

    /** @return one query for all selections, or null when no event can rest on the subject */
    public String query() {
        return selections.isEmpty() ? null
                : String.join(" OR ", selections.stream().map(s -> "(" + s.query() + ")").toList());
    }
}
