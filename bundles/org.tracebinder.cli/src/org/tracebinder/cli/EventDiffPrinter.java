// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.tracebinder.session.compare.EventDifference;
import org.tracebinder.session.compare.WordDifference.Part;

/** Two events, value by value and word by word. */
final class EventDiffPrinter {

    /** Of words that are the same, so much is shown at either end. */
    private static final int AROUND = 60;
    private static final int VALUE = 60;

    private EventDiffPrinter() {
    }

    static void json(Terminal terminal, EventDifference d) {
        try (JsonOut out = new JsonOut(terminal.out())) {
            out.put("a", d.a()).put("b", d.b());
            Differences.json(out, d.fields());
            out.array("texts");
            for (EventDifference.Text t : d.texts()) {
                out.object().put("field", t.field()).put("complete", t.words().complete()).array("parts");
                t.words().parts().forEach(p -> out.object().put("change", p.change().name().toLowerCase(Locale.ROOT))
                        .put("text", p.text()).end());
                out.endArray().end();
            }
            out.endArray();
        }
    }

    static void text(Terminal terminal, EventDifference d) {
        PrintStream out = terminal.out();
        if (d.fields().isEmpty() && d.texts().isEmpty()) {
            out.println(d.a() + " and " + d.b() + " say the same.");
            return;
        }
        if (!d.fields().isEmpty()) {
            Table table = new Table().left("Value").left(d.a().toString()).left(d.b().toString());
            d.fields().forEach(f -> table.row(f.field(), cut(f.a()), cut(f.b())));
            table.print(out, terminal.columns());
        }
        for (EventDifference.Text t : d.texts()) {
            out.println();
            out.println(t.field() + ": [-only in " + d.a() + "-] {+only in " + d.b() + "+}"
                    + (t.words().complete() ? "" : ", too different to be compared word by word"));
            Words.wrap(inline(t.words().parts()), terminal.columns() - 2).forEach(line -> out.println("  " + line));
        }
    }

    private static String cut(String value) {
        return value == null ? null : Words.cut(Words.line(value), VALUE);
    }

    private static String inline(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            Part p = parts.get(i);
            text.append(switch (p.change()) {
                case SAME -> shortened(p.text(), i > 0, i < parts.size() - 1);
                case REMOVED -> "[-" + p.text() + "-]";
                case ADDED -> "{+" + p.text() + "+}";
            });
        }
        return Words.line(text.toString());
    }

    /** Keeps what stands next to a change. */
    private static String shortened(String text, boolean begin, boolean end) {
        int left = begin ? AROUND : 0;
        int right = end ? AROUND : 0;
        if (text.length() <= left + right + AROUND) {
            return text;
        }
        int from = left > 0 && Character.isHighSurrogate(text.charAt(left - 1)) ? left - 1 : left;
        int to = text.length() - right;
        to = to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? to + 1 : to;
        return text.substring(0, from) + " … " + text.substring(to);
    }
}
