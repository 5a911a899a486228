// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.session.EventJson;

/**
 * One value in which two events differ.
 *
 * @param field the name of the member in the JSON form of an event, with dots and numbers for what is inside:
 *              {@code tokensIn}, {@code decisions.0.action}, {@code extra.temperature}
 * @param a     its value in the first event, null when it does not say
 * @param b     its value in the second event, null when it does not say
 */
public record FieldDifference(String field, String a, String b) {

    /** Most members of one event that are compared; a hostile record can hold more. */
    private static final int MOST = 20_000;

    /**
     * Compares everything that two records say, not their places in the trail.
     *
     * @return what differs, in the order of the names
     */
    public static List<FieldDifference> between(EventId idA, Event a, EventId idB, Event b) {
        Map<String, String> left = flat(EventJson.of(idA, a));
        Map<String, String> right = flat(EventJson.of(idB, b));
        Set<String> names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        List<FieldDifference> all = new ArrayList<>();
        for (String name : names) {
            String x = left.get(name);
            String y = right.get(name);
            if (x == null || !x.equals(y)) {
                all.add(new FieldDifference(name, x, y));
            }
        }
        return all;
    }

    private static Map<String, String> flat(Map<String, Object> json) {
        Map<String, String> out = new TreeMap<>();
        json.forEach((k, v) -> {
            if (!k.equals("id")) {
                flat(k, v, out);
            }
        });
        return out;
    }

    private static void flat(String name, Object value, Map<String, String> out) {
        if (out.size() >= MOST) {
            return;
        }
        switch (value) {
            case Map<?, ?> map -> map.forEach((k, v) -> flat(name + "." + k, v, out));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    flat(name + "." + i, list.get(i), out);
                }
            }
            case null -> {
                // not said
            }
            case java.math.BigDecimal d -> out.put(name, d.stripTrailingZeros().toString());
            default -> out.put(name, value.toString());
        }
    }
}
