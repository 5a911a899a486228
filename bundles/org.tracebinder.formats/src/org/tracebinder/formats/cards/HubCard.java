// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.cards;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.jsonld.Graph;
import tools.jackson.databind.JsonNode;

/** A card as model hubs keep it: what the front matter says, and the words below. */
final class HubCard {

    private static final int MAX_RESULTS = 5_000;

    private HubCard() {
    }

    /** @param given what the place of the card calls its subject, null when it says nothing */
    static void read(JsonNode m, String body, String given, Consumer<Event> events) {
        boolean dataset = !m.has("pipeline_tag") && !m.has("model-index") && !m.has("base_model")
                && !m.has("library_name") && (m.has("task_categories") || m.has("size_categories")
                || m.has("annotations_creators") || m.has("dataset_info") || m.has("source_datasets"));
        String name = Nodes.first(m, "model_name", "pretty_name", "model_id");
        if (name == null && m.get("model-index") != null && m.get("model-index").isArray()) {
            name = Nodes.scalar(m.get("model-index").get(0), "name");
        }
        name = name != null ? name : heading(body) != null ? heading(body) : given;
        String version = Nodes.first(m, "version", "revision");
        List<LineageFact.Dataset> inputs = new ArrayList<>();
        add(inputs, m.get(dataset ? "source_datasets" : "datasets"), "dataset");
        add(inputs, m.get("base_model"), "model");
        Event.Builder b = Event.of(EventKind.LINEAGE).operation(dataset ? "data set card" : "model card").name(name)
                .version(version).addText(body).lineage(new LineageFact(null, null, null, null, null, inputs,
                name == null ? List.of() : List.of(new LineageFact.Dataset(null, name, version,
                dataset ? "dataset" : "model"))));
        Extras.add(b, "", m, Set.of("model-index"));
        b.extra("card", body.isEmpty() ? null : Rest.cut(body));
        events.accept(b.build());
        results(m, events);
    }

    private static void add(List<LineageFact.Dataset> to, JsonNode names, String type) {
        for (JsonNode n : Graph.each(names)) {
            String name = Nodes.scalar(n);
            if (name != null && to.size() < 1_000) {
                to.add(new LineageFact.Dataset(null, name, null, type));
            }
        }
    }

    private static String heading(String body) {
        return body.lines().limit(50).filter(l -> l.startsWith("# ")).map(l -> l.substring(2).strip())
                .filter(l -> !l.isEmpty() && l.length() <= 200).findFirst().orElse(null);
    }

    private static void results(JsonNode m, Consumer<Event> events) {
        int count = 0;
        for (JsonNode model : Graph.each(m.get("model-index"))) {
            for (JsonNode result : Graph.each(model.get("results"))) {
                for (JsonNode metric : Graph.each(result.get("metrics"))) {
                    if (++count <= MAX_RESULTS) {
                        events.accept(result(Nodes.scalar(model, "name"), result, metric));
                    }
                }
            }
        }
    }

    private static Event result(String model, JsonNode result, JsonNode metric) {
        String type = Nodes.first(metric, "name", "type");
        String data = Nodes.scalar(result, "dataset", "name");
        String test = data == null ? type : type + " on " + data;
        BigDecimal score = Nodes.decimal(Nodes.scalar(metric, "value"));
        Event.Builder b = Event.of(EventKind.EVALUATION).operation("claimed metric").name(test)
                .evaluation(new Evaluation("model card" + (model == null ? "" : " of " + model), test, model, null,
                        null,
                score == null ? null : score.doubleValue(), null));
        Extras.add(b, "metric.", metric, Set.of());
        Extras.add(b, "", result, Set.of("metrics"));
        return b.extra("source", "stated in the card, not measured by the source of this file").build();
    }
}
