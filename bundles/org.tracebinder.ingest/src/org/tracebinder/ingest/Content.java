// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read from the beginning as often as needed. */
@FunctionalInterface
public interface Content {

    /** @return the bytes from the beginning; the caller closes the stream */
    InputStream open() throws IOException;
}
