// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Reads ranges of a file that {@link FrameWriter} wrote. Thread-safe; keeps the last few frames unpacked. */
public final class FrameReader implements KeptContent {

    /** Unpacked bytes that are kept, and at least the frame that was read last. */
    private static final int CACHED = 2 << 20;

    private final Path path;
    private final FileChannel file;
    /** Where each frame begins in the file; one more entry for the end. */
    private final long[] packedAt;
    /** Where each frame begins in the content; one more entry for the end. */
    private final long[] contentAt;
    private final Map<Integer, byte[]> cache = new LinkedHashMap<>(64, 0.75f, true);
    private int cached;
    /** One decompressor, since making one costs as much as a small frame; who finds it in use makes an own one. */
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private final ReentrantLock zstdInUse = new ReentrantLock();
    private boolean closed;

    /**
     * @param path a file of {@link FrameWriter}
     * @throws IOException when it can't be read or its seek table is damaged
     */
    public FrameReader(Path path) throws IOException {
        this.path = path;
        file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            ByteBuffer footer = read(file.size() - FrameWriter.FOOTER, FrameWriter.FOOTER);
            int frames = footer.getInt();
            footer.get();
            if (footer.getInt() != FrameWriter.SEEKABLE_MAGIC || frames < 0
                    || frames * 8L + FrameWriter.FOOTER + 8 > file.size()) {
                throw new IOException("the seek table of " + path.getFileName() + " in the vault is damaged");
            }
            long table = file.size() - FrameWriter.FOOTER - frames * 8L;
            ByteBuffer sizes = read(table, frames * 8);
            packedAt = new long[frames + 1];
            contentAt = new long[frames + 1];
            for (int i = 0; i < frames; i++) {
                packedAt[i + 1] = packedAt[i] + Integer.toUnsignedLong(sizes.getInt());
                contentAt[i + 1] = contentAt[i] + Integer.toUnsignedLong(sizes.getInt());
            }
            if (packedAt[frames] != table - 8) {
                throw new IOException("the frames of " + path.getFileName() + " in the vault do not add up");
            }
        } catch (IOException | RuntimeException e) {
            zstd.close();
            file.close();
            throw e;
        }
    }

    @Override
    public long size() {
        return contentAt[contentAt.length - 1];
    }

    @Override
    public byte[] read(long offset, long length) throws IOException {
        if (offset < 0 || length < 0 || length > Integer.MAX_VALUE - 16 || offset + length > size()) {
            throw new EOFException("bytes " + offset + " to " + (offset + length) + " are outside "
                    + path.getFileName());
        }
        byte[] out = new byte[(int) length];
        int done = 0;
        int k = frameOf(offset);
        while (done < out.length) {
            byte[] frame = frame(k);
            int at = (int) (offset + done - contentAt[k]);
            int n = Math.min(out.length - done, frame.length - at);
            System.arraycopy(frame, at, out, done, n);
            done += n;
            k++;
        }
        return out;
    }

    /** Does not use the cache. */
    @Override
    public InputStream open() {
        return new InputStream() {
            private int next;
            private byte[] frame = new byte[0];
            private int at;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                if (len == 0) {
                    return 0;
                }
                while (at == frame.length) {
                    if (next == packedAt.length - 1) {
                        return -1;
                    }
                    frame = unpack(next++);
                    at = 0;
                }
                int n = Math.min(len, frame.length - at);
                System.arraycopy(frame, at, b, off, n);
                at += n;
                return n;
            }
        };
    }

    private int frameOf(long offset) {
        int i = Arrays.binarySearch(contentAt, offset);
        return i >= 0 ? Math.min(i, Math.max(0, contentAt.length - 2)) : -i - 2;
    }

    private byte[] frame(int k) throws IOException {
        synchronized (cache) {
            byte[] hit = cache.get(k);
            if (hit != null) {
                return hit;
            }
        }
        byte[] frame = unpack(k);
        synchronized (cache) {
            byte[] other = cache.put(k, frame);
            cached += frame.length - (other == null ? 0 : other.length);
            for (var eldest = cache.entrySet().iterator(); cached > CACHED && cache.size() > 1;) {
                cached -= eldest.next().getValue().length;
                eldest.remove();
            }
        }
        return frame;
    }

    private byte[] unpack(int k) throws IOException {
        ByteBuffer packed = read(packedAt[k], (int) (packedAt[k + 1] - packedAt[k]));
        int size = (int) (contentAt[k + 1] - contentAt[k]);
        try {
            byte[] frame = new byte[size];
            if (unpack(packed.array(), frame) == size) {
                return frame;
            }
        } catch (ZstdException e) {
            throw new IOException("frame " + k + " of " + path.getFileName() + " in the vault is damaged", e);
        }
        throw new IOException("frame " + k + " of " + path.getFileName() + " in the vault has the wrong size");
    }

    private long unpack(byte[] packed, byte[] frame) throws IOException {
        if (!zstdInUse.tryLock()) {
            return Zstd.decompressByteArray(frame, 0, frame.length, packed, 0, packed.length);
        }
        try {
            if (closed) {
                throw new IOException(path.getFileName() + " in the vault is closed");
            }
            return zstd.decompressByteArray(frame, 0, frame.length, packed, 0, packed.length);
        } finally {
            zstdInUse.unlock();
        }
    }

    private ByteBuffer read(long at, int length) throws IOException {
        if (at < 0) {
            throw new IOException(path.getFileName() + " in the vault is too short");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException(path.getFileName() + " in the vault is cut off");
            }
        }
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        zstdInUse.lock();
        try {
            closed = true;
            zstd.close();
        } finally {
            zstdInUse.unlock();
            file.close();
        }
    }
}
