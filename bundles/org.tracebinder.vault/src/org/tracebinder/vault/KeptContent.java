// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import java.io.IOException;
import java.io.InputStream;

/** The content of a source, wherever it is kept. Thread-safe. */
public interface KeptContent extends AutoCloseable {

    /** @return content bytes */
    long size();

    /**
     * @param offset first byte of the content
     * @param length bytes
     * @return exactly that range
     * @throws IOException when the range is outside the content, or the content can't be read
     */
    byte[] read(long offset, long length) throws IOException;

    /** @return the content from the beginning, for one thread */
    InputStream open() throws IOException;

    @Override
    void close() throws IOException;
}
