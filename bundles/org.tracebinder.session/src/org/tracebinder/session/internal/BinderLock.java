// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The right to write a binder: one process, one window. The operating system gives it back when the process dies. */
public final class BinderLock implements AutoCloseable {

    private final FileChannel channel;
    private final FileLock lock;

    private BinderLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * @param file the lock file
     * @return the lock, or empty when somebody else holds it or the folder can't be written
     */
    public static Optional<BinderLock> tryLock(Path file) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new BinderLock(channel, lock));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException | OverlappingFileLockException e) {
            close(channel);
            return Optional.empty();
        }
    }

    private static void close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // the lock was not taken: nothing depends on this channel
            System.getLogger(BinderLock.class.getName()).log(System.Logger.Level.DEBUG, "lock file", e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
