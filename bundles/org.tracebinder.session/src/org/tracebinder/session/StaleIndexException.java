// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import org.tracebinder.core.TracebinderException;

/** A binder whose index is missing, incomplete, broken or of another version: made again, it is as good as before. */
public final class StaleIndexException extends TracebinderException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong with the index
     * @param cause   what told so, or null
     */
    public StaleIndexException(String message, Throwable cause) {
        super(message, cause);
    }
}
