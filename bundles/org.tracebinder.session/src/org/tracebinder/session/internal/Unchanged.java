// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.tracebinder.core.TracebinderException;

/**
 * Notices a file that changes while it is read: a log that is still written, a copy that still runs.
 *
 * @param size     bytes before
 * @param modified time of the last change before
 */
record Unchanged(long size, FileTime modified) {

    /** The file is not what it was. */
    static final class Changed extends TracebinderException {

        private static final long serialVersionUID = 1L;

        Changed(String message) {
            super(message);
        }
    }

    /** @return how the file is now */
    static Unchanged now(Path file) throws IOException {
        return new Unchanged(Files.size(file), Files.getLastModifiedTime(file));
    }

    /** @throws TracebinderException when the file is not what it was before it was read */
    void check(Path file, String name) throws IOException, TracebinderException {
        if (!equals(now(file))) {
            throw new Changed(name + " changed while it was read, so nothing of it was imported. Wait "
                    + "until it is complete, or import a copy.");
        }
    }
}
