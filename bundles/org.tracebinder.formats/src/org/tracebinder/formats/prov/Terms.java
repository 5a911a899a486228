// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.prov;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The words of PROV-DM: elements, relations with their roles in order, and what the RDF classes call them. */
final class Terms {

    /** Relations and their roles, in the order in which PROV-N gives them. */
    static final Map<String, List<String>> RELATIONS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    /** Classes of qualified relations in PROV-O and PROV-JSONLD, with the relation that they qualify. */
    static final Map<String, String> CLASSES = Map.ofEntries(Map.entry("Generation", "wasGeneratedBy"),
            Map.entry("Usage", "used"), Map.entry("Communication", "wasInformedBy"), Map.entry("Start",
            "wasStartedBy"), Map.entry("End", "wasEndedBy"), Map.entry("Invalidation", "wasInvalidatedBy"),
            Map.entry("Derivation", "wasDerivedFrom"), Map.entry("Attribution", "wasAttributedTo"),
            Map.entry("Association", "wasAssociatedWith"), Map.entry("Delegation", "actedOnBehalfOf"),
            Map.entry("Influence", "wasInfluencedBy"), Map.entry("Specialization", "specializationOf"),
            Map.entry("Alternate", "alternateOf"), Map.entry("Membership", "hadMember"),
            Map.entry("Mention", "mentionOf"));

    static {
        RELATIONS.put("wasGeneratedBy", List.of("entity", "activity", "time"));
        RELATIONS.put("used", List.of("activity", "entity", "time"));
        RELATIONS.put("wasInformedBy", List.of("informed", "informant"));
        RELATIONS.put("wasStartedBy", List.of("activity", "trigger", "starter", "time"));
        RELATIONS.put("wasEndedBy", List.of("activity", "trigger", "ender", "time"));
        RELATIONS.put("wasInvalidatedBy", List.of("entity", "activity", "time"));
        RELATIONS.put("wasDerivedFrom", List.of("generatedEntity", "usedEntity", "activity", "generation", "usage"));
        RELATIONS.put("wasAttributedTo", List.of("entity", "agent"));
        RELATIONS.put("wasAssociatedWith", List.of("activity", "agent", "plan"));
        RELATIONS.put("actedOnBehalfOf", List.of("delegate", "responsible", "activity"));
        RELATIONS.put("wasInfluencedBy", List.of("influencee", "influencer"));
        RELATIONS.put("specializationOf", List.of("specificEntity", "generalEntity"));
        RELATIONS.put("alternateOf", List.of("alternate1", "alternate2"));
        RELATIONS.put("hadMember", List.of("collection", "entity"));
        RELATIONS.put("mentionOf", List.of("specificEntity", "generalEntity", "bundle"));
    }

    private Terms() {
    }

    /** @return the relation in its usual spelling, whatever the case; null when it is none */
    static String relation(String name) {
        for (String known : RELATIONS.keySet()) {
            if (known.equalsIgnoreCase(name)) {
                return known;
            }
        }
        return null;
    }

    /** @return {@code entity}, {@code activity} or {@code agent} for an element or one of its subtypes; else null */
    static String element(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "entity", "plan", "collection", "emptycollection", "bundle" -> "entity";
            case "activity" -> "activity";
            case "agent", "person", "organization", "softwareagent" -> "agent";
            default -> null;
        };
    }

    /** @return the name without {@code prov:} or the namespace of PROV; null when it has another one */
    static String local(String name) {
        String space = Document.PROV;
        return name.startsWith("prov:") ? name.substring(5) : name.startsWith(space) ? name.substring(space.length())
                : name.indexOf(':') < 0 ? name : null;
    }
}
