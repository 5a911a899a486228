// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static org.tracebinder.pack.PackFacts.list;
import static org.tracebinder.pack.PackFacts.maps;
import static org.tracebinder.pack.PackFacts.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One OSCAL finding for each assessed control, about its objective. OSCAL knows two states only; everything that is not
 * plain support is {@code not-satisfied}, and what kind of "not" it is stands in the reason and in our own property.
 */
final class OscalFindings {

    private final PackFacts facts;
    private final OscalObservations observations;

    OscalFindings(PackFacts facts, OscalObservations observations) {
        this.facts = facts;
        this.observations = observations;
    }

    List<Map<String, Object>> all() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Map<String, Object> assessment : facts.assessments()) {
            maps(assessment.get("controls")).forEach(c -> all.add(finding(assessment, c)));
        }
        return all;
    }

    private Map<String, Object> finding(Map<String, Object> assessment, Map<String, Object> c) {
        String result = text(c, "result");
        Map<String, Object> finding = new LinkedHashMap<>();
        finding.put("uuid", observations.id("finding", text(assessment, "catalog"), text(c, "id")));
        finding.put("title", OscalText.line(PackFacts.name(assessment) + ", " + PackFacts.ref(c) + ": "
                + text(c, "title")));
        String basis = text(c, "basis");
        finding.put("description", OscalText.prose(basis.isBlank() ? meaning(result) : basis));
        List<Map<String, Object>> props = new ArrayList<>();
        props.add(OscalText.own("result", result));
        props.add(OscalText.own("legal-status", c.get("status")));
        props.add(OscalText.own("supporting", facts.sum(c, "supporting")));
        props.add(OscalText.own("contrary", facts.sum(c, "contrary")));
        if (c.get("conclusion") instanceof Map<?, ?> said) {
            props.add(OscalText.own("concluded-by", text(said, "by")));
            props.add(OscalText.own("concluded-at", text(said, "at")));
            props.add(OscalText.own("concluded-reason", text(said, "reason")));
        }
        list(c.get("cannotShow")).forEach(kind -> props.add(OscalText.own("cannot-show", kind)));
        finding.put("props", props);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("state", result.equals("supported") ? "satisfied" : "not-satisfied");
        status.put("reason", switch (result) {
            case "supported" -> "pass";
            case "gap", "mixed" -> "fail";
            default -> "other";
        });
        status.put("remarks", OscalText.prose(meaning(result)));
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("type", "objective-id");
        target.put("target-id", OscalCatalog.objective(text(c, "id")));
        target.put("status", status);
        finding.put("target", target);
        List<Map<String, Object>> related = new ArrayList<>();
        for (Object id : list(c.get("checks"))) {
            if (!facts.check(id).isEmpty()) {
                related.add(Map.of("observation-uuid", observations.ofCheck(id)));
            }
        }
        OscalText.put(finding, "related-observations", related);
        return finding;
    }

    private static String meaning(String result) {
        return switch (result) {
            case "supported" -> "Records speak for the control, none of the checked ones against it.";
            case "gap" -> "Records speak against the control, or what it asks for is missing.";
            case "mixed" -> "Records speak for the control and against it.";
            case "not-assessable" -> "The trail does not hold what the check needs. This is no support.";
            case "documents-only" -> "Only documents can show it; a log can't. Nothing was found against it.";
            case "not-applicable" -> "The auditor says, with a reason, that it does not apply here.";
            case "failed" -> "The check itself broke. The control is open.";
            default -> "The result '" + result + "' is not known to this file.";
        };
    }
}
