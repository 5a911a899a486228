// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.pack.VerifyReport;
import org.tracebinder.session.ExportOptions;
import org.tracebinder.session.ExportReport;
import org.tracebinder.session.FinishedPack;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.pack.PackWords;
import org.tracebinder.ui.widgets.Latest.Question;

/**
 * The evidence pack that is written or verified, or was last. A written pack is verified at once. A workbench service;
 * methods and listeners belong to the user-interface thread.
 */
public final class Packs {

    /** How far it is. */
    public sealed interface State {

        /** Nothing was written or verified since the start. */
        record Idle() implements State {
        }

        /**
         * Under way.
         *
         * @param pack    the file
         * @param writing true while it is written, false while it is verified
         */
        record Running(Path pack, boolean writing) implements State {
        }

        /**
         * Verified, whatever came of it.
         *
         * @param pack    the file
         * @param written what was written, empty when the pack was there before
         * @param report  what the verification found
         */
        record Verified(Path pack, Optional<ExportReport> written, VerifyReport report) implements State {
        }

        /**
         * It could not be done.
         *
         * @param pack    the file
         * @param message what happened
         */
        record Failed(Path pack, String message) implements State {
        }

        /** Somebody gave up; no file is left behind. */
        record Cancelled() implements State {
        }
    }

    private record Written(Optional<ExportReport> export, VerifyReport report) {
    }

    /** A pack of this size and more is not read into memory as a reply: no authority's reply is so long. */
    private static final int LONGEST_REPLY = 1 << 20;

    private final CurrentBinder current;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private State state = new State.Idle();
    private Jobs.Running running;

    /** @param current the binder that packs are made of */
    public Packs(CurrentBinder current) {
        this.current = current;
    }

    /** @param listener told when the state changes */
    public void add(Runnable listener) {
        listeners.add(listener);
    }

    /** @param listener not told any more */
    public void remove(Runnable listener) {
        listeners.remove(listener);
    }

    /** @return how far it is */
    public State state() {
        return state;
    }

    /** Stops what runs. */
    public void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    /**
     * Writes a pack of the open binder and verifies it.
     *
     * @param pack    the file
     * @param options what goes in
     */
    public void export(Path pack, ExportOptions options) {
        current.binder().ifPresent(binder -> start(pack, true, Messages.bind(Messages.Pack_writing, pack), p -> {
            ExportReport report = binder.export(pack, options, p);
            return new Written(Optional.of(report), FinishedPack.verify(pack, p));
        }));
    }

    /** @param pack a file that is verified */
    public void verify(Path pack) {
        start(pack, false, Messages.bind(Messages.Pack_verifying, pack),
                p -> new Written(Optional.empty(), FinishedPack.verify(pack, p)));
    }

    /**
     * Takes a time stamp into a pack and verifies it.
     *
     * @param pack  a pack without a time stamp; it stays as it is when that fails
     * @param reply file with the reply of an authority (RFC 3161)
     */
    public void stamp(Path pack, Path reply) {
        start(pack, true, PackWords.bind(PackWords.Stamp_job, pack.getFileName()), p -> {
            if (Files.size(reply) > LONGEST_REPLY) {
                throw new TracebinderException(reply + " is no reply of a time stamp authority: it is too long.");
            }
            FinishedPack.stamp(pack, Files.readAllBytes(reply), p);
            return new Written(Optional.empty(), FinishedPack.verify(pack, p));
        });
    }

    /**
     * Writes what a time stamp authority is asked, in the background.
     *
     * @param pack a pack
     * @param file where the query goes; not there yet
     * @param told gets what happened, for people
     */
    public void query(Path pack, Path file, Consumer<String> told) {
        current.jobs().start(new Operation<>(PackWords.bind(PackWords.Stamp_saving, pack.getFileName()), false,
                p -> Files.write(file, FinishedPack.stampQuery(pack), StandardOpenOption.CREATE_NEW)), Progress.NONE,
                new Jobs.Outcome<Path>() {
                    @Override
                    public void done(Path written) {
                        told.accept(PackWords.bind(PackWords.Stamp_saved, written));
                    }

                    @Override
                    public void failed(Exception e) {
                        told.accept(CurrentBinder.words(e));
                    }

                    @Override
                    public void cancelled() {
                        told.accept("");
                    }
                });
    }

    private void start(Path pack, boolean writing, String title, Question<Written> work) {
        if (state instanceof State.Running) {
            return;
        }
        become(new State.Running(pack, writing));
        running = current.jobs().start(new Operation<>(title, writing, work), Progress.NONE,
                new Jobs.Outcome<Written>() {
            @Override
            public void done(Written written) {
                end(new State.Verified(pack, written.export(), written.report()));
            }

            @Override
            public void failed(Exception e) {
                end(new State.Failed(pack, CurrentBinder.words(e)));
            }

            @Override
            public void cancelled() {
                end(new State.Cancelled());
            }
        });
    }

    private void end(State how) {
        running = null;
        become(how);
    }

    private void become(State now) {
        state = now;
        listeners.forEach(Runnable::run);
    }
}
