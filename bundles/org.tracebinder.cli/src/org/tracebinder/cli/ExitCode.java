// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

/** The exit codes that scripts rely on. */
final class ExitCode {

    /** Done. */
    static final int OK = 0;
    /** Done, and something is wrong: a check failed to run, a verification failed, totals do not reconcile. */
    static final int WRONG = 1;
    /** Wrong usage. */
    static final int USAGE = 2;
    /** An input could not be read at all. */
    static final int INPUT = 3;
    /** A fault of this program. */
    static final int INTERNAL = 4;

    private ExitCode() {
    }
}
