// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import org.tracebinder.controls.Measure;
import org.tracebinder.controls.Scorecard;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchResult;

/**
 * The scorecard as one page without scripts, links to other places or words that run. Each figure leads to the place of
 * the page that says which command finds its events, and names the newest of them.
 */
final class ScorecardPage {

    private static final String STYLE = """
            :root { color-scheme: light dark; --soft: #55606e; --line: #ccd2da; --good: #1c6b3c; --bad: #a3221b; }
            @media (prefers-color-scheme: dark) { :root { --soft: #a9b2bf; --line: #3a4350; --good: #7fd19b;
              --bad: #ff9c94; } }
            body { font: 15px/1.45 "Segoe UI", "Helvetica Neue", Arial, sans-serif; max-width: 75rem; margin: 2rem auto;
              padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%; } caption { text-align: left; color: var(--soft); }
            th, td { text-align: left; vertical-align: top; padding: .4rem .6rem;
              border-bottom: 1px solid var(--line); }
            .n { text-align: right; white-space: nowrap; } code { overflow-wrap: anywhere; font-size: .85em; }
            .on-target { color: var(--good); } .off-target, .stop { color: var(--bad); font-weight: 600; }
            .no-target, .no-data { color: var(--soft); }
            @page { size: A4 landscape; margin: 14mm; }
            """;

    /** Events that are named with a figure. */
    static final int NAMED = 20;

    private ScorecardPage() {
    }

    /** What a query of a figure finds. */
    interface Finds {

        /**
         * @param query of a figure
         * @return the newest events that match, {@value #NAMED} at most, and how many there are
         */
        SearchResult newest(String query) throws QueryException, IOException;
    }

    /**
     * @param name   of the engagement
     * @param binder its folder, as a command line takes it
     */
    static String html(Scorecard card, String name, String binder, Finds finds) throws QueryException, IOException {
        StringBuilder out = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                + " 'unsafe-inline'\">\n<title>Scorecard: " + safe(name) + "</title>\n<style>\n" + STYLE
                + "</style>\n</head>\n<body>\n<h1>Readiness scorecard: " + safe(name) + "</h1>\n");
        out.append("<p>System: ").append(said(card.system())).append(". Decision: ").append(said(card.decision()))
                .append(".</p>\n<table>\n<caption>Values come from the trail; goals, owners and stop conditions were")
                .append(" filled in by hand. A value without data or target is not on target.</caption>\n<thead><tr>");
        for (String head : new String[] {"Measure", "Baseline", "Target", "Now", "Stop condition", "Owner", "State",
            "Query, and events it rests on"}) {
            out.append("<th scope=\"col\">").append(head).append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        card.lines().forEach(line -> row(out, line));
        out.append("</tbody>\n</table>\n<h2>The events behind each figure</h2>\n");
        for (Scorecard.Line line : card.lines()) {
            Measure m = line.measure();
            out.append("<section id=\"").append(anchor(line)).append("\"><h3>").append(safe(m.title()))
                    .append(line.currency() == null ? "" : " (" + safe(line.currency()) + ")")
                    .append("</h3>\n");
            events(out, "Events", line.query(), binder, finds);
            if (m.figure().of() != null) {
                events(out, "Out of", m.figure().of(), binder, finds);
            }
            out.append("</section>\n");
        }
        return out.append("</body>\n</html>\n").toString();
    }

    private static void events(StringBuilder out, String label, String query, String binder, Finds finds)
            throws QueryException, IOException {
        SearchResult found = finds.newest(query);
        out.append("<p>").append(label).append(": ").append(Words.number(found.total())).append(", by <code>").append(
                safe("tracebinder search " + binder + " " + BinderArgument.quoted(query))).append("</code>");
        if (!found.hits().isEmpty()) {
            out.append("<br>Records, newest first: <code>").append(safe(Ids.all(found.hits().stream().map(Row::id)
                    .toList(), found.total()))).append("</code>");
        }
        out.append("</p>\n");
    }

    private static String anchor(Scorecard.Line line) {
        return "m-" + safe(line.measure().id()) + (line.currency() == null ? "" : "-" + safe(line.currency()));
    }

    private static void row(StringBuilder out, Scorecard.Line line) {
        Measure m = line.measure();
        out.append("<tr><th scope=\"row\">").append(safe(m.title()))
                .append(line.unit().isEmpty() ? "" : " (" + safe(line.unit()) + ")")
                .append(m.note().isEmpty() ? "" : "<br><small>" + safe(m.note()) + "</small>")
                .append(line.remark().isEmpty() ? "" : "<br><small>" + safe(line.remark()) + "</small>")
                .append("</th>");
        number(out, ScorecardCommand.said(m, line.baseline()));
        number(out, ScorecardCommand.target(line));
        out.append("<td class=\"n\"><a href=\"#").append(anchor(line)).append("\">").append(line.value() == null
                ? "no data" : safe(ScorecardCommand.now(line))).append("</a></td>");
        number(out, ScorecardCommand.stopped(line));
        out.append("<td>").append(said(m.owner())).append("</td><td class=\"").append(line.state().id()).append("\">")
                .append(line.state().id().replace('-', ' ')).append("</td><td><code>").append(safe(line.query()))
                .append("</code>")
                .append(m.figure().of() == null ? "" : " of <code>" + safe(m.figure().of()) + "</code>")
                .append(" (").append(line.population()).append(")</td></tr>\n");
    }

    private static void number(StringBuilder out, String value) {
        out.append("<td class=\"n\">").append(value == null ? "not set" : safe(value)).append("</td>");
    }

    private static String said(String text) {
        return text.isBlank() ? "not set" : safe(text);
    }

    private static String safe(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
