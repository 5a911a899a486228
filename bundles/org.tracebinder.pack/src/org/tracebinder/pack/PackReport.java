// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static org.tracebinder.pack.PackFacts.list;
import static org.tracebinder.pack.PackFacts.maps;
import static org.tracebinder.pack.PackFacts.name;
import static org.tracebinder.pack.PackFacts.number;
import static org.tracebinder.pack.PackFacts.ref;
import static org.tracebinder.pack.PackFacts.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tracebinder.pack.ReportBlock.Bar;
import org.tracebinder.pack.ReportBlock.Bullets;
import org.tracebinder.pack.ReportBlock.Cell;
import org.tracebinder.pack.ReportBlock.Chart;
import org.tracebinder.pack.ReportBlock.Column;
import org.tracebinder.pack.ReportBlock.Cover;
import org.tracebinder.pack.ReportBlock.Fact;
import org.tracebinder.pack.ReportBlock.Heading;
import org.tracebinder.pack.ReportBlock.Legend;
import org.tracebinder.pack.ReportBlock.Paragraph;
import org.tracebinder.pack.ReportBlock.Run;
import org.tracebinder.pack.ReportBlock.Section;
import org.tracebinder.pack.ReportBlock.Share;
import org.tracebinder.pack.ReportBlock.Style;
import org.tracebinder.pack.ReportBlock.Table;

/** The report for people: what it says and in which order. */
final class PackReport {

    private static final List<String> RESULTS =
            List.of("supported", "mixed", "gap", "failed", "not-assessable", "documents-only", "not-applicable");
    private static final int IDS_SHOWN = 12;

    private final PackFacts f;
    private final ReportWords words;
    private final List<ReportBlock> out = new ArrayList<>();

    PackReport(PackFacts facts, ReportWords words) {
        this.f = facts;
        this.words = words;
    }

    /** @return the title of the report */
    String title() {
        return own("title", w("title"));
    }

    /** @return the whole report */
    List<ReportBlock> blocks() {
        cover();
        summary();
        section("scope");
        paragraphs(own("scope", w("scope.default")));
        sources();
        controls();
        gaps();
        cannotShow();
        checkTable();
        findings();
        queries();
        section("methods");
        paragraphs(own("methods", w("methods.default")));
        out.add(new Heading(w("limits")));
        paragraphs(own("limits", w("limits.default")));
        custody();
        return out;
    }

    private String w(String key) {
        return words.of(key);
    }

    private String own(String key, String other) {
        String text = text(f.words(), key);
        return text.isBlank() ? other : text;
    }

    private void section(String key) {
        out.add(new Section(key.replace('.', '-'), w(key)));
    }

    private void paragraph(Run... runs) {
        out.add(new Paragraph(List.of(runs)));
    }

    /** Blank lines part paragraphs. */
    private void paragraphs(String text) {
        for (String p : text.split("\\n\\s*\\n")) {
            if (!p.isBlank()) {
                paragraph(Run.plain(p.strip()));
            }
        }
    }

    private static Cell head(Object text) {
        return new Cell(List.of(List.of(Run.plain(text))), false, true);
    }

    private static Cell cell(Object text) {
        return new Cell(List.of(List.of(Run.plain(text))), false, false);
    }

    private static Cell code(Object text) {
        return new Cell(List.of(List.of(Run.of(Style.CODE, text))), false, false);
    }

    private static Cell figure(Object number) {
        return new Cell(List.of(List.of(Run.plain(number))), true, false);
    }

    /** @param heads words of the columns; {@code #} before one makes a column of figures */
    private void table(String caption, List<String> heads, List<List<Cell>> rows) {
        if (rows.isEmpty()) {
            paragraph(Run.plain(w("none.here")));
            return;
        }
        out.add(new Table(caption, heads.stream().map(h -> new Column(h.startsWith("#") ? h.substring(1) : h,
                h.startsWith("#"))).toList(), rows));
    }

    private void cover() {
        List<Fact> facts = new ArrayList<>();
        fact(facts, "client", f.engagement().get("client"));
        Object name = f.engagement().get("name");
        Object id = f.engagement().get("id");
        fact(facts, "engagement", name == null || name.equals(id) ? id : name + " (" + id + ")");
        fact(facts, "asOf", f.engagement().getOrDefault("asOf", f.time()));
        fact(facts, "preparedBy", f.words().get("preparedBy"));
        fact(facts, "reviewedBy", f.words().get("reviewedBy"));
        fact(facts, "product", f.engagement().get("product"));
        fact(facts, "custodyHead", f.custodyHead());
        out.add(new Cover(w("pack"), title(), facts, w("contents")));
    }

    private void fact(List<Fact> facts, String key, Object value) {
        if (value != null && !value.toString().isBlank()) {
            facts.add(new Fact(w(key), value.toString(), ""));
        }
    }

    private void summary() {
        section("summary");
        paragraph(Run.plain(w("summary.text")));
        long read = total("read");
        long accepted = total("accepted");
        long bad = total("quarantined");
        long repeated = total("duplicate");
        table(w("summary"), List.of(w("figure"), "#" + w("value")), List.of(
                List.of(head(w("sources")), figure(f.sources().size())),
                List.of(head(w("recordsInTrail")), figure(read)),
                List.of(head(w("quarantined")), figure(bad)),
                List.of(head(w("duplicates")), figure(repeated)),
                List.of(head(w("reconciled")), figure(read == accepted + bad + repeated ? w("yes") : w("no"))),
                List.of(head(w("recordsExported")), figure(f.records())),
                List.of(head(w("checks")), figure(f.checks().size()))));
        if (!f.assessments().isEmpty()) {
            out.add(new Heading(w("results")));
            chart();
            List<String> heads = new ArrayList<>(List.of(w("catalog")));
            RESULTS.forEach(r -> heads.add("#" + w("result." + r)));
            List<List<Cell>> rows = new ArrayList<>();
            for (Map<String, Object> a : f.assessments()) {
                List<Cell> row = new ArrayList<>(List.of(head(name(a))));
                RESULTS.forEach(r -> row.add(figure(count(a, r))));
                rows.add(row);
            }
            table(w("results"), heads, rows);
            out.add(new Legend(RESULTS.stream().map(r -> new Fact(w("result." + r), w("result." + r + ".meaning"), r))
                    .toList()));
        }
    }

    /** One bar per catalogue. */
    private void chart() {
        List<Bar> bars = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (Map<String, Object> a : f.assessments()) {
            List<Share> shares = new ArrayList<>();
            for (String r : RESULTS) {
                if (count(a, r) > 0) {
                    shares.add(new Share(r, w("result." + r), count(a, r)));
                }
            }
            bars.add(new Bar(name(a), shares));
            said.add(name(a) + ": "
                    + String.join(", ", shares.stream().map(s -> s.count() + " " + s.label()).toList()));
        }
        out.add(new Chart(w("chart"), w("chart") + ". " + String.join("; ", said) + ".", bars));
    }

    private long total(String name) {
        return f.sources().stream().mapToLong(s -> number(records(s), name)).sum();
    }

    private static Map<?, ?> records(Map<String, Object> source) {
        return source.get("records") instanceof Map<?, ?> m ? m : Map.of();
    }

    private static long count(Map<String, Object> assessment, String result) {
        return maps(assessment.get("controls")).stream().filter(c -> result.equals(c.get("result"))).count();
    }

    private Cell mark(Object result) {
        String r = RESULTS.contains(result) ? result.toString() : "not-assessable";
        return new Cell(List.of(List.of(new Run(Style.MARK, words.value("result", result), r))), false, false);
    }

    private void sources() {
        section("sources.title");
        paragraph(Run.plain(w("sources.text")));
        List<List<Cell>> rows = new ArrayList<>();
        List<List<Cell>> digests = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Map<String, Object> s : f.sources()) {
            Map<?, ?> n = records(s);
            List<Cell> row = new ArrayList<>(List.of(head(s.get("id")), cell(s.get("path")),
                    cell(s.get("formatLabel") == null ? s.get("format") : s.get("formatLabel")),
                    figure(s.get("bytes"))));
            for (String name : List.of("read", "accepted", "quarantined", "duplicate")) {
                row.add(figure(number(n, name)));
            }
            row.add(period(s));
            rows.add(row);
            digests.add(List.of(head(s.get("id")), code(s.get("sha256")), code(s.get("merkleRoot"))));
            list(s.get("warnings")).forEach(text -> warnings.add(s.get("id") + ": " + warning(text)));
        }
        table(w("sources.title"), List.of(w("source"), w("file"), w("format"), "#" + w("bytes"), "#" + w("read"),
                "#" + w("accepted"), "#" + w("quarantined"), "#" + w("duplicates"), w("period")), rows);
        table(w("sha256"), List.of(w("source"), w("sha256"), w("merkleRoot")), digests);
        if (!warnings.isEmpty()) {
            out.add(new Heading(w("warnings")));
            out.add(new Bullets(warnings));
        }
    }

    private static Object warning(Object item) {
        return item instanceof Map<?, ?> map && map.get("text") != null ? map.get("text") : item;
    }

    /** To the second: sources.json has the times as they came. */
    private static Cell period(Map<String, Object> s) {
        String from = toSecond(text(s, "firstTime"));
        String to = toSecond(text(s, "lastTime"));
        return from.isEmpty() ? cell("") : new Cell(List.of(List.of(Run.plain(from + " \u2013")),
                List.of(Run.plain(to))), false, false);
    }

    private static String toSecond(String time) {
        return time.replaceAll("\\.\\d+(?=Z$)", "").replace('T', ' ');
    }

    private void controls() {
        section("controls.title");
        for (Map<String, Object> a : f.assessments()) {
            String title = name(a) + (a.get("version") == null ? "" : " (" + a.get("version") + ")");
            out.add(new Heading(title));
            List<List<Cell>> rows = new ArrayList<>();
            for (Map<String, Object> c : maps(a.get("controls"))) {
                List<List<Run>> what = new ArrayList<>(List.of(List.of(Run.plain(c.get("title"))),
                        List.of(Run.of(Style.SMALL, c.get("id")))));
                if (c.get("conclusion") instanceof Map<?, ?> said) {
                    what.add(List.of(Run.of(Style.STRONG, w("conclusion") + ":"), Run.plain(" "
                            + words.value("result", said.get("result")) + ". " + text(said, "reason")),
                            Run.of(Style.SMALL, " (" + text(said, "by") + ", " + text(said, "at") + ")")));
                }
                rows.add(List.of(head(ref(c)), new Cell(what, false, false),
                        cell(words.value("status", c.get("status"))), mark(c.get("result")),
                        figure(f.sum(c, "supporting")), figure(f.sum(c, "contrary")), ids(f.recordsOf(c))));
            }
            table(title, List.of(w("ref"), w("control"), w("status"), w("result"), "#" + w("supporting"),
                    "#" + w("contrary"), w("records")), rows);
        }
    }

    private Cell ids(List<?> ids) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < Math.min(IDS_SHOWN, ids.size()); i++) {
            if (i > 0) {
                runs.add(Run.plain(", "));
            }
            runs.add(Run.of(Style.CODE, ids.get(i)));
        }
        if (ids.size() > IDS_SHOWN) {
            runs.add(Run.plain(" " + words.of("more", ids.size() - IDS_SHOWN)));
        }
        return new Cell(List.of(runs), false, false);
    }

    private void gaps() {
        section("gaps");
        if (f.open().isEmpty()) {
            paragraph(Run.plain(w("gaps.none")));
            return;
        }
        paragraph(Run.plain(w("gaps.text")));
        List<List<Cell>> rows = new ArrayList<>();
        for (Map<String, Object> c : f.open()) {
            List<List<Run>> said = new ArrayList<>(List.of(List.of(Run.plain(c.get("summary")))));
            if (!text(c, "advice").isBlank()) {
                said.add(List.of(Run.of(Style.STRONG, w("advice") + ":"), Run.plain(" " + c.get("advice"))));
            }
            rows.add(List.of(head(c.get("id")), mark(c.get("result")), new Cell(said, false, false),
                    ids(list(c.get("records")))));
        }
        table(w("gaps"), List.of(w("check"), w("result"), w("text"), w("records")), rows);
    }

    private void cannotShow() {
        section("cannotShow");
        List<List<Cell>> rows = new ArrayList<>();
        for (Map<String, Object> a : f.assessments()) {
            for (Map<String, Object> c : maps(a.get("controls"))) {
                if (!list(c.get("cannotShow")).isEmpty()) {
                    rows.add(List.of(head(name(a) + " " + ref(c)), cell(c.get("title")),
                            cell(String.join(", ", list(c.get("cannotShow")).stream().map(String::valueOf).toList()))));
                }
            }
        }
        if (rows.isEmpty()) {
            paragraph(Run.plain(w("cannotShow.none")));
        } else {
            paragraph(Run.plain(w("cannotShow.text")));
            table(w("cannotShow"), List.of(w("ref"), w("control"), w("document")), rows);
        }
    }

    private void checkTable() {
        section("checks.title");
        List<List<Cell>> rows = new ArrayList<>();
        for (Map<String, Object> c : f.checks()) {
            rows.add(List.of(head(c.get("id")), mark(c.get("result")), code(c.get("query")),
                    figure(c.get("population")), figure(c.get("supporting")), figure(c.get("contrary"))));
        }
        table(w("checks.title"), List.of(w("check"), w("result"), w("query"), "#" + w("population"),
                "#" + w("supporting"), "#" + w("contrary")), rows);
    }

    private void findings() {
        if (f.findings().isEmpty()) {
            return;
        }
        section("findings");
        for (Map<String, Object> finding : f.findings()) {
            out.add(new Heading(text(finding, "title")));
            paragraph(Run.of(Style.SMALL, (text(finding, "by") + " " + text(finding, "time")).strip()));
            paragraphs(text(finding, "text"));
            List<?> ids = list(finding.get("records"));
            if (!ids.isEmpty()) {
                paragraph(Run.plain(w("records") + ": "
                        + String.join(", ", ids.stream().map(String::valueOf).toList())));
            }
        }
    }

    private void queries() {
        section("queries.title");
        List<List<Cell>> rows = new ArrayList<>();
        for (Map<String, Object> q : f.queries()) {
            rows.add(List.of(new Cell(List.of(List.of(Run.of(Style.CODE, q.get("query")))), false, true),
                    figure(q.get("total")), figure(q.get("listed")), code(q.get("resultHash"))));
        }
        table(w("queries.title"), List.of(w("query"), "#" + w("found"), "#" + w("listed"), w("resultHash")), rows);
    }

    private void custody() {
        section("custody");
        paragraph(Run.plain(words.of("custody.text", String.valueOf(f.entries()))));
        paragraph(Run.plain(w("custodyHead") + ": "), Run.of(Style.CODE, f.custodyHead()));
        paragraph(Run.plain(f.signed() ? w("signed") : w("unsigned")));
        if (f.masked()) {
            paragraph(Run.plain(w("masked")));
        }
        if (f.originals()) {
            paragraph(Run.plain(w("originals")));
        }
        paragraph(Run.plain(w("verify.hint")));
    }
}
