// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static org.tracebinder.pack.PackFacts.list;
import static org.tracebinder.pack.PackFacts.maps;
import static org.tracebinder.pack.PackFacts.name;
import static org.tracebinder.pack.PackFacts.ref;
import static org.tracebinder.pack.PackFacts.text;
import static org.tracebinder.pack.ReportCells.cell;
import static org.tracebinder.pack.ReportCells.figure;
import static org.tracebinder.pack.ReportCells.head;
import static org.tracebinder.pack.ReportCells.lines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.pack.ReportBlock.Cell;
import org.tracebinder.pack.ReportBlock.Heading;
import org.tracebinder.pack.ReportBlock.Paragraph;
import org.tracebinder.pack.ReportBlock.Run;
import org.tracebinder.pack.ReportBlock.Section;
import org.tracebinder.pack.ReportBlock.Style;

/** What the report says of controls: the auditor's conclusions, results with their records, what is to be asked for. */
final class ReportControls {

    /** Results that rest on records. */
    private static final List<String> WITH_RECORDS = List.of("supported", "mixed", "gap", "failed");
    private static final int CONTROLS_SHOWN = 40;

    private final PackFacts f;
    private final ReportWords words;
    private final ReportCells cells;

    ReportControls(PackFacts facts, ReportWords words) {
        this.f = facts;
        this.words = words;
        this.cells = new ReportCells(words);
    }

    private String w(String key) {
        return words.of(key);
    }

    /** @return the auditor's own conclusions beside what was computed; nothing when there are none */
    List<ReportBlock> conclusions() {
        List<List<Cell>> rows = new ArrayList<>();
        for (Map<String, Object> a : f.assessments()) {
            for (Map<String, Object> c : maps(a.get("controls"))) {
                if (c.get("conclusion") instanceof Map<?, ?> said) {
                    rows.add(List.of(control(a, c), lines(List.of(List.of(cells.mark(computed(c))))),
                            lines(List.of(List.of(cells.mark(said.get("result"))))), lines(reason(said))));
                }
            }
        }
        return rows.isEmpty() ? List.of() : List.of(new Section("conclusions", w("conclusions.title")),
                new Paragraph(List.of(Run.plain(w("conclusions.text")))),
                cells.table(w("conclusions.title"), List.of(w("control"), w("computed"), w("conclusion"), w("reason")),
                        rows));
    }

    private static Object computed(Map<String, Object> c) {
        return c.get("computed") == null ? c.get("result") : c.get("computed");
    }

    private static List<List<Run>> reason(Map<?, ?> said) {
        return List.of(List.of(Run.plain(text(said, "reason"))), List.of(Run.of(Style.SMALL,
                text(said, "by") + ", " + ReportCells.time(said.get("at")))));
    }

    private static Cell control(Map<String, Object> a, Map<String, Object> c) {
        return new Cell(List.of(List.of(Run.plain(name(a) + ", " + ref(c))),
                List.of(Run.of(Style.SMALL, c.get("title")))), false, true);
    }

    /** @return results per catalogue: first the controls with records, then the others, those alike in one row */
    List<ReportBlock> results() {
        List<ReportBlock> out = new ArrayList<>(List.of(new Section("controls-title", w("controls.title"))));
        for (Map<String, Object> a : f.assessments()) {
            out.add(new Heading(name(a) + (a.get("version") == null ? "" : " (" + a.get("version") + ")")));
            if (!text(a, "asOf").isBlank()) {
                out.add(new Paragraph(List.of(Run.of(Style.SMALL, words.of("asOf.law", text(a, "asOf"))))));
            }
            List<List<Cell>> shown = new ArrayList<>();
            Map<List<Object>, List<String>> others = new LinkedHashMap<>();
            for (Map<String, Object> c : maps(a.get("controls"))) {
                if (WITH_RECORDS.contains(computed(c)) || c.get("conclusion") instanceof Map) {
                    shown.add(row(c));
                } else {
                    others.computeIfAbsent(List.of(text(c, "title"), text(c, "status"), text(c, "result")),
                            k -> new ArrayList<>()).add(ref(c));
                }
            }
            out.add(cells.table(w("controls.with"), List.of(w("ref"), w("control"), w("status"), w("result"),
                    "#" + w("supporting"), "#" + w("contrary"), w("records")), shown));
            if (!others.isEmpty()) {
                List<List<Cell>> rows = new ArrayList<>();
                others.forEach((what, refs) -> rows.add(List.of(head(what.get(0)), cell(String.join(", ", refs)),
                        cell(words.value("status", what.get(1))), lines(List.of(List.of(cells.mark(what.get(2))))))));
                out.add(cells.table(w("controls.without"), List.of(w("control"), w("ref"), w("status"), w("result")),
                        rows));
            }
        }
        return out;
    }

    private List<Cell> row(Map<String, Object> c) {
        List<List<Run>> what = new ArrayList<>(List.of(List.of(Run.plain(c.get("title"))),
                List.of(Run.of(Style.SMALL, c.get("id")))));
        List<List<Run>> result = new ArrayList<>(List.of(List.of(cells.mark(computed(c)))));
        if (c.get("conclusion") instanceof Map<?, ?> said) {
            what.add(List.of(Run.of(Style.STRONG, w("conclusion") + ":"), Run.plain(" "
                    + words.value("result", said.get("result")) + ". " + text(said, "reason"))));
        }
        List<String> related = maps(c.get("related")).stream().filter(r -> r.get("ref") != null).limit(CONTROLS_SHOWN)
                .map(r -> text(r, "catalog") + " " + text(r, "ref") + " ("
                        + words.value("confidence", r.get("confidence")) + ")").toList();
        if (!related.isEmpty()) {
            what.add(List.of(Run.of(Style.SMALL, w("related") + ": " + String.join(", ", related))));
        }
        return List.of(head(ref(c)), lines(what), cell(words.value("status", c.get("status"))), lines(result),
                figure(f.sum(c, "supporting")), figure(f.sum(c, "contrary")), cells.ids(f.recordsOf(c)));
    }

    /** One kind of evidence that some controls need and the trail does not hold. */
    private static final class Wanted {
        private String description = "";
        private String ask = "";
        private final Map<String, List<String>> controls = new LinkedHashMap<>();
    }

    private String some(List<String> refs) {
        String shown = String.join(", ", refs.stream().limit(CONTROLS_SHOWN).toList());
        int more = refs.size() - CONTROLS_SHOWN;
        return more > 0 ? shown + " " + words.of("more.controls", more) : shown;
    }

    /** @return what has to be asked for: each kind of evidence once, with the controls that wait for it */
    List<ReportBlock> cannotShow() {
        Map<String, Wanted> kinds = new LinkedHashMap<>();
        for (Map<String, Object> a : f.assessments()) {
            for (Map<String, Object> c : maps(a.get("controls"))) {
                for (Object kind : list(c.get("cannotShow"))) {
                    Wanted wanted = kinds.computeIfAbsent(kind.toString(), k -> new Wanted());
                    wanted.controls.computeIfAbsent(name(a), n -> new ArrayList<>()).add(ref(c));
                    maps(c.get("evidence")).stream().filter(e -> kind.equals(e.get("kind"))).limit(1).forEach(e -> {
                        wanted.description = text(e, "description");
                        wanted.ask = text(e, "ask");
                    });
                }
            }
        }
        List<ReportBlock> out = new ArrayList<>(List.of(new Section("cannotShow", w("cannotShow"))));
        if (kinds.isEmpty()) {
            out.add(new Paragraph(List.of(Run.plain(w("cannotShow.none")))));
            return out;
        }
        out.add(new Paragraph(List.of(Run.plain(w("cannotShow.text")))));
        List<List<Cell>> rows = new ArrayList<>();
        kinds.forEach((kind, wanted) -> {
            List<List<Run>> what = new ArrayList<>();
            what.add(List.of(Run.plain(wanted.description.isBlank() ? kind : wanted.description)));
            what.add(List.of(Run.of(Style.SMALL, kind)));
            List<List<Run>> by = new ArrayList<>();
            wanted.controls.forEach((catalog, refs) -> by.add(List.of(Run.of(Style.STRONG, catalog + ":"),
                    Run.plain(" " + some(refs)))));
            rows.add(List.of(new Cell(what, false, true), cell(wanted.ask), lines(by)));
        });
        out.add(cells.table(w("cannotShow"), List.of(w("document"), w("ask"), w("controls")), rows));
        return out;
    }
}
