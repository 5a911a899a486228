// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The report for people: one HTML file without scripts, fonts or links to anywhere. Tables carry captions and scopes,
 * the one figure has its table beside it, colours follow the reader's light or dark setting and never stand alone.
 */
final class PackReport {

    private static final List<String> RESULTS =
            List.of("supported", "mixed", "gap", "failed", "not-assessable", "documents-only", "not-applicable");
    private static final int IDS_SHOWN = 12;

    private final PackFacts f;
    private final ReportWords words;
    private final Html out = new Html();
    private final Map<String, Map<String, Object>> checks = new LinkedHashMap<>();

    PackReport(PackFacts facts, ReportWords words) {
        this.f = facts;
        this.words = words;
        facts.checks().forEach(c -> checks.put(String.valueOf(c.get("id")), c));
    }

    private String w(String key) {
        return words.of(key);
    }

    private String w(String key, Object value) {
        return words.of(key, value);
    }

    private String own(String key, String other) {
        Object text = f.words().get(key);
        return text == null || text.toString().isBlank() ? other : text.toString();
    }

    /** @return the whole document */
    String html() {
        String title = own("title", w("title"));
        out.raw("<!DOCTYPE html>\n<html lang=\"").text(w("lang")).raw("\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
                .raw("style-src 'unsafe-inline'\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        out.element("title", title + " - " + f.engagement().get("id")).raw("\n<style>\n" + ReportStyle.CSS
                + "</style>\n</head>\n<body>\n");
        cover(title);
        out.raw("<main>\n");
        summary();
        section("scope").paragraphs(own("scope", w("scope.default"))).raw("</section>\n");
        sources();
        controls();
        gaps();
        cannotShow();
        checkTable();
        findings();
        queries();
        section("methods").paragraphs(own("methods", w("methods.default")));
        out.element("h3", w("limits")).paragraphs(own("limits", w("limits.default"))).raw("</section>\n");
        custody();
        return out.raw("</main>\n</body>\n</html>\n").toString();
    }

    private void cover(String title) {
        out.raw("<header>\n<p class=\"kind\">").text(w("pack")).raw("</p>\n").element("h1", title).raw("\n<dl>");
        fact("client", f.engagement().get("client"));
        Object name = f.engagement().get("name");
        Object id = f.engagement().get("id");
        fact("engagement", name == null || name.equals(id) ? id : name + " (" + id + ")");
        fact("asOf", f.engagement().get("asOf"));
        fact("preparedBy", f.words().get("preparedBy"));
        fact("reviewedBy", f.words().get("reviewedBy"));
        fact("product", f.engagement().get("product"));
        fact("custodyHead", f.custodyHead());
        out.raw("</dl>\n</header>\n<nav aria-label=\"").text(w("contents")).raw("\">")
                .element("h2", w("contents")).raw("<ol>");
        List<String> parts = new ArrayList<>(List.of("summary", "scope", "sources.title", "controls.title", "gaps",
                "cannotShow", "checks.title"));
        if (!f.findings().isEmpty()) {
            parts.add("findings");
        }
        parts.addAll(List.of("queries.title", "methods", "custody"));
        for (String part : parts) {
            out.raw("<li><a href=\"#" + part.replace('.', '-') + "\">").text(w(part)).raw("</a></li>");
        }
        out.raw("</ol></nav>\n");
    }

    private void fact(String key, Object value) {
        if (value != null && !value.toString().isBlank()) {
            out.raw("<div>").element("dt", w(key)).element("dd", value).raw("</div>");
        }
    }

    private Html section(String key) {
        String id = key.replace('.', '-');
        return out.raw("<section aria-labelledby=\"" + id + "\">\n")
                .heading("h2 id=\"" + id + "\"", w(key)).raw("\n");
    }

    private void summary() {
        section("summary").element("p", w("summary.text"));
        long read = total("read");
        long accepted = total("accepted");
        long bad = total("quarantined");
        long repeated = total("duplicate");
        out.table(w("summary"), List.of(w("figure"), "#" + w("value")));
        figure("sources", f.sources().size());
        figure("recordsInTrail", read);
        figure("quarantined", bad);
        figure("duplicates", repeated);
        figure("reconciled", read == accepted + bad + repeated ? w("yes") : w("no"));
        figure("recordsExported", f.records());
        figure("checks", f.checks().size());
        out.endTable();
        if (!f.assessments().isEmpty()) {
            out.heading("h3", w("results"));
            chart();
            List<String> heads = new ArrayList<>(List.of(w("catalog")));
            RESULTS.forEach(r -> heads.add("#" + w("result." + r)));
            out.table(w("results"), heads);
            for (Map<String, Object> a : f.assessments()) {
                out.rowHead(name(a));
                RESULTS.forEach(r -> out.number(count(a, r)));
                out.endRow();
            }
            out.endTable().raw("<dl class=\"legend\">");
            RESULTS.forEach(r -> out.raw("<div><dt>").raw(mark(r)).raw("</dt>")
                    .element("dd", w("result." + r + ".meaning")).raw("</div>"));
            out.raw("</dl>\n");
        }
        out.raw("</section>\n");
    }

    /** One bar per catalogue; the table behind it says the same in numbers. */
    private void chart() {
        out.raw("<figure aria-hidden=\"true\">");
        for (Map<String, Object> a : f.assessments()) {
            out.raw("<div class=\"bar\">").element("span", name(a)).raw("<div>");
            for (String r : RESULTS) {
                long n = count(a, r);
                if (n > 0) {
                    out.raw("<i class=\"r-" + r + "\" style=\"flex:" + n + "\">").text(n).raw("</i>");
                }
            }
            out.raw("</div></div>");
        }
        out.element("figcaption", w("chart")).raw("</figure>\n");
    }

    private void figure(String key, Object value) {
        out.rowHead(w(key)).number(value).endRow();
    }

    private long total(String name) {
        return f.sources().stream().mapToLong(s -> number(records(s), name)).sum();
    }

    private static Map<?, ?> records(Map<String, Object> source) {
        return source.get("records") instanceof Map<?, ?> m ? m : Map.of();
    }

    private static long number(Map<?, ?> map, String name) {
        return map.get(name) instanceof Number n ? n.longValue() : 0;
    }

    private static String name(Map<String, Object> assessment) {
        Object title = assessment.get("title");
        return String.valueOf(title == null ? assessment.get("catalog") : title);
    }

    private static long count(Map<String, Object> assessment, String result) {
        return maps(assessment.get("controls")).stream().filter(c -> result.equals(c.get("result"))).count();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object list) {
        return list instanceof List<?> l ? (List<Map<String, Object>>) (List<?>) l : List.of();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> l ? l : List.of();
    }

    private String mark(Object result) {
        String r = RESULTS.contains(result) ? result.toString() : "not-assessable";
        String label = RESULTS.contains(result) ? w("result." + r) : String.valueOf(result);
        return "<span class=\"mark r-" + r + "\">" + new Html().text(label) + "</span>";
    }

    private void sources() {
        section("sources.title").element("p", w("sources.text"));
        out.table(w("sources.title"), List.of(w("source"), w("file"), w("format"), "#" + w("bytes"), "#" + w("read"),
                "#" + w("accepted"), "#" + w("quarantined"), "#" + w("duplicates"), w("period")));
        for (Map<String, Object> s : f.sources()) {
            Map<?, ?> n = records(s);
            out.rowHead(s.get("id")).cell(s.get("path"))
                    .cell(s.get("formatLabel") == null ? s.get("format") : s.get("formatLabel")).number(s.get("bytes"));
            for (String name : List.of("read", "accepted", "quarantined", "duplicate")) {
                out.number(number(n, name));
            }
            out.cell(period(s)).endRow();
        }
        out.endTable().table(w("sha256"), List.of(w("source"), w("sha256"), w("merkleRoot")));
        for (Map<String, Object> s : f.sources()) {
            out.rowHead(s.get("id")).raw("<td>").element("code", s.get("sha256")).raw("</td><td>")
                    .element("code", s.get("merkleRoot")).raw("</td>").endRow();
        }
        out.endTable();
        List<Map<String, Object>> warned =
                f.sources().stream().filter(s -> !list(s.get("warnings")).isEmpty()).toList();
        if (!warned.isEmpty()) {
            out.element("h3", w("warnings")).raw("<ul>");
            warned.forEach(s -> list(s.get("warnings"))
                    .forEach(text -> out.element("li", s.get("id") + ": " + warning(text))));
            out.raw("</ul>");
        }
        out.raw("</section>\n");
    }

    private static Object warning(Object item) {
        return item instanceof Map<?, ?> map && map.get("text") != null ? map.get("text") : item;
    }

    private static String period(Map<String, Object> s) {
        Object from = s.get("firstTime");
        Object to = s.get("lastTime");
        return from == null ? "" : from + " – " + to;
    }

    private void controls() {
        section("controls.title");
        for (Map<String, Object> a : f.assessments()) {
            String name = name(a) + (a.get("version") == null ? "" : " (" + a.get("version") + ")");
            out.heading("h3", name).table(name, List.of(w("ref"), w("control"), w("status"), w("result"),
                    "#" + w("supporting"), "#" + w("contrary"), w("records")));
            for (Map<String, Object> c : maps(a.get("controls"))) {
                out.rowHead(c.get("ref") == null ? c.get("id") : c.get("ref")).raw("<td>").text(c.get("title"))
                        .raw("<br><small>").text(c.get("id")).raw("</small></td>")
                        .cell(words.value("status", c.get("status")))
                        .raw("<td>").raw(mark(c.get("result"))).raw("</td>")
                        .number(sum(c, "supporting")).number(sum(c, "contrary"));
                ids(recordsOf(c)).endRow();
            }
            out.endTable();
        }
        out.raw("</section>\n");
    }

    private long sum(Map<String, Object> control, String name) {
        if (control.get(name) instanceof Number n) {
            return n.longValue();
        }
        return list(control.get("checks")).stream().map(id -> checks.get(String.valueOf(id)))
                .filter(c -> c != null).mapToLong(c -> number(c, name)).sum();
    }

    private List<?> recordsOf(Map<String, Object> control) {
        List<Object> all = new ArrayList<>(list(control.get("contraryRecords")));
        all.addAll(list(control.get("records")));
        if (all.isEmpty()) {
            list(control.get("checks")).stream().map(id -> checks.get(String.valueOf(id))).filter(c -> c != null)
                    .forEach(c -> all.addAll(list(c.get("records"))));
        }
        return all.stream().distinct().toList();
    }

    private Html ids(List<?> ids) {
        out.raw("<td>");
        for (int i = 0; i < Math.min(IDS_SHOWN, ids.size()); i++) {
            out.raw(i == 0 ? "" : ", ").element("code", ids.get(i));
        }
        if (ids.size() > IDS_SHOWN) {
            out.raw(" ").text(w("more", ids.size() - IDS_SHOWN));
        }
        return out.raw("</td>");
    }

    private void gaps() {
        section("gaps");
        List<Map<String, Object>> open = f.checks().stream().filter(c -> !"supported".equals(c.get("result"))).toList();
        if (open.isEmpty()) {
            out.element("p", w("gaps.none")).raw("</section>\n");
            return;
        }
        out.element("p", w("gaps.text")).table(w("gaps"), List.of(w("check"), w("result"), w("text"), w("records")));
        for (Map<String, Object> c : open) {
            out.rowHead(c.get("id")).raw("<td>").raw(mark(c.get("result"))).raw("</td><td>").text(c.get("summary"));
            if (c.get("advice") != null) {
                out.raw("<br><em>").text(w("advice")).raw(":</em> ").text(c.get("advice"));
            }
            out.raw("</td>");
            ids(list(c.get("records"))).endRow();
        }
        out.endTable().raw("</section>\n");
    }

    private void cannotShow() {
        section("cannotShow");
        List<String[]> rows = new ArrayList<>();
        for (Map<String, Object> a : f.assessments()) {
            for (Map<String, Object> c : maps(a.get("controls"))) {
                if (!list(c.get("cannotShow")).isEmpty()) {
                    rows.add(new String[] {name(a) + " " + (c.get("ref") == null ? c.get("id") : c.get("ref")),
                        String.valueOf(c.get("title")),
                        String.join(", ", list(c.get("cannotShow")).stream().map(String::valueOf).toList())});
                }
            }
        }
        if (rows.isEmpty()) {
            out.element("p", w("cannotShow.none"));
        } else {
            out.element("p", w("cannotShow.text"))
                    .table(w("cannotShow"), List.of(w("ref"), w("control"), w("document")));
            rows.forEach(r -> out.rowHead(r[0]).cell(r[1]).cell(r[2]).endRow());
            out.endTable();
        }
        out.raw("</section>\n");
    }

    private void checkTable() {
        section("checks.title").table(w("checks.title"), List.of(w("check"), w("result"), w("query"),
                "#" + w("population"), "#" + w("supporting"), "#" + w("contrary")));
        for (Map<String, Object> c : f.checks()) {
            out.rowHead(c.get("id")).raw("<td>").raw(mark(c.get("result"))).raw("</td><td>")
                    .element("code", c.get("query")).raw("</td>").number(c.get("population"))
                    .number(c.get("supporting")).number(c.get("contrary")).endRow();
        }
        out.endTable().raw("</section>\n");
    }

    private void findings() {
        if (f.findings().isEmpty()) {
            return;
        }
        section("findings");
        for (Map<String, Object> finding : f.findings()) {
            out.element("h3", finding.get("title")).raw("<p class=\"by\">").text(finding.get("by")).raw(" ")
                    .text(finding.get("time")).raw("</p>").paragraphs(String.valueOf(finding.get("text")));
            List<?> ids = list(finding.get("records"));
            if (!ids.isEmpty()) {
                out.element("p", w("records") + ": " + String.join(", ", ids.stream().map(String::valueOf).toList()));
            }
        }
        out.raw("</section>\n");
    }

    private void queries() {
        section("queries.title").table(w("queries.title"),
                List.of(w("query"), "#" + w("found"), "#" + w("listed"), w("resultHash")));
        for (Map<String, Object> q : f.queries()) {
            out.raw("<tr><th scope=\"row\">").element("code", q.get("query")).raw("</th>").number(q.get("total"))
                    .number(q.get("listed")).raw("<td>").element("code", q.get("resultHash")).raw("</td>").endRow();
        }
        out.endTable().raw("</section>\n");
    }

    private void custody() {
        section("custody").element("p", w("custody.text", String.valueOf(f.entries())));
        out.raw("<p>").text(w("custodyHead")).raw(": ").element("code", f.custodyHead()).raw("</p>");
        out.element("p", f.signed() ? w("signed") : w("unsigned"));
        if (f.masked()) {
            out.element("p", w("masked"));
        }
        if (f.originals()) {
            out.element("p", w("originals"));
        }
        out.element("p", w("verify.hint")).raw("</section>\n");
    }
}
