// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static org.tracebinder.pack.PackFacts.maps;
import static org.tracebinder.pack.PackFacts.number;
import static org.tracebinder.pack.PackFacts.text;
import static org.tracebinder.pack.ReportCells.cell;
import static org.tracebinder.pack.ReportCells.code;
import static org.tracebinder.pack.ReportCells.figure;
import static org.tracebinder.pack.ReportCells.head;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tracebinder.pack.ReportBlock.Cell;
import org.tracebinder.pack.ReportBlock.Heading;
import org.tracebinder.pack.ReportBlock.Paragraph;
import org.tracebinder.pack.ReportBlock.Run;
import org.tracebinder.pack.ReportBlock.Section;

/** The auditor's samples and the attached documents in the report. */
final class ReportSamples {

    /** Longer lists stand in the files. */
    private static final int SHOWN = 300;

    private final PackFacts f;
    private final ReportWords words;
    private final ReportCells cells;
    private final List<ReportBlock> out = new ArrayList<>();

    ReportSamples(PackFacts facts, ReportWords words) {
        this.f = facts;
        this.words = words;
        this.cells = new ReportCells(words);
    }

    /** @return the sections; empty when there are neither samples nor documents */
    List<ReportBlock> blocks() {
        if (!f.samples().isEmpty()) {
            out.add(new Section("samples", words.of("samples")));
            paragraph(words.of("samples.text"));
            f.samples().forEach(this::sample);
        }
        if (!f.documents().isEmpty()) {
            out.add(new Section("documents", words.of("documents")));
            documents();
        }
        return out;
    }

    private void paragraph(Object text) {
        out.add(new Paragraph(List.of(Run.plain(text))));
    }

    private void sample(Map<String, Object> s) {
        out.add(new Heading(text(s, "name")));
        if (!text(s, "purpose").isBlank()) {
            paragraph(text(s, "purpose"));
        }
        Map<?, ?> e = s.get("evaluation") instanceof Map<?, ?> m ? m : Map.of();
        boolean open = number(e, "open") > 0;
        paragraph(open ? words.of("sample.open", number(e, "open"), number(e, "drawn"))
                : words.of("sample.limit", number(e, "exceptions"), number(e, "notTested"), number(e, "drawn"),
                        percent(text(s, "confidence")), percent(text(e, "upperLimit")),
                        words.value("sample.basis", text(e, "basis")), percent(text(s, "tolerable"))) + " "
                        + words.of(Boolean.TRUE.equals(e.get("reached")) ? "sample.reached" : "sample.exceeded"));
        List<List<Cell>> facts = new ArrayList<>();
        fact(facts, "query", text(s, "query").isEmpty() ? "*:*" : text(s, "query"));
        fact(facts, "population", text(s, "population"));
        fact(facts, "sample.method", words.value("sample.method", text(s, "method"))
                + (text(s, "field").isEmpty() ? "" : ": " + text(s, "field")));
        fact(facts, "sample.figures", words.of("sample.figures.value", percent(text(s, "confidence")),
                percent(text(s, "tolerable")), text(s, "expected"), text(s, "size"),
                words.of(Boolean.TRUE.equals(s.get("computed")) ? "sample.computed" : "sample.given")));
        fact(facts, "sample.seed", text(s, "seed"));
        fact(facts, "sample.hash", text(s, "populationHash"));
        fact(facts, "by", text(s, "by") + ", " + ReportCells.time(s.get("at")));
        out.add(cells.table(text(s, "name"), List.of(words.of("scope.what"), words.of("value")), facts));
        List<List<Cell>> strata = new ArrayList<>();
        maps(s.get("strata")).forEach(x -> strata.add(List.of(
                head(text(x, "value").isEmpty() ? words.of("sample.unrecorded") : text(x, "value")),
                figure(x.get("count")), figure(x.get("drawn")))));
        if (!strata.isEmpty()) {
            out.add(cells.table(words.of("stratum"), List.of(words.of("stratum"), "#" + words.of("population"),
                    "#" + words.of("sample.drawn")), strata));
        }
        List<Map<String, Object>> selection = maps(s.get("selection"));
        List<List<Cell>> rows = new ArrayList<>();
        for (Map<String, Object> item : selection.subList(0, Math.min(SHOWN, selection.size()))) {
            rows.add(List.of(head(item.get("number")), code(item.get("event")),
                    cell(words.value("sample.result", item.get("result"))), cell(item.get("note")),
                    cell(text(item, "by"))));
        }
        out.add(cells.table(words.of("sample.items"), List.of(words.of("number"), words.of("event"), words.of("result"),
                words.of("note"), words.of("by")), rows));
        if (selection.size() > SHOWN) {
            paragraph(words.of("more", selection.size() - SHOWN));
        }
    }

    private void fact(List<List<Cell>> rows, String key, String value) {
        rows.add(List.of(head(words.of(key)), cell(value)));
    }

    /** Rounded up: a limit is not made better than it is. */
    private String percent(String rate) {
        if (rate.isBlank()) {
            return "";
        }
        String digits = new BigDecimal(rate).movePointRight(2).setScale(2, RoundingMode.UP).stripTrailingZeros()
                .toPlainString();
        return (words.of("lang").equals("de") ? digits.replace('.', ',') : digits) + "\u00a0%";
    }

    private void documents() {
        paragraph(words.of("documents.text"));
        List<List<Cell>> rows = new ArrayList<>();
        for (Map<String, Object> d : f.documents()) {
            String where = d.get("leftOut") != null ? words.value("document.out", d.get("leftOut"))
                    : text(d, "file") + (Boolean.TRUE.equals(d.get("maskedCopy")) ? " " + words.of("document.masked")
                    : "");
            rows.add(List.of(head(d.get("id")), cell(d.get("name")), cell(d.get("control")), figure(d.get("size")),
                    code(d.get("sha256")), cell(where)));
        }
        out.add(cells.table(words.of("documents"), List.of(words.of("number"), words.of("file"), words.of("control"),
                "#" + words.of("bytes"), words.of("sha256"), words.of("document.where")), rows));
    }
}
