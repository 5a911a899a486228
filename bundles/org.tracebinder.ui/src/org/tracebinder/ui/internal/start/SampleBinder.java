// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.start;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import org.tracebinder.session.ImportOptions;
import org.tracebinder.session.StaleIndexException;
import org.tracebinder.ui.Operation;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.WindowWords;

/** The binder of the invented bank whose trail is inside the product. Made at the first use, below the user's home. */
final class SampleBinder {

    private SampleBinder() {
    }

    static Path folder() {
        return Path.of(System.getProperty("user.home"), "Tracebinder", "sample.binder");
    }

    static Operation<Binder> open() {
        return new Operation<>(Messages.Start_sampleJob, true, SampleBinder::make);
    }

    private static Binder make(Progress progress) throws IOException, TracebinderException {
        Path folder = folder();
        if (Binder.isBinder(folder)) {
            Binder known = known(folder, progress);
            boolean whole = !known.trail().sources().isEmpty() && known.sources().unfinished().isEmpty();
            return known.readOnly() || whole ? known : filled(known, progress);
        }
        Files.createDirectories(folder.getParent());
        return filled(Binder.create(folder, Messages.Start_sampleName, Messages.Start_sampleClient), progress);
    }

    /** Opens the sample binder of before; an index of another version of the program is made again. */
    private static Binder known(Path folder, Progress progress) throws IOException, TracebinderException {
        try {
            return Binder.open(folder);
        } catch (StaleIndexException e) {
            progress.task(WindowWords.Sample_rebuilding, -1);
            try (Binder repair = Binder.openForRepair(folder)) {
                repair.rebuild(progress);
            }
            return Binder.open(folder);
        }
    }

    /** Imports the sample; a second start goes on where a first one was given up. */
    private static Binder filled(Binder binder, Progress progress) throws IOException, TracebinderException {
        Path temporary = Files.createTempDirectory("tracebinder");
        // The name of the folder stands in the binder for good.
        Path files = Files.createDirectory(temporary.resolve("sample"));
        try {
            for (String name : new String(read("files.txt"), StandardCharsets.UTF_8).lines().toList()) {
                Files.write(files.resolve(name), read("trail/" + name));
            }
            binder.importPaths(List.of(files), ImportOptions.DEFAULT, progress);
            return binder;
        } catch (IOException | TracebinderException | CancellationException e) {
            binder.close();
            throw e;
        } finally {
            try (var left = Files.walk(temporary)) {
                for (Path path : left.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = Binder.class.getResourceAsStream("/sample/" + name)) {
            if (in == null) {
                throw new FileNotFoundException("the product lacks its sample file " + name);
            }
            return in.readAllBytes();
        }
    }
}
