// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.Progress;
import org.tracebinder.pack.JsonTree.BadFormException;

/** Reads a file of JSON objects, one per line, each in canonical form and each line ended. */
final class Lines implements AutoCloseable {

    /** The longest line that is read. */
    static final int MAX = 1 << 28;

    private final String name;
    private final InputStream in;
    private final Progress progress;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int filled;
    private long number;

    Lines(String name, InputStream in, Progress progress) {
        this.name = name;
        this.in = in;
        this.progress = progress;
    }

    /** @return number of lines read */
    long number() {
        return number;
    }

    /** @return the next line without its end, or null behind the last one */
    byte[] raw() throws IOException, BadFormException {
        progress.check();
        ByteArrayOutputStream line = null;
        while (true) {
            int end = from;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            if (line == null && end < filled) {
                byte[] whole = Arrays.copyOfRange(buffer, from, end);
                from = end + 1;
                number++;
                return whole;
            }
            line = line == null ? new ByteArrayOutputStream(1024) : line;
            if (line.size() > MAX - (end - from)) {
                throw problem("is longer than a line can be");
            }
            line.write(buffer, from, end - from);
            from = end + 1;
            if (end < filled) {
                number++;
                return line.toByteArray();
            }
            from = 0;
            filled = Math.max(0, in.read(buffer));
            if (filled == 0) {
                if (line.size() == 0) {
                    return null;
                }
                throw problem("does not end with a line feed");
            }
        }
    }

    /** @return the next object, or null behind the last one */
    Map<String, Object> next() throws IOException, BadFormException {
        byte[] line = raw();
        if (line == null) {
            return null;
        }
        try {
            Map<String, Object> object = JsonTree.object(line);
            if (!Arrays.equals(CanonicalJson.bytes(object), line)) {
                throw new BadFormException("is not in canonical form");
            }
            return object;
        } catch (BadFormException e) {
            throw problem(e.getMessage());
        }
    }

    /** @return an error that names file and line */
    BadFormException problem(String what) {
        return new BadFormException(name + ", line " + Math.max(1, number) + ": " + what);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
