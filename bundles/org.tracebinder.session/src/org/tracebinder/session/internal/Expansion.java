// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import org.tracebinder.ingest.Archive;

/**
 * How much all that is unpacked from one file that was handed over may come to: members of archives, archives within
 * them, and what is packed in these, each counted where it is unpacked. Not thread-safe.
 */
final class Expansion {

    /** Bytes that are unpacked of any file. */
    static final long FREE_BYTES = 2 * Archive.FREE_BYTES;
    /** Beyond these, so many times the bytes of the file. */
    static final int MAX_RATIO = 2 * Archive.MAX_RATIO;

    private long left = FREE_BYTES;

    /** @param size bytes of the next file that was handed over */
    void begin(long size) {
        left = Math.max(FREE_BYTES, size > Long.MAX_VALUE / MAX_RATIO ? Long.MAX_VALUE : size * MAX_RATIO);
    }

    /** @return bytes that may still be unpacked */
    long left() {
        return left;
    }

    /** So many bytes were unpacked. */
    void took(long bytes) {
        left = Math.max(0, left - bytes);
    }

    /** @throws IOException when nothing more is unpacked of this file, with the reason */
    void check() throws IOException {
        if (left == 0) {
            throw new IOException(reason());
        }
    }

    /** @return why nothing more is unpacked */
    static String reason() {
        return "all that was unpacked of the file that was handed over is together more than " + MAX_RATIO
                + " times larger than it: an archive that was made to fill the disk? Unpack it and import"
                + " what it holds";
    }
}
