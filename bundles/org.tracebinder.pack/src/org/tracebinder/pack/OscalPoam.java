// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static org.tracebinder.pack.PackFacts.list;
import static org.tracebinder.pack.PackFacts.maps;
import static org.tracebinder.pack.PackFacts.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is left to do, as OSCAL items: checks that found contrary records or broke, the auditor's findings, and kinds of
 * evidence that the trail can't show and somebody has to ask for.
 */
final class OscalPoam {

    private final PackFacts facts;
    private final OscalObservations observations;
    private final List<Map<String, Object>> items = new ArrayList<>();
    private final List<Map<String, Object>> used = new ArrayList<>();

    OscalPoam(PackFacts facts, OscalObservations observations) {
        this.facts = facts;
        this.observations = observations;
        for (Map<String, Object> c : facts.checks()) {
            if (List.of("gap", "mixed", "failed").contains(text(c, "result"))) {
                used.add(observations.check(c));
                item("check " + text(c, "id"), OscalObservations.title(c),
                        text(c, "summary") + (text(c, "advice").isBlank() ? "" : "\n\n" + text(c, "advice")), "check");
            }
        }
        for (int i = 0; i < facts.findings().size(); i++) {
            Map<String, Object> f = facts.findings().get(i);
            used.add(observations.finding(i));
            item("finding " + i + " " + text(f, "title"), text(f, "title"), text(f, "text"), "finding");
        }
        requests();
    }

    /** One item for each kind of evidence, with all controls that ask for it. */
    private void requests() {
        Map<String, List<String>> controls = new TreeMap<>();
        for (Map<String, Object> assessment : facts.assessments()) {
            for (Map<String, Object> c : maps(assessment.get("controls"))) {
                list(c.get("cannotShow")).forEach(kind -> controls.computeIfAbsent(String.valueOf(kind),
                        k -> new ArrayList<>()).add(text(c, "id")));
            }
        }
        controls.forEach((kind, ids) -> {
            Map<String, Object> item = item("request " + kind, "Ask for evidence of the kind " + kind,
                    "The imported trail does not show it. Controls that need it: " + String.join(", ", ids), "request");
            List<Map<String, Object>> props = new ArrayList<>(maps(item.get("props")));
            props.add(OscalText.own("evidence-kind", kind));
            item.put("props", props);
        });
    }

    private Map<String, Object> item(String id, String title, String description, String kind) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("uuid", observations.id("item", id));
        item.put("title", OscalText.line(title));
        item.put("description", OscalText.prose(description));
        item.put("props", List.of(OscalText.own("kind", kind)));
        if (!kind.equals("request")) {
            item.put("related-observations",
                    List.of(Map.of("observation-uuid", used.get(used.size() - 1).get("uuid"))));
        }
        items.add(item);
        return item;
    }

    /** @return the items; a document without any is not allowed */
    List<Map<String, Object>> items() {
        return items;
    }

    /** Adds what is left to do to the document. */
    void fill(Map<String, Object> document) {
        document.put("system-id", Map.of("identifier-type", "https://ietf.org/rfc/rfc4122", "id",
                observations.id("audited system")));
        OscalText.put(document, "observations", used);
        document.put("poam-items", items);
    }
}
