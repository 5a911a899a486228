// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tracebinder.session.internal.Layout;

/** What a folder is before it is a binder. */
public final class BinderFolder {

    private BinderFolder() {
    }

    /**
     * @param folder any
     * @return true when somebody makes a binder there or was stopped at it: it holds the lock or an empty vault, and
     *         nothing else
     */
    public static boolean isBegun(Path folder) throws IOException {
        Layout layout = new Layout(folder);
        if (!Files.isDirectory(folder)) {
            return false;
        }
        List<Path> inside = files(folder);
        return !inside.isEmpty() && inside.stream().allMatch(p -> p.equals(layout.lock()) || p.equals(layout.vault()))
                && (!Files.isDirectory(layout.vault(), LinkOption.NOFOLLOW_LINKS) ? !inside.contains(layout.vault())
                : files(layout.vault()).isEmpty()) && (!Files.exists(layout.lock()) || Files.size(layout.lock()) == 0);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.toList();
        }
    }
}
