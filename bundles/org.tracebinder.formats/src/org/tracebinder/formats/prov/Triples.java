// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.prov;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.ingest.BadRecordException;

/** Turns the triples of PROV-O into statements: elements by their classes, relations direct or qualified. */
final class Triples {

    /** Direct properties that say how something was derived. */
    private static final Set<String> DERIVATIONS = Set.of("wasRevisionOf", "wasQuotedFrom", "hadPrimarySource");

    private final Document document;
    private final Map<String, TurtleNotation.Node> nodes;
    /** Relations that were told in full: the short form beside them says nothing more. */
    private final Set<String> told = new HashSet<>();

    Triples(Document document, Map<String, TurtleNotation.Node> nodes) {
        this.document = document;
        this.nodes = nodes;
    }

    void convert() throws BadRecordException {
        Set<String> qualifying = new HashSet<>();
        for (TurtleNotation.Node n : nodes.values()) {
            n.values.forEach((predicate, values) -> {
                if (predicate.startsWith("prov:qualified")) {
                    values.forEach(v -> qualifying.add(n.graph + " " + v));
                }
            });
        }
        for (TurtleNotation.Node n : nodes.values()) {
            String relation = relation(n);
            if (relation != null) {
                if (!qualifying.contains(n.graph + " " + n.id)) {
                    qualified(relation, null, n);
                }
            } else {
                element(n);
                relations(n);
            }
        }
    }

    private static String relation(TurtleNotation.Node n) {
        for (String type : n.get("rdf:type")) {
            String known = type.startsWith("prov:") ? Terms.CLASSES.get(type.substring(5)) : null;
            if (known != null) {
                return known;
            }
        }
        return null;
    }

    private void element(TurtleNotation.Node n) throws BadRecordException {
        String element = null;
        for (String type : n.get("rdf:type")) {
            String known = type.startsWith("prov:") ? Terms.element(type.substring(5)) : null;
            element = element == null ? known : element;
        }
        boolean times = n.values.containsKey("prov:startedAtTime") || n.values.containsKey("prov:endedAtTime");
        if (element == null && times) {
            element = "activity";
        }
        if (element == null) {
            return;
        }
        Statement s = document.add(element, n.id, n.graph);
        for (Map.Entry<String, List<String>> p : n.values.entrySet()) {
            String local = p.getKey().startsWith("prov:") ? p.getKey().substring(5) : "";
            for (String value : p.getValue()) {
                switch (local) {
                    case "startedAtTime" -> s.role("startTime", value);
                    case "endedAtTime" -> s.role("endTime", value);
                    default -> {
                        boolean said = Terms.relation(local) != null || local.startsWith("qualified")
                                || DERIVATIONS.contains(local) || value.equals("prov:" + capital(element));
                        if (!said) {
                            s.attribute(p.getKey().equals("rdf:type") ? "prov:type"
                                    : p.getKey().equals("rdfs:label") ? "prov:label" : p.getKey(), value,
                                    n.types.get(p.getKey() + ' ' + value));
                        }
                    }
                }
            }
        }
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private void relations(TurtleNotation.Node n) throws BadRecordException {
        for (Map.Entry<String, List<String>> p : n.values.entrySet()) {
            if (p.getKey().startsWith("prov:qualified")) {
                String relation = Terms.CLASSES.get(p.getKey().substring("prov:qualified".length()));
                for (String ref : p.getValue()) {
                    TurtleNotation.Node inner = nodes.get(n.graph + " " + ref);
                    if (relation != null && inner != null) {
                        qualified(relation, n, inner);
                    }
                }
            }
        }
        for (Map.Entry<String, List<String>> p : n.values.entrySet()) {
            String local = p.getKey().startsWith("prov:") ? p.getKey().substring(5) : "";
            String relation = DERIVATIONS.contains(local) ? "wasDerivedFrom" : Terms.relation(local);
            for (String object : p.getValue()) {
                if (relation != null && told.add(n.graph + " " + relation + " " + n.id + " " + object)) {
                    Statement s = document.add(relation, null, n.graph);
                    List<String> roles = Terms.RELATIONS.get(relation);
                    s.role(roles.get(0), n.id);
                    s.role(roles.get(1), object);
                    if (!relation.equals(local)) {
                        s.attribute("prov:type", "prov:" + local);
                    }
                } else if (local.equals("generatedAtTime") || local.equals("invalidatedAtTime")) {
                    Statement s = document.add(local.startsWith("g") ? "wasGeneratedBy" : "wasInvalidatedBy", null,
                            n.graph);
                    s.role("entity", n.id);
                    s.role("time", object);
                }
            }
        }
    }

    private void qualified(String relation, TurtleNotation.Node subject, TurtleNotation.Node n)
            throws BadRecordException {
        Statement s = document.add(relation, n.id.startsWith("_:") ? null : n.id, n.graph);
        List<String> roles = Terms.RELATIONS.get(relation);
        if (subject != null) {
            s.role(roles.get(0), subject.id);
        }
        for (Map.Entry<String, List<String>> p : n.values.entrySet()) {
            String local = p.getKey().startsWith("prov:") ? p.getKey().substring(5) : "";
            String role = role(relation, local);
            for (String value : p.getValue()) {
                if (role != null) {
                    s.role(role, value);
                } else if (!p.getKey().equals("rdf:type") || !value.startsWith("prov:")) {
                    s.attribute(local.equals("hadRole") ? "prov:role" : p.getKey().equals("rdf:type") ? "prov:type"
                            : p.getKey(), value, n.types.get(p.getKey() + ' ' + value));
                }
            }
        }
        if (subject != null && s.role(roles.get(1)) != null) {
            told.add(n.graph + " " + relation + " " + subject.id + " " + s.role(roles.get(1)));
        }
    }

    private static String role(String relation, String property) {
        return switch (property) {
            case "atTime" -> "time";
            case "hadPlan" -> "plan";
            case "hadGeneration" -> "generation";
            case "hadUsage" -> "usage";
            case "hadActivity" -> relation.equals("wasStartedBy") ? "starter" : relation.equals("wasEndedBy") ? "ender"
                    : "activity";
            case "entity" -> relation.equals("wasDerivedFrom") ? "usedEntity"
                    : relation.equals("wasStartedBy") || relation.equals("wasEndedBy") ? "trigger"
                    : relation.equals("wasInfluencedBy") ? "influencer" : "entity";
            case "activity" -> relation.equals("wasInformedBy") ? "informant"
                    : relation.equals("wasInfluencedBy") ? "influencer" : "activity";
            case "agent" -> relation.equals("actedOnBehalfOf") ? "responsible"
                    : relation.equals("wasInfluencedBy") ? "influencer" : "agent";
            case "influencer" -> "influencer";
            default -> null;
        };
    }
}
