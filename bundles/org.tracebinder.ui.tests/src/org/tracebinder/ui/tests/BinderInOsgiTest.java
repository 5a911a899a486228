// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.session.Binder;
import org.tracebinder.session.ExportOptions;
import org.tracebinder.session.FinishedPack;
import org.tracebinder.session.ImportOptions;

/**
 * The main job inside OSGi, where each library has a class loader of its own: SQLite, Zstandard and Lucene's codecs are
 * found by other ways than on the command line's class path.
 */
class BinderInOsgiTest {

    @Test
    void importsSearchesAssessesAndExports(@TempDir Path temporary) {
        assertTrue(Bench.away(() -> works(temporary)));
    }

    private static boolean works(Path temporary) throws Exception {
        URL sample = FileLocator.find(Platform.getBundle("org.tracebinder.session"),
                IPath.fromPortableString("sample/trail"));
        Path trail = Path.of(FileLocator.toFileURL(sample).getPath());
        try (Binder binder = Binder.create(temporary.resolve("osgi.binder"), "OSGi", "Nobody")) {
            var report = binder.importPaths(List.of(trail), ImportOptions.DEFAULT, Progress.NONE);
            assertTrue(report.reconciled());
            assertFalse(report.sources().isEmpty());
            var found = binder.trail().search(SearchRequest.newest("kind:inference", 10, List.of()), Progress.NONE);
            assertTrue(found.total() > 10, () -> "inferences: " + found.total());
            assertFalse(binder.assess("eu-ai-act", LocalDate.of(2026, 11, 20), Progress.NONE).isEmpty());
            Path pack = temporary.resolve("pack.zip");
            assertFalse(binder.export(pack, ExportOptions.ALL, Progress.NONE).failed());
            assertTrue(FinishedPack.verify(pack, Progress.NONE).ok());
            assertEquals(report.sources().size(), binder.sources().sources().size());
            return binder.trail().record(new RecordId(1, 1)).isPresent();
        }
    }
}
