// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Temporary folders of packs. Their writer holds a lock in them, which the operating system gives back when the writer
 * dies; so whoever gets the lock knows that nobody writes there any more.
 */
final class PackLeftovers {

    static final String PREFIX = ".pack-";
    static final String LOCK = "lock";
    /** Of this process: a lock file that is opened twice would lose its lock when the second one is closed. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private PackLeftovers() {
    }

    /** @return a lock in a folder that was just made; the caller closes it before the folder is deleted */
    static FileChannel hold(Path folder) throws IOException {
        OWN.add(folder.toAbsolutePath().normalize());
        FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        try {
            channel.tryLock();
        } catch (IOException e) {
            // a file system without locks: nobody will get one there either, so the folder is never taken for a dead
            // one
            System.getLogger(PackLeftovers.class.getName()).log(System.Logger.Level.DEBUG, "no lock", e);
        }
        return channel;
    }

    static void release(Path folder) {
        OWN.remove(folder.toAbsolutePath().normalize());
    }

    /**
     * Removes folders that dead writers left behind.
     *
     * @param beside the folder that packs are written to
     * @return names of the removed ones; what can't be removed stays, and is not told
     */
    static List<String> remove(Path beside) throws IOException {
        Set<String> removed = new TreeSet<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(beside, PREFIX + "*")) {
            for (Path folder : found) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && !OWN.contains(folder.toAbsolutePath().normalize()) && dead(folder) && delete(folder)) {
                    removed.add(folder.getFileName().toString());
                }
            }
        }
        return List.copyOf(removed);
    }

    private static boolean dead(Path folder) {
        Path file = folder.resolve(LOCK);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false; // of an older program, or not a pack's at all
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE); FileLock lock =
                channel.tryLock()) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false; // another account's, or another thread's: it is let be
        }
    }

    /** Only files such as a pack's writer makes; a folder that holds anything else stays. */
    private static boolean delete(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
            for (Path file : inside) {
                String name = file.getFileName().toString();
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        || !name.equals(LOCK) && !name.equals(PackFiles.ZIP) && !name.matches("\\d{1,9}")) {
                    return false;
                }
                files.add(file);
            }
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
        return true;
    }
}
