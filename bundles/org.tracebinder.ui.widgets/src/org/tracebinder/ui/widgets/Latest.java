// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tracebinder.core.Progress;

/**
 * Shows only the newest answer: a new question cancels the one before, and an answer that comes too late is dropped.
 * Thread-safe.
 */
public final class Latest {

    private final AtomicLong ticket = new AtomicLong();

    /** Work that may fail. */
    @FunctionalInterface
    public interface Question<T> {
        /**
         * @param progress cancelled when a newer question was asked
         * @return the answer
         * @throws Exception shown to the person who asked
         */
        T answer(Progress progress) throws Exception;
    }

    /** Work that has a first part to show before the rest is done. */
    @FunctionalInterface
    public interface Gradual<T> {
        /**
         * @param progress cancelled when a newer question was asked
         * @param first    takes the first part, at most once; it is shown like the answer, before it
         * @return the whole answer
         * @throws Exception shown to the person who asked
         */
        T answer(Progress progress, Consumer<T> first) throws Exception;
    }

    /**
     * @param workers  threads
     * @param title    what is asked, for people
     * @param question runs in the background
     * @param show     gets the answer on the user-interface thread
     * @param failed   gets what went wrong on the user-interface thread; never called for a cancelled question
     */
    public <T> void ask(Workers workers, String title, Question<T> question, Consumer<T> show,
            Consumer<Exception> failed) {
        ask(workers, title, (progress, first) -> question.answer(progress), show, show, failed);
    }

    /**
     * @param workers  threads
     * @param title    what is asked, for people
     * @param question runs in the background
     * @param first    gets the first part of the answer on the user-interface thread
     * @param show     gets the answer on the user-interface thread
     * @param failed   gets what went wrong on the user-interface thread; never called for a cancelled question
     */
    public <T> void ask(Workers workers, String title, Gradual<T> question, Consumer<T> first, Consumer<T> show,
            Consumer<Exception> failed) {
        long mine = ticket.incrementAndGet();
        BooleanSupplier stale = () -> ticket.get() != mine;
        workers.background(title, progress -> {
            try {
                T answer = question.answer(new Watched(progress, stale), part -> show(workers, stale, first, part));
                show(workers, stale, show, answer);
            } catch (CancellationException e) {
                // Given up by the user or overtaken by a newer question: nobody waits for this answer.
                return;
            } catch (Exception e) {
                show(workers, stale, failed, e);
            } catch (LinkageError | StackOverflowError | OutOfMemoryError e) {
                // Whoever waits for the answer would wait for ever.
                show(workers, stale, failed, new IllegalStateException(e.toString(), e));
            }
        });
    }

    private static <T> void show(Workers workers, BooleanSupplier stale, Consumer<T> show, T what) {
        workers.ui(() -> {
            if (!stale.getAsBoolean()) {
                show.accept(what);
            }
        });
    }

    /** Nobody wants the running question any more. */
    public void cancel() {
        ticket.incrementAndGet();
    }

    private record Watched(Progress to, BooleanSupplier stale) implements Progress {
        @Override
        public void task(String name, long total) {
            to.task(name, total);
        }

        @Override
        public void advance(long units) {
            to.advance(units);
        }

        @Override
        public void check() {
            if (stale.getAsBoolean()) {
                throw new CancellationException();
            }
            to.check();
        }
    }
}
