// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static org.tracebinder.pack.PackFacts.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tracebinder.core.TracebinderException;

/**
 * The pack's plan, results and open points for tools that speak OSCAL. Files refer to each other and to the evidence by
 * relative paths, with SHA-256. Things keep their UUIDs from export to export; a document's own UUID changes with the
 * state it shows, as OSCAL asks.
 */
final class OscalFiles {

    /** Files that the documents point to. */
    private static final List<String> EVIDENCE = List.of(PackNames.RECORDS, PackNames.CHECKS, PackNames.SOURCES,
            PackNames.HEADS, PackNames.CUSTODY, PackNames.QUERIES);

    private final PackFacts facts;
    private final OscalCatalog catalog;
    private final OscalObservations observations;
    private final Map<String, PackFiles.Facts> files;

    /**
     * @param catalogs catalogue files by name
     * @param files    finished files of the pack
     */
    OscalFiles(PackFacts facts, Map<String, byte[]> catalogs, Map<String, PackFiles.Facts> files) {
        this.facts = facts;
        this.catalog = new OscalCatalog(catalogs, facts.assessments());
        this.observations = new OscalObservations(facts);
        this.files = files;
    }

    /** @return the documents by their names in the pack */
    SortedMap<String, Object> documents() throws TracebinderException {
        SortedMap<String, Object> all = new TreeMap<>();
        if (!facts.assessments().isEmpty()) {
            all.put(PackNames.OSCAL_CATALOG, Map.of("catalog", catalog()));
        }
        all.put(PackNames.OSCAL_PLAN, Map.of("assessment-plan", plan()));
        all.put(PackNames.OSCAL_RESULTS, Map.of("assessment-results", results()));
        OscalPoam poam = new OscalPoam(facts, observations);
        if (!poam.items().isEmpty()) {
            Map<String, Object> document = document("poam", "Open points", true);
            poam.fill(document);
            document.put("back-matter", backMatter());
            all.put(PackNames.OSCAL_POAM, Map.of("plan-of-action-and-milestones", document));
        }
        return all;
    }

    private Map<String, Object> catalog() throws TracebinderException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("uuid", NameUuid.of("catalog", catalog.version()));
        document.put("metadata", metadata("Controls of the assessment", catalog.version()));
        OscalText.put(document, "groups", catalog.groups());
        return document;
    }

    private Map<String, Object> plan() {
        Map<String, Object> document = document("plan", "Assessment plan", true);
        document.put("import-ssp", href("#" + id("system"), "A security plan of the system is not part of this pack."));
        List<Map<String, Object>> activities = new ArrayList<>();
        List<Map<String, Object>> associated = new ArrayList<>();
        for (Map<String, Object> check : facts.checks()) {
            String uuid = id("activity", text(check, "id"));
            Map<String, Object> activity = new LinkedHashMap<>();
            activity.put("uuid", uuid);
            activity.put("title", OscalText.line(OscalObservations.title(check)));
            activity.put("description", OscalText.prose("Check " + text(check, "id")
                    + " over the imported audit trail. Query of its population: " + text(check, "query")));
            activity.put("props", List.of(OscalText.prop("method", "TEST"), OscalText.own("check", check.get("id"))));
            List<Map<String, Object>> controls = controlsOf(text(check, "id"));
            if (!controls.isEmpty()) {
                activity.put("related-controls",
                        Map.of("control-selections", List.of(Map.of("include-controls", controls))));
            }
            activities.add(activity);
            associated.add(Map.of("activity-uuid", uuid, "subjects",
                    List.of(Map.of("type", "component", "include-all", Map.of()))));
        }
        if (!activities.isEmpty()) {
            document.put("local-definitions", Map.of("activities", activities));
        }
        document.put("reviewed-controls", reviewed());
        document.put("assessment-subjects", List.of(Map.of("type", "component", "description",
                OscalText.prose(scope()), "include-all", Map.of())));
        Map<String, Object> platform = new LinkedHashMap<>();
        platform.put("uuid", id("platform"));
        platform.put("title", OscalText.line(facts.engagement().getOrDefault("product", "Tracebinder")));
        document.put("assessment-assets", Map.of("assessment-platforms", List.of(platform)));
        if (!associated.isEmpty()) {
            Map<String, Object> task = new LinkedHashMap<>();
            task.put("uuid", id("task"));
            task.put("type", "action");
            task.put("title", "Run the checks over the imported audit trail");
            task.put("associated-activities", associated);
            document.put("tasks", List.of(task));
        }
        document.put("back-matter", backMatter());
        return document;
    }

    private Map<String, Object> results() {
        Map<String, Object> document = document("results", "Assessment results", true);
        document.put("import-ap", href("assessment-plan.json", null));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("uuid", id("result", facts.custodyHead()));
        result.put("title", "What the audit trail shows");
        result.put("description", OscalText.prose("Evidence, not verdicts: each finding is about the objective of a "
                + "control, that is whether the records of the trail speak for it. An objective that is not satisfied "
                + "says that records speak against the control, or that the trail can't show it; the reason tells "
                + "which. A satisfied one is no judgement on the control as a whole.\n\n" + scope()));
        result.put("start", facts.time());
        result.put("props", List.of(OscalText.own("records-exported", facts.records()),
                OscalText.own("custody-entries", facts.entries()), OscalText.own("custody-head", facts.custodyHead()),
                OscalText.own("masked", facts.masked() ? "yes" : "no")));
        result.put("reviewed-controls", reviewed());
        OscalText.put(result, "observations", observations.all());
        OscalText.put(result, "findings", new OscalFindings(facts, observations).all());
        document.put("results", List.of(result));
        document.put("back-matter", backMatter());
        return document;
    }

    private String scope() {
        String scope = text(facts.words(), "scope");
        return scope.isBlank() ? "All sources of the binder, as they were imported." : scope;
    }

    private Map<String, Object> reviewed() {
        List<Map<String, Object>> selections = new ArrayList<>();
        for (Map<String, Object> assessment : facts.assessments()) {
            List<Map<String, Object>> controls = new ArrayList<>();
            PackFacts.maps(assessment.get("controls")).forEach(c -> controls.add(controlId(c)));
            if (!controls.isEmpty()) {
                Map<String, Object> selection = new LinkedHashMap<>();
                selection.put("description", OscalText.prose(PackFacts.name(assessment)));
                selection.put("include-controls", controls);
                selections.add(selection);
            }
        }
        if (selections.isEmpty()) {
            selections.add(Map.of("include-all", Map.of()));
        }
        Map<String, Object> reviewed = new LinkedHashMap<>();
        reviewed.put("control-selections", selections);
        reviewed.put("control-objective-selections", List.of(Map.of("include-all", Map.of())));
        return reviewed;
    }

    private static Map<String, Object> controlId(Map<String, Object> control) {
        return Map.of("control-id", OscalText.token(text(control, "id")));
    }

    private List<Map<String, Object>> controlsOf(String check) {
        List<Map<String, Object>> controls = new ArrayList<>();
        for (Map<String, Object> assessment : facts.assessments()) {
            for (Map<String, Object> control : PackFacts.maps(assessment.get("controls"))) {
                if (PackFacts.list(control.get("checks")).contains(check)) {
                    controls.add(controlId(control));
                }
            }
        }
        return controls;
    }

    private static Map<String, Object> href(String href, String remarks) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("href", href);
        if (remarks != null) {
            map.put("remarks", OscalText.prose(remarks));
        }
        return map;
    }

    private String id(String... parts) {
        return observations.id(parts);
    }

    private Map<String, Object> document(String kind, String title, boolean people) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("uuid", id("document", kind, facts.custodyHead()));
        Object name = facts.engagement().getOrDefault("name", facts.engagementId());
        Map<String, Object> metadata = metadata(title + ": " + name, String.valueOf(facts.entries()));
        if (people) {
            people(metadata);
        }
        document.put("metadata", metadata);
        return document;
    }

    /** @param version of the document: how many entries the custody ledger had, or the versions of catalogues */
    private Map<String, Object> metadata(String title, String version) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("title", OscalText.line(title));
        metadata.put("last-modified", facts.time());
        metadata.put("version", OscalText.plain(version));
        metadata.put("oscal-version", OscalText.VERSION);
        metadata.put("remarks", OscalText.CHECKED);
        return metadata;
    }

    private void people(Map<String, Object> metadata) {
        List<Map<String, Object>> roles = new ArrayList<>();
        List<Map<String, Object>> parties = new ArrayList<>();
        List<Map<String, Object>> responsible = new ArrayList<>();
        party("client", "Client", "organization", text(facts.engagement(), "client"), roles, parties, responsible);
        party("prepared-by", "Prepared by", "person", text(facts.words(), "preparedBy"), roles, parties, responsible);
        party("reviewed-by", "Reviewed by", "person", text(facts.words(), "reviewedBy"), roles, parties, responsible);
        OscalText.put(metadata, "roles", roles);
        OscalText.put(metadata, "parties", parties);
        OscalText.put(metadata, "responsible-parties", responsible);
    }

    private void party(String role, String title, String type, String name, List<Map<String, Object>> roles,
            List<Map<String, Object>> parties, List<Map<String, Object>> responsible) {
        if (name.isBlank()) {
            return;
        }
        String uuid = id("party", type, name);
        roles.add(Map.of("id", role, "title", title));
        if (parties.stream().noneMatch(p -> uuid.equals(p.get("uuid")))) {
            parties.add(Map.of("uuid", uuid, "type", type, "name", OscalText.plain(name)));
        }
        responsible.add(Map.of("role-id", role, "party-uuids", List.of(uuid)));
    }

    private Map<String, Object> backMatter() {
        List<Map<String, Object>> resources = new ArrayList<>();
        Map<String, Object> system = new LinkedHashMap<>();
        system.put("uuid", id("system"));
        system.put("title", "The audited system");
        system.put("description", "A security plan of the system was not handed over. The linked file says whose "
                + "system it is; the sources say what was looked at.");
        system.put("rlinks", List.of(link(PackNames.ENGAGEMENT)));
        resources.add(system);
        for (String name : EVIDENCE) {
            Map<String, Object> resource = new LinkedHashMap<>();
            resource.put("uuid", id("file", name));
            resource.put("title", OscalText.line(name));
            resource.put("rlinks", List.of(link(name)));
            resources.add(resource);
        }
        return Map.of("resources", resources);
    }

    private Map<String, Object> link(String name) {
        Map<String, Object> link = new LinkedHashMap<>();
        link.put("href", OscalObservations.relative(name));
        link.put("media-type", name.endsWith(".jsonl") ? "application/x-ndjson" : "application/json");
        link.put("hashes", List.of(Map.of("algorithm", "SHA-256", "value", files.get(name).sha256())));
        return link;
    }
}
