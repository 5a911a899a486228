// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.cyclonedx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;

/** How things were made: workflows and their tasks are runs. */
final class Formulation {

    private static final int MAX = 1_000;

    private Formulation() {
    }

    static void read(Bom bom, Component component, Iterable<JsonNode> formulas) {
        for (JsonNode formula : formulas) {
            for (JsonNode c : Bom.list(formula, "components")) {
                component.read(c, null, 0, null, 1);
            }
            for (JsonNode s : Bom.list(formula, "services")) {
                component.service(s);
            }
            for (JsonNode workflow : Bom.list(formula, "workflows")) {
                run(bom, workflow, "workflow", null);
                for (JsonNode task : Bom.list(workflow, "tasks")) {
                    run(bom, task, "task", Nodes.first(workflow, "uid", "bom-ref"));
                }
            }
        }
    }

    private static void run(Bom bom, JsonNode n, String operation, String parent) {
        String uid = Nodes.first(n, "uid", "bom-ref");
        Times.Time start = Times.of(n.get("timeStart"));
        Times.Time end = Times.of(n.get("timeEnd"));
        Event.Builder b = bom.event(EventKind.LINEAGE, operation, Nodes.first(n, "name",
                "uid")).span(uid).parent(parent)
                .duration(start.until(end)).addText(Nodes.scalar(n, "description"))
                .lineage(new LineageFact(null, uid, parent, "cyclonedx", Nodes.first(n, "name", "uid"),
                things(bom, Bom.list(n, "inputs")), things(bom, Bom.list(n, "outputs"))));
        if (start.known()) {
            b.time(start.nanos(), start.text(), start.rule());
        }
        Extras.add(b, "", n, Set.of("name", "uid", "tasks", "timeStart"));
        bom.accept(b);
    }

    private static List<LineageFact.Dataset> things(Bom bom, Iterable<JsonNode> list) {
        List<LineageFact.Dataset> things = new ArrayList<>();
        for (JsonNode io : list) {
            JsonNode resource = Nodes.at(io, "resource") != null ? Nodes.at(io, "resource") : Nodes.at(io, "data");
            String ref = Nodes.scalar(resource, "ref");
            JsonNode thing = bom.ref(ref);
            String name = thing != null ? Nodes.scalar(thing, "name")
                    : ref != null ? ref : Nodes.scalar(resource, "externalReference", "url");
            if (name != null && things.size() < MAX) {
                String type = Nodes.scalar(thing, "type");
                things.add(new LineageFact.Dataset(Nodes.scalar(thing, "group"), name, Nodes.scalar(thing, "version"),
                        "machine-learning-model".equals(type) ? "model" : "data".equals(type) ? "dataset" : null));
            }
        }
        return things;
    }
}
