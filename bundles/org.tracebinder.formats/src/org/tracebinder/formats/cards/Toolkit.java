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
import org.tracebinder.core.PersonalData;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Leaves;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.jsonld.Graph;
import tools.jackson.databind.JsonNode;

/** A card in the JSON of the Model Card Toolkit. */
final class Toolkit {

    private static final int MAX = 5_000;

    private Toolkit() {
    }

    static void read(JsonNode n, Consumer<Event> events) {
        JsonNode details = n.get("model_details");
        String name = Nodes.scalar(details, "name");
        JsonNode versioned = Nodes.at(details, "version");
        String version = versioned != null && versioned.isObject() ? Nodes.scalar(versioned, "name")
                : Nodes.scalar(versioned);
        Times.Time at = Times.of(Nodes.at(versioned, "date"));
        JsonNode owner = first(details.get("owners"));
        List<LineageFact.Dataset> inputs = new ArrayList<>();
        Event.Builder b = Event.of(EventKind.LINEAGE).operation("model card").name(name).version(version)
                .time(at.nanos(), at.text(), at.rule()).actor(Nodes.scalar(owner, "name"));
        for (JsonNode d : Graph.each(Nodes.at(n, "model_parameters", "data"))) {
            String data = Nodes.scalar(d, "name");
            if (data != null && inputs.size() < MAX) {
                inputs.add(new LineageFact.Dataset(null, data, null, "dataset"));
            }
            for (String kind : Leaves.of(Nodes.at(d, "sensitive", "sensitive_data"))) {
                b.addPersonalData(new PersonalData(kind.length() > 60 ? "SENSITIVE_DATA" : kind, 1, true));
            }
        }
        b.lineage(new LineageFact(null, null, null, null, null, inputs, name == null ? List.of()
                : List.of(new LineageFact.Dataset(null, name, version, "model"))));
        b.identity(name == null ? null : "model-card/" + name + "/" + version);
        b.addText(Nodes.scalar(details, "overview")).addText(Leaves.words(n.get("considerations")));
        Extras.add(b, "model_details.", details, Set.of("name"));
        Extras.add(b, "model_parameters.", n.get("model_parameters"), Set.of());
        Extras.add(b, "considerations.", n.get("considerations"), Set.of());
        Extras.add(b, "", n, Set.of("model_details", "model_parameters", "considerations", "quantitative_analysis"));
        events.accept(b.build());
        int count = 0;
        for (JsonNode m : Graph.each(Nodes.at(n, "quantitative_analysis", "performance_metrics"))) {
            if (++count <= MAX) {
                events.accept(metric(m, name, version));
            }
        }
    }

    private static JsonNode first(JsonNode list) {
        return list != null && list.isArray() && !list.isEmpty() ? list.get(0) : list;
    }

    private static Event metric(JsonNode m, String model, String version) {
        String slice = Nodes.scalar(m, "slice");
        String test = Nodes.scalar(m, "type") + (slice == null ? "" : " on " + slice);
        BigDecimal score = Nodes.decimal(Nodes.scalar(m, "value"));
        Event.Builder b = Event.of(EventKind.EVALUATION).operation("claimed metric").name(test)
                .evaluation(new Evaluation("model card of " + model, test, model, version, null, score == null ? null
                        : score.doubleValue(), null));
        Extras.add(b, "", m, Set.of());
        return b.extra("source", "stated in the card, not measured by the source of this file").build();
    }
}
