// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.SourceInfo;

/** A Parquet file where the feature that reads it is not installed, as it is not in these tests. */
class ParquetMissingTest {

    @TempDir
    Path folder;

    @Test
    void isKeptWholeAndTheFeatureIsNamed() throws Exception {
        byte[] bytes = "PAR1\u0015\u0004\u0015 rows and a footer PAR1".getBytes(StandardCharsets.US_ASCII);
        Path file = Files.write(folder.resolve("part-0.parquet"), bytes);
        Path lines = Files.writeString(folder.resolve("decisions.jsonl"), Samples.decision("d1", "t1", "allow"));
        try (Binder binder = Binder.create(folder.resolve("case.binder"), "case", null)) {
            ImportReport report = binder.importPaths(List.of(file, lines), ImportOptions.DEFAULT, Progress.NONE);
            assertTrue(report.reconciled());
            SourceInfo parquet = report.sources().get(0);
            assertEquals(new SourceInfo.Totals(bytes.length, 0, bytes.length, 0, 0, 0, 0, 0), parquet.totals());
            assertEquals(1, report.warnings().size());
            String warning = report.warnings().get(0).toString();
            assertTrue(warning.contains("optional Parquet feature") && warning.contains("part-0.parquet"), warning);
            assertEquals(1, binder.trail().count("kind:policy", Progress.NONE));
            Path back = folder.resolve("back");
            binder.restore(1, back, Progress.NONE);
            assertEquals(-1, Files.mismatch(file, back));
        }
    }
}
