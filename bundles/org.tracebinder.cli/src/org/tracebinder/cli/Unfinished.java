// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.util.Optional;
import org.tracebinder.session.Binder;
import org.tracebinder.session.ImportReport;

/** An answer out of a binder whose import is not at its end is an answer out of a part. */
final class Unfinished {

    private Unfinished() {
    }

    /** Says on stderr what {@code sources} says. @return true when an import runs or did not come to its end */
    static boolean say(Terminal terminal, Binder binder) throws IOException {
        Optional<ImportReport.Warning> found = binder.sources().warnings().stream()
                .filter(w -> w.code().equals("import.unfinished")).findFirst();
        found.ifPresent(w -> terminal.say("Warning: " + Words.line(w.text())));
        return found.isPresent();
    }
}
