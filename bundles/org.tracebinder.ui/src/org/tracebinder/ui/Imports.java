// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Shell;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import org.tracebinder.session.ImportOptions;
import org.tracebinder.session.ImportReport;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.WindowWords;

/**
 * The import that runs, or the one that ended last. A workbench service; methods and listeners belong to the
 * user-interface
 * thread.
 */
public final class Imports {

    /** How far the import is. */
    public sealed interface State {

        /** Nothing was imported since the start. */
        record Idle() implements State {
        }

        /**
         * It runs.
         *
         * @param paths what is imported
         */
        record Running(List<Path> paths) implements State {
        }

        /**
         * It ended; whether the totals add up stands in the report.
         *
         * @param report what it did
         */
        record Done(ImportReport report) implements State {
        }

        /**
         * Somebody gave up.
         *
         * @param there what the binder holds of it, each file as a whole; empty when it is as it was before
         */
        record Cancelled(Optional<String> there) implements State {
        }

        /**
         * It could not be done.
         *
         * @param message what happened
         * @param there   what the binder holds of it, each file as a whole; empty when it is as it was before
         */
        record Failed(String message, Optional<String> there) implements State {
        }
    }

    /**
     * A look at a running import.
     *
     * @param task    the file that is read
     * @param files   files begun so far, this one included
     * @param done    bytes of this file that are read
     * @param total   bytes of this file, negative when not known
     * @param bytes   bytes read of all files
     * @param records read of all files
     * @param share   of the whole work that is done, 0 to 1; negative when not known
     * @param elapsed since the beginning
     */
    public record Look(String task, int files, long done, long total, long bytes, long records, double share,
            Duration elapsed) {

        /** Below it nothing can be said of the rest. */
        private static final double LEAST = 0.01;

        /** @return how long it will take yet; empty where nobody knows, and when it is at its end */
        public Optional<Duration> left() {
            if (share <= LEAST) {
                return Optional.empty();
            }
            Duration rest = Duration.ofMillis((long) (elapsed.toMillis() * (1 - share) / share));
            return rest.toSeconds() < 1 ? Optional.empty() : Optional.of(rest);
        }
    }

    /** Says how single files are read, in the background. */
    @FunctionalInterface
    public interface Formats {
        /**
         * @return formats of single files, as an import takes them
         * @throws Exception when a mapping could not be kept
         */
        Map<Path, String> get() throws Exception;
    }

    private final CurrentBinder current;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private State state = new State.Idle();
    private Watch watch = new Watch();
    private Jobs.Running running;
    private Runnable again = () -> { };

    /** @param current the binder that files go into */
    public Imports(CurrentBinder current) {
        this.current = current;
        current.add(() -> {
            if (!(state instanceof State.Running)) {
                become(new State.Idle());
            }
        });
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

    /** @return where the running import is just now */
    public Look look() {
        return watch.look();
    }

    /** Starts the import that ended last once more: it goes on behind the files that are in the binder. */
    public void again() {
        again.run();
    }

    /** Stops the running import; files that were committed on the way stay, and the state says so. */
    public void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    /**
     * Asks, when an import runs, whether it stops: the end of the program waits for the binder, and would wait for all
     * of it.
     *
     * @param shell where it is asked
     * @return false when the import goes on, and the program with it
     */
    public boolean mayEnd(Shell shell) {
        if (!(state instanceof State.Running)) {
            return true;
        }
        boolean stop = MessageDialog.open(MessageDialog.QUESTION, shell, WindowWords.Import_endTitle,
                WindowWords.Import_endText, SWT.NONE, WindowWords.Import_endStop, WindowWords.Import_endGoOn) == 0;
        if (stop) {
            cancel();
        }
        return stop;
    }

    /**
     * Imports into the open binder.
     *
     * @param paths  files, folders, archives
     * @param format id of the format they are read as, empty to look at their content
     */
    public void start(List<Path> paths, Optional<String> format) {
        start(paths, format, Map::of, false);
    }

    /**
     * Imports into the open binder.
     *
     * @param paths  files, folders, archives
     * @param format id of the format they are read as, empty to look at their content
     * @param single formats of single files, which go before
     * @param leave  true to leave plain files where they are and keep their digests only
     */
    public void start(List<Path> paths, Optional<String> format, Formats single, boolean leave) {
        ImportOptions options = new ImportOptions(format, 0);
        start(paths, leave ? options.byReference() : options, single);
    }

    /**
     * Imports into the open binder.
     *
     * @param paths   files, folders, archives
     * @param options how they are read
     * @param single  formats of single files, which go before
     */
    public void start(List<Path> paths, ImportOptions options, Formats single) {
        Binder binder = current.binder().orElse(null);
        if (binder == null || state instanceof State.Running) {
            return;
        }
        again = () -> start(paths, options, single);
        Watch fresh = new Watch();
        watch = fresh;
        become(new State.Running(List.copyOf(paths)));
        String title = paths.size() == 1 ? Messages.bind(Messages.Import_jobOne, paths.get(0).getFileName())
                : Messages.bind(Messages.Import_job, paths.size());
        running = current.jobs().start(new Operation<>(title, true,
                p -> {
                    fresh.expect(size(paths));
                    ImportOptions all = options.with(single.get());
                    try {
                        return binder.importPaths(paths, all, p);
                    } catch (IOException | TracebinderException | RuntimeException e) {
                        fresh.there(there(binder, e));
                        throw e;
                    }
                }), watch, new Jobs.Outcome<ImportReport>() {
            @Override
            public void done(ImportReport report) {
                end(new State.Done(report));
            }

            @Override
            public void failed(Exception e) {
                end(new State.Failed(CurrentBinder.words(e), fresh.there()));
            }

            @Override
            public void cancelled() {
                end(new State.Cancelled(fresh.there()));
            }
        });
    }

    /** @return what the binder holds of an import that stopped; empty when it holds nothing of it */
    private static Optional<String> there(Binder binder, Exception stopped) {
        try {
            return binder.sources().unfinished();
        } catch (IOException | RuntimeException e) {
            stopped.addSuppressed(e);
            return Optional.empty();
        }
    }

    /** @return bytes of all files, -1 when they can't be counted */
    private static long size(List<Path> paths) {
        long sum = 0;
        for (Path path : paths) {
            try (Stream<Path> files = Files.walk(path)) {
                sum += files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
            } catch (IOException | UncheckedIOException e) {
                return -1; // the import itself says what is wrong with the path
            }
        }
        return sum;
    }

    private void end(State how) {
        running = null;
        become(how);
    }

    private void become(State now) {
        state = now;
        listeners.forEach(Runnable::run);
    }

    /** Written by the import, read by the window. */
    private static final class Watch implements Progress, Jobs.Share {

        private final long begin = System.nanoTime();
        private String task = "";
        private int files;
        private long done;
        private long total = -1;
        private long bytes;
        private long records;
        private long expected = -1;
        private long behind;
        private Optional<String> there = Optional.empty();

        synchronized void there(Optional<String> words) {
            there = words;
        }

        synchronized Optional<String> there() {
            return there;
        }

        synchronized void expect(long size) {
            expected = size;
        }

        @Override
        public synchronized void task(String name, long units) {
            // what is inside an archive counts with the archive
            behind += Math.max(0, total);
            boolean inside = name.contains("!/") || units < 0;
            task = name;
            total = inside ? -1 : units;
            done = 0;
            files++;
        }

        @Override
        public synchronized void advance(long units) {
            done += units;
            bytes += units;
        }

        @Override
        public void check() {
            // Cancelling is the job's part.
        }

        @Override
        public synchronized void records(long read) {
            records += read;
        }

        @Override
        public synchronized double share() {
            return expected <= 0 ? -1
                    : Math.min(1, (behind + Math.min(done, Math.max(0, total))) / (double) expected);
        }

        synchronized Look look() {
            return new Look(task, files, done, total, bytes, records, share(),
                    Duration.ofNanos(System.nanoTime() - begin));
        }
    }
}
