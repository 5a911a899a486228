// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.function.BooleanSupplier;

/** Knows the threads that may not wait for a disk: work on a binder refuses to run on them. Thread-safe. */
public final class Threads {

    private static volatile BooleanSupplier forbidden = () -> false;

    private Threads() {
    }

    /** @param isForbidden tells whether the calling thread is one that may not wait; quick, never throws */
    public static void forbid(BooleanSupplier isForbidden) {
        forbidden = isForbidden;
    }

    /** @throws IllegalStateException on a thread that may not wait */
    public static void refuse() {
        if (forbidden.getAsBoolean()) {
            throw new IllegalStateException("Work on a binder reads from disk and may take long: it does not run on "
                    + "the user-interface thread '" + Thread.currentThread().getName()
                    + "'. Start it in the background.");
        }
    }
}
