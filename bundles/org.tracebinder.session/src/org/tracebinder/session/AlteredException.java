// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import org.tracebinder.core.Hash;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SourceInfo;

/** What the binder keeps of a source is not what was imported. */
public final class AlteredException extends TracebinderException {

    private static final long serialVersionUID = 1L;

    private AlteredException(String message) {
        super(message);
    }

    /**
     * @param source the source
     * @param found  SHA-256 of what is kept as its original file
     * @throws AlteredException when it is not the one of the import
     */
    public static void check(SourceInfo source, Hash found) throws AlteredException {
        if (!found.equals(source.sha256())) {
            throw new AlteredException(source.id() + " was not restored: what is kept of it is not what was imported. "
                    + "Its SHA-256 is " + found + ", at the import it was " + source.sha256() + ". Run doctor.");
        }
    }
}
