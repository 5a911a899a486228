// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.guardrails;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.PersonalData;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.DocumentReader;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * Presidio: what the analyzer found (places and kinds, never the text) and what the anonymizer made of it. A finding
 * alone is no decision; an anonymized text is one.
 */
public final class PresidioReader extends DocumentReader {

    private static final List<String> WRAPPERS = List.of("results", "analyzer_results");
    private static final int MAX = 100_000;

    /** Made once for all contents. */
    public PresidioReader() {
        super("presidio", "Presidio", WRAPPERS);
    }

    @Override
    protected Match match(JsonNode v) {
        JsonNode one = v.isArray() && !v.isEmpty() ? v.get(0) : v;
        if (isFinding(one) && one.has("score")) {
            return new Match.Maybe(one.has("recognition_metadata") || one.has("analysis_explanation") ? 94 : 84,
                    "findings with entity_type, start, end and score");
        }
        JsonNode items = v.get("items");
        if (v.has("text") && items != null && items.isArray() && !items.isEmpty() && isFinding(items.get(0))
                && items.get(0).has("operator")) {
            return new Match.Maybe(93, "text beside items with entity_type and operator");
        }
        return Match.NO;
    }

    @Override
    protected Match match(String text) {
        if (text.contains("\"text\"") && text.contains("\"items\"") && text.contains("\"entity_type\"")) {
            return new Match.Maybe(60, "text with items, entity_type");
        }
        return text.contains("\"entity_type\"") && text.contains("\"recognition_metadata\"")
                ? new Match.Maybe(70, "text with entity_type and recognition_metadata") : Match.NO;
    }


    private static boolean isFinding(JsonNode v) {
        return v.has("entity_type") && v.has("start") && v.has("end");
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        if (n.isArray() && !n.isEmpty() && isFinding(n.get(0))) {
            events.accept(findings(n).build());
        } else if (n.isObject() && isFinding(n)) {
            events.accept(finding(n).build());
        } else if (n.isObject() && n.has("text") && n.get("items") != null && n.get("items").isArray()) {
            events.accept(anonymized(n).build());
        } else {
            throw new BadRecordException("no record of Presidio: no finding with entity_type, start and end, no "
                    + "text with items");
        }
    }

    private static Event.Builder finding(JsonNode n) {
        Times.Time at = Times.of(n.get("timestamp"));
        String kind = Nodes.scalar(n, "entity_type");
        Event.Builder b = Event.of(EventKind.OTHER).operation("finding").name(kind)
                .time(at.nanos(), at.text(), at.rule()).content(ContentState.EXTERNAL);
        if (kind != null) {
            b.addPersonalData(new PersonalData(kind, 1, true));
        }
        Extras.add(b, "", n, Set.of("entity_type"));
        return b.addId(Nodes.first(n, "trace_id", "request_id", "correlation_id"));
    }

    /** The findings of one text. */
    private static Event.Builder findings(JsonNode list) {
        Event.Builder b = Event.of(EventKind.OTHER).operation("analysis").content(ContentState.EXTERNAL);
        personal(b, list);
        return b.name(list.size() + " findings").extra("findings", Nodes.text(list));
    }

    private static void personal(Event.Builder b, JsonNode list) {
        Map<String, Integer> kinds = new TreeMap<>();
        for (JsonNode f : list) {
            if (kinds.size() < MAX && Nodes.scalar(f, "entity_type") != null) {
                kinds.merge(Nodes.scalar(f, "entity_type"), 1, Integer::sum);
            }
        }
        kinds.forEach((kind, count) -> b.addPersonalData(new PersonalData(kind, count, true)));
    }

    private static Event.Builder anonymized(JsonNode n) {
        JsonNode items = n.get("items");
        Times.Time at = Times.of(n.get("timestamp"));
        Event.Builder b = Event.of(EventKind.POLICY).operation("anonymize").time(at.nanos(), at.text(), at.rule())
                .name(items.size() + " places anonymized");
        String text = Nodes.text(n, "text");
        if (text != null) {
            b.addOutput(new Message("text", text));
        }
        personal(b, items);
        TreeSet<String> operators = new TreeSet<>();
        boolean kept = true;
        for (JsonNode i : items) {
            String operator = Nodes.scalar(i, "operator");
            operators.add(Nodes.scalar(i, "entity_type") + ": " + operator);
            kept &= "keep".equals(operator);
        }
        if (!items.isEmpty()) {
            b.content(kept ? ContentState.PRESENT : ContentState.REDACTED).addDecision(new PolicyDecision("presidio",
                    null,
                    null, kept ? "allow" : "redact", List.copyOf(operators)));
        }
        Extras.add(b, "", n, Set.of("text"));
        return b.addId(Nodes.first(n, "trace_id", "request_id", "correlation_id"));
    }
}
