// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static org.tracebinder.pack.PackFacts.list;
import static org.tracebinder.pack.PackFacts.maps;
import static org.tracebinder.pack.PackFacts.number;
import static org.tracebinder.pack.PackFacts.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.pack.Sheet.Column;

/** The working papers of an auditor as tables: matrix of controls, requests to the client, findings. */
final class PackTables {

    private static final int IDS_SHOWN = 100;

    private final PackFacts facts;
    private final ReportWords words;

    PackTables(PackFacts facts, ReportWords words) {
        this.facts = facts;
        this.words = words;
    }

    /** @return tables by their names in the pack, without ending */
    Map<String, Sheet> all() {
        Map<String, Sheet> all = new LinkedHashMap<>();
        all.put(PackNames.MATRIX, matrix());
        all.put(PackNames.REQUESTS, requests());
        all.put(PackNames.FINDINGS_TABLE, findings());
        if (!facts.samples().isEmpty()) {
            all.put(PackNames.SELECTION, selection());
        }
        return all;
    }

    private Sheet selection() {
        Sheet sheet = new Sheet(words.of("samples"), List.of(column("sample", 24), column("number", 8),
                column("event", 16), column("place", 10), column("stratum", 20), column("hits", 8),
                column("result", 14), column("note", 60), column("by", 18), column("time", 22)));
        for (Map<String, Object> sample : facts.samples()) {
            List<Map<String, Object>> strata = maps(sample.get("strata"));
            for (Map<String, Object> item : maps(sample.get("selection"))) {
                int extra = (int) number(item, "extra");
                sheet.row(sample.get("name"), item.get("number"), item.get("event"), item.get("place"),
                        strata.isEmpty() || extra < 1 || extra > strata.size() ? "" : strata.get(extra - 1)
                        .get("value"), item.get("hits"), words.value("sample.result", item.get("result")),
                        item.get("note"), item.get("by"), item.get("at"));
            }
        }
        return sheet;
    }

    private Column column(String key, int width) {
        return new Column(words.of(key), width);
    }

    private Sheet matrix() {
        Sheet sheet = new Sheet(words.of("table.matrix"), List.of(column("catalog", 16), column("ref", 16),
                column("id", 22), column("control", 36), column("obligation", 60), column("binds", 18),
                column("status", 12), column("appliesFrom", 13), column("result", 16), column("supporting", 12),
                column("contrary", 12), column("checks", 32), column("contraryRecords", 32), column("cannotShow", 36),
                column("basis", 60), column("conclusion", 36)));
        for (Map<String, Object> a : facts.assessments()) {
            for (Map<String, Object> c : maps(a.get("controls"))) {
                sheet.row(PackFacts.name(a), PackFacts.ref(c), c.get("id"), c.get("title"), c.get("obligation"),
                        joined(list(c.get("binds"))), words.value("status", c.get("status")), c.get("appliesFrom"),
                        words.value("result", c.get("result")), facts.sum(c, "supporting"), facts.sum(c, "contrary"),
                        joined(list(c.get("checks"))), joined(contrary(c)), joined(list(c.get("cannotShow"))),
                        c.get("basis"), conclusion(c));
            }
        }
        return sheet;
    }

    /** What the auditor said about the control, when that differs from what the checks gave. */
    private String conclusion(Map<String, Object> control) {
        return control.get("conclusion") instanceof Map<?, ?> said
                ? words.value("result", said.get("result")) + ": " + text(said, "reason") + " (" + text(said, "by")
                        + ", " + text(said, "at") + ")"
                : "";
    }

    /** Records that speak against the control: its own, or those of its checks that found any. */
    private List<?> contrary(Map<String, Object> control) {
        List<Object> all = new ArrayList<>(list(control.get("contraryRecords")));
        if (all.isEmpty()) {
            list(control.get("checks")).stream().map(facts::check).filter(c -> number(c, "contrary") > 0)
                    .forEach(c -> all.addAll(list(c.get("records"))));
        }
        return all.stream().distinct().toList();
    }

    private String joined(List<?> items) {
        String shown = String.join(", ", items.stream().limit(IDS_SHOWN).map(String::valueOf).toList());
        return items.size() > IDS_SHOWN ? shown + " " + words.of("more", items.size() - IDS_SHOWN) : shown;
    }

    private Sheet requests() {
        Sheet sheet = new Sheet(words.of("table.requests"), List.of(column("number", 8), column("catalog", 16),
                column("ref", 16), column("id", 22), column("control", 36), column("status", 12),
                column("evidenceKind", 24), column("missing", 48), column("ask", 48), column("hints", 48),
                column("accountable", 18), column("received", 14), column("remarks", 32)));
        int n = 0;
        for (Map<String, Object> a : facts.assessments()) {
            for (Map<String, Object> c : maps(a.get("controls"))) {
                for (Object kind : list(c.get("cannotShow"))) {
                    Map<String, Object> known = maps(c.get("evidence")).stream()
                            .filter(e -> kind.equals(e.get("kind"))).findFirst().orElse(Map.of());
                    String ask = text(known, "ask");
                    sheet.row("R" + ++n, PackFacts.name(a), PackFacts.ref(c), c.get("id"), c.get("title"),
                            words.value("status", c.get("status")), kind, known.get("description"),
                            ask.isBlank() ? words.of(ask(String.valueOf(kind), known)) : ask, c.get("evidenceHints"),
                            c.get("accountable"), "", "");
                }
            }
        }
        return sheet;
    }

    /** Whether to ask for a document or for another export of the system's records. */
    private static String ask(String kind, Map<String, Object> known) {
        return switch (text(known, "fromLogs")) {
            case "yes" -> "ask.log";
            case "partial" -> "ask.either";
            case "no" -> "ask.document";
            default -> kind.startsWith("doc.") ? "ask.document" : "ask.either";
        };
    }

    private Sheet findings() {
        Sheet sheet = new Sheet(words.of("table.findings"), List.of(column("number", 8), column("by", 18),
                column("id", 26), column("title.column", 36), column("result", 14), column("text", 60),
                column("advice", 48), column("query", 40), column("population", 12), column("supporting", 12),
                column("contrary", 12), column("records", 40), column("controls", 40)));
        int n = 0;
        for (Map<String, Object> c : facts.checks()) {
            if (List.of("gap", "mixed", "failed").contains(text(c, "result"))) {
                sheet.row("F" + ++n, words.of("check"), c.get("id"), c.get("title"),
                        words.value("result", c.get("result")), c.get("summary"), c.get("advice"), c.get("query"),
                        c.get("population"), c.get("supporting"), c.get("contrary"), joined(list(c.get("records"))),
                        joined(controlsOf(c.get("id"))));
            }
        }
        for (Map<String, Object> f : facts.findings()) {
            sheet.row("F" + ++n, f.get("by"), "", f.get("title"), "", f.get("text"), "", "", "", "", "",
                    joined(list(f.get("records"))), "");
        }
        return sheet;
    }

    private List<String> controlsOf(Object check) {
        List<String> ids = new ArrayList<>();
        for (Map<String, Object> a : facts.assessments()) {
            maps(a.get("controls")).stream().filter(c -> list(c.get("checks")).contains(check))
                    .forEach(c -> ids.add(text(c, "id")));
        }
        return ids;
    }
}
