// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/** A guard against work that grows with the square of its input; how fast it is, a benchmark tells. */
final class Cpu {

    private Cpu() {
    }

    /** @return what the work gave, after at most so many milliseconds of this thread's processor time */
    static <T> T within(long millis, Callable<T> work) throws Exception {
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        T result = work.call();
        long spent = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / 1_000_000;
        assertTrue(spent <= millis, "took " + spent + " ms of processor time, allowed are " + millis);
        return result;
    }
}
