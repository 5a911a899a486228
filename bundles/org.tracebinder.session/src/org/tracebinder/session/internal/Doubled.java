// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.List;
import org.tracebinder.core.RecordId;
import org.tracebinder.vault.BinderStore.Warning;

/** Counts the records of one source in which an object has a key twice. Not thread-safe. */
final class Doubled {

    /** A longer key is told up to here. */
    private static final int SHOWN = 60;

    private long count;
    private RecordId first;
    private String key;

    /** @param name the key that stands twice */
    void record(RecordId id, String name) {
        if (count++ == 0) {
            first = id;
            key = name;
        }
    }

    /** @return the count in words for the user, nothing when there is none */
    List<Warning> warnings(int source, String name) {
        if (count == 0) {
            return List.of();
        }
        String shown = key.length() > SHOWN ? key.substring(0, SHOWN) + "\u2026" : key;
        return List.of(new Warning(source, "import.duplicate-keys", name + ": " + (count == 1
                ? "in 1 record one object has the same key twice" : "in " + count
                + " records one object has the same key twice") + "; the first is '"
                + shown.replaceAll("\\p{Cntrl}", "?") + "' in record " + first
                + ". Fields hold the last value as a rule; the record keeps all."));
    }
}
