// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** The rows of a table as JSON lines, made as they are read: one row at a time is in memory. Not thread-safe. */
public abstract class RowLines extends InputStream {

    private byte[] line = new byte[0];
    private int at;
    private boolean end;
    private IOException damage;

    /**
     * @return the next row, or null behind the last one
     * @throws IOException when the table is damaged or breaks a limit, with a reason for the user; no row is asked for
     *                     after that
     */
    protected abstract ObjectNode next() throws IOException;

    @Override
    public final int read() throws IOException {
        return fill() ? line[at++] & 0xFF : -1;
    }

    @Override
    public final int read(byte[] b, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(len, line.length - at);
        System.arraycopy(line, at, b, off, n);
        at += n;
        return n;
    }

    /** @return true when the table holds no row, asked before anything was read; a damaged one is not empty */
    public final boolean none() {
        try {
            return !fill();
        } catch (IOException e) {
            damage = e;
            return false;
        }
    }

    private boolean fill() throws IOException {
        if (damage != null) {
            throw damage;
        }
        if (at == line.length && !end) {
            try {
                ObjectNode row = next();
                end = row == null;
                line = end ? new byte[0] : (row.toString() + '\n').getBytes(StandardCharsets.UTF_8);
                at = 0;
            } catch (IOException e) {
                end = true;
                throw e;
            }
        }
        return at < line.length;
    }
}
