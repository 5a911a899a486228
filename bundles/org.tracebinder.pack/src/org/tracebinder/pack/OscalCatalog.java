// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static org.tracebinder.pack.PackFacts.maps;
import static org.tracebinder.pack.PackFacts.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.TracebinderException;

/**
 * The assessed catalogues as one OSCAL catalogue: a group for each, its headings as groups below. A control's statement
 * is what it asks in our own words; its one objective is what a trail alone can do for it, so that a result about the
 * objective never reads as a verdict on the control.
 */
final class OscalCatalog {

    private final Map<String, byte[]> files;
    private final List<Map<String, Object>> assessments;

    /** @param files catalogues as published, by file name; one that lacks falls back to the controls assessed */
    OscalCatalog(Map<String, byte[]> files, List<Map<String, Object>> assessments) {
        this.files = files;
        this.assessments = assessments;
    }

    /** @return the part that results are about */
    static String objective(String controlId) {
        return OscalText.token(controlId) + "_obj";
    }

    /** @return what identifies the contents: ids and versions of the catalogues */
    String version() {
        List<String> all = new ArrayList<>();
        assessments.forEach(a -> all.add(text(a, "catalog") + " " + text(a, "version")));
        return String.join(", ", all);
    }

    /** @return groups, one for each catalogue */
    List<Map<String, Object>> groups() throws TracebinderException {
        List<Map<String, Object>> groups = new ArrayList<>();
        for (Map<String, Object> assessment : assessments) {
            Map<String, Object> file = published(text(assessment, "catalog"));
            List<Map<String, Object>> controls = maps(file.get("controls"));
            Map<String, Object> group = new LinkedHashMap<>();
            group.put("id", OscalText.token(text(assessment, "catalog")));
            group.put("class", "catalogue");
            group.put("title", OscalText.line(file.getOrDefault("title", PackFacts.name(assessment))));
            group.put("props", List.of(OscalText.own("version", text(assessment, "version"))));
            List<Map<String, Object>> parts = new ArrayList<>();
            for (String name : List.of("licence", "disclaimer")) {
                if (!text(file, name).isBlank()) {
                    parts.add(part(null, name, text(file, name), true));
                }
            }
            OscalText.put(group, "parts", parts);
            fill(group, controls.isEmpty() ? maps(assessment.get("controls")) : controls);
            groups.add(group);
        }
        return groups;
    }

    private Map<String, Object> published(String id) throws TracebinderException {
        byte[] file = files.get(id + ".json");
        try {
            return file == null ? Map.of() : JsonTree.object(file);
        } catch (JsonTree.BadFormException e) {
            throw new TracebinderException("the catalogue " + id + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Puts controls directly below the group, or below their headings where the catalogue has any. */
    private static void fill(Map<String, Object> group, List<Map<String, Object>> controls) {
        Map<String, List<Map<String, Object>>> headings = new LinkedHashMap<>();
        for (Map<String, Object> control : controls) {
            headings.computeIfAbsent(heading(control), h -> new ArrayList<>()).add(control(control));
        }
        if (headings.size() == 1 && headings.containsKey("")) {
            group.put("controls", headings.get(""));
            return;
        }
        List<Map<String, Object>> below = new ArrayList<>();
        headings.forEach((title, list) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", group.get("id") + "_g" + (below.size() + 1));
            one.put("title", OscalText.line(title));
            one.put("controls", list);
            below.add(one);
        });
        OscalText.put(group, "groups", below);
    }

    private static String heading(Map<String, Object> control) {
        return control.get("group") instanceof Map<?, ?> map ? text(map, "id") + " " + text(map, "title")
                : text(control, "group");
    }

    private static Map<String, Object> control(Map<String, Object> c) {
        String id = OscalText.token(text(c, "id"));
        Map<String, Object> control = new LinkedHashMap<>();
        control.put("id", id);
        control.put("title", OscalText.line(c.getOrDefault("label", c.get("title"))));
        List<Map<String, Object>> props = new ArrayList<>();
        props.add(OscalText.prop("label", PackFacts.ref(c)));
        for (String name : List.of("kind", "type", "appliesFrom", "logDerivable", "accountable")) {
            if (!text(c, name).isBlank()) {
                props.add(OscalText.own(name, c.get(name)));
            }
        }
        PackFacts.list(c.get("binds")).forEach(role -> props.add(OscalText.own("binds", role)));
        PackFacts.list(c.get("evidenceKinds")).forEach(kind -> props.add(OscalText.own("evidence-kind", kind)));
        control.put("props", props);
        List<Map<String, Object>> parts = new ArrayList<>();
        String asks = text(c, "obligation");
        parts.add(part(id + "_smt", "statement", asks.isBlank() ? text(c, "title") : asks, false));
        parts.add(part(objective(id), "assessment-objective", "The records of the imported audit trail speak for this "
                + "control, and none that was checked speaks against it.", false));
        if (!text(c, "evidenceHints").isBlank()) {
            parts.add(part(id + "_gdn", "guidance", text(c, "evidenceHints"), false));
        }
        control.put("parts", parts);
        return control;
    }

    private static Map<String, Object> part(String id, String name, String prose, boolean own) {
        Map<String, Object> part = new LinkedHashMap<>();
        if (id != null) {
            part.put("id", id);
        }
        part.put("name", name);
        if (own) {
            part.put("ns", OscalText.NS);
        }
        part.put("prose", OscalText.prose(prose));
        return part;
    }
}
