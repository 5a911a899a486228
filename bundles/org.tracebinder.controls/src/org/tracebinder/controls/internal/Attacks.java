// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tracebinder.controls.AttackFamilies;
import org.tracebinder.controls.EvaluationReport.Attack;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * Families of attacks, as tests name them and as decisions in production name them. A word of a test
 * that fits no family is one of its own. Not thread-safe.
 */
final class Attacks {

    /** Decisions that are read whole, at most. */
    private static final int READ = 20_000;
    private static final int EVENTS = 500;
    private static final int FAMILIES = 5_000;

    private static final class Tested {
        private long cases;
        private long resisted;
        private long passed;
        private final List<String> events = new ArrayList<>();
    }

    private record Key(String family, String model, String version) implements Comparable<Key> {
        @Override
        public int compareTo(Key o) {
            int c = family.compareTo(o.family);
            c = c != 0 ? c : model.compareTo(o.model);
            return c != 0 ? c : version.compareTo(o.version);
        }
    }

    private final AttackFamilies known;
    private final Map<Key, Tested> tested = new TreeMap<>();

    /** @param families which attacks are told apart */
    Attacks(AttackFamilies families) {
        this.known = families;
    }

    /** A test with an attack; {@code passed} means that it was resisted, null that nobody said. */
    void tested(String attack, String model, String version, Boolean passed, EventId id) {
        List<String> families = known.named(attack, false);
        for (String family : families.isEmpty() ? List.of(attack) : families) {
            Key key = new Key(family, model, version);
            if (!tested.containsKey(key) && tested.size() == FAMILIES) {
                return;
            }
            Tested t = tested.computeIfAbsent(key, k -> new Tested());
            t.cases++;
            t.resisted += Boolean.TRUE.equals(passed) ? 1 : 0;
            t.passed += Boolean.FALSE.equals(passed) ? 1 : 0;
            if (t.events.size() < EVENTS) {
                t.events.add(id.toString());
            }
        }
    }

    /** @return tests by family and version, and what production saw by family */
    List<Attack> report(Trail trail, Progress progress) throws QueryException, IOException {
        List<Attack> all = new ArrayList<>();
        tested.forEach((k, t) -> all.add(new Attack(k.family(), k.model(), k.version(), t.cases, t.resisted, t.passed,
                0, List.copyOf(t.events))));
        Map<String, List<String>> seen = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        TreeSet<EventId> ids = new TreeSet<>();
        trail.scan("policy:* AND NOT policy:allow AND NOT kind:evaluation", List.of(Fields.KIND), row -> {
            EventId id = row.id();
            if (ids.size() < READ || id.compareTo(ids.last()) < 0) {
                ids.add(id);
                if (ids.size() > READ) {
                    ids.pollLast();
                }
            }
        }, progress);
        for (EventId id : ids) {
            progress.check();
            Event event = trail.event(id).orElse(null);
            if (event != null) {
                for (String family : known.named(words(event), true)) {
                    counts.merge(family, 1L, Long::sum);
                    List<String> some = seen.computeIfAbsent(family, f -> new ArrayList<>());
                    if (some.size() < EVENTS) {
                        some.add(id.toString());
                    }
                }
            }
        }
        seen.forEach((family, some) -> all.add(new Attack(family, "", "", 0, 0, 0, counts.get(family),
                List.copyOf(some))));
        return List.copyOf(all);
    }

    /** What the decision itself says; the content it was about is not looked at. */
    private static String words(Event event) {
        StringBuilder words = new StringBuilder();
        for (PolicyDecision d : event.decisions()) {
            if (!"allow".equals(d.action())) {
                words.append(' ').append(d.policy()).append(' ').append(String.join(" ", d.reasons()));
            }
        }
        return words.toString();
    }
}
