// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A source that stays where it is; the binder holds its digest only. A file that is gone or has changed since its
 * import is refused with a sentence that says so: what it holds now is not what was imported. Thread-safe.
 */
public final class ReferencedFile implements KeptContent {

    private final Path path;
    private final FileChannel file;
    private final long size;

    /**
     * @param path     of the file
     * @param size     bytes at the import
     * @param modified time of its last change at the import, in milliseconds since 1970
     * @throws IOException when the file is gone or is not what it was
     */
    public ReferencedFile(Path path, long size, long modified) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException("the file " + path + ", which this binder only refers to, is gone. Bring it back to "
                    + "that place; its digest will show whether it is the same");
        }
        if (Files.size(path) != size || Files.getLastModifiedTime(path).toMillis() != modified) {
            throw new IOException("the file " + path + ", which this binder only refers to, has changed since it was "
                    + "imported. Bring back the file as it was, with its time of change; doctor compares the digest");
        }
        this.path = path;
        this.size = size;
        this.file = FileChannel.open(path, StandardOpenOption.READ);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] read(long offset, long length) throws IOException {
        if (offset < 0 || length < 0 || length > Integer.MAX_VALUE - 16 || offset + length > size) {
            throw new EOFException("bytes " + offset + " to " + (offset + length) + " are outside "
                    + path.getFileName());
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException(path + " is shorter than it was at its import");
            }
        }
        return bytes.array();
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
