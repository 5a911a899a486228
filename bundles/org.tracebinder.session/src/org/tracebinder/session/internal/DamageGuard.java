// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CancellationException;
import org.tracebinder.ingest.Archive;
import org.tracebinder.ingest.Content;
import org.tracebinder.ingest.GzipMembers;

/**
 * Unpacked content that ends where its packing is damaged, or where it grows beyond all reason. What came before is
 * used; the damage is told by {@link #damage()}.
 */
final class DamageGuard extends InputStream {

    private final Content content;
    private final boolean again;
    private final long packedSize;
    /** Bytes that may be unpacked of the file that was handed over. */
    private final long allowed;
    private InputStream in;
    private boolean careful;
    private long count;
    private String damage;

    /**
     * @param content    unpacks when it is read
     * @param again      true when the content can be opened a second time
     * @param packedSize bytes of the packed file, or of the archive that holds it
     */
    DamageGuard(Content content, boolean again, long packedSize) {
        this(content, again, packedSize, Long.MAX_VALUE);
    }

    /**
     * The same, within what is left of the {@link Expansion} of a file.
     *
     * @param allowed bytes that may be unpacked at most
     */
    DamageGuard(Content content, boolean again, long packedSize, long allowed) {
        this.allowed = allowed;
        this.content = content;
        this.again = again;
        this.packedSize = packedSize;
        try {
            in = content.open();
        } catch (IOException | RuntimeException e) {
            in = InputStream.nullInputStream();
            damage = "the packing is damaged from its first byte on: " + said(e);
        }
    }

    /** @return what the error says, without the full stop that some libraries end it with */
    static String said(Exception e) {
        String said = String.valueOf(e.getMessage());
        return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
    }

    /** @return what is wrong, or null */
    String damage() {
        return damage;
    }

    /** @return bytes that were unpacked so far */
    long count() {
        return count;
    }

    /** @return zero bytes that fill up a gzip file, behind what is packed in it */
    long padding() {
        return in instanceof GzipMembers gzip ? gzip.padding() : 0;
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
            int n = in.read(b, off, careful ? 1 : len);
            count += Math.max(0, n);
            if (count > Archive.FREE_BYTES && count / Archive.MAX_RATIO > packedSize) {
                damage = "the content is more than " + Archive.MAX_RATIO + " times larger than the file: "
                        + "an archive that was made to fill the disk? Nothing beyond byte " + count + " was read";
            }
            if (count > allowed && damage == null) {
                damage = Expansion.reason() + ". Nothing beyond byte " + count + " was read";
            }
            return n;
        } catch (CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            if (again && !careful && carefully()) {
                return read(b, off, len);
            }
            // decompressors answer broken input with many kinds of exceptions; each means the same to the user
            damage = e instanceof EOFException ? "the packing ends too early behind byte " + count
                    + " of the content: its end may have been cut off"
                    : "the packing is damaged behind byte " + count + " of the content: " + said(e);
            return -1;
        }
    }

    /**
     * A decompressor that fails in the middle of a block keeps to itself what it had unpacked of it. Goes back to the
     * last byte that was given out and on from there byte by byte, so that nothing readable is lost.
     */
    private boolean carefully() {
        careful = true;
        try {
            in.close();
            in = content.open();
            in.skipNBytes(count);
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
