// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {

    @TempDir
    private Path folder;

    private static byte[] content(int size) {
        byte[] bytes = new byte[size];
        Random random = new Random(size);
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) ("{\"key\":\"value " + i / 50).charAt(random.nextInt(13));
        }
        return bytes;
    }

    private Path write(byte[] bytes) throws IOException {
        return write(bytes, FrameWriter.FRAME);
    }

    private Path write(byte[] bytes, int frame) throws IOException {
        Path file = folder.resolve("x.zst");
        try (FrameWriter writer = new FrameWriter(file, frame)) {
            for (int at = 0; at < bytes.length;) {
                int n = Math.min(bytes.length - at, 100_003);
                writer.write(bytes, at, n);
                at += n;
            }
            assertEquals(bytes.length, writer.content());
            writer.finish();
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, FrameWriter.FRAME - 1, FrameWriter.FRAME, FrameWriter.FRAME + 1, 3 * FrameWriter.FRAME
    + 77})
    void givesBackEveryRangeAndTheWhole(int size) throws IOException {
        byte[] bytes = content(size);
        try (FrameReader reader = new FrameReader(write(bytes))) {
            assertEquals(size, reader.size());
            try (InputStream in = reader.open()) {
                assertArrayEquals(bytes, in.readAllBytes());
            }
            Random random = new Random(1);
            for (int i = 0; i < 200; i++) {
                int from = random.nextInt(size + 1);
                int length = random.nextInt(size - from + 1);
                assertArrayEquals(Arrays.copyOfRange(bytes, from, from + length), reader.read(from, length));
            }
            assertThrows(IOException.class, () -> reader.read(0, size + 1L));
            assertThrows(IOException.class, () -> reader.read(-1, 1));
        }
    }

    @Test
    void theOrdinaryDecoderRestoresTheFile() throws IOException {
        byte[] bytes = content(1_000_000);
        try (InputStream in = new ZstdInputStream(Files.newInputStream(write(bytes)))) {
            assertArrayEquals(bytes, in.readAllBytes());
        }
    }

    @Test
    void aFlippedByteIsFoundWhereverItIs() throws IOException {
        byte[] bytes = content(300_000);
        Path file = write(bytes);
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(3);
        int found = 0;
        for (int i = 0; i < 300; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bad);
            try (FrameReader reader = new FrameReader(file); InputStream in = reader.open()) {
                found += Arrays.equals(bytes, in.readAllBytes()) ? 0 : 1;
            } catch (IOException e) {
                found++;
            }
        }
        // the few that pass are bits of the frame headers and of the table that carry no content
        assertTrue(found > 290, "found " + found);
    }

    /** Earlier versions wrote frames of 256 KiB; whoever writes the format otherwise chooses freely. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, 256 << 10, 5 << 20})
    void readsFramesOfAnySize(int frame) throws IOException {
        byte[] bytes = content(11 << 20);
        try (FrameReader reader = new FrameReader(write(bytes, frame))) {
            Random random = new Random(2);
            for (int i = 0; i < 300; i++) {
                int from = random.nextInt(bytes.length);
                int to = Math.min(bytes.length, from + random.nextInt(60_000));
                assertArrayEquals(Arrays.copyOfRange(bytes, from, to), reader.read(from, to - from));
            }
        }
    }

    @Test
    void manyThreadsReadOneFile() throws Exception {
        byte[] bytes = content(3 << 20);
        try (FrameReader reader = new FrameReader(write(bytes))) {
            AtomicInteger wrong = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                Random random = new Random(t);
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 500; i++) {
                        int from = random.nextInt(bytes.length - 5_000);
                        try {
                            wrong.addAndGet(Arrays.equals(bytes, from, from + 5_000, reader.read(from, 5_000), 0, 5_000)
                                    ? 0 : 1);
                        } catch (IOException e) {
                            wrong.incrementAndGet();
                        }
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(0, wrong.get());
        }
    }

    @Test
    void nothingIsReadAfterItIsClosed() throws IOException {
        FrameReader reader = new FrameReader(write(content(100_000)));
        reader.close();
        assertThrows(IOException.class, () -> reader.read(0, 10));
    }
}
