// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.database;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * Rows of a database that no other reader knows: kept so that a search finds them, and claimed to be nothing. Every
 * reader that knows the table is surer.
 */
public final class RowReader implements FormatReader {

    private static final int MAX_TEXT = 2_000;

    @Override
    public String id() {
        return "database-row";
    }

    @Override
    public String label() {
        return "Database table";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : head.values()) {
            String table = Nodes.scalar(v, "_table");
            if (table != null && v.propertyNames().iterator().next().equals("_table")) {
                return new Match.Maybe(20, "a row of the table " + table + ", which no reader knows");
            }
        }
        return Match.NO;
    }

    @Override
    public Framing framing(Head head) {
        return new Framing.Json(List.of());
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        String table = Nodes.scalar(n, "_table");
        if (table == null) {
            throw new BadRecordException("no row of a database: no _table");
        }
        Times.Time at = Times.first(n, "timestamp", "created_at", "start_time", "creation_time", "updated_at");
        Event.Builder b = Event.of(EventKind.OTHER).operation(table).name(Nodes.first(n, "name", "key", "id"))
                .time(at.nanos(), at.text(), at.rule());
        Extras.add(b, "", n, Set.of("_table"));
        n.properties().forEach(m -> {
            String text = m.getValue().isString() ? m.getValue().stringValue() : null;
            if (text != null && !m.getKey().equals("_table") && text.length() <= MAX_TEXT) {
                b.addText(text);
            }
        });
        events.accept(b.build());
    }
}
