// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.garak;

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

/** Reports, hit logs and digests of garak. The order of the entries means nothing. */
public final class GarakReader implements FormatReader {

    private static final Set<String> TYPES = Set.of("start_run setup", "init", "attempt", "eval", "digest",
            "completion",
            "probe_summary", "config", "plugin_cache");

    @Override
    public String id() {
        return "garak";
    }

    @Override
    public String label() {
        return "garak red-team report";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : head.values()) {
            String type = Nodes.scalar(v, "entry_type");
            if (type != null && TYPES.contains(type)) {
                return new Match.Maybe(96, "entry_type " + type);
            }
            if (isHit(v)) {
                return new Match.Maybe(94, "a hit: attempt_id, probe, detector and generator");
            }
        }
        return head.text().contains("\"entry_type\": \"attempt\"") || head.text().contains("\"entry_type\":\"attempt\"")
                ? new Match.Maybe(75, "text with entry_type attempt") : Match.NO;
    }

    private static boolean isHit(JsonNode v) {
        return v.has("attempt_id") && v.has("probe") && v.has("detector") && (v.has("generator") || v.has("goal"));
    }

    @Override
    public Framing framing(Head head) {
        return new Framing.Json(List.of(), Setup.of(head.values()));
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        String type = Nodes.scalar(n, "entry_type");
        String suite = suite(record);
        if (type == null && n.isObject() && isHit(n)) {
            events.accept(new Attempt(n, suite).hit().build());
        } else if (type == null) {
            throw new BadRecordException("no entry of a garak report: no entry_type"
                    + Nodes.firstKey(n));
        } else if (type.equals("attempt")) {
            events.accept(new Attempt(n, suite).event(Setup.of(record)).build());
        } else if (type.equals("eval")) {
            events.accept(eval(n, Setup.of(record)));
        } else {
            events.accept(about(n, type));
        }
    }

    /** The entries do not repeat which run they belong to; all entries of a file do. */
    private static String suite(RawRecord record) {
        return record.source().name();
    }

    /**
     * All attempts of a probe under one detector: a sum over tests that stand in the report one by one, and no test.
     * What garak calls passed are the attacks that were resisted.
     */
    private static Event eval(JsonNode n, Setup setup) {
        String probe = Nodes.scalar(n, "probe");
        Event.Builder b = setup.to(Event.of(EventKind.OTHER).operation("eval summary").name(probe + " under "
                + Nodes.scalar(n, "detector")));
        String run = Nodes.scalar(n, "uuid");
        b.trace(run != null ? run : setup.run());
        Extras.add(b, "", n, Set.of("entry_type", "uuid"));
        return b.build();
    }

    private static Event about(JsonNode n, String type) {
        JsonNode setup = type.equals("digest") ? Nodes.at(n, "meta", "setup") : n;
        Times.Time at = Times.first(n, "start_time", "end_time", "transient.starttime_iso");
        at = at.known() ? at : Times.of(Nodes.at(n, "meta", "start_time"));
        String run = Nodes.first(n, "run", "transient.run_id");
        Event.Builder b = Event.of(EventKind.OTHER).operation(type).trace(run != null ? run
                : Nodes.scalar(n, "meta", "run_uuid")).time(at.nanos(), at.text(), at.rule())
                .provider(Setup.provider(setup)).modelRequested(Setup.model(setup));
        if (run != null) {
            b.identity("garak/" + type + "/" + run);
        }
        Extras.add(b, "", n, Set.of("entry_type"));
        return b.build();
    }
}
