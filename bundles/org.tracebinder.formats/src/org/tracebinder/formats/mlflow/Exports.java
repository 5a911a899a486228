// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mlflow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.LineageFact;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** A file of mlflow-export-import: who exported it when, beside what was exported. */
final class Exports {

    private static final Set<String> LISTED = Set.of("logged_models", "runs", "traces", "prompts", "experiments");

    private Exports() {
    }

    static void read(JsonNode n, RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode inside = n.get("mlflow");
        String exported = Nodes.scalar(n, "system", "export_time");
        if (Runs.isRun(inside)) {
            events.accept(about(Runs.event(inside, exported), n).build());
            return;
        }
        if (Registry.isModel(inside)) {
            Registry.model(inside, exported, record, "mlflow", e -> about(e, n), events);
            return;
        }
        Parts parts = Parts.of(record, Set.of("mlflow.experiments", "mlflow.logged_models"));
        int given = 0;
        for (Map.Entry<String, JsonNode> member : inside.properties()) {
            String key = member.getKey();
            JsonNode value = member.getValue();
            if (value.isObject() && !value.isEmpty()) {
                events.accept(about(single(key, value, exported), n).build());
                given++;
            } else if (value.isArray() && LISTED.contains(key)) {
                for (int i = 0; i < value.size(); i++) {
                    if (value.get(i).isObject()) {
                        String what = key.substring(0, key.length() - 1);
                        events.accept(about(parts.mark(single(what, value.get(i), exported), "mlflow." + key, i), n)
                                .build());
                        given++;
                        models(value.get(i).get("logged_models"), exported, n, events);
                    }
                }
            }
        }
        if (given == 0) {
            // manifests and lists that name nothing still say that an export took place
            Event.Builder b = Registry.thing("export", inside).identity("mlflow/export/" + exported + "/"
                    + Nodes.scalar(n, "system", "script") + "/" + record.source().path());
            Times.Time at = Times.of(Nodes.at(n, "system", "export_time"));
            events.accept(about(b, n).time(at.nanos(), at.text(), at.rule()).build());
        }
    }

    private static void models(JsonNode list, String exported, JsonNode n, Consumer<Event> events) {
        if (list != null && list.isArray()) {
            for (JsonNode model : list) {
                JsonNode info = Nodes.at(model, "info") != null ? model.get("info") : model;
                if (info.isObject()) {
                    events.accept(about(single("logged_model", info, exported), n).build());
                }
            }
        }
    }

    private static Event.Builder single(String key, JsonNode value, String exported) {
        if (key.equals("experiment")) {
            return Registry.experiment(value, exported);
        }
        String name = Nodes.first(value, "name", "id");
        String version = Nodes.scalar(value, "version");
        // the version of a prompt or a data set is none of a model
        Event.Builder b = Registry.thing(key, value).version(key.contains("model") ? version : null)
                .extra("version", key.contains("model") ? null : version)
                .identity("mlflow/" + key + "/" + name + "/" + version + "/" + exported);
        String type = key.contains("dataset") ? "dataset" : key.contains("model") ? "model" : null;
        if (type != null && name != null) {
            String run = Nodes.first(value, "source_run_id", "run_id");
            String digest = Nodes.first(value, "digest", "model_id", "dataset_id");
            b.lineage(new LineageFact(null, run, null, null, null, List.of(), List.of(new LineageFact.Dataset(null,
                    name,
                    version != null ? version : digest, type))));
        }
        return b;
    }

    /** Who exported it when and with what, what could not be exported, and lists of ids beside what was. */
    private static Event.Builder about(Event.Builder b, JsonNode n) {
        Extras.add(b, "export.", n.get("system"), Set.of());
        Extras.add(b, "export.info.", n.get("info"), Set.of());
        for (Map.Entry<String, JsonNode> member : n.get("mlflow").properties()) {
            JsonNode value = member.getValue();
            if (value.isValueNode() || value.isArray() && !value.isEmpty() && value.get(0).isValueNode()) {
                b.extra("export." + member.getKey(), Rest.cut(Nodes.text(value)));
            }
        }
        return b;
    }
}
