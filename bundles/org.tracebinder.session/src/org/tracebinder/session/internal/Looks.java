// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.concurrent.atomic.AtomicLong;

/**
 * When a running import lets questions see what it added: each time costs it small files. The first events can be
 * searched after a second. From then on it is done soon when somebody asks, less and less often the longer it runs; and
 * every 20 seconds in any case. Thread-safe: of several threads one is told.
 */
final class Looks {

    private static final long FIRST = 1_000_000_000L;
    private static final long LONGEST = 20_000_000_000L;

    private final long begun;
    /** When it is done next where somebody asks, and where nobody does; the latter is never sooner. */
    private final AtomicLong asked;
    private volatile long anyway;

    /** @param begun when the import began, by {@link System#nanoTime} */
    Looks(long begun) {
        this.begun = begun;
        this.asked = new AtomicLong(begun + FIRST);
        this.anyway = begun + FIRST;
    }

    /**
     * @param now      by {@link System#nanoTime}
     * @param somebody true when somebody asked since the last time
     * @return true when the caller is to do it now
     */
    boolean due(long now, boolean somebody) {
        long due = asked.get();
        if (now - due < 0 || !somebody && now - anyway < 0
                || !asked.compareAndSet(due, now + Math.min(LONGEST, (now - begun) * 2))) {
            return false;
        }
        anyway = now + LONGEST;
        return true;
    }
}
