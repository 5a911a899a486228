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
    private boolean nul;

    /** Those of the record that this thread is reading. */
    private static final ThreadLocal<Remarks> NOW = new ThreadLocal<>();

    /** Begins a record: until {@link #end()}, JSON that this thread opens inside a text of it is looked at, too. */
    public void begin() {
        clear();
        NOW.set(this);
    }

    /** The record was read. */
    public void end() {
        NOW.remove();
    }

    /** @return those of the record that this thread is reading, null when it reads none */
    static Remarks now() {
        return NOW.get();
    }

    /** Forgets what was remarked of the record before. */
    public void clear() {
        doubled = null;
        foreign = false;
        nul = false;
    }

    /** @return the first key that stands twice in one object of the record, null when there is none */
    public String doubled() {
        return doubled;
    }

    /** @return true when the record is text with bytes that are no UTF-8 */
    public boolean foreign() {
        return foreign;
    }

    /** @return true when the record is text and holds a NUL character */
    public boolean nul() {
        return nul;
    }

    /** Remarks text that holds a NUL character. */
    void nulBytes() {
        nul = true;
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
