// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.marquez;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.PersonalData;
import org.tracebinder.formats.common.Answers;
import org.tracebinder.formats.common.DocumentReader;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Leaves;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** Answers of the programming interface of Marquez: data sets, jobs, runs, and nodes of the lineage graph. */
public final class MarquezReader extends DocumentReader {

    private static final List<String> WRAPPERS = List.of("datasets", "jobs", "runs", "graph", "versions");
    private static final Set<String> DATA_TYPES = Set.of("DB_TABLE", "STREAM");
    private static final Set<String> JOB_TYPES = Set.of("BATCH", "STREAM", "SERVICE");
    private static final Set<String> MAPPED = Set.of("name", "namespace", "fields", "tags", "inputs", "outputs");

    /** Made once for all contents. */
    public MarquezReader() {
        super("marquez", "Marquez API", WRAPPERS);
    }

    @Override
    protected Match match(JsonNode v) {
        if (isNode(v)) {
            return new Match.Maybe(92, "nodes with inEdges, outEdges and data");
        }
        if (isDataset(v)) {
            return new Match.Maybe(91, "type " + Nodes.scalar(v, "type") + " beside physicalName and sourceName");
        }
        if (isJob(v)) {
            return new Match.Maybe(88, "type " + Nodes.scalar(v, "type") + " beside namespace, inputs and outputs");
        }
        if (isRun(v)) {
            return new Match.Maybe(80, "runs with state, nominal times and arguments");
        }
        return Match.NO;
    }

    @Override
    protected Match match(String text) {
        return text.contains("\"physicalName\"") && text.contains("\"sourceName\"") && text.contains("\"namespace\"")
                ? new Match.Maybe(70, "text with physicalName, sourceName and namespace") : Match.NO;
    }


    private static boolean isDataset(JsonNode v) {
        return v.has("physicalName") && v.has("sourceName") && v.has("name")
                && (v.has("namespace") || v.has("id")) && DATA_TYPES.contains(String.valueOf(Nodes.scalar(v, "type")));
    }

    private static boolean isJob(JsonNode v) {
        return JOB_TYPES.contains(String.valueOf(Nodes.scalar(v, "type"))) && v.has("name") && v.has("namespace")
                && v.has("inputs") && v.has("outputs");
    }

    private static boolean isRun(JsonNode v) {
        return v.has("id") && v.has("state") && v.has("nominalStartTime") && (v.has("args") || v.has("durationMs"));
    }

    private static boolean isNode(JsonNode v) {
        return v.has("inEdges") && v.has("outEdges") && v.has("data") && v.has("type");
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        JsonNode inner = n.isObject() && isNode(n) ? Nodes.at(n, "data") : n;
        if (inner != null && isDataset(inner)) {
            events.accept(dataset(inner).build());
        } else if (inner != null && (isJob(inner) || inner != n && "JOB".equals(Nodes.scalar(n, "type")))) {
            events.accept(job(inner).build());
            JsonNode latest = Nodes.at(inner, "latestRun");
            if (latest != null && Nodes.scalar(latest, "id") != null) {
                events.accept(run(latest, inner).build());
            }
        } else if (n.isObject() && (isRun(n) || n.has("state") && n.has("id") && n.has("createdAt"))) {
            events.accept(run(n, n).build());
        } else if (inner != n && inner != null) {
            events.accept(dataset(inner).build());
        } else if (!Answers.read(record, WRAPPERS, this, events)) {
            throw new BadRecordException("no object of Marquez: no data set with physicalName, no job with inputs and "
                    + "outputs, no run with state, no node with edges");
        }
    }

    private static Event.Builder thing(String operation, JsonNode n) {
        Times.Time at = Times.first(n, "updatedAt", "createdAt");
        String name = Nodes.scalar(n, "name");
        Event.Builder b = Event.of(EventKind.LINEAGE).operation(operation).name(name)
                .time(at.nanos(), at.text(), at.rule()).addText(Nodes.scalar(n, "description"));
        b.extra("namespace", namespace(n)).extra("tags", Leaves.list(n.get("tags")));
        Extras.add(b, "", n, MAPPED);
        return at.text() == null ? b : b.identity("marquez/" + operation + "/" + namespace(n) + "/" + name + "/"
                + at.text());
    }

    private static String namespace(JsonNode n) {
        String namespace = Nodes.scalar(n, "namespace");
        return namespace != null ? namespace : Nodes.scalar(n, "id", "namespace");
    }

    private static Event.Builder dataset(JsonNode n) {
        String name = Nodes.scalar(n, "name");
        String version = Nodes.first(n, "currentVersion", "version");
        Event.Builder b = thing("DATASET", n).version(version).lineage(new LineageFact(null, null, null, null, null,
                List.of(), name == null ? List.of() : List.of(new LineageFact.Dataset(namespace(n), name, version,
                "dataset"))));
        Map<String, Integer> whole = personal(n.get("tags"));
        Map<String, Integer> columns = new TreeMap<>();
        StringJoiner fields = new StringJoiner(", ");
        if (n.get("fields") != null && n.get("fields").isArray()) {
            for (JsonNode f : n.get("fields")) {
                String tags = Leaves.list(f.get("tags"));
                fields.add(Nodes.scalar(f, "name") + ": " + Nodes.scalar(f, "type") + (tags == null ? "" : " [" + tags
                        + "]"));
                personal(f.get("tags")).keySet().forEach(k -> columns.merge(k, 1, Integer::sum));
                b.addText(Nodes.scalar(f, "description"));
            }
        }
        // the tag of a data set says again what the tags of its columns say
        whole.forEach(columns::putIfAbsent);
        columns.forEach((kind, count) -> b.addPersonalData(new PersonalData(kind, count, true)));
        return b.extra("fields", fields.length() == 0 ? null : Rest.cut(fields.toString()));
    }

    /** Tags of a data set or column that say what kind of personal data is there, each once. */
    private static Map<String, Integer> personal(JsonNode tags) {
        Map<String, Integer> kinds = new TreeMap<>();
        for (String tag : Leaves.of(tags)) {
            String upper = tag.toUpperCase(Locale.ROOT);
            if (upper.equals("PII") || upper.equals("PHI") || upper.equals("SENSITIVE") || upper.equals("GDPR")) {
                kinds.put(upper, 1);
            }
        }
        return kinds;
    }

    private static Event.Builder job(JsonNode n) {
        Event.Builder b = thing("JOB", n).lineage(new LineageFact(null, null, null, namespace(n),
                Nodes.scalar(n, "name"), things(n.get("inputs")), things(n.get("outputs"))));
        return b.addText(Nodes.scalar(n, "context", "sql"));
    }

    private static Event.Builder run(JsonNode n, JsonNode job) {
        String id = Nodes.scalar(n, "id");
        String state = Nodes.scalar(n, "state");
        String fact = state == null ? null : switch (state) {
            case "COMPLETED" -> "COMPLETE";
            case "FAILED" -> "FAIL";
            case "ABORTED" -> "ABORT";
            case "NEW" -> "OTHER";
            default -> state;
        };
        Times.Time start = Times.first(n, "startedAt", "createdAt", "nominalStartTime");
        String name = n == job ? Nodes.first(n, "jobName") : Nodes.scalar(job, "name");
        Event.Builder b = Event.of(EventKind.LINEAGE).operation(state).name(name == null ? id : name).trace(id).span(id)
                .time(start.nanos(), start.text(), start.rule())
                .duration(Times.of(n.get("startedAt")).until(Times.of(n.get("endedAt"))))
                .status("COMPLETE".equals(fact) ? "ok" : "FAIL".equals(fact) ? "error" : null)
                .identity("marquez/run/" + id + "/" + state)
                .lineage(new LineageFact(fact, id, null, namespace(job), name, things(job.get("inputs")),
                things(job.get("outputs"))));
        Extras.add(b, "", n, Set.of("id", "state"));
        return b;
    }

    private static List<LineageFact.Dataset> things(JsonNode list) {
        List<LineageFact.Dataset> things = new ArrayList<>();
        if (list != null && list.isArray()) {
            for (JsonNode d : list) {
                if (Nodes.scalar(d, "name") != null && things.size() < 10_000) {
                    String name = Nodes.scalar(d, "name");
                    things.add(new LineageFact.Dataset(Nodes.scalar(d, "namespace"), name, null,
                            name.startsWith("models.") ? "model" : "dataset"));
                }
            }
        }
        return things;
    }
}
