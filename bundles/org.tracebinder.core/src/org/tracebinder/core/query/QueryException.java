// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.query;

import org.tracebinder.core.TracebinderException;

/** A query that can't be understood. The message says what was expected. */
public final class QueryException extends TracebinderException {

    private static final long serialVersionUID = 1L;

    private final int position;

    /**
     * @param message  what is wrong and what was expected
     * @param position index of the character where it went wrong, from 0
     */
    public QueryException(String message, int position) {
        super(message);
        this.position = position;
    }

    /** @return index of the character where it went wrong, from 0 */
    public int position() {
        return position;
    }
}
