// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.SourceInfo;

/** All real files that are at hand in one binder: every record and every byte of each is accounted for. */
class RealReconciledTest {

    @TempDir
    Path folder;

    @Test
    void everyRealFileReconciles() throws Exception {
        Path real = Samples.root().resolve("../shared/data/real").normalize();
        Assumptions.assumeTrue(Files.isDirectory(real), "the real files are not here");
        try (Binder binder = Binder.create(folder.resolve("case.binder"), "real", null)) {
            ImportReport report = binder.importPaths(List.of(real), ImportOptions.DEFAULT, Progress.NONE);
            assertTrue(report.reconciled());
            assertTrue(report.sources().size() >= 254, "sources: " + report.sources().size());
            long read = 0;
            long kept = 0;
            for (SourceInfo source : report.sources()) {
                SourceInfo.Totals t = source.totals();
                assertEquals(t.read(), t.accepted() + t.quarantined() + t.duplicate(), source.path());
                assertEquals(t.contentBytes(), t.recordBytes() + t.framingBytes() + t.quarantinedBytes(),
                        source.path());
                read += t.read();
                kept += t.accepted();
            }
            assertTrue(kept > read * 0.9, kept + " of " + read);
            assertTrue(binder.doctor(Progress.NONE).ok());
        }
    }
}
