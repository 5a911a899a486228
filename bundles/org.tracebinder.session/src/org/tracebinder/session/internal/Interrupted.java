// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.tracebinder.session.ImportReport;
import org.tracebinder.vault.BinderStore;

/** What is said of an import that did not come to its end, so that nobody takes a part of it for the whole. */
final class Interrupted {

    /** How platforms, the database and the index say that a disk is full. */
    private static final List<String> FULL = List.of("no space left", "disk is full", "not enough space",
            "sqlite_full");
    private static final String AGAIN = " If it does not run any more, the same import again goes on behind them;"
            + " a file that was being read begins anew.";
    private static final String ANEW = " Run it again with the same paths and it goes on behind them; a file that was"
            + " being read begins anew.";

    private Interrupted() {
    }

    /**
     * @param readOnly true when another process may be at the import
     * @return one warning, or none when the last import came to its end
     */
    static List<ImportReport.Warning> warning(BinderStore store, boolean readOnly) throws IOException {
        OptionalInt files = store.interrupted();
        return files.isEmpty() ? List.of() : List.of(new ImportReport.Warning(ImportReport.UNFINISHED, null,
                readOnly ? "An import is running, or did not come to its end. " + files(files.getAsInt()) + AGAIN
                        : "The last import did not come to its end. " + files(files.getAsInt()) + ANEW));
    }

    /**
     * @param files of the interrupted import that were not read again
     * @param again true when the same import was interrupted before
     * @return one warning, or none when nothing was interrupted
     */
    static List<ImportReport.Warning> resumed(int files, boolean again) {
        if (files == 0 && !again) {
            return List.of();
        }
        return List.of(new ImportReport.Warning("import.resumed", null, files == 0
                ? "This import was interrupted before, when none of its files had been read to its end: nothing of it"
                        + " was in the binder, and all was read from its beginning."
                : "The import went on where it was interrupted. The binder held " + files
                        + " of its files already, with the same bytes; they were not read again. All others were read"
                        + " from their beginning."));
    }

    /** @return the failure of a disk or file behind a failure of the program: so the index tells of a full disk */
    static Optional<IOException> disk(RuntimeException failure) {
        return Stream.iterate((Throwable) failure, t -> t != null, Throwable::getCause)
                .filter(IOException.class::isInstance).map(IOException.class::cast).findFirst();
    }

    /** @return the failure, saying what it stopped, what is there, and how it goes on */
    static IOException stopped(IOException failure, BinderStore store, Path binder) {
        String files = "";
        try {
            OptionalInt there = store.interrupted();
            files = there.isEmpty() ? "\nNothing of it is in the binder." : "\n" + files(there.getAsInt()) + ANEW;
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return new IOException("The import stopped: " + reason(failure, binder) + "." + files, failure);
    }

    private static String files(int files) {
        return "The binder holds " + files + " of its files, each as a whole.";
    }

    private static String reason(IOException failure, Path binder) {
        boolean full = Stream.iterate((Throwable) failure, t -> t != null, Throwable::getCause)
                .map(t -> String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT))
                .anyMatch(m -> FULL.stream().anyMatch(m::contains));
        if (full) {
            return "the disk that holds " + binder + " is full";
        }
        String said = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return (failure instanceof FileSystemException ? "reading or writing failed: " : "")
                + (said.endsWith(".") ? said.substring(0, said.length() - 1) : said);
    }
}
