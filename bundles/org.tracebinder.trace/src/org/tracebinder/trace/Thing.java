// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.Comparator;

/**
 * One version of a series.
 *
 * @param version null when not recorded
 */
record Thing(Series series, String version) implements Comparable<Thing> {

    private static final Comparator<Thing> ORDER = Comparator.comparing(Thing::series)
            .thenComparing(Thing::version, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(Thing other) {
        return ORDER.compare(this, other);
    }

    /** @return {@code name@version} for a sentence */
    String words() {
        return version == null ? series.name() : series.name() + "@" + version;
    }

    /** @return {@code type:namespace/name@version} */
    String id(String type) {
        String namespace = series.namespace() == null ? "" : series.namespace() + "/";
        return type + ":" + namespace + words();
    }
}
