// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.pyrit;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.csv.CsvRow;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** The memory of PyRIT: exported messages as JSON or CSV, and the rows of its database. */
public final class PyritReader implements FormatReader {

    private static final Set<String> TABLES = Set.of("PromptMemoryEntries", "ScoreEntries", "AttackResultEntries",
            "SeedPromptEntries", "EmbeddingData");
    /** What is left of the columns when the file ends within its header. */
    private static final List<String> CUT_OFF = List.of("conversation_id", "converter_identifiers",
            "prompt_target_identifier");
    private static final Set<String> COLUMNS = Set.of("conversation_id", "original_value", "converted_value", "role");

    @Override
    public String id() {
        return "pyrit";
    }

    @Override
    public String label() {
        return "PyRIT memory";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : head.values()) {
            String table = Nodes.scalar(v, "_table");
            if (table != null && TABLES.contains(table)) {
                return new Match.Maybe(95, "a row of the table " + table + " of PyRIT's database");
            }
            if (v.isObject() && COLUMNS.stream().allMatch(v::has)) {
                return new Match.Maybe(94, "original_value and converted_value beside conversation_id and role");
            }
            if (isScore(v)) {
                return new Match.Maybe(88, "score_value, score_type and scorer_class_identifier");
            }
        }
        String text = head.text();
        if (text.contains("\"conversation_id\"") && (text.contains("\"converted_value")
                || text.contains("\"converter_identifiers\"") || text.contains("\"prompt_target_identifier\""))) {
            return new Match.Maybe(72, "text with conversation_id, converted_value");
        }
        if (!CsvRow.possible(head) || head.firstLine().length() > 5_000) {
            return Match.NO;
        }
        List<String> columns = CsvRow.cells(head.firstLine(), CsvRow.separator(head.firstLine()));
        if (columns.containsAll(COLUMNS)) {
            return new Match.Maybe(94, "columns original_value, converted_value and role");
        }
        return columns.containsAll(CUT_OFF) ? new Match.Maybe(72, "columns conversation_id, converter_identifiers")
                : Match.NO;
    }

    static boolean isScore(JsonNode v) {
        return v.has("score_value") && v.has("score_type") && (v.has("scorer_class_identifier")
                || v.has("score_rationale"));
    }

    @Override
    public Framing framing(Head head) {
        return CsvRow.possible(head) && !head.text().stripLeading().startsWith("{")
                ? new Framing.Csv(CsvRow.separator(head.firstLine())) : new Framing.Json(List.of());
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = CsvRow.tree(record);
        if (n == null) {
            return;
        }
        String table = Nodes.scalar(n, "_table");
        if (n.isObject() && COLUMNS.stream().allMatch(n::has)) {
            new Turn(n).events(events);
        } else if (n.isObject() && isScore(n)) {
            events.accept(Turn.score(n, null));
        } else if ("AttackResultEntries".equals(table)) {
            events.accept(Turn.result(n));
        } else if (table != null && TABLES.contains(table)) {
            Event.Builder b = Event.of(EventKind.OTHER).operation(table).name(Nodes.first(n, "name", "id"))
                    .addText(Nodes.scalar(n, "value"));
            Extras.add(b, "", n, Set.of("_table"));
            events.accept(b.build());
        } else {
            throw new BadRecordException("no message or score of PyRIT: none of original_value, score_value"
                    + Nodes.firstKey(n));
        }
    }
}
