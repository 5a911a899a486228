// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/**
 * The folder that the demo works in. It is emptied before each run, and only when a file in it says that a demo made
 * it: no folder of anybody's own is ever touched.
 */
final class DemoFolder {

    private static final String MARK = "made-by-tracebinder-demo.txt";

    private DemoFolder() {
    }

    /**
     * @param folder may be there already, empty or from an earlier demo
     * @throws UsageException when it holds anything else
     */
    static void prepare(Path folder) throws UsageException, IOException {
        if (Files.exists(folder)) {
            boolean ours = Files.isRegularFile(folder.resolve(MARK));
            if (!ours && !isEmptyFolder(folder)) {
                throw new UsageException("'" + folder + "' is in use for something else. Give the demo a folder of "
                        + "its own: "
                        + "tracebinder demo --dir DIR");
            }
            if (ours) {
                empty(folder);
            }
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(MARK), "This folder was made by 'tracebinder demo', which empties it "
                + "before it runs "
                + "again.\nKeep nothing of your own here.\n");
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Links are removed, never followed. */
    private static void empty(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
