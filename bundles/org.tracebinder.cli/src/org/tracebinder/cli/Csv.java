// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.PrintStream;
import java.util.List;
import org.tracebinder.core.Event;

/** Hits as comma-separated values (RFC 4180) that a spreadsheet opens without running anything. */
final class Csv {

    static final List<String> HEAD = List.of("id", "kind", "time", "app", "actor", "provider", "model", "version",
            "trace",
            "span", "session", "status", "policy", "tool", "tokensIn", "tokensOut", "cost", "snippet", "source",
                    "offset",
            "length", "sha256");

    /** Full-width forms too: some spreadsheets take them for the plain ones. */
    private static final String FORMULA = "=+-@\t\r\uff1d\uff0b\uff0d\uff20";

    private Csv() {
    }

    static void head(PrintStream out) {
        out.print(String.join(",", HEAD) + "\r\n");
    }

    static void row(PrintStream out, Hit hit, String snippet) {
        Event e = hit.event();
        Object[] cells = {hit.id(), e.kind().id(), Words.iso(e.time()), e.app(), e.actor(), e.provider(), e.model(),
            e.version(), e.trace(), e.span(), e.session(), e.status(), e.policy(), e.tool(), Hit.known(e.tokensIn()),
            Hit.known(e.tokensOut()), e.cost() == null ? null : e.cost().toPlainString(), snippet,
            "S" + hit.id().record().source(), hit.record().offset(), hit.record().length(), hit.sha256()};
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(i == 0 ? "" : ",").append(cell(cells[i]));
        }
        out.print(line.append("\r\n"));
    }

    /**
     * A cell that begins with one of {@code = + - @}, a tab or a carriage return may be taken for a formula. Such
     * words get an apostrophe in front, which a spreadsheet hides; numbers stay numbers.
     */
    static String cell(Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        if (!(value instanceof Number) && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean quote = text.indexOf(',') >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0
                || text.indexOf('\r') >= 0;
        return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
