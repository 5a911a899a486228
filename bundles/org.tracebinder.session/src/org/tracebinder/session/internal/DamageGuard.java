// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CancellationException;
import org.tracebinder.ingest.Archive;
import org.tracebinder.ingest.Content;

/**
 * Unpacked content that ends where its packing is damaged, or where it grows beyond all reason. What came before is used;
 * the damage is told by {@link #damage()}.
 */
final class DamageGuard extends InputStream {

    private InputStream in;
    private final long packedSize;
    private long count;
    private String damage;

    /** @param packedSize bytes of the packed file, or of the archive that holds it */
    DamageGuard(Content content, long packedSize) {
        this.packedSize = packedSize;
        try {
            in = content.open();
        } catch (IOException | RuntimeException e) {
            in = InputStream.nullInputStream();
            damage = "the packing is damaged from its first byte on: " + e.getMessage();
        }
    }

    /** @return what is wrong, or null */
    String damage() {
        return damage;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) {
        if (damage != null) {
            return -1;
        }
        try {
            int n = in.read(b, off, len);
            count += Math.max(0, n);
            if (count > Archive.FREE_BYTES && count / Archive.MAX_RATIO > packedSize) {
                damage = "the content is more than " + Archive.MAX_RATIO + " times larger than the file: "
                        + "an archive that was made to fill the disk? Nothing beyond byte " + count + " was read";
            }
            return n;
        } catch (CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // decompressors answer broken input with many kinds of exceptions; each means the same to the user
            damage = "the packing is damaged behind byte " + count + " of the content: " + e.getMessage();
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
