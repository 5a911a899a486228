// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tracebinder.controls.EvaluationReport.Finding;
import org.tracebinder.controls.internal.EvaluationReader.RunKey;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;

/**
 * Attacks that got through in a test, and whether a later run resisted them. A case is known by its name, its attack
 * and the model; where it has no name, the attack stands for it. A run resists when it tries the case after the last
 * time that the attack got through and is another run than that. At most {@value #LIMIT} cases are told apart. Not
 * thread-safe.
 */
final class Findings {

    private static final int LIMIT = 100_000;

    private record Key(String model, String test, String attack) implements Comparable<Key> {
        @Override
        public int compareTo(Key o) {
            int c = model.compareTo(o.model);
            c = c != 0 ? c : attack.compareTo(o.attack);
            return c != 0 ? c : test.compareTo(o.test);
        }
    }

    private static final class Case {
        private final Map<RunKey, Long> resisted = new HashMap<>();
        private String model;
        private RunKey run;
        private EventId failure;
        private long failed = Event.NONE;
    }

    private final Map<Key, Case> cases = new TreeMap<>();

    void tested(Evaluation e, String model, RunKey run, EventId id, long time) {
        Key key = new Key(model.toLowerCase(Locale.ROOT), e.test() == null ? e.attack() : e.test(), e.attack());
        if (e.passed() == null || cases.size() == LIMIT && !cases.containsKey(key)) {
            return;
        }
        Case c = cases.computeIfAbsent(key, k -> new Case());
        if (!e.passed()) {
            if (c.failure == null || time >= c.failed) {
                c.failure = id;
                c.run = run;
                c.failed = time;
                c.model = model;
            }
        } else if (time != Event.NONE) {
            c.resisted.merge(run, time, Math::max);
        }
    }

    /** @return those that got through, by model, attack and case */
    List<Finding> all() {
        List<Finding> all = new ArrayList<>();
        cases.forEach((key, c) -> {
            if (c.failure != null) {
                long later = c.resisted.entrySet().stream().filter(r -> c.failed != Event.NONE
                        && r.getValue() > c.failed && !r.getKey().equals(c.run)).mapToLong(Map.Entry::getValue).min()
                        .orElse(Event.NONE);
                all.add(new Finding(key.test(), key.attack(), c.model, c.failed, later, c.failure.toString()));
            }
        });
        return List.copyOf(all);
    }
}
