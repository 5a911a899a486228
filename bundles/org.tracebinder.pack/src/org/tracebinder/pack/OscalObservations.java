// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static org.tracebinder.pack.PackFacts.list;
import static org.tracebinder.pack.PackFacts.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results of checks, and the auditor's findings, as OSCAL observations: the same in results and open points. */
final class OscalObservations {

    private static final int IDS_SHOWN = 50;

    private final PackFacts facts;

    OscalObservations(PackFacts facts) {
        this.facts = facts;
    }

    /** @return the UUID of something of this engagement */
    String id(String... parts) {
        String[] all = new String[parts.length + 1];
        all[0] = facts.engagementId();
        System.arraycopy(parts, 0, all, 1, parts.length);
        return NameUuid.of(all);
    }

    /** @return a path as seen from the folder of the OSCAL files */
    static String relative(String name) {
        return "../" + name.substring("data/".length());
    }

    static String title(Map<String, Object> check) {
        String title = text(check, "title");
        return title.isBlank() ? text(check, "id") : title;
    }

    /** @return the UUID of a check's observation */
    String ofCheck(Object id) {
        return id("observation", "check", String.valueOf(id));
    }

    /** @return all, checks first */
    List<Map<String, Object>> all() {
        List<Map<String, Object>> all = new ArrayList<>();
        facts.checks().forEach(c -> all.add(check(c)));
        for (int i = 0; i < facts.findings().size(); i++) {
            all.add(finding(i));
        }
        return all;
    }

    Map<String, Object> check(Map<String, Object> c) {
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("uuid", ofCheck(c.get("id")));
        o.put("title", OscalText.line(title(c)));
        o.put("description", OscalText.prose(c.get("summary")));
        List<Map<String, Object>> props = new ArrayList<>();
        for (String name : List.of("id", "result", "query", "population", "supporting", "contrary")) {
            if (!text(c, name).isBlank()) {
                props.add(OscalText.own(name, c.get(name)));
            }
        }
        OscalText.put(o, "props", props);
        o.put("methods", List.of("TEST"));
        o.put("types", List.of("control-objective"));
        List<Map<String, Object>> evidence = new ArrayList<>();
        evidence.add(Map.of("href", relative(PackNames.CHECKS), "description", "The result of the check in full."));
        if (!list(c.get("records")).isEmpty()) {
            evidence.add(records(list(c.get("records"))));
        }
        o.put("relevant-evidence", evidence);
        o.put("collected", facts.time());
        return o;
    }

    /** @param index of one of the auditor's own findings */
    Map<String, Object> finding(int index) {
        Map<String, Object> f = facts.findings().get(index);
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("uuid", ofFinding(index));
        o.put("title", OscalText.line(f.get("title")));
        o.put("description", OscalText.prose(f.get("text")));
        List<Map<String, Object>> props = new ArrayList<>();
        for (String name : List.of("by", "time")) {
            if (!text(f, name).isBlank()) {
                props.add(OscalText.own(name, f.get(name)));
            }
        }
        OscalText.put(o, "props", props);
        o.put("methods", List.of("EXAMINE"));
        o.put("types", List.of("finding"));
        if (!list(f.get("records")).isEmpty()) {
            o.put("relevant-evidence", List.of(records(list(f.get("records")))));
        }
        o.put("collected", facts.time());
        return o;
    }

    String ofFinding(int index) {
        Map<String, Object> f = facts.findings().get(index);
        return id("observation", "finding", String.valueOf(index), text(f, "title"));
    }

    private static Map<String, Object> records(List<?> ids) {
        String shown = String.join(", ", ids.stream().limit(IDS_SHOWN).map(String::valueOf).toList());
        String more = ids.size() > IDS_SHOWN ? " and " + (ids.size() - IDS_SHOWN) + " more" : "";
        return Map.of("href", relative(PackNames.RECORDS), "description", OscalText.line("Records " + shown + more));
    }
}
