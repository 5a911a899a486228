// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

/**
 * What is to be said of a record although it can be read. Filled by {@link Json} and {@link RawRecord#text()} while a
 * reader runs.
 * Not thread-safe; may be used for one record after the other.
 */
public final class Remarks {

    private String doubled;
    private boolean foreign;

    /** Forgets what was remarked of the record before. */
    public void clear() {
        doubled = null;
        foreign = false;
    }

    /** @return the first key that stands twice in one object of the record, null when there is none */
    public String doubled() {
        return doubled;
    }

    /** @return true when the record is text with bytes that are no UTF-8 */
    public boolean foreign() {
        return foreign;
    }

    /** Remarks bytes that are no UTF-8. */
    void foreignBytes() {
        foreign = true;
    }

    /** Remarks a key that stands twice in one object. */
    void doubled(String key) {
        doubled = doubled == null ? key : doubled;
    }
}
