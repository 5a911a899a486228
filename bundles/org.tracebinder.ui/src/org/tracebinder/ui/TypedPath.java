// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.tracebinder.ui.internal.WindowWords;

/** A path as a person typed it, or as another program handed it over: it need not be one on this system. */
public final class TypedPath {

    private TypedPath() {
    }

    /**
     * @param typed what stands in a field
     * @return the path, absolute and without dots; empty when nothing is typed and when it is no path on this system
     */
    public static Optional<Path> of(String typed) {
        try {
            return typed.isBlank() ? Optional.empty()
                    : Optional.of(Path.of(typed.strip()).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty(); // problem() has the words
        }
    }

    /**
     * @param typed what stands in a field
     * @return why it is no path on this system, for people; empty when it is one, and when nothing is typed
     */
    public static Optional<String> problem(String typed) {
        return typed.isBlank() || of(typed).isPresent() ? Optional.empty()
                : Optional.of(WindowWords.bind(WindowWords.Path_none, typed.strip()));
    }
}
