// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
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
     * @param binder that imports; when it lies in the folder, nothing of it is an input
     * @param failed told about each folder in it that can't be read
     * @return files, links, devices and the folder of the binder at any depth, sorted; links are not followed
     */
    static List<Path> of(Path folder, Path binder, Consumer<Unreadable> failed) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes attributes) throws IOException {
                if (!Files.isSameFile(inside, binder)) {
                    return FileVisitResult.CONTINUE;
                }
                files.add(inside);
                return FileVisitResult.SKIP_SUBTREE;
            }

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

    /** @return true for the folder that {@link #of} gives: what else it gives is no folder */
    static boolean binder(Path file) {
        return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Java takes names apart in the encoding of the session. Two that it can't spell would be told as the same.
     *
     * @throws Unreadable when the name is not what it is told as
     */
    static void named(Path file) throws Unreadable {
        IOException why = null;
        try {
            if (file.getFileSystem().getPath(file.toString()).equals(file)) {
                return;
            }
        } catch (InvalidPathException e) {
            why = new IOException(e);
        }
        throw new Unreadable("Cannot read " + file + ": its name can't be spelled in the encoding of this session ("
                + System.getProperty("sun.jnu.encoding") + "); set LC_ALL to one of UTF-8, such as C.UTF-8.", why);
    }

    /** @return a failure to open the file, in words */
    static Unreadable unreadable(String name, IOException reason) {
        return new Unreadable("Cannot read " + name + ": " + (reason instanceof AccessDeniedException
                ? "access is denied" : reason.getMessage()) + ".", reason);
    }
}
