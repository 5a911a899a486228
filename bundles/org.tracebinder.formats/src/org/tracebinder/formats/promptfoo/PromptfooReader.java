// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.promptfoo;

import java.util.List;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.formats.csv.CsvRow;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * Results of promptfoo evaluations and red-team runs: JSON of all generations, share payloads, the same as YAML and
 * XML, and both CSV tables.
 */
public final class PromptfooReader implements FormatReader {

    /** Where the rows are, in the generations 3 and wrapped 2, in share payloads, and in generations 1, 2 and 4. */
    private static final int ROWS_LOOKED_AT = 32;
    private static final List<String> ROWS = List.of("results.results", "data.results.results", "data.results",
            "results");

    private record Last(byte[] envelope, Document document) {
    }

    /** The last envelope and what it says: no state, only a shortcut from one record to the next. */
    private volatile Last last = new Last(new byte[0], Document.NONE);

    @Override
    public String id() {
        return "promptfoo";
    }

    @Override
    public String label() {
        return "promptfoo results";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : head.values()) {
            JsonNode document = v.has("data") && v.get("data").isObject() ? v.get("data") : v;
            JsonNode rows = rows(document);
            JsonNode results = document.get("results");
            boolean summary = results != null && results.isObject() && results.has("version") && results.has("stats");
            boolean row = rows != null && anyRow(rows);
            if (v.has("evalId") && (summary || row)) {
                return new Match.Maybe(96, "evalId beside results");
            }
            if (summary && row || row && document.has("stats") && document.has("version")) {
                return new Match.Maybe(94, "results with version, stats and rows of prompt, response and success");
            }
            if (row && (document.has("config") || document.has("prompts"))) {
                return new Match.Maybe(85, "rows of prompt, response and success beside a config");
            }
            if (row && results.isObject() && results.has("version")) {
                return new Match.Maybe(80, "results with version and rows of prompt and success");
            }
            if (isRow(v) && v.has("provider") && (v.has("testIdx") || v.has("promptIdx") || v.has("gradingResult"))) {
                return new Match.Maybe(90, "rows of prompt, provider, success and gradingResult");
            }
            if (v.has("evalId") && results != null) {
                return new Match.Maybe(80, "evalId beside results");
            }
        }
        String text = head.text();
        if (text.contains("\"promptIdx\"") && text.contains("\"testIdx\"") && text.contains("\"results\"")) {
            return new Match.Maybe(76, "text with results that have testIdx and promptIdx");
        }
        if (text.contains("\"evalId\"") && text.contains("\"results\"") && text.contains("\"prompt")) {
            return new Match.Maybe(78, "text with evalId, results and prompts");
        }
        if (text.contains("\"success\"") && text.contains("\"gradingResult\"") && text.contains("\"vars\"")) {
            return new Match.Maybe(70, "text with success, gradingResult and vars");
        }
        if (text.contains("\"results\"") && text.contains("\"display\"") && text.contains("\"vars\"")) {
            return new Match.Maybe(60, "text with results, display, vars");
        }
        if (text.contains("\"eval-") && text.contains("\"datasetId\"") && text.contains("\"prompts\"")) {
            return new Match.Maybe(60, "text with eval-, datasetId, prompts");
        }
        if (WrittenDocument.isXml(text)) {
            return new Match.Maybe(95, "XML whose root is promptfoo");
        }
        if (WrittenDocument.isYaml(text)) {
            return new Match.Maybe(86, "YAML with results that have prompts or rows");
        }
        if (CsvRow.possible(head) && ColumnsRow.isTable(text)) {
            return new Match.Maybe(84, "columns of a provider in brackets, Status and Score");
        }
        return CsvRow.possible(head) && TableRow.isTable(text) ? new Match.Maybe(88,
                "cells that begin with [PASS] or [FAIL] and a score")
                : Match.NO;
    }

    private static JsonNode rows(JsonNode document) {
        JsonNode results = document.get("results");
        JsonNode rows = results != null && results.isObject() ? results.get("results") : results;
        return rows != null && rows.isArray() ? rows : null;
    }

    /** The first row may be broken. */
    private static boolean anyRow(JsonNode rows) {
        for (int i = 0; i < Math.min(rows.size(), ROWS_LOOKED_AT); i++) {
            if (isRow(rows.get(i))) {
                return true;
            }
        }
        return false;
    }

    static boolean isRow(JsonNode n) {
        return n.isObject() && n.has("success") && (n.has("prompt") || n.has("promptId"))
                && (n.has("vars") || n.has("response") || n.has("provider") || n.has("providerResponse"));
    }

    @Override
    public Framing framing(Head head) {
        if (WrittenDocument.isXml(head.text()) || WrittenDocument.isYaml(head.text())) {
            return new Framing.Whole();
        }
        return CsvRow.possible(head) && (TableRow.isTable(head.text()) || ColumnsRow.isTable(head.text()))
                ? new Framing.Csv(CsvRow.separator(head.firstLine()))
                : new Framing.Json(ROWS);
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        byte[] envelope = record.envelope();
        if (envelope.length > 0 && !startsJson(envelope)) {
            if (CsvRow.isBlank(record)) {
                return;
            }
            CsvRow row = CsvRow.of(record);
            (ColumnsRow.isColumns(row.header()) ? new ColumnsRow(row, record).events() : new TableRow(row, record)
                    .events())
                    .forEach(events);
            return;
        }
        JsonNode n = envelope.length == 0 && !startsJson(record) ? WrittenDocument.read(record) : Json.tree(record);
        Document document = document(envelope);
        if (isRow(n)) {
            events.accept(new ResultRow(n, document).event(record));
            return;
        }
        JsonNode inner = n.isObject() ? rows(n.has("data") ? n.get("data") : n) : null;
        if (inner == null) {
            throw new BadRecordException("no promptfoo result: no row with prompt and success, no list of rows");
        }
        Document inside = Document.of(n);
        for (JsonNode row : inner) {
            if (!isRow(row)) {
                throw new BadRecordException("a promptfoo result without prompt and success");
            }
            events.accept(new ResultRow(row, inside).event(record));
        }
    }

    /** What stands around the rows is the same for all of them and can be large: it is read once. */
    private Document document(byte[] envelope) {
        Last known = last;
        if (known.envelope() != envelope) {
            known = new Last(envelope, Document.of(envelope));
            last = known;
        }
        return known.document();
    }

    private static boolean startsJson(byte[] bytes) {
        return startsJson(bytes, 0, bytes.length);
    }

    private static boolean startsJson(RawRecord record) {
        return startsJson(record.bytes(), record.from(), record.from() + record.length());
    }

    private static boolean startsJson(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0 || bytes[i] > ' ') {
                return bytes[i] == '{' || bytes[i] == '[';
            }
        }
        return true;
    }
}
