// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.nio.file.Path;
import java.util.List;
import org.tracebinder.core.Hash;

/**
 * An evidence pack that was written.
 *
 * @param pack    the file
 * @param bytes   its size
 * @param sha256  its digest
 * @param records records in it
 * @param signed  true when it carries a signature
 * @param failed  true when a check of the assessment in it could not run
 * @param leftovers temporary folders beside it that killed exports had left, and that are gone now
 * @param empty   fields that were to be masked and that no event of the binder has, perhaps by a slip of the keys
 */
public record ExportReport(Path pack, long bytes, Hash sha256, long records, boolean signed, boolean failed,
        List<String> leftovers, List<String> empty) {

    /** Copies the lists. */
    public ExportReport {
        leftovers = List.copyOf(leftovers);
        empty = List.copyOf(empty);
    }
}
