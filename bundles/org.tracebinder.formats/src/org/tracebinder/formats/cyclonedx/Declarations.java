// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.cyclonedx;

import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Leaves;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;

/**
 * Attestations, claims and evidence of a bill, standards it defines, and annotations. What somebody attests is kept as
 * a statement, not as a review of an outcome: it names no single one.
 */
final class Declarations {

    private Declarations() {
    }

    static void read(Bom bom, JsonNode n) {
        JsonNode declarations = Nodes.at(n, "declarations");
        for (JsonNode a : Bom.list(declarations, "attestations")) {
            String assessor = assessor(declarations, Nodes.scalar(a, "assessor"));
            Event.Builder whole = statement(bom, "attestation", Nodes.scalar(a, "summary"), a, Set.of("map", "summary"))
                    .actor(assessor);
            bom.accept(whole);
            for (JsonNode m : Bom.list(a, "map")) {
                Event.Builder b = statement(bom, "attested requirement", Nodes.scalar(m, "requirement"), m, Set.of())
                        .actor(assessor).parent(Nodes.scalar(a, "summary"));
                bom.accept(b);
            }
        }
        for (JsonNode c : Bom.list(declarations, "claims")) {
            bom.accept(statement(bom, "claim", Nodes.scalar(c, "predicate"), c, Set.of("bom-ref")));
        }
        for (JsonNode e : Bom.list(declarations, "evidence")) {
            Event.Builder b = statement(bom, "evidence", Nodes.first(e, "propertyName", "description"), e,
                    Set.of("bom-ref", "created")).actor(Nodes.scalar(e, "author", "name"));
            Times.Time created = Times.of(e.get("created"));
            if (created.known()) {
                b.time(created.nanos(), created.text(), created.rule());
            }
            bom.accept(b);
        }
        JsonNode affirmation = Nodes.at(declarations, "affirmation");
        if (affirmation != null) {
            bom.accept(statement(bom, "affirmation", null, affirmation, Set.of()));
        }
        for (JsonNode s : Bom.list(n, "definitions", "standards")) {
            bom.accept(statement(bom, "standard", Bom.title(s), s, Set.of("name", "bom-ref"))
                    .version(Nodes.scalar(s, "version")).actor(Nodes.scalar(s, "owner")));
        }
        for (JsonNode a : Bom.list(n, "annotations")) {
            Times.Time at = Times.of(a.get("timestamp"));
            Event.Builder b = statement(bom, "annotation", null, a, Set.of("timestamp"));
            bom.accept(at.known() ? b.time(at.nanos(), at.text(), at.rule()) : b);
        }
    }

    private static Event.Builder statement(Bom bom, String operation, String name, JsonNode n, Set<String> mapped) {
        Event.Builder b = bom.event(EventKind.OTHER, operation, name).span(Nodes.scalar(n, "bom-ref"))
                .addText(Leaves.words(n));
        Extras.add(b, "", n, mapped);
        return n.has("signature") ? b.extra("integrity.notProven", "the signature (JSF) was not verified") : b;
    }

    private static String assessor(JsonNode declarations, String ref) {
        for (JsonNode a : Bom.list(declarations, "assessors")) {
            if (ref != null && ref.equals(Nodes.scalar(a, "bom-ref"))) {
                String name = Nodes.scalar(a, "organization", "name");
                return name == null ? ref : name;
            }
        }
        return ref;
    }
}
