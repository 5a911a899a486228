// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.internal.WindowWords;

/**
 * What was done in this window and can be taken back, newest first: what was written into the open binder, and what was
 * asked. Nothing is erased by that: taking back what was written is a further act in the ledger, as is doing it again.
 * Belongs to the user-interface thread.
 */
public final class Acts {

    /** Writes to the binder; runs in the background. */
    @FunctionalInterface
    public interface Doing {
        /**
         * @param binder   the open binder
         * @param progress says when somebody gave up
         * @return what takes this back; null when nothing can
         * @throws Exception told to the person
         */
        Act run(Binder binder, Progress progress) throws Exception;
    }

    /**
     * Something that can be done.
     *
     * @param what  the subject, for people: the same for doing and for taking back
     * @param doing does it; null when nothing is written
     * @param look  changes at once what is looked at, says what is seen then and what takes that back, or is empty when
     *              that is seen already; null when something is written
     */
    public record Act(String what, Doing doing, Supplier<Optional<Seen>> look) {

        /**
         * @param what  the subject, for people
         * @param doing writes to the binder
         */
        public Act(String what, Doing doing) {
            this(what, doing, null);
        }

        /**
         * @param what the subject, for people
         * @param look changes what is looked at and writes nothing
         * @return the act
         */
        public static Act looking(String what, Supplier<Optional<Seen>> look) {
            return new Act(what, null, look);
        }
    }

    /**
     * What an act on the eye's side led to.
     *
     * @param words for people
     * @param back  takes it back
     */
    public record Seen(String words, Act back) {
    }

    private static final int MOST = 100;

    private final CurrentBinder current;
    private final Deque<Act> back = new ArrayDeque<>();
    private final Deque<Act> forth = new ArrayDeque<>();
    private boolean running;

    Acts(CurrentBinder current) {
        this.current = current;
    }

    /** @param takingBack takes back what was just done; null when nothing can */
    public void did(Act takingBack) {
        if (takingBack != null) {
            forth.clear();
            push(back, takingBack);
        }
    }

    /** @return what {@link #undo} would take back */
    public Optional<String> undoable() {
        return running ? Optional.empty() : Optional.ofNullable(back.peek()).map(Act::what);
    }

    /** @return what {@link #redo} would do again */
    public Optional<String> redoable() {
        return running ? Optional.empty() : Optional.ofNullable(forth.peek()).map(Act::what);
    }

    /** @param told gets what happened, for people: also that another act is still under way */
    public void undo(Consumer<String> told) {
        go(back, forth, WindowWords.Undo_done, told);
    }

    /** @param told gets what happened, for people: also that another act is still under way */
    public void redo(Consumer<String> told) {
        go(forth, back, WindowWords.Redo_done, told);
    }

    /** @return true while something is being taken back or done again */
    public boolean busy() {
        return running;
    }

    void forget() {
        back.clear();
        forth.clear();
        running = false;
    }

    private static void push(Deque<Act> to, Act act) {
        to.push(act);
        if (to.size() > MOST) {
            to.removeLast();
        }
    }

    private void go(Deque<Act> from, Deque<Act> to, String done, Consumer<String> told) {
        Binder binder = current.binder().orElse(null);
        if (running) {
            told.accept(WindowWords.Undo_busy);
            return;
        }
        if (binder == null || from.isEmpty()) {
            return;
        }
        Act act = from.pop();
        if (act.look() != null) {
            act.look().get().ifPresentOrElse(seen -> {
                push(to, seen.back());
                told.accept(seen.words());
            }, () -> go(from, to, done, told));
            return;
        }
        String words = WindowWords.bind(done, act.what());
        running = true;
        current.jobs().start(new Operation<>(words, true, p -> Optional.ofNullable(act.doing().run(binder, p))),
                Progress.NONE, new Jobs.Outcome<Optional<Act>>() {
                    @Override
                    public void done(Optional<Act> inverse) {
                        end(words);
                        inverse.ifPresent(i -> push(to, i));
                    }

                    @Override
                    public void failed(Exception e) {
                        end(CurrentBinder.words(e));
                    }

                    @Override
                    public void cancelled() {
                        from.push(act);
                        end("");
                    }

                    private void end(String what) {
                        running = false;
                        told.accept(what);
                    }
                });
    }
}
