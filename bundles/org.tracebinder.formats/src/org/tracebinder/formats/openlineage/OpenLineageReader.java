// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.openlineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.formats.common.Heads;
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

/** OpenLineage run, job and dataset events, with or without the members that the specification asks for. */
public final class OpenLineageReader implements FormatReader {

    private static final List<String> WRAPPERS = List.of("events");

    @Override
    public String id() {
        return "openlineage";
    }

    @Override
    public String label() {
        return "OpenLineage";
    }

    @Override
    public Match probe(Head head) {
        Match best = Match.NO;
        for (JsonNode v : Heads.values(head, WRAPPERS)) {
            String schema = Nodes.scalar(v, "schemaURL");
            boolean about = v.has("job") || v.has("run") || v.has("dataset");
            if (about && schema != null && schema.contains("openlineage.io/spec")) {
                return new Match.Maybe(97, "schemaURL of OpenLineage beside a run, job or dataset");
            }
            if (about && v.has("eventTime") && (v.has("producer") || schema != null)) {
                best = new Match.Maybe(92, "eventTime and producer beside a run, job or dataset");
            } else if (best == Match.NO && v.has("eventTime") && v.has("job") && (v.has("inputs") || v.has("run"))) {
                best = new Match.Maybe(85, "eventTime and job beside inputs or a run");
            } else if (best == Match.NO && v.has("eventType") && v.has("job") && v.has("inputs") && v.has("outputs")) {
                best = new Match.Maybe(80, "eventType and job beside inputs and outputs");
            }
        }
        if (best == Match.NO && !head.complete() || best == Match.NO && cut(head)) {
            for (JsonNode v : head.values()) {
                boolean run = Nodes.scalar(v, "eventType") != null && Nodes.at(v, "run", "facets") != null;
                boolean dataset = Nodes.scalar(v, "dataset", "namespace") != null
                        && Nodes.scalar(v, "dataset", "name") != null;
                if (v.has("eventTime") && (run || dataset)) {
                    return new Match.Maybe(72,
                            "the beginning of an event: eventTime beside a run or dataset with facets");
                }
            }
        }
        if (best == Match.NO && head.text().contains("openlineage.io/spec/") && head.text().contains("\"eventTime\"")) {
            return new Match.Maybe(75, "text with an OpenLineage schema and eventTime");
        }
        return best;
    }

    /** A document whose end is missing. */
    private static boolean cut(Head head) {
        int open = 0;
        boolean inText = false;
        String text = head.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                inText = !inText;
            } else if (inText) {
                i += c == '\\' ? 1 : 0;
            } else {
                open += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            }
        }
        return inText || open > 0;
    }

    @Override
    public Framing framing(Head head) {
        return new Framing.Json(WRAPPERS);
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        boolean about = n.isObject() && (isObject(n, "run") || isObject(n, "job") || isObject(n, "dataset"));
        if (!about) {
            throw new BadRecordException("no OpenLineage event: none of run, job, dataset"
                    + Nodes.firstKey(n));
        }
        if (!n.has("eventTime") && !n.has("eventType") && !n.has("producer") && !n.has("schemaURL")) {
            throw new BadRecordException("no OpenLineage event: none of eventTime, eventType, producer, schemaURL");
        }
        events.accept(event(n));
    }

    private static boolean isObject(JsonNode n, String name) {
        JsonNode member = n.get(name);
        return member != null && member.isObject();
    }

    private static Event event(JsonNode n) {
        String run = Nodes.scalar(n, "run", "runId");
        String state = Nodes.scalar(n, "eventType");
        String job = Nodes.scalar(n, "job", "name");
        JsonNode parentFacet = Nodes.at(n, "run", "facets", "parent");
        String parent = or(Nodes.scalar(parentFacet, "run", "runId"), Nodes.scalar(parentFacet, "runId"));
        String root = Nodes.scalar(parentFacet, "root", "run", "runId");
        List<LineageFact.Dataset> inputs = datasets(n.get("inputs"));
        List<LineageFact.Dataset> outputs = datasets(n.get("outputs"));
        JsonNode alone = n.get("dataset");
        // the event of a dataset has neither run nor job; beside them it is no claim that the job wrote it
        if (run == null && job == null && alone != null && alone.isObject() && Nodes.scalar(alone, "name") != null) {
            outputs.add(dataset(alone));
        }
        Times.Time at = Times.of(n.get("eventTime"));
        String operation = state != null ? state : run != null ? null : job != null ? "JOB" : "DATASET";
        Event.Builder b = Event.of(EventKind.LINEAGE).operation(operation)
                .name(job != null ? job : Nodes.scalar(alone, "name")).trace(root != null ? root : run).span(run)
                .parent(parent).time(at.nanos(), at.text(), at.rule())
                .lineage(new LineageFact(state, run, parent, Nodes.scalar(n, "job", "namespace"), job, inputs,
                outputs, ColumnFacet.of(n), code(Nodes.at(n, "job", "facets", "sourceCodeLocation"))));
        b.extra("job.namespace", Nodes.scalar(n, "job", "namespace"));
        if (run != null) {
            b.identity(run + "/" + state + "/" + at.text());
        }
        if ("FAIL".equals(state)) {
            b.status("error");
        } else if ("COMPLETE".equals(state)) {
            b.status("ok");
        }
        String error = Nodes.scalar(n, "run", "facets", "errorMessage", "message");
        b.error(error).addText(error);
        new Facets(b).event(n);
        return b.build();
    }

    /** SourceCodeLocationJobFacet: a commit says more than a tag, a tag more than a branch. */
    private static List<LineageFact.Code> code(JsonNode facet) {
        return LineageFact.Code.of(Nodes.scalar(facet, "repoUrl"), Nodes.scalar(facet, "path"),
                Nodes.scalar(facet, "url"), Nodes.first(facet, "version", "tag", "branch"));
    }

    private static List<LineageFact.Dataset> datasets(JsonNode list) {
        List<LineageFact.Dataset> datasets = new ArrayList<>();
        if (list != null && list.isArray()) {
            for (JsonNode d : list) {
                if (Nodes.scalar(d, "name") != null) {
                    datasets.add(dataset(d));
                }
            }
        }
        return datasets;
    }

    static LineageFact.Dataset dataset(JsonNode d) {
        String name = Nodes.scalar(d, "name");
        String version = or(Nodes.scalar(d, "facets", "version", "datasetVersion"), Nodes.scalar(d, "facets",
                "datasetVersion",
                "datasetVersion"));
        return new LineageFact.Dataset(Nodes.scalar(d, "namespace"), name, version, type(d, name));
    }

    /** Data, model or deployment: by what a facet says, else by how the name begins. */
    private static String type(JsonNode d, String name) {
        String said = or(Nodes.scalar(d, "facets", "datasetType", "datasetType"), Nodes.scalar(d, "facets", "type",
                "type"));
        String word = said == null ? "" : said.toLowerCase(Locale.ROOT);
        String lower = name.toLowerCase(Locale.ROOT);
        if (word.contains("deployment") || word.contains("endpoint") || begins(lower, "serving.", "deployment.",
                "endpoint.",
                "deployments/", "endpoints/")) {
            return "deployment";
        }
        JsonNode facets = d.get("facets");
        boolean facet = false;
        if (facets != null && facets.isObject()) {
            for (Map.Entry<String, JsonNode> f : facets.properties()) {
                String key = f.getKey().toLowerCase(Locale.ROOT);
                facet |= key.equals("model") || key.equals("mlmodel") || key.startsWith("model_")
                        || key.equals("modelversion");
            }
        }
        boolean model = facet || word.equals("model") || word.contains("ml_model")
                || begins(lower, "models.", "model.", "models:/", "models/", "mlflow.", "mlflow:");
        return model ? "model" : "dataset";
    }

    private static boolean begins(String name, String... prefixes) {
        for (String p : prefixes) {
            if (name.startsWith(p)) {
                return true;
            }
        }
        return false;
    }

    private static String or(String first, String second) {
        return first != null ? first : second;
    }
}
