// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.Message;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.Review;
import org.tracebinder.core.TimeRule;

/** Reads the files of the generator into a trail in memory: only what this bundle looks at. */
final class TrailgenFiles {

    /** The predict event of each trace that has one. */
    final Map<String, EventId> predicts = new HashMap<>();

    private final Path dir;
    private final MemoryTrail trail = new MemoryTrail();
    private final Map<String, EventId> first = new HashMap<>();
    private final Map<String, String> said = new HashMap<>();

    TrailgenFiles(Path dir) {
        this.dir = dir;
    }

    MemoryTrail read() throws IOException {
        Set<String> seen = new HashSet<>();
        for (String line : lines("loan-assistant.otlp.jsonl")) {
            if (seen.add(line) && line.endsWith("]}]}]}")) {
                spans(line);
            }
        }
        lines("opa-decisions.jsonl").forEach(l -> trail.add(2, decision(SmallJson.parse(l))));
        lines("lineage.openlineage.jsonl").forEach(l -> trail.add(3, lineage(SmallJson.parse(l))));
        List<String> rows = lines("human-reviews.csv");
        rows.subList(1, rows.size()).forEach(l -> trail.add(4, review(l.split(",", -1))));
        return trail;
    }

    private List<String> lines(String name) throws IOException {
        return new String(Files.readAllBytes(dir.resolve(name)), StandardCharsets.UTF_8).lines().toList();
    }

    private void spans(String line) {
        List<Object> spans = SmallJson.at(SmallJson.parse(line), "resourceSpans", 0, "scopeSpans", 0, "spans");
        List<Event> events = new ArrayList<>();
        spans.forEach(s -> events.add(span(s)));
        List<EventId> ids = trail.add(1, events.toArray(Event[]::new));
        for (int i = 0; i < ids.size(); i++) {
            Event e = events.get(i);
            String key = e.trace() + "/" + e.span();
            EventId earlier = first.putIfAbsent(key, ids.get(i));
            if (earlier != null && !spans.get(i).toString().equals(said.get(key))) {
                trail.conflict(ids.get(i), earlier);
            } else if (earlier != null) {
                trail.forget(ids.get(i));
            } else {
                said.put(key, spans.get(i).toString());
                if ("predict".equals(e.operation())) {
                    predicts.put(e.trace(), ids.get(i));
                }
            }
        }
    }

    private static Event span(Object s) {
        Map<String, Object> a = new HashMap<>();
        List<Object> attributes = SmallJson.at(s, "attributes");
        attributes.forEach(x -> a.put(SmallJson.at(x, "key"),
                ((Map<?, ?>) SmallJson.at(x, "value")).values().iterator().next()));
        String operation = (String) a.get("gen_ai.operation.name");
        EventKind kind = switch (operation) {
            case "chat" -> EventKind.INFERENCE;
            case "invoke_agent" -> EventKind.AGENT;
            case "retrieval" -> EventKind.RETRIEVAL;
            case "execute_tool" -> EventKind.TOOL;
            default -> EventKind.OTHER;
        };
        long start = Long.parseLong(SmallJson.at(s, "startTimeUnixNano"));
        Event.Builder b = Event.of(kind).operation(operation).app("loan-assistant").trace(SmallJson.at(s, "traceId"))
                .span(SmallJson.at(s, "spanId")).parent(SmallJson.at(s, "parentSpanId"))
                .session((String) a.get("gen_ai.conversation.id")).time(start, "" + start, TimeRule.EPOCH_NANOS)
                .duration(Long.parseLong(SmallJson.at(s, "endTimeUnixNano")) - start)
                .modelRequested((String) a.get("gen_ai.request.model"))
                .modelServed((String) a.get("gen_ai.response.model")).version((String) a.get("ml.model.version"))
                .addId((String) a.get("gen_ai.response.id"));
        if (a.containsKey("human_review.required")) {
            b.extra("human_review.required", String.valueOf(a.get("human_review.required")));
        }
        if (kind == EventKind.INFERENCE) {
            b.addInput(new Message("user", (String) a.get("gen_ai.input.messages")));
        }
        return b.build();
    }

    private static Event decision(Object d) {
        String time = SmallJson.at(d, "timestamp");
        return Event.of(EventKind.POLICY).app("loan-assistant").trace(SmallJson.at(d, "trace_id"))
                .span(SmallJson.at(d, "decision_id")).parent(SmallJson.at(d, "span_id"))
                .time(Moments.nanos(Instant.parse(time)), time, TimeRule.ISO_OFFSET)
                .addDecision(new PolicyDecision("opa", SmallJson.at(d, "path"), null,
                        SmallJson.at(d, "result", "action"), SmallJson.at(d, "result", "reasons"))).build();
    }

    private static Event lineage(Object e) {
        return Facts.event(SmallJson.at(e, "eventTime"), new LineageFact(SmallJson.at(e, "eventType"),
                SmallJson.at(e, "run", "runId"), null, SmallJson.at(e, "job", "namespace"),
                SmallJson.at(e, "job", "name"), datasets(SmallJson.at(e, "inputs")),
                datasets(SmallJson.at(e, "outputs"))));
    }

    private static List<LineageFact.Dataset> datasets(List<Object> list) {
        return list.stream().map(d -> new LineageFact.Dataset(SmallJson.at(d, "namespace"), SmallJson.at(d, "name"),
                SmallJson.at(d, "facets", "version", "datasetVersion"), null)).toList();
    }

    private static Event review(String[] cells) {
        return Event.of(EventKind.REVIEW).trace(cells[0])
                .time(Moments.nanos(Instant.parse(cells[1])), cells[1], TimeRule.ISO_OFFSET)
                .review(new Review("human", cells[2], cells[3], cells[4])).build();
    }
}
