// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.tracebinder.core.Progress;

/** One line that tells how far the work is, written over itself four times a second at most. Thread-safe. */
final class TerminalProgress implements Progress {

    private static final long EVERY_NANOS = 250_000_000L;
    private static final String ERASE = "\r\u001B[K";

    private final PrintStream out;
    private final LongSupplier clock;
    private final boolean bytes;
    private String task = "";
    private long total = -1;
    private long done;
    private long begun;
    private long shown;
    private boolean visible;

    /**
     * @param out   a terminal
     * @param clock nanoseconds
     * @param bytes true when the units of the work are bytes
     */
    TerminalProgress(PrintStream out, LongSupplier clock, boolean bytes) {
        this.out = out;
        this.clock = clock;
        this.bytes = bytes;
    }

    @Override
    public synchronized void task(String name, long units) {
        task = Words.line(name);
        total = units;
        done = 0;
        begun = clock.getAsLong();
        shown = begun;
    }

    @Override
    public synchronized void advance(long units) {
        done += units;
        long now = clock.getAsLong();
        if (now - shown >= EVERY_NANOS) {
            shown = now;
            visible = true;
            out.print(ERASE + line(now - begun));
            out.flush();
        }
    }

    @Override
    public void check() {
        // a person at a terminal gives up with Ctrl-C, which ends the process; the binder stands that
    }

    /** Takes the line away. */
    synchronized void clear() {
        if (visible) {
            out.print(ERASE);
            out.flush();
            visible = false;
        }
    }

    private String line(long nanos) {
        double seconds = nanos / 1e9;
        double rate = seconds > 0 ? done / seconds : 0;
        StringBuilder s = new StringBuilder(Words.cut(task, 48)).append("  ").append(units(done));
        if (total > 0) {
            s.append(" of ").append(units(total))
                    .append(String.format(Locale.ROOT, " (%d %%)", Math.min(100, done * 100 / total)));
        }
        s.append("  ").append(units(Math.round(rate))).append("/s");
        if (total > done && rate > 0) {
            s.append("  ").append(Words.seconds((total - done) / rate)).append(" left");
        }
        return s.toString();
    }

    private String units(long value) {
        return bytes ? Words.bytes(value) : Words.number(value);
    }
}
