// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mlflow;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Yaml;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tree {@code mlruns/<experiment>/<run>/}: {@code meta.yaml}, and one small file for each parameter, metric and
 * tag.
 * What a small file means stands in its path.
 */
final class FileStore {

    private static final Pattern METRIC = Pattern.compile("\\d{10,19} (?:[-+]?[0-9.eE+-]{1,30}|nan|-?inf) -?\\d{1,19}");
    /** What the file of an alias holds. */
    private static final Pattern VERSION = Pattern.compile("\\s*\\d{1,10}\\s*");
    private static final int MAX_TEXT = 1 << 20;

    private FileStore() {
    }

    static Match probe(Head head) {
        SmallFile small = SmallFile.of(head.path());
        String text = head.text();
        if (small != null && head.bytes().length < Head.SIZE && (!small.operation().equals("alias")
                || VERSION.matcher(text).matches())) {
            return new Match.Maybe(82, "its path: " + small.folder() + " in an mlruns tree");
        }
        if (has(text, "artifact_uri") && (has(text, "run_id") || has(text, "run_uuid"))) {
            return new Match.Maybe(90, "meta.yaml of a run: artifact_uri and run id");
        }
        if (has(text, "artifact_location") && has(text, "experiment_id")) {
            return new Match.Maybe(90, "meta.yaml of an experiment: artifact_location and experiment_id");
        }
        if (has(text, "current_stage") && has(text, "version") || has(text, "last_updated_timestamp")
                && has(text, "creation_timestamp") && has(text, "name")) {
            return new Match.Maybe(85, "meta.yaml of a registered model or its version");
        }
        if (has(text, "digest") && has(text, "source_type") && has(text, "name")) {
            return new Match.Maybe(85, "meta.yaml of a dataset: digest and source_type");
        }
        if (has(text, "source_id") && has(text, "source_type") && has(text, "destination_id")) {
            return new Match.Maybe(90, "what a run read or wrote: source_id and destination_id");
        }
        if (has(text, "assessment_id") && has(text, "source")) {
            return new Match.Maybe(90, "what was said of a trace: assessment_id and source");
        }
        if (has(text, "trace_id") && has(text, "trace_location") || has(text, "request_id")
                && has(text, "timestamp_ms")) {
            return new Match.Maybe(88, "trace_info.yaml of a trace");
        }
        if (has(text, "flavors") && has(text, "artifact_path") && (has(text, "run_id") || has(text, "model_uuid"))) {
            return new Match.Maybe(90, "an MLmodel file: flavors, artifact_path and run_id");
        }
        return isMetrics(head) ? new Match.Maybe(60, "lines of time, value and step, as metrics are kept") : Match.NO;
    }

    private static boolean has(String text, String key) {
        return text.startsWith(key + ":") || text.contains("\n" + key + ":");
    }

    static boolean isMetrics(Head head) {
        List<String> lines = head.text().lines().limit(20).toList();
        int whole = head.complete() ? lines.size() : lines.size() - 1;
        return whole > 0 && lines.stream().limit(whole).allMatch(l -> METRIC.matcher(l).matches());
    }

    static boolean isSmallFile(String path) {
        return SmallFile.of(path) != null;
    }

    static void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        if (record.length() > MAX_TEXT) {
            throw new BadRecordException("longer than 1 MiB, which no file of an mlruns tree is");
        }
        String text = record.text();
        SmallFile small = SmallFile.of(record.source().path());
        if (small != null) {
            if (!small.operation().equals("metric") || METRIC.matcher(text.strip()).matches()) {
                events.accept(small(small, text));
            } else if (!text.isBlank()) {
                throw new BadRecordException("no line of time, value and step");
            }
        } else if (METRIC.matcher(text.strip()).matches()) {
            events.accept(metric(record.source().name(), null, text.strip()).build());
        } else {
            yaml(Yaml.texts(text), record, events);
        }
    }

    private static Event small(SmallFile file, String text) {
        String owner = file.run() == null ? file.of() : file.run();
        if (file.operation().equals("metric")) {
            return metric(file.key(), file.run(), text.strip()).extra("experiment", file.experiment())
                    .extra("of", file.of()).build();
        }
        boolean trace = file.operation().equals("request_metadata");
        Event.Builder b = Event.of(EventKind.OTHER).operation(file.operation()).name(file.key()).trace(file.run())
                .parent(trace ? null : file.run()).addText(text);
        Tables.whose(b, file.key(), text.strip());
        return b.identity("mlflow/file/" + owner + "/" + file.folder() + "/" + file.key())
                .extra("experiment", file.experiment()).extra("of", file.of())
                .extra(file.operation() + "." + file.key(), Rest.cut(text)).build();
    }

    private static Event.Builder metric(String key, String run, String line) {
        String[] parts = line.split(" ");
        Times.Time at = Times.parse(parts[0]);
        return Event.of(EventKind.OTHER).operation("metric").name(key).trace(run).parent(run)
                .time(at.nanos(), at.text(), at.rule()).extra("metric." + key, parts[1]).extra("step", parts[2])
                .identity(run == null ? null : "mlflow/file/" + run + "/metrics/" + key + "/" + line);
    }

    private static void yaml(JsonNode n, RawRecord record, Consumer<Event> events) throws BadRecordException {
        if (Runs.isRun(n)) {
            events.accept(Runs.event(n, null, List.of(), List.of(), null).build());
        } else if (Registry.isVersion(n)) {
            events.accept(Registry.version(n, null).build());
        } else if (Registry.isExperiment(n)) {
            events.accept(Registry.experiment(n, null).build());
        } else if (n.has("assessment_id") && n.has("source")) {
            events.accept(Traces.assessment(n, null).build());
        } else if (n.has("source_id") && n.has("destination_id")) {
            events.accept(Tables.input(n));
        } else if (n.has("trace_id") || n.has("timestamp_ms")) {
            events.accept(Traces.info(n).build());
        } else if (n.has("flavors") && Nodes.scalar(n, "artifact_path") != null) {
            events.accept(model(n));
        } else if (n.has("digest") && n.has("source_type")) {
            ObjectNode row = JsonNodeFactory.instance.objectNode().put("_table", "datasets");
            n.properties().forEach(m -> row.set(m.getKey(), m.getValue()));
            row.set("dataset_source_type", n.get("source_type"));
            row.put("dataset_uuid", SmallFile.dataset(record.source().path()));
            Tables.read(row, record, events);
        } else if (Nodes.scalar(n, "name") != null && n.has("creation_timestamp")) {
            events.accept(Registry.thing("registered_model", n).identity("mlflow/model/" + Nodes.scalar(n, "name") + "/"
                    + Nodes.first(n, "last_updated_timestamp")).build());
        } else {
            throw new BadRecordException("no file of an mlruns tree: neither run, experiment, model, dataset"
                    + " nor trace");
        }
    }

    /** An MLmodel file: the run wrote this model. */
    private static Event model(JsonNode n) {
        String run = Nodes.scalar(n, "run_id");
        String path = Nodes.scalar(n, "artifact_path");
        String name = run == null ? path : "runs:/" + run + "/" + path;
        Event.Builder b = Registry.thing("logged_model", n).name(name).trace(run).parent(run)
                .version(Nodes.scalar(n, "model_uuid"));
        Times.Time at = Times.of(n.get("utc_time_created"));
        b.time(at.nanos(), at.text(), at.rule()).identity("mlflow/MLmodel/" + name + "/" + at.text());
        return b.lineage(new LineageFact(null, run, null, null, null, List.of(), List.of(new LineageFact.Dataset(null,
                name, Nodes.scalar(n, "model_uuid"), "model")))).build();
    }
}
