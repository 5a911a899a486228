// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Walks through files of a kind that the program reads only with an optional feature. Found as a service, see
 * {@link OptionalArchives}. Stateless; used by several threads at once.
 */
public interface OptionalArchive {

    /** @return the kind of file that it reads */
    Packaging packaging();

    /**
     * @param file    a file of that kind; only read from
     * @param members called for each member, in an order that is the same every time
     * @throws IOException when the file is damaged or breaks a limit, with a reason for the user; members before that
     *                     were given
     */
    void walk(Path file, Archive.Members members) throws IOException;
}
