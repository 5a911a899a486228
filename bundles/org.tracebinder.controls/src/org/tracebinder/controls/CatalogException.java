// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import org.tracebinder.core.TracebinderException;

/** A catalogue file that can't be used. The message names file, line and reason. */
public final class CatalogException extends TracebinderException {

    private static final long serialVersionUID = 1L;

    private final int line;

    /**
     * @param file   name of the file
     * @param line   from 1, 0 when it concerns the whole file
     * @param reason what is wrong
     * @param cause  may be null
     */
    public CatalogException(String file, int line, String reason, Throwable cause) {
        super(file + (line > 0 ? ", line " + line : "") + ": " + reason, cause);
        this.line = line;
    }

    /** @return from 1, 0 when it concerns the whole file */
    public int line() {
        return line;
    }
}
