// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A reader of logs whose records are objects, however they were carried here: one a line, in a document, in the list of
 * an answer ({@code Records}, {@code value}...), as a text inside the envelope of a log collector, or as rows of
 * delimited text whose cells may hold JSON, or as documents of YAML. A format says what its objects look like and what
 * they mean. Stateless.
 */
public abstract class ObjectReader implements FormatReader {

    /** Where log collectors put the original record, as a text or as an object. */
    private static final String[] CARRIERS = {"_raw", "@message", "message", "RawEventData", "_source", "event",
            "original", "payload", "oslo.message", "CloudTrailEvent", "result"};
    private static final int MAX_DEPTH = 4;
    private static final int ROWS_LOOKED_AT = 8;
    private static final int MAX_HEADER = 20_000;

    private final String id;
    private final String label;
    private final List<String> wrappers;

    /**
     * @param id       see {@link #id()}
     * @param label    see {@link #label()}
     * @param wrappers members of a document that may hold the list of records
     */
    protected ObjectReader(String id, String label, List<String> wrappers) {
        this.id = id;
        this.label = label;
        this.wrappers = wrappers;
    }

    /**
     * @param object one record; possibly cut off; of delimited text it holds every column, blank ones as empty text
     * @return what speaks for this format in it; never throws
     */
    protected abstract Match match(JsonNode object);

    /**
     * @param text the beginning of a content in which no record was recognised, for example because the first is broken
     * @return what speaks for this format in it
     */
    protected Match match(String text) {
        return Match.NO;
    }

    /**
     * @param object one record; what a log collector wrote around it is its member {@code collector}
     * @param record where it comes from
     * @param events takes the events
     * @throws BadRecordException when it is none of this format
     */
    protected abstract void events(JsonNode object, RawRecord record, Consumer<Event> events)
            throws BadRecordException;

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String label() {
        return label;
    }

    @Override
    public final Match probe(Head head) {
        Match best = Match.NO;
        for (JsonNode value : StampedLines.are(head) ? StampedLines.values(head, ROWS_LOOKED_AT)
                : tabular(head) ? rows(head) : YamlDocuments.are(head)
                ? YamlDocuments.values(head, ROWS_LOOKED_AT) : Heads.values(head, wrappers)) {
            Match found = find(value, 0);
            if (confidence(found) > confidence(best)) {
                best = found;
            }
        }
        return best == Match.NO && mayHold(head) ? match(head.text()) : best;
    }

    /** Prose that speaks of a format is none of it; a table with a column of a log collector may be. */
    private static boolean mayHold(Head head) {
        String text = head.text().stripLeading();
        if (!text.isEmpty() && (text.charAt(0) == '{' || text.charAt(0) == '[') || !CsvRow.possible(head)) {
            return true;
        }
        if (!tabular(head)) {
            return false;
        }
        List<String> columns = CsvRow.cells(head.firstLine(), CsvRow.separator(head.firstLine()));
        return columns.contains("_raw") || columns.contains("@message") || columns.contains("AuditData");
    }

    private Match find(JsonNode value, int depth) {
        Match found = value.isObject() ? match(value) : Match.NO;
        for (JsonNode row : found == Match.NO && depth == 0 ? Tables.rows(value, ROWS_LOOKED_AT)
                : List.<JsonNode>of()) {
            Match inside = find(row, 1);
            found = confidence(inside) > confidence(found) ? inside : found;
        }
        if (found == Match.NO && depth < MAX_DEPTH) {
            JsonNode inner = carried(value);
            return inner == null ? Match.NO : find(inner, depth + 1);
        }
        return found;
    }

    private static int confidence(Match match) {
        return match instanceof Match.Maybe m ? m.confidence() : 0;
    }

    @Override
    public final Framing framing(Head head) {
        return StampedLines.are(head) ? new Framing.Lines()
                : tabular(head) ? new Framing.Csv(CsvRow.separator(head.firstLine()))
                : YamlDocuments.are(head) ? new Framing.Documents()
                : new Framing.Json(Tables.isOne(head.values()) ? List.of("tables[].rows") : wrappers);
    }

    private static boolean tabular(Head head) {
        String line = head.firstLine();
        if (line.length() > MAX_HEADER || !CsvRow.possible(head)) {
            return false;
        }
        char first = line.isBlank() ? '{' : line.strip().charAt(0);
        return first != '{' && first != '[' && line.indexOf(CsvRow.separator(line)) > 0;
    }

    private static List<JsonNode> rows(Head head) {
        String text = head.text();
        List<JsonNode> rows = new ArrayList<>();
        List<String> header = null;
        char separator = CsvRow.separator(text);
        int end;
        for (int from = 0; from <= text.length() && rows.size() < ROWS_LOOKED_AT; from = end + 1) {
            end = CsvRow.rowEnd(text, from, separator);
            if (end == from) {
                continue; // an empty line, or the second half of a line end
            }
            List<String> cells = CsvRow.cells(text.substring(from, end), separator);
            if (header == null) {
                header = cells.stream().map(String::strip).toList();
            }
            boolean first = rows.isEmpty() && cells.equals(header);
            rows.add(object(header, first ? List.of() : cells));
        }
        return rows;
    }

    /** @return the row as an object; cells that hold JSON are opened, of two columns of one name the first counts */
    private static ObjectNode object(List<String> header, List<String> cells) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            if (!object.has(header.get(i))) {
                object.set(header.get(i), opened(JsonNodeFactory.instance.stringNode(i < cells.size() ? cells.get(i)
                        : "")));
            }
        }
        return object;
    }

    /** @return the tree of JSON inside a text; any other value as it is */
    public static JsonNode opened(JsonNode value) {
        if (value == null || !value.isString()) {
            return value;
        }
        String text = value.stringValue().strip();
        if (text.isEmpty() || text.charAt(0) != '{' && text.charAt(0) != '[') {
            return value;
        }
        try {
            return Json.tree(text);
        } catch (JacksonException e) {
            // words that merely begin like JSON, or JSON that was cut: the text itself is what there is
            return value;
        }
    }

    private static JsonNode carried(JsonNode value) {
        if (!value.isObject()) {
            JsonNode inner = opened(value);
            return inner == value || !inner.isObject() ? null : inner;
        }
        for (String carrier : CARRIERS) {
            JsonNode inner = opened(value.get(carrier));
            if (inner != null && inner.isObject()) {
                return inner;
            }
        }
        return null;
    }

    @Override
    public final void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        if (!isRow(record)) {
            JsonNode value = YamlDocuments.is(record) ? Yaml.read(record.text()) : StampedLines.tree(record);
            List<String> columns = value.isArray() && record.envelope().length > 0
                    ? Tables.columns(record.envelope()) : null;
            each(columns == null ? value : Tables.row(columns, value), record, events, columns == null ? 0 : 1);
        } else if (!CsvRow.isBlank(record)) {
            CsvRow row = CsvRow.of(record);
            each(object(row.header(), row.cells()), record, events, 0);
        }
    }

    /** @return true when the record is a row under a header */
    protected static boolean isRow(RawRecord record) {
        byte[] envelope = record.envelope();
        String start = new String(envelope, 0, Math.min(envelope.length, 200), StandardCharsets.UTF_8)
                .replace("\uFEFF", "").strip();
        return !start.isEmpty() && start.charAt(0) != '{' && start.charAt(0) != '[';
    }

    private void each(JsonNode value, RawRecord record, Consumer<Event> events, int depth) throws BadRecordException {
        if (value.isArray() && depth < MAX_DEPTH) {
            for (JsonNode element : value) {
                each(element, record, events, depth + 1);
            }
            return;
        }
        List<JsonNode> rows = depth == 0 && value.isObject() ? Tables.rows(value, Integer.MAX_VALUE) : List.of();
        if (!rows.isEmpty() && match(value) == Match.NO) {
            for (JsonNode row : rows) {
                each(row, record, events, 1);
            }
            return;
        }
        if (depth == 0 && Tables.isEmpty(value) && match(value) == Match.NO) {
            return; // an answer with no rows
        }
        JsonNode inner = !value.isObject() || match(value) == Match.NO ? inside(value) : null;
        if (inner == null || depth == MAX_DEPTH) {
            if (!value.isObject()) {
                throw new BadRecordException("expected a record of " + label + ", an object, found "
                        + (value.isContainer() ? "a list" : "'" + shortened(value.asString()) + "'"));
            }
            events(value, record, events);
        } else {
            each(inner, record, events, depth + 1);
        }
    }

    private JsonNode inside(JsonNode value) {
        for (String wrapper : wrappers) {
            JsonNode list = value.isObject() ? value.get(wrapper) : null;
            if (list != null && list.isArray()) {
                return list;
            }
        }
        JsonNode inner = carried(value);
        if (inner instanceof ObjectNode object && value.isObject() && !object.has("collector")
                && (find(inner, 1) != Match.NO)) {
            ObjectNode around = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                if (!opened(member.getValue()).equals(inner)) {
                    around.set(member.getKey(), member.getValue());
                }
            }
            if (!around.isEmpty()) {
                object.set("collector", around);
            }
            return object;
        }
        return value.isObject() ? null : inner;
    }

    /** @return the reason for refusing an object: what was expected, and what it begins with */
    protected static BadRecordException refused(String expected, JsonNode object) {
        return new BadRecordException(expected + (object.isEmpty() ? "; the object is empty" : "; its first key is '"
                + shortened(object.propertyNames().iterator().next()) + "'"));
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "\u2026";
    }
}
