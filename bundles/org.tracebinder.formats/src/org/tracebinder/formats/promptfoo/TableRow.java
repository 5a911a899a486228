// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.promptfoo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.csv.CsvRow;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One row of the CSV table: a test, with one cell {@code [FAIL] (0.00) reason, ---, output} for each prompt. */
final class TableRow {

    private static final Pattern CELL = Pattern.compile(
            "\\[(PASS|FAIL|ERROR)\\]\\s*(?:\\((-?\\d+(?:\\.\\d+)?)\\))?\\s*(.*)", Pattern.DOTALL);
    private static final Pattern SCORED = Pattern.compile("(?:^|[,;\\t\\n\"])\\[(?:PASS|FAIL|ERROR)\\] ?\\(-?\\d");
    private static final Pattern VERDICT = Pattern.compile("[,;\\t\"]\\[(?:PASS|FAIL|ERROR)\\] ");
    private static final String RULE = "\n---\n";

    private final CsvRow row;
    private final RawRecord record;

    TableRow(CsvRow row, RawRecord record) {
        this.row = row;
        this.record = record;
    }

    /** A cell with a verdict and a score; early versions wrote no score, so of those two cells are wanted. */
    static boolean isTable(String text) {
        return SCORED.matcher(text).find() || VERDICT.matcher(text).results().limit(2).count() == 2;
    }

    List<Event> events() throws BadRecordException {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            Matcher m = CELL.matcher(row.cells().get(i).strip());
            if (m.matches()) {
                events.add(event(i, m));
            }
        }
        if (events.isEmpty()) {
            throw new BadRecordException("no promptfoo row: no cell begins with [PASS], [FAIL] or [ERROR]");
        }
        return events;
    }

    private Event event(int column, Matcher m) {
        boolean error = m.group(1).equals("ERROR");
        Boolean passed = error ? null : (Boolean) m.group(1).equals("PASS");
        String rest = m.group(3).replace("\r\n", "\n");
        int rule = rest.indexOf(RULE);
        String reason = rule >= 0 ? rest.substring(0, rule) : passed == Boolean.TRUE ? null : rest;
        String output = rule >= 0 ? rest.substring(rule + RULE.length()) : passed == Boolean.TRUE ? rest : null;
        String test = "row " + record.number();
        Double score = m.group(2) == null ? null : Double.valueOf(m.group(2));
        Event.Builder b = Event.of(EventKind.EVALUATION).operation("eval").name(test)
                .evaluation(new Evaluation(record.source().name(), test, null, null, passed, score, null))
                .status(error ? "error" : null).error(error ? reason : null).addText(reason);
        String prompt = prompt(row.header().get(column));
        b.addInput(new Message("user", prompt));
        if (output != null && !output.isEmpty()) {
            b.addOutput(new Message("assistant", output));
        }
        for (int i = 0; i < row.cells().size(); i++) {
            String cell = row.cells().get(i);
            if (i != column && !cell.isEmpty() && !CELL.matcher(cell.strip()).matches()) {
                b.extra("vars." + row.header().get(i), cell).addText(cell);
            }
        }
        return b.build();
    }

    private static String prompt(String header) {
        if (header.startsWith("{")) {
            try {
                JsonNode json = Json.tree(header);
                String raw = Nodes.first(json, "raw", "label", "display");
                return raw == null ? header : raw;
            } catch (JacksonException e) {
                return header;
            }
        }
        return header;
    }
}
