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
import org.tracebinder.ingest.RawRecord;

/**
 * One row of the later CSV table: the variables of a test, and for each prompt a column {@code [provider] prompt} with
 * the answer, and columns for its status, score and reason behind it.
 */
final class ColumnsRow {

    private static final Pattern OUTPUT = Pattern.compile("[,;\\t\"\\n]\\[[^\\]\\n]+\\] ");
    private static final Pattern VERDICT = Pattern.compile("[,;\\t]\"?Status\"?[,;\\t]\"?Score\"?[,;\\t]");
    private static final Pattern PROVIDER = Pattern.compile("(?s)\\[([^\\]]+)\\] (.*)");

    private final CsvRow row;
    private final RawRecord record;

    ColumnsRow(CsvRow row, RawRecord record) {
        this.row = row;
        this.record = record;
    }

    /** The name of a column may be a prompt of many lines, so the first line need not be the whole header. */
    static boolean isTable(String text) {
        Matcher output = OUTPUT.matcher("\n" + text);
        return output.find() && VERDICT.matcher(text).find(output.start());
    }

    static boolean isColumns(List<String> header) {
        return !statuses(header).isEmpty();
    }

    private static List<Integer> statuses(List<String> header) {
        List<Integer> found = new ArrayList<>();
        for (int i = 1; i + 1 < header.size(); i++) {
            if (header.get(i).equals("Status") && header.get(i + 1).equals("Score")) {
                found.add(i);
            }
        }
        return found;
    }

    List<Event> events() throws BadRecordException {
        List<Integer> statuses = statuses(row.header());
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < statuses.size(); i++) {
            int end = i + 1 < statuses.size() ? statuses.get(i + 1) - 1 : row.header().size();
            if (!row.cells().get(statuses.get(i)).isBlank()) {
                events.add(event(statuses.get(i), end, statuses.get(0) - 1));
            }
        }
        if (events.isEmpty()) {
            throw new BadRecordException("no promptfoo row: no column Status with PASS, FAIL or ERROR");
        }
        return events;
    }

    private Event event(int status, int end, int vars) throws BadRecordException {
        String verdict = row.cells().get(status).strip();
        if (!List.of("PASS", "FAIL", "ERROR").contains(verdict)) {
            throw new BadRecordException("'" + verdict + "' under Status is neither PASS, FAIL nor ERROR");
        }
        boolean error = verdict.equals("ERROR");
        String header = row.header().get(status - 1);
        Matcher named = PROVIDER.matcher(header);
        Provider provider = Provider.of(named.matches() ? named.group(1) : null);
        String described = row.get("Description");
        String test = described == null ? "row " + record.number() : described;
        var score = Nodes.decimal(row.cells().get(status + 1));
        String reason = cell("Grader Reason", status, end);
        Event.Builder b = Event.of(EventKind.EVALUATION).operation("eval").name(test).provider(provider.name())
                .modelRequested(provider.model()).version(provider.version())
                .evaluation(new Evaluation(record.source().name(), test, provider.model(), provider.version(),
                        error ? null : (Boolean) verdict.equals("PASS"), score == null ? null : score.doubleValue(),
                        null))
                .status(error ? "error" : null).error(error ? reason : null).addText(reason);
        b.addInput(new Message("user", named.matches() ? named.group(2) : header));
        String output = row.cells().get(status - 1);
        if (!output.isEmpty()) {
            b.addOutput(new Message("assistant", output));
        }
        b.extra("Named Scores", cell("Named Scores", status, end)).extra("Comment", cell("Comment", status, end));
        for (int i = 0; i < vars; i++) {
            String value = row.cells().get(i);
            if (!value.isEmpty() && !row.header().get(i).equals("Description")) {
                b.extra("vars." + row.header().get(i), value).addText(value);
            }
        }
        return b.build();
    }

    private String cell(String name, int from, int to) {
        for (int i = from; i < to; i++) {
            if (row.header().get(i).equals(name) && !row.cells().get(i).isEmpty()) {
                return row.cells().get(i);
            }
        }
        return null;
    }
}
