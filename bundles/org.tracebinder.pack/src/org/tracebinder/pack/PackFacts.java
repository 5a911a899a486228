// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything that reports, tables and OSCAL files are made of, masked where the pack is.
 *
 * @param records     number of exported records
 * @param words       the auditor's own
 * @param entries     of the custody ledger
 * @param acts        its first entries: {@code seq time actor act}
 * @param custodyHead hash of the last entry
 * @param time        of the last entry, ISO 8601 in UTC: the moment of the state that the pack shows
 */
record PackFacts(Map<String, Object> engagement, List<Map<String, Object>> sources, long records,
        List<Map<String, Object>> checks, List<Map<String, Object>> assessments, List<Map<String, Object>> queries,
        List<Map<String, Object>> findings, List<Map<String, Object>> samples,
        List<Map<String, Object>> documents, Map<String, Object> words, long entries,
        List<Map<String, Object>> acts, String custodyHead, String time,
        boolean masked, boolean signed, boolean originals) {

    /** @return these facts as the report says them */
    PackFacts in(PackSpeech speech) {
        return new PackFacts(engagement, sources.stream().map(speech::source).toList(), records,
                checks.stream().map(speech::check).toList(), assessments.stream().map(speech::assessment).toList(),
                queries, findings, samples, documents, speech.words(words), entries, acts, custodyHead, time, masked,
                signed, originals);
    }

    /** @return the objects of a list; empty when it is none */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> maps(Object list) {
        return list instanceof List<?> l ? (List<Map<String, Object>>) (List<?>) l : List.of();
    }

    /** @return the list; empty when it is none */
    static List<?> list(Object value) {
        return value instanceof List<?> l ? l : List.of();
    }

    /** @return the number under the name, 0 when there is none */
    static long number(Map<?, ?> map, String name) {
        return map.get(name) instanceof Number n ? n.longValue() : 0;
    }

    /** @return the text under the name, empty when there is none */
    static String text(Map<?, ?> map, String name) {
        Object value = map.get(name);
        return value == null ? "" : value.toString();
    }

    /** @return the title of an assessed catalogue, or its id */
    static String name(Map<String, Object> assessment) {
        String title = text(assessment, "title");
        return title.isEmpty() ? text(assessment, "catalog") : title;
    }

    /** @return the place of a control in its text, or its id */
    static String ref(Map<String, Object> control) {
        String ref = text(control, "ref");
        return ref.isEmpty() ? text(control, "id") : ref;
    }

    /** @return the check with that id; empty when it did not run */
    Map<String, Object> check(Object id) {
        return checks.stream().filter(c -> id.equals(c.get("id"))).findFirst().orElse(Map.of());
    }

    /** @return a sum over the checks of a control, or what the control itself says */
    long sum(Map<String, Object> control, String name) {
        if (control.get(name) instanceof Number n) {
            return n.longValue();
        }
        return list(control.get("checks")).stream().mapToLong(id -> number(check(id), name)).sum();
    }

    /** @return ids of the records that speak about a control, contrary ones first */
    List<String> recordsOf(Map<String, Object> control) {
        List<Object> all = new ArrayList<>(list(control.get("contraryRecords")));
        all.addAll(list(control.get("records")));
        if (all.isEmpty()) {
            list(control.get("checks")).forEach(id -> all.addAll(list(check(id).get("records"))));
        }
        return all.stream().map(String::valueOf).distinct().toList();
    }

    /** @return checks that found contrary records, could not run or broke */
    List<Map<String, Object>> open() {
        return checks.stream().filter(c -> !"supported".equals(c.get("result"))).toList();
    }

    String engagementId() {
        return text(engagement, "id");
    }
}
