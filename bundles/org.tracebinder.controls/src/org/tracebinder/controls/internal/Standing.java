// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;

/**
 * Whether a review stands for its trace. {@value #YES}: it came to an outcome, after the trace began, by somebody who
 * may be a person and did not call the system in this trace. {@value #NO}: its source gives it to a model or a program,
 * it has no outcome, it is more than a day older than the trace, or its reviewer called the system. {@value #UNSURE}:
 * no reviewer or no time is written, the time can't be, or the name is that of a program, of a model or of nobody.
 * 8 to 16 bytes a trace and a caller. Not thread-safe.
 */
final class Standing {

    /** The name under which files of checks ask for it. */
    static final String FACT = "review.stands";
    static final String YES = "yes";
    static final String NO = "no";
    static final String UNSURE = "unsure";

    /** Clocks differ by so much. */
    private static final long CLOCKS = 60_000_000_000L;
    /** A time without its hour, or without its zone, is wrong by at most so much. */
    private static final long DAY = 86_400_000_000_000L;

    /** Milliseconds that fit into nanoseconds, with room behind them. */
    private static final long LATEST = Long.MAX_VALUE / 2_000_000;

    private final Keys keys = new Keys();
    private final LongTable starts = new LongTable();
    private final LongTable callers = new LongTable();
    private final Map<Integer, Long> imported = new HashMap<>();

    private Standing() {
    }

    static Standing read(Trail trail, Progress progress) throws QueryException, IOException {
        Standing standing = new Standing();
        for (SourceInfo source : trail.sources()) {
            if (source.importedAt() > 0 && source.importedAt() < LATEST) {
                standing.imported.put(source.number(), source.importedAt() * 1_000_000);
            }
        }
        LongTable wanted = new LongTable();
        trail.scan("kind:review AND trace:*", List.of(Fields.TRACE), row -> wanted.add(standing.keys.key(
                row.get(Fields.TRACE))), progress);
        trail.scan(Queries.RUNTIME + " AND trace:*", List.of(Fields.TRACE, Fields.TIME_START, Fields.ACTOR), row -> {
            String trace = row.get(Fields.TRACE);
            long key = standing.keys.key(trace);
            if (wanted.has(key)) {
                Long time = row.get(Fields.TIME_START);
                if (time != null) {
                    standing.starts.min(key, time);
                }
                String actor = Reviewer.plain(row.get(Fields.ACTOR));
                if (!actor.isEmpty()) {
                    standing.callers.add(standing.keys.key(trace, actor));
                }
            }
        }, progress);
        return standing;
    }

    /** @return {@link #YES}, {@link #NO} or {@link #UNSURE}; null for what is no review */
    String of(EventId id, Event event) {
        if (event.review() == null) {
            return null;
        }
        String by = event.review().by();
        if ("llm".equals(by) || "code".equals(by) || !Reviewer.decided(event.review().value())) {
            return NO;
        }
        String trace = event.trace();
        Long start = trace == null || !starts.has(keys.key(trace)) ? null : starts.get(keys.key(trace), 0);
        boolean timed = event.time() != Event.NONE;
        if (timed && start != null && event.time() < start - DAY) {
            return NO;
        }
        String who = event.review().who() != null ? event.review().who() : event.actor();
        if (trace != null && callers.has(keys.key(trace, Reviewer.plain(who)))) {
            return NO;
        }
        boolean then = timed && start != null && event.time() >= start - CLOCKS
                && event.time() <= imported.getOrDefault(id.record().source(), Long.MAX_VALUE - DAY) + DAY;
        return then && by != null && Reviewer.person(who) ? YES : UNSURE;
    }
}
