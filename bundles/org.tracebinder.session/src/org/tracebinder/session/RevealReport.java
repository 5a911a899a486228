// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.nio.file.Path;
import java.util.List;
import org.tracebinder.core.Hash;

/**
 * Masked values that were opened.
 *
 * @param file   with a line for each: place, pointer, replacement, words, salt
 * @param sha256 of the file
 * @param opened how many
 * @param closed places of chosen values that this binder can't open, at most 100
 */
public record RevealReport(Path file, Hash sha256, int opened, List<String> closed) {

    /** Copies the list. */
    public RevealReport {
        closed = List.copyOf(closed);
    }
}
