// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import java.util.List;
import java.util.Map;
import org.tracebinder.core.Event;

/** Writes an event as a few lines of text, only what it says. For golden files. */
final class Dump {

    private Dump() {
    }

    static String of(List<Event> events) {
        StringBuilder out = new StringBuilder();
        for (Event e : events) {
            out.append(of(e)).append('\n');
        }
        return out.toString();
    }

    static String of(Event e) {
        StringBuilder out = new StringBuilder("event ").append(e.kind().id()).append('\n');
        line(out, "operation", e.operation());
        line(out, "name", e.name());
        line(out, "trace", e.trace());
        line(out, "span", e.span());
        line(out, "parent", e.parent());
        line(out, "session", e.session());
        line(out, "app", e.app());
        line(out, "env", e.env());
        line(out, "actor", e.actor());
        line(out, "provider", e.provider());
        line(out, "requested", e.modelRequested());
        line(out, "served", e.modelServed());
        line(out, "version", e.version());
        line(out, "tool", e.tool());
        line(out, "status", e.status());
        line(out, "error", e.error());
        number(out, "time", e.time());
        line(out, "timeText", e.timeText());
        line(out, "timeRule", e.timeRule());
        number(out, "duration", e.duration());
        number(out, "tokensIn", e.tokensIn());
        number(out, "tokensOut", e.tokensOut());
        line(out, "cost", e.cost() == null ? null : e.cost().toPlainString());
        e.input().forEach(m -> line(out, "input", m.role() + ": " + m.text()));
        e.output().forEach(m -> line(out, "output", m.role() + ": " + m.text()));
        line(out, "content", e.content());
        line(out, "text", e.otherText());
        e.decisions().forEach(d -> line(out, "decision", d));
        e.personalData().forEach(d -> line(out, "personalData", d));
        line(out, "review", e.review());
        line(out, "evaluation", e.evaluation());
        e.dataSources().forEach(d -> line(out, "dataSource", d));
        line(out, "lineage", e.lineage());
        line(out, "lineage code", e.lineage() == null || e.lineage().code().isEmpty() ? null : e.lineage().code());
        e.ids().forEach(i -> line(out, "id", i));
        line(out, "identity", e.identity());
        line(out, "bytes", e.to() < 0 ? null : e.from() + ".." + e.to());
        for (Map.Entry<String, String> x : e.extra().entrySet()) {
            line(out, "extra " + x.getKey(), x.getValue());
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String name, Object value) {
        if (value != null) {
            out.append("  ").append(name).append(": ")
                    .append(value.toString().replace("\r", "\\r").replace("\n", "\\n")).append('\n');
        }
    }

    private static void number(StringBuilder out, String name, long value) {
        line(out, name, value == Event.NONE ? null : value);
    }
}
