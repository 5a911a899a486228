// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.tracebinder.core.Event;

/** Facts of an event that no column holds, by the name under which files of checks ask for them. */
public final class WholeFacts {

    private static final Map<String, Function<Event, String>> FACTS = new TreeMap<>(Map.of(
            "review.by", e -> e.review() == null ? null : e.review().by(),
            "review.comment", e -> e.review() == null ? null : e.review().comment(),
            "evaluation.suite", e -> e.evaluation() == null ? null : e.evaluation().suite(),
            "evaluation.test", e -> e.evaluation() == null ? null : e.evaluation().test(),
            "evaluation.passed", e -> e.evaluation() == null || e.evaluation().passed() == null ? null
                    : e.evaluation().passed().toString(),
            "evaluation.attack", e -> e.evaluation() == null ? null : e.evaluation().attack(),
            "lineage.state", e -> e.lineage() == null ? null : e.lineage().state()));

    private WholeFacts() {
    }

    /** @return the names, sorted */
    public static List<String> names() {
        List<String> names = new ArrayList<>(FACTS.keySet());
        names.add(Standing.FACT);
        names.sort(null);
        return List.copyOf(names);
    }

    /** @return what the event says, null when nothing */
    static String value(String fact, Event event) {
        return FACTS.get(fact).apply(event);
    }
}
