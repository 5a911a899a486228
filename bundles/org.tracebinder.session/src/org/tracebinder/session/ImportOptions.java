// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.Optional;

/**
 * How files are imported.
 *
 * @param format  id of the format to read them as, empty to look at their content
 * @param threads threads that parse, 0 for one a core; the result does not depend on it
 */
public record ImportOptions(Optional<String> format, int threads) {

    /** Looks at the content, one thread a core. */
    public static final ImportOptions DEFAULT = new ImportOptions(Optional.empty(), 0);
}
