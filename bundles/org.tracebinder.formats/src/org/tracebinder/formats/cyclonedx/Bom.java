// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.cyclonedx;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;

/** One bill: what it says of itself, and what all its parts share. One use. */
final class Bom {

    private static final Set<String> MAPPED = Set.of("$schema", "bomFormat", "specVersion", "serialNumber", "version",
            "metadata", "components", "dependencies", "declarations", "definitions", "formulation", "annotations",
            "services");
    private static final int MAX_REFS = 200_000;
    private static final int MAX_NAMED = 100;
    private static final int MAX_DEPTH = 20;

    private final JsonNode n;
    private final Parts parts;
    private final Consumer<Event> events;
    private final Map<String, JsonNode> refs = new HashMap<>();
    private final Map<String, JsonNode> dependencies = new HashMap<>();
    private final Times.Time time;
    private long budget = 16L << 20;

    /** @param parts where the components stand, null when not known */
    Bom(JsonNode n, Parts parts, Consumer<Event> events) {
        this.n = n;
        this.parts = parts;
        this.events = events;
        this.time = Times.of(Nodes.at(n, "metadata", "timestamp"));
        index(n.get("components"), 0);
        index(Nodes.at(n, "services"), 0);
        for (JsonNode formula : list(n, "formulation")) {
            index(formula.get("components"), 0);
        }
        JsonNode own = Nodes.at(n, "metadata", "component");
        if (own != null) {
            remember(own);
        }
        for (JsonNode d : list(n, "dependencies")) {
            if (Nodes.scalar(d, "ref") != null && dependencies.size() < MAX_REFS) {
                dependencies.put(Nodes.scalar(d, "ref"), d);
            }
        }
    }

    private void index(JsonNode components, int depth) {
        if (components != null && components.isArray() && depth < MAX_DEPTH) {
            for (JsonNode c : components) {
                remember(c);
                index(c.get("components"), depth + 1);
            }
        }
    }

    private void remember(JsonNode thing) {
        String ref = Nodes.scalar(thing, "bom-ref");
        if (ref != null && refs.size() < MAX_REFS) {
            refs.putIfAbsent(ref, thing);
        }
    }

    void read() {
        events.accept(bill().build());
        Component component = new Component(this);
        JsonNode about = Nodes.at(n, "metadata", "component");
        if (about != null && Component.isStory(about)) {
            component.read(about, null, 0, null, 0);
        }
        int index = 0;
        for (JsonNode c : list(n, "components")) {
            component.read(c, parts, index++, null, 0);
        }
        for (JsonNode s : list(n, "services")) {
            component.service(s);
        }
        Formulation.read(this, component, list(n, "formulation"));
        Declarations.read(this, n);
    }

    private Event.Builder bill() {
        JsonNode meta = Nodes.at(n, "metadata");
        JsonNode about = Nodes.at(meta, "component");
        String name = about != null ? Nodes.scalar(about, "name") : Nodes.scalar(n, "serialNumber");
        String serial = Nodes.scalar(n, "serialNumber");
        Event.Builder b = event(EventKind.OTHER, "bom", name).span(serial).version(Nodes.scalar(n, "version"))
                .actor(who(meta));
        b.identity(identity(""));
        b.extra("specVersion", Nodes.scalar(n, "specVersion")).extra("components", count("components"))
                .extra("dependencies", count("dependencies")).extra("about", about == null ? null : title(about));
        b.addText(Nodes.scalar(about, "description"));
        Extras.add(b, "metadata.", meta, Set.of("timestamp"));
        Extras.add(b, "", n, MAPPED);
        if (n.has("signature")) {
            b.extra("integrity.notProven", "the signature inside the bill (JSF) was not verified");
        }
        return b;
    }

    /** @return the refs that the thing of that ref depends on */
    Iterable<JsonNode> dependencies(String ref) {
        return list(ref == null ? null : dependencies.get(ref), "dependsOn");
    }

    /** @return what makes a part of this bill the same part when it comes again; null when the bill has no number */
    String identity(String ref) {
        String serial = Nodes.scalar(n, "serialNumber");
        return serial == null || ref == null ? null
                : "cyclonedx/" + serial + "/" + Nodes.scalar(n, "version") + "/" + ref;
    }

    private String count(String name) {
        JsonNode list = n.get(name);
        return list == null || !list.isArray() ? null : Integer.toString(list.size());
    }

    /** A supplier, manufacturer or author, whoever is named first. */
    static String who(JsonNode thing) {
        for (String key : new String[] {"manufacturer", "manufacture", "supplier", "publisher", "author"}) {
            JsonNode who = Nodes.at(thing, key);
            String name = who == null ? null : who.isObject() ? Nodes.scalar(who, "name") : Nodes.scalar(who);
            if (name != null) {
                return name;
            }
        }
        for (JsonNode author : list(thing, "authors")) {
            String name = Nodes.first(author, "name", "email");
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    Event.Builder event(EventKind kind, String operation, String name) {
        Times.Time at = time.fromDocument();
        return Event.of(kind).operation(operation).name(name).trace(Nodes.scalar(n, "serialNumber"))
                .app(Nodes.scalar(n, "metadata", "component", "name")).time(at.nanos(), at.text(), at.rule());
    }

    void accept(Event.Builder b) {
        events.accept(b.build());
    }

    /** @return the thing of that bom-ref, or null */
    JsonNode ref(String ref) {
        return ref == null ? null : refs.get(ref);
    }

    /** @return name and version of what a bom-ref leads to, the ref itself when it leads nowhere */
    String named(String ref) {
        JsonNode thing = ref(ref);
        return thing == null || Nodes.scalar(thing, "name") == null ? ref : title(thing);
    }

    /**
     * @return what the thing of that ref depends on, by name; null when nothing is said. In all, a bill gets a bounded
     *         number of characters for this, since a hostile one can name the same things again and again
     */
    String dependsOn(String ref) {
        JsonNode d = ref == null ? null : dependencies.get(ref);
        StringJoiner names = new StringJoiner(", ");
        int count = 0;
        for (JsonNode on : list(d, "dependsOn")) {
            if (++count <= MAX_NAMED && budget > 0 && Nodes.scalar(on) != null) {
                names.add(named(Nodes.scalar(on)));
            }
        }
        if (count == 0) {
            return null;
        }
        String words = Rest.cut(names + (count > MAX_NAMED ? " and " + (count - MAX_NAMED) + " more" : ""));
        budget -= words.length();
        return budget < 0 ? count + " things" : words;
    }

    static String title(JsonNode thing) {
        String group = Nodes.scalar(thing, "group");
        String version = Nodes.scalar(thing, "version");
        return (group == null ? "" : group + "/") + Nodes.scalar(thing, "name") + (version == null ? "" : " "
                + version);
    }

    /** @return the elements of a list, none when it is absent or something else */
    static Iterable<JsonNode> list(JsonNode from, String... path) {
        JsonNode list = Nodes.at(from, path);
        return list != null && list.isArray() ? list : Set.of();
    }
}
