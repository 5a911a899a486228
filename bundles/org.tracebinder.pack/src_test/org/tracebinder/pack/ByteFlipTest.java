// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/** Every single byte of a pack counts. */
class ByteFlipTest {

    @Test
    void noFlippedByteGoesUnseen(@TempDir Path dir) throws Exception {
        Path full = dir.resolve("full.zip");
        PackWriter.write(new SmallPack(2, 1), full, PackOptions.PLAIN, Progress.NONE);
        flip(full, 499);
        // Every byte of a pack without its larger files, which would take minutes.
        Repack small = new Repack(full);
        small.files.values().removeIf(content -> content.length > 4_000);
        Path zip = dir.resolve("small.zip");
        small.forge(zip);
        flip(zip, 1);
    }

    private static void flip(Path zip, int step) throws Exception {
        assertTrue(PackVerifier.verify(zip, Progress.NONE).ok());
        byte[] good = Files.readAllBytes(zip);
        try (RandomAccessFile file = new RandomAccessFile(zip.toFile(), "rw")) {
            for (int i = 0; i < good.length; i += step) {
                file.seek(i);
                file.write(good[i] ^ 1 << i % 8);
                boolean ok = i % 32 == 0 ? PackVerifier.verify(zip, Progress.NONE).ok() : containerFits(zip);
                assertFalse(ok, "the flipped byte " + i + " of " + good.length + " was not seen");
                file.seek(i);
                file.write(good[i]);
            }
        }
        assertTrue(PackVerifier.verify(zip, Progress.NONE).ok());
    }

    /** The check of the container alone: a pack is good only when all of them pass. */
    private static boolean containerFits(Path zip) throws Exception {
        try (PackArchive archive = new PackArchive(zip)) {
            return archive.layoutProblem(Progress.NONE) == null && archive.contentProblem(Progress.NONE) == null;
        } catch (JsonTree.BadFormException e) {
            return false;
        }
    }

    @Test
    void cutAndExtendedPacksFail(@TempDir Path dir) throws Exception {
        Path zip = dir.resolve("a.zip");
        PackWriter.write(new SmallPack(2, 1), zip, PackOptions.PLAIN, Progress.NONE);
        byte[] good = Files.readAllBytes(zip);
        for (int length = 0; length < good.length; length += Math.max(1, good.length / 300)) {
            Files.write(zip, Arrays.copyOf(good, length));
            assertFalse(PackVerifier.verify(zip, Progress.NONE).ok(), "cut to " + length);
        }
        Files.write(zip, Arrays.copyOf(good, good.length + 1));
        assertFalse(PackVerifier.verify(zip, Progress.NONE).ok());
    }
}
