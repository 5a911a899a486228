// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import picocli.CommandLine.Parameters;

/** The first argument of most commands: the folder of a binder. */
final class BinderArgument {

    @Parameters(index = "0", paramLabel = "BINDER", description = "folder of the binder")
    private Path folder;

    /** For picocli, which fills it. */
    BinderArgument() {
    }

    /** For commands whose binder stands at another place. */
    BinderArgument(Path folder) {
        this.folder = folder;
    }

    /** @return the folder as it was given */
    Path folder() {
        return folder;
    }

    /** @return the folder for a command line that the person can type again */
    String quoted() {
        return quoted(folder.toString());
    }

    /** @return the folder's own name without its ending */
    String defaultName() {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return last == null ? "binder" : last.toString().replaceFirst("\\.binder$", "");
    }

    /** @return the text in quotes where a shell needs them */
    static String quoted(String text) {
        if (text.matches("[\\w./:@+-]+")) {
            return text;
        }
        return text.indexOf('"') < 0 ? '"' + text + '"' : '\'' + text.replace("'", "'\\''") + '\'';
    }

    /** @return the open binder; the caller closes it */
    Binder open() throws TracebinderException, IOException {
        needBinder();
        return Binder.open(folder);
    }

    /** @return the binder, even when its index is missing; the caller closes it */
    Binder openForRepair() throws TracebinderException, IOException {
        needBinder();
        return Binder.openForRepair(folder);
    }

    private void needBinder() throws UsageException {
        if (!Binder.isBinder(folder)) {
            String what = Files.exists(folder) ? "is not a binder" : "does not exist";
            throw new UsageException("'" + folder + "' " + what
                    + ". To make a binder there and import files: tracebinder "
                    + "import " + quoted() + " FILE...");
        }
    }
}
