// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream whose read errors say which file, and where in it. */
final class NamedStream extends FilterInputStream {

    private final String name;
    private long position;

    NamedStream(InputStream in, String name) {
        super(in);
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        try {
            int n = super.read(b, off, len);
            position += Math.max(0, n);
            return n;
        } catch (IOException e) {
            throw new Unreadable("Cannot read " + name + " behind byte " + position + ": " + e.getMessage()
                    + ". Nothing of it was imported.", e);
        }
    }
}
