// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tracebinder.core.EventId;

/**
 * What a subject rests on, as of a moment. Edges point from the derived thing to what it rests on: inference to
 * deployment, deployment to model, model to features, features to raw data. Same events, same view, in the same order.
 *
 * @param subject as it was asked for
 * @param asOf    the moment the answer holds for; null when nothing in the answer has a time
 * @param nodes   the subject first, then by distance
 * @param edges   by distance from the subject
 * @param notes   what could not be shown, and where sources contradict each other
 */
public record LineageView(String subject, Instant asOf, List<Node> nodes, List<Edge> edges, List<Note> notes) {

    /**
     * Something that others rest on, or that was asked for.
     *
     * @param id        {@code type:namespace/name@version}; stable, the parts that are not recorded are left out
     * @param type      {@code dataset}, {@code model}, {@code deployment}, {@code code}, {@code inference} or
     *                  {@code trace}
     * @param namespace null when not recorded; of code its repository
     * @param name      never null; of code its path or address
     * @param version   null when not recorded, and always for {@code inference} and {@code trace}
     */
    public record Node(String id, String type, String namespace, String name, String version) {
    }

    /**
     * One thing rests on another.
     *
     * @param from   id of the derived node
     * @param to     id of the node it rests on
     * @param basis  what the edge stands on
     * @param job    the job that made one from the other, null when none is recorded
     * @param run    the run that did, null when none is recorded
     * @param events the records that say so, by id; of more than {@value #MAX_EVENTS} the first
     */
    public record Edge(String from, String to, Basis basis, String job, String run, List<EventId> events) {

        /** Most records that an edge names. */
        public static final int MAX_EVENTS = 50;
    }

    /**
     * Something that the reader of the view has to know.
     *
     * @param code  {@code no-lineage}, {@code lineage-incomplete}, {@code lineage-conflict} or {@code lineage-cut}
     * @param text  a sentence
     * @param event the record that shows it, or null
     */
    public record Note(String code, String text, EventId event) {

        /** Nothing in the binder tells where it comes from. */
        public static final String NONE = "no-lineage";
        /** A part of the way is not recorded. */
        public static final String INCOMPLETE = "lineage-incomplete";
        /** Two records contradict each other, or themselves. */
        public static final String CONFLICT = "lineage-conflict";
        /** The answer was cut at a limit. */
        public static final String CUT = "lineage-cut";
    }

    /** Copies the lists. */
    public LineageView {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        notes = List.copyOf(notes);
    }

    /** @return the sentences of the notes */
    public List<String> missing() {
        return notes.stream().map(Note::text).toList();
    }

    /** @return the node of that id */
    public Optional<Node> node(String id) {
        return nodes.stream().filter(n -> n.id().equals(id)).findFirst();
    }
}
