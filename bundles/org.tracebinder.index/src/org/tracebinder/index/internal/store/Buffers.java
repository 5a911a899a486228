// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.lucene.index.IndexWriter;

/** The documents of a writer that wait in memory, one buffer for each thread that adds some. */
public final class Buffers {

    private Buffers() {
    }

    /**
     * Writes the buffers of all threads side by side; a commit alone would write one after the other. Waits for the end
     * even when the calling thread is interrupted.
     *
     * @param most so many buffers for each thread that writes: while events are added there is always another one
     * @throws IOException when one of them could not be written
     */
    public static void flush(IndexWriter writer, int most) throws IOException {
        int threads = Math.min(4, Runtime.getRuntime().availableProcessors());
        ConcurrentLinkedQueue<Throwable> failed = new ConcurrentLinkedQueue<>();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(Thread.ofPlatform().name("index-flush-" + i).start(() -> {
                try {
                    for (int k = 0; k < most && writer.flushNextBuffer(); k++) {
                        continue;
                    }
                } catch (IOException | RuntimeException e) {
                    failed.add(e);
                }
            }));
        }
        boolean interrupted = false;
        for (Thread thread : running) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!failed.isEmpty()) {
            throw new IOException("the index could not be written", failed.peek());
        }
    }
}
