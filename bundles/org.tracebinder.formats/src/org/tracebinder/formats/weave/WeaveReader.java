// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.weave;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Heads;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.csv.CsvRow;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Calls and feedback of Weights &amp; Biases Weave, as JSON lines, lists or delimited text. */
public final class WeaveReader implements FormatReader {

    private static final List<String> WRAPPERS = List.of("calls", "result", "data");

    @Override
    public String id() {
        return "weave";
    }

    @Override
    public String label() {
        return "Weave calls";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : Heads.values(head, WRAPPERS)) {
            String op = Nodes.scalar(v, "op_name");
            if (op != null && (op.startsWith("weave:///") || v.has("started_at") && v.has("inputs"))) {
                return new Match.Maybe(95, "op_name beside started_at and inputs");
            }
            if (isFeedback(v)) {
                return new Match.Maybe(92, "feedback_type, payload and weave_ref");
            }
            if (isFirst(v)) {
                return new Match.Maybe(85, "entity, project, start_datetime and inputs, the first generation of calls");
            }
        }
        String line = head.firstLine();
        if (CsvRow.possible(head) && line.length() < 20_000) {
            Set<String> columns = Set.copyOf(CsvRow.cells(line, CsvRow.separator(line)));
            return columns.contains("op_name") && columns.contains("started_at") && columns.contains("trace_id")
                    ? new Match.Maybe(92, "columns op_name, started_at and trace_id") : Match.NO;
        }
        return head.text().contains("\"weave:///") && head.text().contains("\"op_name\"")
                ? new Match.Maybe(75, "text with op_name and references of Weave") : Match.NO;
    }

    private static boolean isFeedback(JsonNode v) {
        return v.has("feedback_type") && v.has("payload") && (v.has("weave_ref") || v.has("project_id"));
    }

    private static boolean isFirst(JsonNode v) {
        return v.has("entity") && v.has("project") && v.has("start_datetime") && v.has("inputs");
    }

    @Override
    public Framing framing(Head head) {
        return CsvRow.possible(head) && !head.text().stripLeading().startsWith("{")
                ? new Framing.Csv(CsvRow.separator(head.firstLine())) : new Framing.Json(WRAPPERS);
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        byte[] around = record.envelope();
        JsonNode n;
        if (around.length == 0 || around[0] == '{' || around[0] == '[') {
            n = Json.tree(record);
        } else if (CsvRow.isBlank(record)) {
            return;
        } else {
            try {
                n = FlatRow.whole(Json.tree(CsvRow.of(record).json()));
            } catch (JacksonException e) {
                throw Json.bad(e);
            }
        }
        if (isFeedback(n)) {
            events.accept(Call.feedback(n));
        } else if (n.has("op_name") || isFirst(n)) {
            events.accept(new Call(n).event());
        } else {
            throw new BadRecordException("no Weave call: neither op_name nor feedback_type"
                    + Nodes.firstKey(n));
        }
    }
}
