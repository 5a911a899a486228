// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mlflow;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** The model registry: models, their versions with stage, aliases and tags, prompts, and experiments. */
final class Registry {

    private static final Set<String> MAPPED = Set.of("name", "version", "versions", "latest_versions", "description",
            "user_id", "creation_timestamp", "creation_time", "_table", "_joined");

    private Registry() {
    }

    static boolean isVersion(JsonNode n) {
        return n.has("name") && n.has("version") && n.has("current_stage") && (n.has("run_id") || n.has("source"));
    }

    static boolean isModel(JsonNode n) {
        JsonNode model = n.get("registered_model");
        JsonNode inner = model != null && model.isObject() ? model : n;
        return inner.has("name") && inner.has("creation_timestamp") && (inner.has("versions")
                || inner.has("latest_versions") || model != null);
    }

    static boolean isExperiment(JsonNode n) {
        return n.has("experiment_id") && n.has("lifecycle_stage") && n.has("artifact_location");
    }

    /** @param about adds to each event what stands around the model */
    static void model(JsonNode n, String exported, RawRecord record, String path, UnaryOperator<Event.Builder> about,
            Consumer<Event> events) throws BadRecordException {
        JsonNode inner = Nodes.at(n, "registered_model");
        JsonNode model = inner != null ? inner : n;
        String here = join(path, inner != null ? "registered_model" : "");
        String versions = model.has("versions") ? "versions" : "latest_versions";
        Event.Builder b = thing("registered_model", model);
        b.identity("mlflow/model/" + Nodes.scalar(model, "name") + "/" + Nodes.first(model, "last_updated_timestamp")
                + (exported == null ? "" : "/" + exported));
        events.accept(about.apply(b).build());
        Parts parts = Parts.of(record, Set.of(join(here, versions)));
        JsonNode list = model.get(versions);
        for (int i = 0; list != null && list.isArray() && i < list.size(); i++) {
            if (list.get(i).isObject()) {
                events.accept(about.apply(parts.mark(version(list.get(i), exported), join(here, versions), i))
                        .build());
            }
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : name.isEmpty() ? path : path + "." + name;
    }

    /**
     * A version is what its run wrote, when its source lies among the artifacts of that run or is a model that was
     * logged; otherwise it rests on its source, as a copy of another version does. The registry is no job.
     */
    static Event.Builder version(JsonNode v, String exported) {
        String name = Nodes.scalar(v, "name");
        String number = Nodes.scalar(v, "version");
        String run = Nodes.scalar(v, "run_id");
        String from = madeBy(Nodes.scalar(v, "source"), run);
        boolean wrote = run != null && from != null && (from.startsWith("runs:/" + run + "/")
                || from.matches("models:/[^/@]+"));
        LineageFact.Dataset source = from == null ? null : new LineageFact.Dataset(null, from, null, "model");
        LineageFact.Dataset made = name == null ? null : new LineageFact.Dataset(null, name, number, "model");
        Event.Builder b = thing("model_version", v).version(number).trace(run).parent(run)
                .name(name + " version " + number).lineage(new LineageFact(null, source == null || wrote ? run : null,
                null, null, null, source == null || wrote ? List.of() : List.of(source),
                Stream.of(wrote ? source : null, made).filter(Objects::nonNull).toList()));
        b.identity("mlflow/version/" + name + "/" + number + "/" + Nodes.first(v, "last_updated_timestamp",
                "last_updated_time") + "/" + Nodes.scalar(v, "current_stage") + (exported == null ? "" : "/"
                        + exported));
        return b;
    }

    /** The artifact of the run that a version was made of: {@code runs:/<run>/<path>}. */
    private static String madeBy(String source, String run) {
        if (source == null || source.startsWith("runs:/") || source.startsWith("models:/")) {
            return source;
        }
        int at = run == null ? -1 : source.indexOf(run + "/artifacts/");
        return at < 0 ? source : "runs:/" + run + "/" + source.substring(at + run.length() + "/artifacts/".length());
    }

    static Event.Builder experiment(JsonNode e, String exported) {
        Event.Builder b = thing("experiment", e);
        b.identity("mlflow/experiment/" + Nodes.first(e, "experiment_id", "id") + "/" + Nodes.first(e,
                "last_update_time")
                + (exported == null ? "" : "/" + exported));
        return b;
    }

    /** What models, versions, prompts, experiments and datasets have in common. */
    static Event.Builder thing(String operation, JsonNode n) {
        Times.Time at = Times.first(n, "creation_timestamp", "creation_time", "create_time", "created_time",
                "creation_timestamp_ms");
        String name = Nodes.first(n, "name", "id", "experiment_id");
        Event.Builder b = Event.of(EventKind.LINEAGE).operation(operation).name(name).actor(Nodes.first(n, "user_id",
                "created_by")).time(at.nanos(), at.text(), at.rule()).addText(Nodes.scalar(n, "description"))
                .addText(Nodes.scalar(n, "commit_message")).addText(Nodes.scalar(n, "template"));
        Extras.add(b, "", n, MAPPED);
        Traces.rest(b, "tag.", n.has("tags") && n.get("tags").isArray() ? Pairs.object(n.get("tags")) : null, Set.of());
        return b;
    }
}
