// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tracebinder.core.EventId;

/**
 * Which columns of datasets rest on which, as of a moment or over the whole time. Edges point from the derived column
 * to the one that it rests on. Same events, same view, in the same order.
 *
 * @param subject as it was asked for
 * @param down    true for what rests on the subject, false for what the subject rests on
 * @param asOf    the moment the answer holds for; null for all of the time
 * @param nodes   the columns of the subject first, then by distance
 * @param edges   by distance from the subject
 * @param notes   what could not be shown
 */
public record ColumnView(String subject, boolean down, Instant asOf, List<Node> nodes, List<Edge> edges,
        List<LineageView.Note> notes) {

    /** What stands for all columns of a dataset. */
    public static final String ALL = "*";

    /**
     * A column.
     *
     * @param id        {@code dataset:namespace/name@version#column}
     * @param dataset   id of the node of its dataset, as in {@link LineageView}
     * @param namespace of the dataset, null when not recorded
     * @param name      of the dataset
     * @param version   of the dataset, null when not recorded
     * @param column    its name, or {@link #ALL}
     */
    public record Node(String id, String dataset, String namespace, String name, String version, String column) {
    }

    /**
     * One column rests on another.
     *
     * @param from        id of the derived column
     * @param to          id of the column that it rests on
     * @param basis       what the edge stands on
     * @param type        {@code DIRECT}, {@code INDIRECT} or as the source says, null when it does not
     * @param subtype     for example {@code IDENTITY}, null when not recorded
     * @param description in the source's words, or null
     * @param masking     whether values are masked on the way, null when not recorded
     * @param job         the job that made one from the other, null when none is recorded
     * @param run         the run that did, null when none is recorded
     * @param events      the records that say so, by id; of more than {@value LineageView.Edge#MAX_EVENTS} the first
     */
    public record Edge(String from, String to, Basis basis, String type, String subtype, String description,
            Boolean masking, String job, String run, List<EventId> events) {

        /** @return type, subtype and description as one text, empty when none is recorded */
        public String words() {
            StringBuilder words = new StringBuilder();
            for (String part : new String[] {type, subtype, description}) {
                if (part != null) {
                    words.append(words.isEmpty() ? "" : ", ").append(part);
                }
            }
            return words.toString();
        }
    }

    /** Copies the lists. */
    public ColumnView {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        notes = List.copyOf(notes);
    }

    /** @return the sentences of the notes */
    public List<String> missing() {
        return notes.stream().map(LineageView.Note::text).toList();
    }

    /** @return the column of that id */
    public Optional<Node> node(String id) {
        return nodes.stream().filter(n -> n.id().equals(id)).findFirst();
    }
}
