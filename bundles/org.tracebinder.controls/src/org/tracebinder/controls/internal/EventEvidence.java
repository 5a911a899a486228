// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.query.Row;

/** The contrary events of a check, and how they spread over the values of a field. Not thread-safe. */
final class EventEvidence {

    private static final int NAMED = 20;

    private final Evidence evidence = new Evidence();
    private final Map<String, Long> values = new TreeMap<>();
    private final Field<?> field;

    /** @param field whose values are counted, or null */
    EventEvidence(Field<?> field) {
        this.field = field;
    }

    List<Field<?>> columns() {
        List<Field<?>> columns = new ArrayList<>(List.of(Fields.TRACE));
        if (field != null) {
            columns.add(field);
        }
        return columns;
    }

    void show(Row row) {
        evidence.add(row.id(), row.get(Fields.TRACE));
        if (field != null) {
            Object value = row.get(field);
            if (value instanceof List<?> several) {
                several.forEach(one -> count(String.valueOf(one)));
            } else {
                count(value != null || field.equals(Fields.APP) ? (String) value : "(none)");
            }
        }
    }

    private void count(String value) {
        values.merge(Apps.name(value, values.keySet(), Units.LIMIT), 1L, Long::sum);
    }

    /**
     * @return ": " and the values with their counts, empty when nothing was counted. Kinds are few and all named; of
     *         many other values the most frequent, and how many more there are
     */
    String breakdown() {
        if (values.isEmpty()) {
            return "";
        }
        boolean kinds = field.type() == Field.Type.KEYWORDS;
        Comparator<Map.Entry<String, Long>> most = Map.Entry.comparingByValue(Comparator.reverseOrder());
        int named = kinds ? values.size() : Math.min(NAMED, values.size());
        return (named == values.size() ? values.entrySet().stream() : values.entrySet().stream().sorted(most))
                .limit(named).map(e -> e.getKey() + (kinds ? " in " : " ") + e.getValue())
                .collect(Collectors.joining(", ", ": ", named == values.size() ? "" : ", \u2026 (+"
                        + (values.size() - named) + ")"));
    }

    Evidence evidence() {
        return evidence;
    }
}
