// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.session.Samples.decision;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/** A document whose end was cut off between two records. */
class CutOffTest {

    @TempDir
    private Path folder;

    @Test
    void theMissingEndIsInTheQuarantineAndSeenAgainWhenTheIndexIsMadeAgain() throws Exception {
        String first = decision("d1", "t", "allow").strip();
        String second = decision("d2", "t", "deny").strip();
        Path file = Files.writeString(folder.resolve("cut.json"), "[" + first + "," + second + ",");
        try (Binder binder = Binder.create(folder.resolve("a.binder"), "Cut off", null)) {
            ImportReport report = binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
            assertTrue(report.reconciled());
            assertEquals(2, report.sources().get(0).totals().accepted());
            List<String> reasons = new ArrayList<>();
            binder.trail().quarantine(q -> reasons.add(q.reason()));
            assertEquals(List.of("the document is not closed: its end may have been cut off"), reasons);
            assertTrue(binder.doctor(Progress.NONE).ok());
            binder.rebuild(Progress.NONE);
            assertEquals(2, binder.trail().count("trace:t", Progress.NONE));
        }
    }
}
