// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.prov;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;

/**
 * What the statements of a document tell: each is an event. An activity is a run with what it used and generated, an
 * entity is something that was made, an agent is kept to be found. Relations are events of their own, too, because a
 * document may hold nothing else.
 */
final class Story {

    private static final int MAX_LINKS = 5_000;
    private static final int MAX_NAMED = 200;

    private final Document document;
    private final Map<String, List<Statement>> byFirst = new HashMap<>();
    private final Map<String, Statement> elements = new HashMap<>();
    /** Links in all events together: a hostile document can repeat an element that has many. */
    private int budget = 1_000_000;

    Story(Document document) {
        this.document = document;
        for (Statement s : document.statements) {
            List<String> roles = Terms.RELATIONS.get(s.type);
            if (roles == null) {
                elements.putIfAbsent(s.id, s);
            } else {
                String subject = s.type.equals("wasGeneratedBy") ? s.role("activity") : s.role(roles.get(0));
                byFirst.computeIfAbsent(s.type + " " + subject, k -> new ArrayList<>()).add(s);
                if (s.type.equals("wasGeneratedBy")) {
                    byFirst.computeIfAbsent("generation " + s.role("entity"), k -> new ArrayList<>()).add(s);
                }
            }
        }
    }

    void tell(Consumer<Event> events) {
        for (Statement s : document.statements) {
            events.accept(event(s).build());
        }
    }

    private Event.Builder event(Statement s) {
        String label = s.first("prov:label");
        Times.Time at = Times.parse(s.roles.containsKey("startTime") ? s.role("startTime")
                : s.roles.containsKey("time") ? s.role("time") : s.role("endTime"));
        boolean element = !Terms.RELATIONS.containsKey(s.type);
        LineageFact fact = fact(s);
        Event.Builder b = Event.of(fact == null ? EventKind.OTHER : EventKind.LINEAGE).operation(s.type)
                .name(label != null ? label : s.id != null ? s.id : words(s)).span(document.full(s.id))
                .trace(document.full(s.bundle)).time(at.nanos(), at.text(), at.rule()).lineage(fact)
                .actor(agent(s));
        if (s.type.equals("activity")) {
            b.duration(Times.parse(s.role("startTime")).until(Times.parse(s.role("endTime"))));
            for (Statement told : some(linked("wasInformedBy", s.id))) {
                b.parent(document.full(told.role("informant")));
            }
        } else if (!element && s.role("activity") != null) {
            b.parent(document.full(s.role("activity")));
        }
        s.roles.forEach((name, value) -> b.extra(name, value));
        s.attributes.forEach((name, values) -> b.extra(name, Rest.cut(String.join(", ", values))));
        s.types.forEach((name, types) -> b.extra(name + ".type", Rest.cut(String.join(", ", types))));
        b.extra("bundle", s.bundle).addText(label).addText(s.first("prov:value"));
        if (s.type.equals("activity")) {
            for (Statement a : some(linked("wasAssociatedWith", s.id))) {
                b.extra("associated", join(a.role("agent"), a.first("prov:role"), a.role("plan")));
            }
        }
        if (s.type.equals("agent")) {
            for (Statement d : some(linked("actedOnBehalfOf", s.id))) {
                b.extra("onBehalfOf", join(d.role("responsible"), d.role("activity"), null));
            }
        }
        return b;
    }

    private static String join(String who, String role, String plan) {
        return who + (role == null ? "" : " as " + role) + (plan == null ? "" : " by plan " + plan);
    }

    private String words(Statement s) {
        List<String> parts = new ArrayList<>();
        s.roles.forEach((name, value) -> parts.add(value));
        return s.type + "(" + String.join(", ", parts) + ")";
    }

    private List<Statement> linked(String relation, String subject) {
        return subject == null ? List.of() : byFirst.getOrDefault(relation + " " + subject, List.of());
    }

    private List<Statement> some(List<Statement> statements) {
        int count = Math.max(0, Math.min(Math.min(MAX_NAMED, budget), statements.size()));
        budget -= count;
        return statements.subList(0, count);
    }

    private String agent(Statement s) {
        if (s.type.equals("agent")) {
            return name(s.id);
        }
        String own = s.role("agent") != null ? s.role("agent") : s.role("delegate");
        if (own != null) {
            return name(own);
        }
        for (String relation : new String[] {"wasAssociatedWith", "wasAttributedTo"}) {
            for (Statement a : linked(relation, s.id)) {
                if (a.role("agent") != null) {
                    return name(a.role("agent"));
                }
            }
        }
        return null;
    }

    private String name(String id) {
        Statement known = elements.get(id);
        String label = known == null ? null : known.first("prov:label");
        return label != null ? label : id;
    }

    private LineageFact fact(Statement s) {
        return switch (s.type) {
            // an activity with an end came to an end; how, PROV has no word for
            case "activity" -> new LineageFact(null, document.full(s.id), null, document.namespace(s.id),
                    name(s.id), things(linked("used", s.id), "entity"),
                    things(linked("wasGeneratedBy", s.id), "entity"));
            case "entity" -> new LineageFact(null, null, null, null, null,
                    things(linked("wasDerivedFrom", s.id), "usedEntity"), List.of(thing(s.id)));
            case "used" -> s.role("entity") == null ? null : run(s, things(List.of(s), "entity"), List.of());
            case "wasGeneratedBy" -> s.role("entity") == null ? null : run(s, List.of(), things(List.of(s), "entity"));
            case "wasDerivedFrom" -> run(s, things(List.of(s), "usedEntity"), things(List.of(s), "generatedEntity"));
            case "hadMember" -> new LineageFact(null, null, null, null, null, things(List.of(s), "entity"),
                    things(List.of(s), "collection"));
            default -> null;
        };
    }

    private LineageFact run(Statement s, List<LineageFact.Dataset> in, List<LineageFact.Dataset> out) {
        String activity = s.role("activity");
        return new LineageFact(null, document.full(activity), null, activity == null ? null
                : document.namespace(activity), activity == null ? null : name(activity), in, out);
    }

    private List<LineageFact.Dataset> things(List<Statement> relations, String role) {
        List<LineageFact.Dataset> things = new ArrayList<>();
        for (Statement r : relations) {
            if (r.role(role) != null && things.size() < MAX_LINKS && budget-- > 0) {
                things.add(thing(r.role(role)));
            }
        }
        return things;
    }

    /** Names stay names: where the entity says its type or version, so does the thing. */
    private LineageFact.Dataset thing(String id) {
        Statement known = elements.get(id);
        String type = null;
        String version = null;
        if (known != null) {
            for (String t : known.all("prov:type")) {
                String word = t.toLowerCase(Locale.ROOT);
                type = word.contains("deployment") ? "deployment" : word.contains("model") ? "model"
                        : word.contains("dataset") ? "dataset" : type;
            }
            for (Map.Entry<String, List<String>> a : known.attributes.entrySet()) {
                if (a.getKey().endsWith(":version") && !a.getValue().isEmpty()) {
                    version = a.getValue().get(0);
                }
            }
        }
        return new LineageFact.Dataset(document.namespace(id), document.local(id), version, type);
    }
}
