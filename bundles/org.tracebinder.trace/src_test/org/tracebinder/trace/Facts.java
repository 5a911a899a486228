// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.TimeRule;

/** Shorthand for lineage events of tests. */
final class Facts {

    private Facts() {
    }

    /** @param text {@code name}, {@code name@version} or {@code namespace:name@version} */
    static LineageFact.Dataset thing(String text) {
        int colon = text.indexOf(':');
        int at = text.indexOf('@');
        return new LineageFact.Dataset(colon < 0 ? "ns" : text.substring(0, colon),
                text.substring(colon + 1, at < 0 ? text.length() : at), at < 0 ? null : text.substring(at + 1), null);
    }

    static List<LineageFact.Dataset> things(String text) {
        return text.isBlank() ? new ArrayList<>()
                : Arrays.stream(text.strip().split("\\s+")).map(Facts::thing).toList();
    }

    /** @param inputs and outputs, parted by blanks */
    static Event event(String time, String state, String run, String inputs, String outputs) {
        return event(time, new LineageFact(state, run, null, "ns", run == null ? null : "job-" + run, things(inputs),
                things(outputs)));
    }

    static Event event(String time, LineageFact fact) {
        Event.Builder b = Event.of(EventKind.LINEAGE).lineage(fact);
        if (time != null) {
            b.time(Moments.nanos(Instant.parse(time)), time, TimeRule.ISO_OFFSET);
        }
        return b.build();
    }

    static Event complete(String time, String run, String inputs, String outputs) {
        return event(time, "COMPLETE", run, inputs, outputs);
    }

    static Event use(String time, String model, String version) {
        Event.Builder b = Event.of(EventKind.OTHER).operation("predict").modelRequested(model).version(version);
        return b.time(Moments.nanos(Instant.parse(time)), time, TimeRule.ISO_OFFSET).build();
    }

    /** @return the nodes that have a version, as {@code name@version} */
    static Set<String> versions(List<LineageView.Node> nodes) {
        Set<String> names = new TreeSet<>();
        nodes.stream().filter(n -> n.version() != null).forEach(n -> names.add(n.name() + "@" + n.version()));
        return names;
    }

    /** @return edges as {@code from > to basis} without namespace and type, sorted */
    static Set<String> edges(List<LineageView.Edge> edges) {
        Set<String> names = new TreeSet<>();
        edges.forEach(e -> names.add(bare(e.from()) + " > " + bare(e.to()) + " " + e.basis().id()));
        return names;
    }

    private static String bare(String id) {
        return id.replaceFirst("^(dataset|model|deployment):(ns/)?", "");
    }
}
