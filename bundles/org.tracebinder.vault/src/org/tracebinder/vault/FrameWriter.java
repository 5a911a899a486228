// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Writes a file as independent zstd frames with a seek table at its end (the "Zstandard seekable format" of the zstd
 * project), so that any range is read without unpacking the rest, and the ordinary {@code zstd -d} restores the whole.
 * Not thread-safe.
 */
public final class FrameWriter implements AutoCloseable {

    /**
     * Content bytes of a frame: small enough to read one record quickly, large enough to compress well. Eight times as
     * much makes the file a seventh smaller and reading one record ten times slower. Readers take frames of any size.
     */
    static final int FRAME = 32 << 10;
    static final int SKIPPABLE_MAGIC = 0x184D2A5E;
    static final int SEEKABLE_MAGIC = 0x8F92EAB1;
    static final int FOOTER = 9;
    private static final int LEVEL = 3;

    private final FileChannel file;
    private final ZstdCompressCtx zstd = new ZstdCompressCtx();
    private final byte[] block;
    private final byte[] packed;
    private int filled;
    private int[] sizes = new int[256];
    private int frames;
    private long content;

    /**
     * @param path a new file; an existing one is replaced
     * @throws IOException when it can't be written
     */
    public FrameWriter(Path path) throws IOException {
        this(path, FRAME);
    }

    /** @param frame content bytes of a frame */
    FrameWriter(Path path, int frame) throws IOException {
        block = new byte[frame];
        packed = new byte[(int) Zstd.compressBound(frame)];
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        zstd.setLevel(LEVEL);
        zstd.setChecksum(true);
    }

    /** Appends bytes. */
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int left = length;
        while (left > 0) {
            int n = Math.min(left, block.length - filled);
            System.arraycopy(bytes, at, block, filled, n);
            filled += n;
            at += n;
            left -= n;
            if (filled == block.length) {
                frame();
            }
        }
        content += length;
    }

    /** @return content bytes so far */
    public long content() {
        return content;
    }

    private void frame() throws IOException {
        int size = zstd.compressByteArray(packed, 0, packed.length, block, 0, filled);
        writeFully(ByteBuffer.wrap(packed, 0, size));
        if (frames * 2 == sizes.length) {
            sizes = Arrays.copyOf(sizes, sizes.length * 2);
        }
        sizes[frames * 2] = size;
        sizes[frames * 2 + 1] = filled;
        frames++;
        filled = 0;
    }

    /** Writes the seek table and forces everything to the disk. */
    public void finish() throws IOException {
        if (filled > 0) {
            frame();
        }
        int table = frames * 8 + FOOTER;
        ByteBuffer end = ByteBuffer.allocate(8 + table).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(SKIPPABLE_MAGIC).putInt(table);
        for (int i = 0; i < frames * 2; i++) {
            end.putInt(sizes[i]);
        }
        end.putInt(frames).put((byte) 0).putInt(SEEKABLE_MAGIC).flip();
        writeFully(end);
        file.force(true);
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** Closes the file; without {@link #finish()} it is not readable. */
    @Override
    public void close() throws IOException {
        zstd.close();
        file.close();
    }

}
