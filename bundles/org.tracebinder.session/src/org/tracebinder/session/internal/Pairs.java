// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.Trail;
import org.tracebinder.trace.Basis;

/**
 * Pairs on their way to being counted. What was asked and answered stands in the records only, so pairs are gathered
 * and their records read together, in the order in which they lie. Not thread-safe.
 */
final class Pairs {

    private static final int AT_ONCE = 20_000;

    private final Trail trail;
    private final PairTally tally;
    private final Progress progress;
    private final List<Pair> open = new ArrayList<>();

    private record Pair(Happening a, Happening b, String by, Basis basis, String why) {
    }

    private record Texts(Said prompt, Said answer) {
        private static final Texts NONE = new Texts(null, null);
    }

    Pairs(Trail trail, PairTally tally, Progress progress) {
        this.trail = trail;
        this.tally = tally;
        this.progress = progress;
    }

    void add(Happening a, Happening b, String by, Basis basis, String why) throws IOException {
        open.add(new Pair(a, b, by, basis, why));
        if (open.size() == AT_ONCE) {
            count();
        }
    }

    /** Counts what was gathered. */
    void count() throws IOException {
        Map<EventId, Texts> texts = read();
        for (Pair p : open) {
            Texts x = texts.getOrDefault(p.a.id(), Texts.NONE);
            Texts y = texts.getOrDefault(p.b.id(), Texts.NONE);
            tally.add(p.a, p.b, p.a.told(x.prompt, x.answer), p.b.told(y.prompt, y.answer), p.by, p.basis, p.why);
        }
        open.clear();
    }

    private Map<EventId, Texts> read() throws IOException {
        TreeSet<EventId> ids = new TreeSet<>();
        for (Pair p : open) {
            ids.add(p.a.id());
            ids.add(p.b.id());
        }
        progress.task("Reading what was asked and answered", ids.size());
        Map<EventId, Texts> texts = new HashMap<>();
        RecordId record = null;
        List<Event> events = List.of();
        for (EventId id : ids) {
            progress.check();
            if (!id.record().equals(record)) {
                record = id.record();
                events = trail.events(record);
            }
            int index = Math.max(id.ordinal() - 1, 0);
            if (index < events.size()) {
                Event e = events.get(index);
                texts.put(id, new Texts(Said.of(e.prompt()), Said.of(e.answer())));
            }
            progress.advance(1);
        }
        return texts;
    }
}
