// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * A name as a person writes it, looked up among the things that lineage knows: {@code namespace:name@version},
 * {@code name@version}, {@code name}, the last part of a name, or the id of a node.
 *
 * @param series  all that it may mean; empty when nothing is called so
 * @param name    the name without version
 * @param version null when none was given
 * @param served  true when it names a model, so that the deployment of that model is meant first
 */
record Subject(Collection<Series> series, String name, String version, boolean served) {

    private static final int MAX_LENGTH = 2_000;
    private static final List<String> TYPES =
            List.of(ThingTypes.DATASET, ThingTypes.MODEL, ThingTypes.DEPLOYMENT);

    static Subject parse(String text, LineageFacts facts) {
        if (text.length() > MAX_LENGTH) {
            return new Subject(List.of(), text, null, false);
        }
        Subject whole = find(text, null, facts);
        for (int at = text.lastIndexOf('@'); whole.series.isEmpty() && at > 0; at = text.lastIndexOf('@', at - 1)) {
            whole = find(text.substring(0, at), text.substring(at + 1), facts);
        }
        for (String type : TYPES) {
            if (whole.series.isEmpty() && text.startsWith(type + ":")) {
                Subject bare = parse(text.substring(type.length() + 1), facts);
                List<Series> ofType = bare.series.stream().filter(s -> facts.type(s).equals(type)).toList();
                return new Subject(ofType, bare.name, bare.version, false);
            }
        }
        return whole;
    }

    private static Subject find(String name, String version, LineageFacts facts) {
        TreeSet<Series> exact = new TreeSet<>(facts.named(name));
        for (int i = 1; i < name.length() - 1; i++) {
            if (name.charAt(i) == ':' || name.charAt(i) == '/') {
                Series s = new Series(name.substring(0, i), name.substring(i + 1));
                if (facts.knows(s)) {
                    exact.add(s);
                }
            }
        }
        if (!exact.isEmpty() && exact.stream().anyMatch(s -> !facts.type(s).equals(ThingTypes.MODEL))) {
            return new Subject(exact, name, version, false);
        }
        TreeSet<Series> served = new TreeSet<>(facts.ending(name, ThingTypes.DEPLOYMENT));
        if (served.isEmpty() && !exact.isEmpty()) {
            return new Subject(exact, name, version, false);
        }
        served.addAll(facts.ending(name, ThingTypes.MODEL));
        if (!served.isEmpty()) {
            return new Subject(served, name, version, true);
        }
        return new Subject(facts.ending(name, ThingTypes.DATASET), name, version, false);
    }
}
