// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What lies in a folder. */
final class FolderFiles {

    private FolderFiles() {
    }

    /**
     * @param failed told about each folder in it that can't be read
     * @return files, links and devices at any depth, sorted; links are not followed
     */
    static List<Path> of(Path folder, Consumer<Unreadable> failed) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException reason) {
                failed.accept(unreadable(file.toString(), reason));
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    /** @return a failure to open the file, in words */
    static Unreadable unreadable(String name, IOException reason) {
        return new Unreadable("Cannot read " + name + ": " + (reason instanceof AccessDeniedException
                ? "access is denied" : reason.getMessage()) + ".", reason);
    }
}
