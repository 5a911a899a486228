// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mapping;

import org.tracebinder.core.TracebinderException;

/** A mapping file that can't be used. The message names the line and what is wrong with it. */
public final class MappingException extends TracebinderException {

    private static final long serialVersionUID = 1L;

    private final int line;

    /**
     * @param line   in the file, from 1; 0 for the file as a whole
     * @param reason for the user
     */
    public MappingException(int line, String reason) {
        super(line > 0 ? "mapping, line " + line + ": " + reason : "mapping: " + reason);
        this.line = line;
    }

    /** @return the line in the file, from 1; 0 for the file as a whole */
    public int line() {
        return line;
    }
}
