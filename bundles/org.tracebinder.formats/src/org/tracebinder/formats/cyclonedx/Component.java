// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.cyclonedx;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.PersonalData;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Leaves;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import tools.jackson.databind.JsonNode;

/** Components of a bill: models with their cards and data are lineage, everything else is kept to be found. */
final class Component {

    private static final Set<String> MAPPED = Set.of("type", "name", "version", "bom-ref", "description", "modelCard",
            "components", "data", "hashes");
    private static final Set<String> CARD = Set.of("modelParameters", "quantitativeAnalysis", "considerations");
    private static final int MAX_DEPTH = 20;
    private static final int MAX_DATA = 1_000;

    private final Bom bom;

    Component(Bom bom) {
        this.bom = bom;
    }

    void read(JsonNode c, Parts parts, int index, String inside, int depth) {
        if (!c.isObject()) {
            return;
        }
        String type = Nodes.scalar(c, "type");
        boolean model = "machine-learning-model".equals(type) || Nodes.at(c, "modelCard") != null;
        boolean data = "data".equals(type);
        Event.Builder b = bom.event(model || data ? EventKind.LINEAGE : EventKind.OTHER, type, Bom.title(c))
                .span(Nodes.scalar(c, "bom-ref")).parent(inside).version(Nodes.scalar(c, "version"))
                .provider(model ? Bom.who(c) : null).addText(Nodes.scalar(c, "description"))
                .addId(Nodes.scalar(c, "purl")).identity(bom.identity(Nodes.scalar(c, "bom-ref")));
        if (parts != null && depth == 0) {
            parts.mark(b, "components", index);
        }
        b.extra("dependsOn", bom.dependsOn(Nodes.scalar(c, "bom-ref"))).extra("description", Nodes.scalar(c,
                "description")).extra("hashes", hashes(c));
        List<LineageFact.Dataset> inputs = new ArrayList<>();
        if (model) {
            card(b, c.get("modelCard"), inputs);
            behind(c, inputs);
        }
        if (model || data) {
            contents(b, Bom.list(c, "data"), "data");
            b.lineage(new LineageFact(null, null, null, null, null, inputs, List.of(new LineageFact.Dataset(
                    Nodes.scalar(c, "group"), name(c), Nodes.scalar(c, "version"), model ? "model" : "dataset"))));
        }
        Extras.add(b, "", c, MAPPED);
        bom.accept(b);
        if (model) {
            metrics(c);
        }
        if (depth < MAX_DEPTH) {
            for (JsonNode child : Bom.list(c, "components")) {
                read(child, null, 0, Nodes.scalar(c, "bom-ref"), depth + 1);
            }
        }
    }

    /** Models that this one was made from, and data and models that the bill says it depends on. */
    private void behind(JsonNode c, List<LineageFact.Dataset> inputs) {
        for (JsonNode ancestor : Bom.list(c, "pedigree", "ancestors")) {
            input(ancestor, inputs);
        }
        for (JsonNode on : bom.dependencies(Nodes.scalar(c, "bom-ref"))) {
            input(bom.ref(Nodes.scalar(on)), inputs);
        }
    }

    private static void input(JsonNode thing, List<LineageFact.Dataset> inputs) {
        String type = Nodes.scalar(thing, "type");
        boolean model = "machine-learning-model".equals(type);
        if (!model && !"data".equals(type) || inputs.size() >= MAX_DATA) {
            return;
        }
        String name = name(thing);
        if (inputs.stream().noneMatch(d -> d.name().equals(name))) {
            inputs.add(new LineageFact.Dataset(Nodes.scalar(thing, "group"), name, Nodes.scalar(thing, "version"),
                    model ? "model" : "dataset"));
        }
    }

    /** @return whether the thing is a model or data, which have a story of their own */
    static boolean isStory(JsonNode thing) {
        String type = Nodes.scalar(thing, "type");
        return "machine-learning-model".equals(type) || "data".equals(type) || Nodes.at(thing, "modelCard") != null;
    }

    private static String name(JsonNode c) {
        String name = Nodes.scalar(c, "name");
        return name == null ? "unnamed" : name;
    }

    void service(JsonNode s) {
        Event.Builder b = bom.event(EventKind.OTHER, "service", Bom.title(s)).span(Nodes.scalar(s, "bom-ref"))
                .version(Nodes.scalar(s, "version")).addText(Nodes.scalar(s, "description"));
        Extras.add(b, "", s, Set.of("name", "version", "bom-ref"));
        bom.accept(b);
    }

    static String hashes(JsonNode c) {
        StringJoiner hashes = new StringJoiner(", ");
        for (JsonNode h : Bom.list(c, "hashes")) {
            hashes.add(Nodes.scalar(h, "alg") + " " + Nodes.scalar(h, "content"));
        }
        return hashes.length() == 0 ? null : hashes.toString();
    }

    private void card(Event.Builder b, JsonNode card, List<LineageFact.Dataset> inputs) {
        JsonNode parameters = Nodes.at(card, "modelParameters");
        Extras.add(b, "modelCard.", card, CARD);
        Extras.add(b, "modelCard.parameters.", parameters, Set.of("datasets"));
        for (JsonNode d : Bom.list(parameters, "datasets")) {
            JsonNode inside = bom.ref(Nodes.scalar(d, "ref"));
            String name = inside != null ? Nodes.scalar(inside, "name") : Nodes.first(d, "name", "ref");
            if (name != null && inputs.size() < MAX_DATA) {
                String version = Nodes.scalar(inside, "version");
                inputs.add(new LineageFact.Dataset(Nodes.scalar(inside, "group"), name, version, "dataset"));
            }
        }
        contents(b, Bom.list(parameters, "datasets"), "modelCard.datasets");
        JsonNode considerations = Nodes.at(card, "considerations");
        Extras.add(b, "modelCard.considerations.", considerations, Set.of());
        b.addText(Leaves.words(parameters)).addText(Leaves.words(considerations));
        StringJoiner pictures = new StringJoiner(", ");
        for (JsonNode g : Bom.list(card, "quantitativeAnalysis", "graphics", "collection")) {
            pictures.add(String.valueOf(Nodes.scalar(g, "name")));
        }
        b.addText(Nodes.scalar(card, "quantitativeAnalysis", "graphics", "description"));
        b.extra("modelCard.graphics", pictures.length() == 0 ? null : pictures.toString());
    }

    /** What is said of data: where it is, how it is classified, who governs it. */
    private static void contents(Event.Builder b, Iterable<JsonNode> data, String key) {
        int count = 0;
        for (JsonNode d : data) {
            if (++count > MAX_DATA) {
                return;
            }
            String name = Nodes.first(d, "name", "ref");
            Extras.add(b, key + (name == null ? "" : "[" + name + "]") + ".", d, Set.of("name", "ref"));
            String classified = Nodes.scalar(d, "classification");
            String upper = classified == null ? "" : classified.strip().toUpperCase(Locale.ROOT);
            if (upper.equals("PII") || upper.equals("PHI") || upper.equals("PIFI")) {
                b.addPersonalData(new PersonalData(upper, 1, true));
            }
        }
    }

    /** The card claims results of tests; who reads them sees that nobody here measured them. */
    private void metrics(JsonNode c) {
        for (JsonNode m : Bom.list(c, "modelCard", "quantitativeAnalysis", "performanceMetrics")) {
            String type = Nodes.scalar(m, "type");
            String slice = Nodes.scalar(m, "slice");
            BigDecimal score = Nodes.decimal(Nodes.scalar(m, "value"));
            String test = type == null ? slice : slice == null ? type : type + " on " + slice;
            Event.Builder b = bom.event(EventKind.EVALUATION, "claimed metric", test).parent(Nodes.scalar(c, "bom-ref"))
                    .version(Nodes.scalar(c, "version")).evaluation(new Evaluation("model card of " + Bom.title(c),
                            test,
                    Nodes.scalar(c, "name"), Nodes.scalar(c, "version"), null, score == null ? null
                            : score.doubleValue(), null));
            Extras.add(b, "", m, Set.of("type"));
            b.extra("source", "stated in the model card, not measured by the source of this file");
            bom.accept(b);
        }
    }
}
