// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;

/**
 * Writes evidence packs: a BagIt 1.0 bag (RFC 8493) in a zip. The same content with the same options gives the same
 * bytes. Records stream through; memory does not grow with their number. Needs room on the disk of the target for the
 * pack and its largest file.
 */
public final class PackWriter {

    /** The version of the layout, raised when a reader must know. */
    public static final String FORMAT = "1.0";

    private PackWriter() {
    }

    /**
     * Writes a pack. When it fails or is cancelled nothing is left behind, and an older file at the target stays.
     *
     * @param content  what goes in
     * @param zip      the file to write or replace, in an existing folder
     * @param options  how
     * @param progress asked per record and per MiB
     * @throws IOException          when the disk is full or the target can't be written
     * @throws TracebinderException when the content is not sound: a record does not fit its tree, the ledger is broken,
     *                              a masked pack still holds what it should not
     */
    public static void write(PackContent content, Path zip, PackOptions options, Progress progress)
            throws IOException, TracebinderException {
        Path target = zip.toAbsolutePath();
        try (PackFiles files = new PackFiles(target.getParent())) {
            PackBuild build = new PackBuild(content, options, files, progress);
            build.run();
            Path part = files.part();
            files.zip(build.top(), part, progress);
            progress.check();
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /**
     * Removes what exports that were killed left in a folder: temporary folders whose writer is dead. Those of a writer
     * that lives, here or in another process, stay.
     *
     * @param folder that packs are written to
     * @return names of what was removed
     * @throws IOException when the folder can't be read
     */
    public static List<String> removeLeftovers(Path folder) throws IOException {
        return PackLeftovers.remove(folder);
    }
}
