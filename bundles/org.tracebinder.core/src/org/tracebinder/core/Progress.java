// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.util.concurrent.CancellationException;

/**
 * How long work tells what it does and learns that nobody wants it any more. Handed into the work; {@link #check()} is
 * called per record or per 64 KiB. Implementations are thread-safe.
 */
public interface Progress {

    /** Never cancelled, tells nobody. */
    Progress NONE = new Progress() {
        @Override
        public void task(String name, long total) {
            // nobody listens
        }

        @Override
        public void advance(long units) {
            // nobody listens
        }

        @Override
        public void check() {
            // never cancelled
        }
    };

    /**
     * A new part of the work begins.
     *
     * @param name  shown to the user
     * @param total units of work, or a negative number when not known
     */
    void task(String name, long total);

    /** @param units of work done since the last call */
    void advance(long units);

    /** @param records read since the last call; beside {@link #advance}, only for whoever counts them */
    default void records(long records) {
        // most work has none, and most listeners count none
    }

    /** @throws CancellationException when the user gave up */
    void check();
}
