// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

/**
 * What is to be said of a record although it can be read. Filled by the parsers of {@link Json} while a reader runs.
 * Not thread-safe; may be used for one record after the other.
 */
public final class Remarks {

    private String doubled;

    /** Forgets what was remarked of the record before. */
    public void clear() {
        doubled = null;
    }

    /** @return the first key that stands twice in one object of the record, null when there is none */
    public String doubled() {
        return doubled;
    }

    /** Remarks a key that stands twice in one object. */
    void doubled(String key) {
        doubled = doubled == null ? key : doubled;
    }
}
