// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields of events that an auditor chose to be masked, by their names in the query language: where they stand in
 * the JSON form of an event, and what their values are called when they are masked. Immutable.
 */
final class ChosenFields {

    /** The values of this member are names of roles in a conversation, not words of anybody. */
    static final String ROLE = "role";

    private static final String EXTRA = "extra.";
    private static final int MAX_NAME = 200;

    /** Names, and the places in an event. Ids, kinds, times and amounts hold the pack together and stay. */
    private static final Map<String, List<String>> PLACES = Map.ofEntries(
            Map.entry("actor", List.of("actor")), Map.entry("app", List.of("app")), Map.entry("env", List.of("env")),
            Map.entry("provider", List.of("provider")),
            Map.entry("model", List.of("modelRequested", "modelServed", "evaluation.model")),
            Map.entry("served", List.of("modelServed")), Map.entry("version", List.of("version", "evaluation.version")),
            Map.entry("operation", List.of("operation")), Map.entry("tool", List.of("tool")),
            Map.entry("name", List.of("name")), Map.entry("status", List.of("status")),
            Map.entry("error", List.of("error")), Map.entry("trace", List.of("trace")),
            Map.entry("span", List.of("span")), Map.entry("parent", List.of("parent")),
            Map.entry("session", List.of("session")), Map.entry("ids", List.of("ids")),
            Map.entry("prompt", List.of("input")), Map.entry("answer", List.of("output")),
            Map.entry("text", List.of("text")), Map.entry("reviewer", List.of("review.who")),
            Map.entry("comment", List.of("review.comment")));

    /** Name of the value's kind by place in the event. */
    private final SortedMap<String, String> kinds = new TreeMap<>();

    /**
     * @param names as in queries, for example {@code actor}, {@code prompt} or {@code extra.customer}; {@code user} is
     *              {@code actor}
     * @throws IllegalArgumentException in words for the user when a name is not known
     */
    ChosenFields(Collection<String> names) {
        for (String name : names) {
            String field = canonical(name);
            for (String place : field.startsWith(EXTRA) ? List.of(field) : PLACES.get(field)) {
                String kind = field.startsWith(EXTRA) ? field.substring(EXTRA.length()) : field;
                kinds.putIfAbsent(place, kind.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_"));
            }
        }
    }

    /** @return names that can be chosen, without {@code extra.NAME}, sorted */
    static List<String> names() {
        return PLACES.keySet().stream().sorted().toList();
    }

    /**
     * @param name as a person wrote it
     * @return the field's name
     * @throws IllegalArgumentException in words for the user when there is no such field, or it can't be masked
     */
    static String canonical(String name) {
        String field = name.strip().equals("user") ? "actor" : name.strip();
        if (field.startsWith(EXTRA) && field.length() > EXTRA.length() && field.length() <= MAX_NAME
                || PLACES.containsKey(field)) {
            return field;
        }
        throw new IllegalArgumentException("'" + field + "' is no field that can be masked; these can: "
                + String.join(", ", names()) + ", and extra.NAME.");
    }

    boolean isEmpty() {
        return kinds.isEmpty();
    }

    /**
     * @param place members from the event down, with dots between, for example {@code review.who}
     * @return what a value there is called when it is masked, or null when the field was not chosen
     */
    String kind(String place) {
        return kinds.get(place);
    }

    /**
     * @param field the canonical name
     * @return what its values are called when they are masked
     */
    String kindOf(String field) {
        return kinds.get(field.startsWith(EXTRA) ? field : PLACES.get(field).get(0));
    }
}
