// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import org.eclipse.core.runtime.Platform;
import org.osgi.framework.FrameworkUtil;
import org.tracebinder.core.Hash;
import org.tracebinder.ui.Log;

/**
 * The results of the checks of the binders that were assessed last, for the next start. They lie with the settings of
 * the person and not in the binder: nobody who hands over a binder hands over results that were never computed here.
 */
public final class KeptResults {

    private static final int MOST = 20;
    private static final long LONGEST = 64L << 20;

    private KeptResults() {
    }

    /** @return what was kept for the binder in that folder; without bytes when nothing was */
    public static byte[] read(Path binder) throws IOException {
        Path file = file(binder);
        return Files.isRegularFile(file) && Files.size(file) <= LONGEST ? Files.readAllBytes(file) : new byte[0];
    }

    /** Keeps the results for the binder in that folder; not kept, they are computed once more at the next start. */
    public static void write(Path binder, byte[] results) {
        try {
            Path file = file(binder);
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), "results", ".part");
            Files.write(part, results);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            List<Path> all;
            try (var files = Files.list(file.getParent())) {
                all = files.sorted(Comparator.comparing(f -> f.toFile().lastModified())).toList();
            }
            for (Path old : all.subList(0, Math.max(0, all.size() - MOST))) {
                Files.deleteIfExists(old);
            }
        } catch (IOException e) {
            Log.warn("Keeping the results of the checks", e);
        }
    }

    private static Path file(Path binder) {
        String name = Hash.of(binder.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        return Platform.getStateLocation(FrameworkUtil.getBundle(KeptResults.class)).toPath().resolve("results")
                .resolve(name + ".json");
    }
}
