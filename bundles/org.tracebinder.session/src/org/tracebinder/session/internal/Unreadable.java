// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;

/** A file that is to be imported can't be read, or changes meanwhile. It costs itself, not the others. */
final class Unreadable extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param message sentences for the user */
    Unreadable(String message, IOException cause) {
        super(message, cause);
    }
}
