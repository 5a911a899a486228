// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import org.tracebinder.core.TracebinderException;

/** A record that can't be read as what its source is. It goes to the quarantine with the message as its reason. */
public final class BadRecordException extends TracebinderException {

    private static final long serialVersionUID = 1L;

    /** @param reason for the user: what was expected, what was found, where */
    public BadRecordException(String reason) {
        super(reason);
    }

    /**
     * @param reason for the user
     * @param cause  what the parser said
     */
    public BadRecordException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
