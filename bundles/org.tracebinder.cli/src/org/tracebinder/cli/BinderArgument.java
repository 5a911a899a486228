// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import org.tracebinder.session.BinderFolder;
import org.tracebinder.session.StaleIndexException;
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

    /** @return the binder; with a stale index for its sources and bytes only, which is said; the caller closes it */
    Binder look(Terminal terminal) throws TracebinderException, IOException {
        needBinder();
        try {
            return Binder.open(folder);
        } catch (StaleIndexException e) {
            terminal.say(e.getMessage());
            return Binder.look(folder);
        }
    }

    private boolean full() throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isPresent();
        }
    }

    /** Before a binder is made: there is none yet, and nothing else in its place. */
    void needRoom() throws UsageException, IOException {
        if (Binder.isBinder(folder)) {
            throw new UsageException("'" + folder + "' is a binder already.");
        }
        if (Files.isRegularFile(folder)) {
            throw new UsageException("'" + folder + "' is a file. A binder is a folder.");
        }
        if (full() && !BinderFolder.isBegun(folder)) {
            throw new UsageException("'" + folder + "' is a folder of something else. A new binder wants a folder of "
                    + "its own.");
        }
    }

    private void needBinder() throws UsageException, IOException {
        if (!Binder.isBinder(folder)) {
            if (BinderFolder.isBegun(folder)) {
                throw new UsageException("'" + folder + "' is in use: another process is making this binder. If there "
                        + "is none, it was stopped at that; go on: tracebinder import " + quoted() + " FILE...");
            }
            throw new UsageException(Files.isRegularFile(folder) ? "'" + folder + "' is a file. A binder is a folder."
                    : full() ? "'" + folder + "' is a folder of something else, not a binder. A new binder wants a "
                    + "folder of its own: tracebinder import NEW.binder FILE..."
                    : "'" + folder + "' " + (Files.exists(folder) ? "is not a binder, but empty" : "does not exist")
                    + ". To make a binder there and import files: tracebinder import " + quoted() + " FILE...");
        }
    }
}
