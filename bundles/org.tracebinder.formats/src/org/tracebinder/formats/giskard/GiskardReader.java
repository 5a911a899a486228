// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.giskard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Answers;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
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

/**
 * What a scan of Giskard found, as its table: delimited text, a list of objects, or the split form that MLflow keeps.
 * Each row is an issue, so none of them passed; what was looked at without an issue is not in the table.
 */
public final class GiskardReader implements FormatReader {

    private static final Set<String> COLUMNS = Set.of("domain", "metric", "deviation", "description");

    @Override
    public String id() {
        return "giskard";
    }

    @Override
    public String label() {
        return "Giskard scan";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : head.values()) {
            if (v.has("columns") && v.has("data") && columns(v.get("columns")).containsAll(COLUMNS)) {
                return new Match.Maybe(90, "a table with the columns of a scan");
            }
            if (v.isObject() && COLUMNS.stream().allMatch(v::has) && (v.has("slicing_fn")
                    || v.has("transformation_fn"))) {
                return new Match.Maybe(90, "rows of domain, slicing_fn, metric and deviation");
            }
        }
        if (!CsvRow.possible(head) || head.firstLine().length() > 2_000) {
            return Match.NO;
        }
        List<String> columns = CsvRow.cells(head.firstLine(), CsvRow.separator(head.firstLine()));
        return columns.containsAll(COLUMNS) && (columns.contains("slicing_fn") || columns.contains("transformation_fn"))
                ? new Match.Maybe(90, "columns domain, slicing_fn, metric and deviation") : Match.NO;
    }

    private static List<String> columns(JsonNode list) {
        List<String> columns = new ArrayList<>();
        if (list.isArray()) {
            list.forEach(c -> columns.add(c.asString()));
        }
        return columns;
    }

    @Override
    public Framing framing(Head head) {
        return CsvRow.possible(head) && !head.text().stripLeading().startsWith("{")
                ? new Framing.Csv(CsvRow.separator(head.firstLine())) : new Framing.Json(List.of("data"));
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        byte[] around = record.envelope();
        if (around.length > 0 && around[0] != '{' && around[0] != '[') {
            if (!CsvRow.isBlank(record)) {
                CsvRow row = CsvRow.of(record);
                events.accept(event(row.header(), row.cells(), record));
            }
            return;
        }
        JsonNode n = Json.tree(record);
        if (n.isArray()) {
            List<String> cells = new ArrayList<>();
            n.forEach(c -> cells.add(Nodes.text(c)));
            List<String> header = header(around);
            if (header.size() != cells.size()) {
                throw new BadRecordException("expected " + header.size() + " values as in columns, found "
                        + cells.size());
            }
            events.accept(event(header, cells, record));
        } else if (n.isObject() && COLUMNS.stream().allMatch(c -> n.path(c).isObject())) {
            columnwise(n, record, events);
        } else if (n.isObject() && COLUMNS.stream().allMatch(n::has)) {
            List<String> header = new ArrayList<>();
            List<String> cells = new ArrayList<>();
            n.properties().forEach(m -> {
                header.add(m.getKey());
                cells.add(Nodes.text(m.getValue()));
            });
            events.accept(event(header, cells, record));
        } else if (!Answers.read(record, List.of("data"), this, events)) {
            throw new BadRecordException("no row of a Giskard scan: none of domain, metric, deviation");
        }
    }

    /** A table by columns, each an object of rows by their index, as pandas writes it. */
    private static void columnwise(JsonNode n, RawRecord record, Consumer<Event> events) {
        for (String row : n.get("metric").propertyNames()) {
            List<String> header = new ArrayList<>();
            List<String> cells = new ArrayList<>();
            n.properties().forEach(m -> {
                header.add(m.getKey());
                cells.add(m.getValue().isObject() ? Nodes.text(m.getValue().get(row)) : null);
            });
            events.accept(event(header, cells, record));
        }
    }

    private static List<String> header(byte[] around) {
        try {
            JsonNode n = Json.tree(new String(around, StandardCharsets.UTF_8));
            return n.has("columns") ? columns(n.get("columns")) : List.of();
        } catch (JacksonException e) {
            return List.of();
        }
    }

    private static Event event(List<String> header, List<String> cells, RawRecord record) {
        String domain = value(header, cells, "domain");
        String metric = value(header, cells, "metric");
        String slice = value(header, cells, "slicing_fn");
        String change = value(header, cells, "transformation_fn");
        String where = slice != null && !slice.equals("None") ? slice : change;
        String test = metric + (where == null || where.equals("None") ? "" : " on " + where);
        Event.Builder b = Event.of(EventKind.EVALUATION).operation("scan issue").name(domain)
                .evaluation(new Evaluation(record.source().name(), test, null, null, false, null, null))
                .addText(value(header, cells, "description")).addText(value(header, cells, "deviation"));
        for (int i = 0; i < header.size(); i++) {
            if (cells.get(i) != null && !cells.get(i).isEmpty() && !header.get(i).isBlank()) {
                b.extra(header.get(i), Rest.cut(cells.get(i)));
            }
        }
        return b.build();
    }

    private static String value(List<String> header, List<String> cells, String name) {
        int at = header.indexOf(name);
        return at < 0 || cells.get(at) == null || cells.get(at).isBlank() ? null : cells.get(at);
    }
}
