// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

/**
 * Something expected went wrong and a person has to know: a file that can't be read, a binder that is in use. The
 * message says what happened, to what, and what to do.
 */
public class TracebinderException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message for the user */
    public TracebinderException(String message) {
        super(message);
    }

    /**
     * @param message for the user
     * @param cause   what the platform said
     */
    public TracebinderException(String message, Throwable cause) {
        super(message, cause);
    }
}
