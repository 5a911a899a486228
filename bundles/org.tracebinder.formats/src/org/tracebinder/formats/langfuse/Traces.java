// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.langfuse;

import java.math.BigDecimal;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;

/** A trace as an event of its own: the frame around its observations. */
final class Traces {

    private static final Set<String> MAPPED = Set.of("id", "name", "timestamp", "userId", "user_id", "sessionId",
            "session_id", "environment", "input", "output", "metadata", "latency",
            "observations", "scores");

    private Traces() {
    }

    static Event.Builder event(Row row, String where) {
        Metadata meta = new Metadata(row);
        Around around = Around.of(row);
        Times.Time at = row.time("timestamp");
        Event.Builder b = Event.of(EventKind.AGENT).operation("trace").name(row.text("name")).trace(around.trace())
                .session(around.session()).actor(around.user()).app(around.app()).env(around.env())
                .time(at.nanos(), at.text(), at.rule()).duration(seconds(row.text("latency")));
        if (around.trace() != null) {
            // a trace grows while it is evaluated: the same trace at another time is no contradiction
            b.identity("langfuse/" + where + "/trace/" + around.trace() + "/" + row.text("updatedAt"));
        }
        // the cost of a trace is the sum of its calls, which carry it themselves: it stays among the extras
        Observation.content(b, row);
        meta.extras(b);
        Extras.add(b, "", row.node(), MAPPED);
        return b;
    }

    /** @return nanoseconds of a span in seconds with a fraction, or {@link Event#NONE} */
    static long seconds(String text) {
        BigDecimal value = Nodes.decimal(text);
        return value == null || value.signum() < 0 || value.precision() - value.scale() > 9 ? Event.NONE
                : value.movePointRight(9).longValue();
    }
}
