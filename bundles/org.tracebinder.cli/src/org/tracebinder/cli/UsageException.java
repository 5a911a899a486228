// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import org.tracebinder.core.TracebinderException;

/** The command was asked for something that can't be: exit code 2. The message says what was expected. */
final class UsageException extends TracebinderException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
