// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The content of all members of a gzip file (RFC 1952), one behind the other. Zeros behind a member are passed over and
 * counted: tapes and whole blocks of a disk are filled up with them. Anything else there is an error. Not thread-safe.
 */
public final class GzipMembers extends InputStream {

    private static final int BUFFER = 1 << 16;
    private static final int FIRST_OF_MEMBER = 0x1F;

    private final InputStream packed;
    private InputStream member;
    private long padding;

    /**
     * @param packed the gzip file, read in large pieces; closed with this
     * @throws IOException when it does not begin with a member
     */
    public GzipMembers(InputStream packed) throws IOException {
        this.packed = new BufferedInputStream(packed, BUFFER);
        member = member();
    }

    /** @return zero bytes that were passed over so far */
    public long padding() {
        return padding;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        while (member != null) {
            int n = member.read(b, off, len);
            if (n >= 0) {
                return n;
            }
            member.close();
            member = behind() ? member() : null;
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        try {
            if (member != null) {
                member.close();
            }
        } finally {
            packed.close();
        }
    }

    /** A member that ends leaves the stream behind its last byte, since the stream can go back. */
    private InputStream member() throws IOException {
        return new GzipCompressorInputStream(new FilterInputStream(packed) {
            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                return in.read(b, off, len);
            }

            @Override
            public void close() {
                // further members follow
            }
        }, false);
    }

    /** @return true when another member begins behind the last one and the zeros that follow it */
    private boolean behind() throws IOException {
        packed.mark(1);
        int next = packed.read();
        long zeros = 0;
        while (next == 0) {
            zeros++;
            packed.mark(1);
            next = packed.read();
        }
        if (next >= 0 && next != FIRST_OF_MEMBER) {
            throw new IOException(zeros == 0 ? "behind the packed bytes stands something else"
                    : "behind the packed bytes, and zeros after them, stands something else");
        }
        packed.reset();
        padding += zeros;
        return next >= 0;
    }
}
