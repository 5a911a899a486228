// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mapping;

import java.util.ArrayList;
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

/** Reads whatever a mapping describes. One record is one event. Stateless and thread-safe, as the mapping is. */
public final class MappingReader implements FormatReader {

    /** A user chooses a mapping; where nobody does, a format that is known by its content goes first. */
    private static final int CONFIDENCE = 60;

    private final Mapping mapping;

    /** @param mapping how records become events */
    public MappingReader(Mapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public String id() {
        return "mapping:" + mapping.id();
    }

    @Override
    public String label() {
        return mapping.label();
    }

    @Override
    public Match probe(Head head) {
        List<Mapping.Place> places = mapping.fields().stream().flatMap(a -> a.from().stream()).toList();
        if (places.isEmpty()) {
            return Match.NO;
        }
        if (mapping.framing() instanceof Mapping.Shape.Csv) {
            List<String> header = CsvRow.cells(head.firstLine(), separator(head)).stream().map(String::strip).toList();
            return CsvRow.possible(head) && places.stream().allMatch(p -> header.stream()
                    .anyMatch(p.column()::equalsIgnoreCase)) ? new Match.Maybe(CONFIDENCE, "all columns of the mapping")
                    : Match.NO;
        }
        for (JsonNode v : head.values()) {
            if (v.isObject() && places.stream().allMatch(p -> MappedRecord.at(v, p.pointer()) != null)) {
                return new Match.Maybe(CONFIDENCE, "all members of the mapping");
            }
        }
        return Match.NO;
    }

    /** Names of columns and members that nothing in the beginning of the file has: most often they are misspelt. */
    @Override
    public List<String> doubts(Head head) {
        List<Mapping.Place> places = new ArrayList<>();
        mapping.fields().forEach(a -> places.addAll(a.from()));
        if (mapping.kindFrom() != null) {
            places.add(mapping.kindFrom());
        }
        if (mapping.framing() instanceof Mapping.Shape.Csv) {
            List<String> header = CsvRow.cells(head.firstLine(), separator(head)).stream().map(String::strip).toList();
            return places.stream().map(Mapping.Place::column).distinct()
                    .filter(c -> header.stream().noneMatch(c::equalsIgnoreCase))
                    .map(c -> "the mapping names the column '" + c + "', which the file does not have").toList();
        }
        List<JsonNode> objects = records(head).stream().filter(JsonNode::isObject).toList();
        return objects.isEmpty() ? List.of() : places.stream().map(Mapping.Place::pointer).distinct()
                .filter(p -> objects.stream().allMatch(v -> MappedRecord.at(v, p) == null))
                .map(p -> "the mapping names '/" + String.join("/", p) + "', which none of the first " + objects.size()
                        + " records has").toList();
    }

    /** @return the values of the head, or the elements of the lists that hold the records */
    private List<JsonNode> records(Head head) {
        List<String> paths = mapping.framing() instanceof Mapping.Shape.Json json ? json.records() : List.of();
        List<JsonNode> records = new ArrayList<>();
        for (JsonNode value : head.values()) {
            JsonNode list = paths.stream().map(p -> MappedRecord.at(value, List.of(p.split("\\."))))
                    .filter(l -> l != null && l.isArray()).findFirst().orElse(null);
            if (list == null) {
                records.add(value);
            } else {
                list.forEach(records::add);
            }
        }
        return records;
    }

    private char separator(Head head) {
        char given = mapping.framing() instanceof Mapping.Shape.Csv csv ? csv.separator() : 0;
        return given != 0 ? given : CsvRow.separator(head.firstLine());
    }

    @Override
    public Framing framing(Head head) {
        return switch (mapping.framing()) {
            case Mapping.Shape.Csv csv -> new Framing.Csv(separator(head));
            case Mapping.Shape.Json json -> new Framing.Json(json.records());
        };
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        if (mapping.framing() instanceof Mapping.Shape.Csv csv) {
            if (!CsvRow.isBlank(record)) {
                CsvRow row = csv.separator() == 0 ? CsvRow.of(record) : CsvRow.of(record, csv.separator());
                events.accept(new MappedRecord(mapping, row, null).event());
            }
            return;
        }
        JsonNode n = Json.tree(record);
        if (!n.isObject()) {
            throw new BadRecordException("the mapping wants objects, found " + n.getNodeType());
        }
        events.accept(new MappedRecord(mapping, null, n).event());
    }
}
