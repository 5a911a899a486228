// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What went wrong with files, for people: what happened, to what, and what to do. Platforms say a bare name often. */
public final class Problems {

    /** How platforms, the database and the index say that a disk is full. */
    private static final List<String> FULL = List.of("no space left", "disk is full", "not enough space",
            "sqlite_full");
    /** How the database says that its file is not what it wrote. */
    private static final List<String> DAMAGED = List.of("sqlite_notadb", "sqlite_corrupt");

    private Problems() {
    }

    /**
     * @param e a file or folder could not be read or written
     * @return words in the language of the user
     */
    public static String words(IOException e) {
        String said = e.getMessage() == null ? e.getClass().getSimpleName() : Spoken.in(e.getMessage());
        if (says(e, FULL)) {
            return WindowWords.bind(WindowWords.Problem_full, plain(said));
        }
        if (says(e, DAMAGED)) {
            return WindowWords.bind(WindowWords.Problem_damaged, plain(said));
        }
        return switch (e) {
            case NoSuchFileException x -> WindowWords.bind(WindowWords.Problem_missing, said);
            case AccessDeniedException x -> WindowWords.bind(WindowWords.Problem_denied, said);
            case FileAlreadyExistsException x -> WindowWords.bind(WindowWords.Problem_there, said);
            case DirectoryNotEmptyException x -> WindowWords.bind(WindowWords.Problem_notEmpty, said);
            default -> Messages.bind(Messages.Problem_reading, plain(said));
        };
    }

    private static boolean says(Throwable problem, List<String> words) {
        return Stream.iterate(problem, t -> t != null, Throwable::getCause).map(t -> String.valueOf(t.getMessage())
                .toLowerCase(Locale.ROOT)).anyMatch(m -> words.stream().anyMatch(m::contains));
    }

    /** The words around it end the sentence. */
    private static String plain(String said) {
        String text = said.strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
