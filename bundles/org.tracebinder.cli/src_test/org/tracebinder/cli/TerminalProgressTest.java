// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Progress;

class TerminalProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void tellsDoneRateAndTimeLeft() {
        AtomicLong clock = new AtomicLong();
        TerminalProgress progress = new TerminalProgress(out, clock::get, false);
        progress.task("reading a.jsonl", 4000);
        clock.addAndGet(2_000_000_000L);
        progress.advance(1000);
        assertTrue(text().endsWith("reading a.jsonl  1,000 of 4,000 (25 %)  500/s  6.0 s left"), text());
        progress.clear();
        assertTrue(text().endsWith("\r\u001B[K"));
    }

    @Test
    void bytesAreScaled() {
        AtomicLong clock = new AtomicLong();
        TerminalProgress progress = new TerminalProgress(out, clock::get, true);
        progress.task("a", 5_000_000);
        clock.addAndGet(1_000_000_000L);
        progress.advance(2_500_000);
        assertTrue(text().endsWith("a  2.5 MB of 5.0 MB (50 %)  2.5 MB/s  1.0 s left"), text());
    }

    @Test
    void isQuietBetweenTwoLooks() {
        AtomicLong clock = new AtomicLong();
        TerminalProgress progress = new TerminalProgress(out, clock::get, false);
        progress.task("x", -1);
        for (int i = 0; i < 1000; i++) {
            clock.addAndGet(1_000_000);
            progress.advance(1);
        }
        assertEquals(4, text().chars().filter(c -> c == '\r').count());
    }

    @Test
    void nobodyIsToldWhereNobodyWatches() {
        assertEquals(Progress.NONE, new Terminal(out, out, false, 80).progress());
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
