// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static org.tracebinder.pack.PackFacts.list;
import static org.tracebinder.pack.PackFacts.maps;
import static org.tracebinder.pack.PackFacts.name;
import static org.tracebinder.pack.PackFacts.number;
import static org.tracebinder.pack.PackFacts.text;
import static org.tracebinder.pack.ReportCells.RESULTS;
import static org.tracebinder.pack.ReportCells.cell;
import static org.tracebinder.pack.ReportCells.code;
import static org.tracebinder.pack.ReportCells.figure;
import static org.tracebinder.pack.ReportCells.head;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tracebinder.pack.ReportBlock.Bar;
import org.tracebinder.pack.ReportBlock.Bullets;
import org.tracebinder.pack.ReportBlock.Cell;
import org.tracebinder.pack.ReportBlock.Chart;
import org.tracebinder.pack.ReportBlock.Cover;
import org.tracebinder.pack.ReportBlock.Fact;
import org.tracebinder.pack.ReportBlock.Heading;
import org.tracebinder.pack.ReportBlock.Legend;
import org.tracebinder.pack.ReportBlock.Paragraph;
import org.tracebinder.pack.ReportBlock.Run;
import org.tracebinder.pack.ReportBlock.Section;
import org.tracebinder.pack.ReportBlock.Share;
import org.tracebinder.pack.ReportBlock.Style;

/** The report for people: what it says and in which order. */
final class PackReport {

    private final PackFacts f;
    private final ReportWords words;
    private final ReportCells cells;
    private final List<ReportBlock> out = new ArrayList<>();

    PackReport(PackFacts facts, ReportWords words) {
        this.f = facts;
        this.words = words;
        this.cells = new ReportCells(words);
    }

    /** @return the title of the report */
    String title() {
        return own("title", w("title"));
    }

    /** @return the whole report */
    List<ReportBlock> blocks() {
        cover();
        summary();
        ReportControls controls = new ReportControls(f, words);
        out.addAll(controls.conclusions());
        scope();
        sources();
        out.addAll(controls.results());
        gaps();
        out.addAll(controls.cannotShow());
        checkTable();
        findings();
        out.addAll(new ReportSamples(f, words).blocks());
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

    private void table(String caption, List<String> heads, List<List<Cell>> rows) {
        out.add(cells.table(caption, heads, rows));
    }

    private void cover() {
        List<Fact> facts = new ArrayList<>();
        fact(facts, "client", f.engagement().get("client"));
        Object name = f.engagement().get("name");
        Object id = f.engagement().get("id");
        fact(facts, "engagement", name == null || name.equals(id) ? id : name + " (" + id + ")");
        fact(facts, "asOf", ReportCells.time(f.time()));
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
        return ReportCells.lines(List.of(List.of(cells.mark(result))));
    }

    private Cell ids(List<?> ids) {
        return cells.ids(ids);
    }

    /** Whose system, which records, which catalogues, as of when: what a reader has to know before the results. */
    private void scope() {
        section("scope");
        paragraphs(own("scope", w("scope.default")));
        List<List<Cell>> rows = new ArrayList<>();
        scope(rows, "scope.role", text(f.engagement(), "role").replace(",", ", "));
        scope(rows, "scope.risk", text(f.engagement(), "riskClass"));
        String from = f.sources().stream().map(s -> text(s, "firstTime")).filter(t -> !t.isBlank())
                .min(String::compareTo).orElse("");
        String to = f.sources().stream().map(s -> text(s, "lastTime")).filter(t -> !t.isBlank())
                .max(String::compareTo).orElse("");
        scope(rows, "period", from.isBlank() ? "" : minute(from) + " \u2013 " + minute(to));
        scope(rows, "sources", String.valueOf(f.sources().size()));
        scope(rows, "recordsExported", f.records() + " / " + total("read"));
        scope(rows, "catalogs", String.join("; ", f.assessments().stream().map(a -> name(a)
                + (a.get("version") == null ? "" : " " + a.get("version"))).toList()));
        scope(rows, "scope.law", f.assessments().stream().map(a -> text(a, "asOf")).filter(d -> !d.isBlank())
                .findFirst().orElse(""));
        scope(rows, "scope.masked", f.masked() ? text(f.words(), "maskedFields").isBlank() ? w("scope.personal")
                : w("scope.personal") + "; " + text(f.words(), "maskedFields") : "");
        table(w("scope.table"), List.of(w("scope.what"), w("value")), rows);
    }

    private void scope(List<List<Cell>> rows, String key, String value) {
        if (!value.isBlank()) {
            rows.add(List.of(head(w(key)), cell(value)));
        }
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

    private static String minute(Object time) {
        return ReportCells.time(time).replaceAll("(:\\d{2}):\\d{2}\u00a0UTC$", "$1").replace('\u00a0', ' ');
    }

    /** To the minute: sources.json has the times as they came. */
    private static Cell period(Map<String, Object> s) {
        String from = minute(s.get("firstTime"));
        String to = minute(s.get("lastTime"));
        return from.isEmpty() ? cell("") : new Cell(List.of(List.of(Run.plain(from + "\u00a0\u2013")),
                List.of(Run.plain(to))), false, false);
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
            paragraph(Run.of(Style.SMALL, (text(finding, "by") + ", "
                    + ReportCells.time(finding.get("time"))).strip()));
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
            List<List<Run>> what = new ArrayList<>();
            if (!text(q, "name").isBlank()) {
                what.add(List.of(Run.of(Style.STRONG, q.get("name"))));
            }
            what.add(List.of(Run.of(Style.CODE, q.get("query"))));
            if (!text(q, "saved").isBlank()) {
                what.add(List.of(Run.of(Style.SMALL, words.of("queries.saved", ReportCells.time(q.get("saved"))) + " "
                        + w(Boolean.TRUE.equals(q.get("same")) ? "queries.same" : "queries.differs"))));
            }
            rows.add(List.of(new Cell(what, false, true), figure(q.get("total")), figure(q.get("listed")),
                    code(q.get("resultHash"))));
        }
        if (!rows.isEmpty()) {
            paragraph(Run.plain(w("queries.text")));
        }
        table(w("queries.title"), List.of(w("query"), "#" + w("found"), "#" + w("listed"), w("resultHash")), rows);
    }

    private void custody() {
        section("custody");
        paragraph(Run.plain(words.of("custody.text", String.valueOf(f.entries()))));
        paragraph(Run.plain(w("custodyHead") + ": "), Run.of(Style.CODE, f.custodyHead()));
        List<List<Cell>> acts = new ArrayList<>();
        for (Map<String, Object> act : f.acts()) {
            acts.add(List.of(head(act.get("seq")), cell(ReportCells.time(act.get("time"))), cell(act.get("actor")),
                    cell(words.value("act", act.get("act")))));
        }
        table(w("custody.acts"), List.of(w("number"), w("time"), w("by"), w("act")), acts);
        if (f.entries() > f.acts().size()) {
            paragraph(Run.plain(words.of("custody.more", f.entries() - f.acts().size())));
        }
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
