// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.formats.BuiltInFormats;
import org.tracebinder.ingest.Detector;
import org.tracebinder.session.ImportOptions;

class LeafMatchTest {

    @TempDir
    private Path folder;

    private static String line(int n) {
        return "{\"decision_id\":\"d" + n
                + "\",\"path\":\"x\",\"timestamp\":\"2026-03-01T10:00:00Z\",\"result\":true}\n";
    }

    @Test
    void theNumberOfRoundsChangesNothing() throws Exception {
        StringBuilder a = new StringBuilder();
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            (i % 7 == 0 ? b : a).append(line(i));
            if (i % 3 == 0) {
                b.append(line(i));
            }
        }
        List<Path> files = List.of(Files.writeString(folder.resolve("a.jsonl"), a),
                Files.writeString(folder.resolve("b.jsonl"), b));
        Detector detector = new Detector(BuiltInFormats.all());
        try (Workspace w = Opening.open(folder.resolve("x.binder"), true, false, Clock.systemUTC(), detector)) {
            w.importPaths(files, ImportOptions.DEFAULT, Progress.NONE);
            Map<Integer, BitSet> once = new LeafMatch(w.opened()).alone(List.of(1), List.of(2), Progress.NONE);
            assertEquals(285, once.get(1).cardinality(), "in a and not divisible by three");
            assertEquals(96, once.get(2).cardinality(), "divisible by seven; every third of them stands twice");
            for (int perRound : List.of(1, 13, 100)) {
                assertEquals(once, new LeafMatch(w.opened(), perRound).alone(List.of(1), List.of(2), Progress.NONE));
            }
        }
    }
}
