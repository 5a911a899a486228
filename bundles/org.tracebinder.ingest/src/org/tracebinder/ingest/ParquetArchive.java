// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Hands Parquet files to the optional feature that reads them, or says which feature that is. */
final class ParquetArchive {

    /** What stands for the rows where they can't be read. */
    static final String MISSING = "the rows of a Parquet file need the optional Parquet feature, which is not "
            + "installed: unpack the archive tracebinder-parquet into the program's folder and import the file again. "
            + "The file itself is kept whole";

    private ParquetArchive() {
    }

    static void walk(Path file, Archive.Members members) throws IOException {
        Optional<OptionalArchive> reader = OptionalArchives.of(Packaging.PARQUET);
        if (reader.isEmpty()) {
            members.unread("rows.jsonl", MISSING);
        } else {
            reader.get().walk(file, members);
        }
    }
}
