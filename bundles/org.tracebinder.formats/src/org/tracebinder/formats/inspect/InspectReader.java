// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.inspect;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import org.tracebinder.formats.common.Rest;
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
 * Logs of Inspect AI: the JSON log, and the members of an {@code .eval} archive (header, samples, summaries,
 * reductions), each of which is a content of its own.
 */
public final class InspectReader implements FormatReader {

    private static final Set<String> EVENTS = Set.of("events", "transcript.events");

    private record Last(byte[] envelope, Log log) {
    }

    /** The last envelope and what it says: no state, only a shortcut from one record to the next. */
    private volatile Last last = new Last(new byte[0], Log.NONE);

    @Override
    public String id() {
        return "inspect";
    }

    @Override
    public String label() {
        return "Inspect AI log";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : head.values()) {
            if (Log.isLog(v)) {
                return new Match.Maybe(95, "eval with task and model, beside plan or status");
            }
            if (isSample(v)) {
                return new Match.Maybe(93, "a sample: id, epoch, target and messages");
            }
            if (isSummary(v)) {
                return new Match.Maybe(86, "a summary of a sample: id, epoch, target and scores");
            }
            if (isReduction(v)) {
                return new Match.Maybe(80, "reduced scores: scorer and samples");
            }
        }
        String text = head.text();
        boolean log = text.contains("\"task_id\"") && text.contains("\"model\"") && text.contains("\"dataset\"")
                && text.contains("\"eval\"");
        return log ? new Match.Maybe(70, "text with eval, task_id, dataset and model") : Match.NO;
    }

    private static boolean isSample(JsonNode v) {
        return v.has("id") && v.has("epoch") && v.has("input") && v.has("target") && v.has("messages");
    }

    private static boolean isSummary(JsonNode v) {
        return v.has("id") && v.has("epoch") && v.has("target") && (v.has("scores") || v.has("model_usage")
                || v.has("completed"));
    }

    private static boolean isReduction(JsonNode v) {
        JsonNode samples = v.get("samples");
        JsonNode first = samples != null && samples.isArray() ? samples.get(0) : null;
        return v.has("scorer") && first != null && first.has("value") && first.has("sample_id");
    }

    @Override
    public Framing framing(Head head) {
        boolean log = head.values().stream().anyMatch(Log::isLog);
        return new Framing.Json(log ? List.of("samples") : List.of());
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        Log around = around(record.envelope());
        if (Log.isLog(n)) {
            log(n, record, events);
        } else if (isSample(n)) {
            if (record.number() == 1 && around != Log.NONE) {
                // the log itself stands around its samples and has no record of its own
                events.accept(around.event(record, false).build());
            }
            new Sample(n, around, record).events(Parts.of(record, EVENTS), events);
        } else if (isSummary(n)) {
            events.accept(summary(n, record));
        } else if (isReduction(n)) {
            events.accept(Event.of(EventKind.OTHER).operation("reduction").name(Nodes.scalar(n, "scorer"))
                    .extra("suite", Log.suite(record, null)).extra("samples", n.get("samples").size() + "")
                    .extra("values", Rest.cut(n.get("samples").toString())).build());
        } else {
            throw new BadRecordException("no Inspect log, sample, summary or reduction"
                    + Nodes.firstKey(n));
        }
    }

    /** A log that holds no list of samples, or one that was not cut into them. */
    private static void log(JsonNode n, RawRecord record, Consumer<Event> events) throws BadRecordException {
        Log log = Log.of(n);
        JsonNode samples = n.get("samples");
        boolean archived = record.source().path().contains("!/") || record.source().name().equals("header.json");
        events.accept(log.event(record, !archived && (samples == null || samples.isEmpty())).build());
        for (int i = 0; samples != null && samples.isArray() && i < samples.size(); i++) {
            if (!isSample(samples.get(i))) {
                throw new BadRecordException("'samples' holds something that is no sample");
            }
            new Sample(samples.get(i), log, record).events(null, events);
        }
    }

    private static Event summary(JsonNode n, RawRecord record) {
        String suite = Log.suite(record, null);
        String id = Nodes.scalar(n, "id");
        String epoch = Nodes.scalar(n, "epoch");
        Event.Builder b = Event.of(EventKind.OTHER).operation("sample_summary").name("sample " + id + " epoch " + epoch)
                .trace(Sample.trace(n, suite)).addText(Nodes.text(n, "input"));
        Extras.add(b, "", n, Set.of("input"));
        return b.build();
    }

    private Log around(byte[] envelope) {
        Last known = last;
        if (known.envelope() != envelope) {
            Log log = Log.NONE;
            try {
                JsonNode n = envelope.length == 0 ? null : Json.tree(envelope);
                log = n != null && Log.isLog(n) ? Log.of(n) : Log.NONE;
            } catch (JacksonException e) {
                // a log that was cut off behind its samples: they still stand for themselves
                log = Log.NONE;
            }
            known = new Last(envelope, log);
            last = known;
        }
        return known.log();
    }
}
