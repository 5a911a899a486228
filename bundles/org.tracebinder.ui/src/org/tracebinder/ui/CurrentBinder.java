// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.Binder;
import org.tracebinder.session.ImportReport;
import org.tracebinder.session.StaleIndexException;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Problems;
import org.tracebinder.ui.internal.RecentBinders;
import org.tracebinder.ui.internal.Spoken;

/**
 * The binder that the window works on: at most one. A workbench service. Opening and closing happens in the background;
 * all
 * methods and listeners belong to the user-interface thread.
 */
public final class CurrentBinder {

    /** What happens to the current binder. */
    public interface Listener {

        /** Another binder is open, or none. */
        void binderChanged();

        /** The open binder has other content: something was imported or noted. */
        default void contentChanged() {
        }
    }

    /** Where the binder is on its way. */
    public enum State {
        /** No binder is open. */
        NONE,
        /** A binder is being opened. */
        OPENING,
        /** A binder is open. */
        OPEN,
        /** The binder could not be opened; {@link CurrentBinder#problem()} says why. */
        FAILED
    }

    private final Jobs jobs;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Acts acts = new Acts(this);
    private State state = State.NONE;
    private Binder binder;
    private Path folder;
    private String name = "";
    private String problem = "";
    private String doing = "";
    private boolean staleIndex;
    private List<String> left = List.of();

    /** A binder with its name, which is read from disk once. */
    private record Named(Binder binder, String name) {
    }

    /** @param jobs where opening and closing runs */
    public CurrentBinder(Jobs jobs) {
        this.jobs = jobs;
    }

    /** @return the open binder */
    public Optional<Binder> binder() {
        return Optional.ofNullable(binder);
    }

    /** @return where it is on its way */
    public State state() {
        return state;
    }

    /** @return the folder that is open, being opened, or failed to open; null when there is none */
    public Path folder() {
        return folder;
    }

    /** @return name of the open binder, empty when none is open */
    public String name() {
        return binder == null ? "" : name;
    }

    /** @return name of the open binder for the window, with a word when it can't be changed; empty when none is open */
    public Optional<String> title() {
        return binder().map(b -> b.readOnly() ? Messages.bind(Messages.Title_readOnly, name) : name);
    }

    /** @return the binder that was open last, if it is still there */
    public static Optional<Path> last() {
        return RecentBinders.last();
    }

    /** @return what went wrong, for people; empty when nothing did */
    public String problem() {
        return problem;
    }

    /** @return true when the binder failed to open for its index alone, which can be made again */
    public boolean staleIndex() {
        return staleIndex;
    }

    /** @return what is being done while a binder is on its way, for people */
    public String doing() {
        return doing;
    }

    /** @return sources that could not be read when the index was made again just now, for people; told only once */
    public List<String> left() {
        List<String> told = left;
        left = List.of();
        return told;
    }

    /** @return what was written into the binder from this window and can be taken back */
    public Acts acts() {
        return acts;
    }

    /** @return where work on the binder runs */
    public Jobs jobs() {
        return jobs;
    }

    /** @param listener told from now on */
    public void add(Listener listener) {
        listeners.add(listener);
    }

    /** @param listener not told any more */
    public void remove(Listener listener) {
        listeners.remove(listener);
    }

    /** @param path folder of a binder */
    public void open(Path path) {
        become(path, new Operation<>(Messages.bind(Messages.Binder_opening, path), true, p -> Binder.open(path)));
    }

    /**
     * Creates a binder and opens it.
     *
     * @param path   the folder, which does not exist or is empty
     * @param name   of the engagement
     * @param client whose system is looked at, may be empty
     */
    public void create(Path path, String name, String client) {
        become(path, new Operation<>(Messages.bind(Messages.Binder_creating, path), true,
                p -> Binder.create(path, name, client)));
    }

    /**
     * Makes the index of a binder again from its originals, and opens it.
     *
     * @param path folder of a binder, the open one or another
     */
    public void rebuild(Path path) {
        Binder old = binder != null && path.equals(folder) ? binder : null;
        if (old != null) {
            binder = null;
        }
        become(path, new Operation<>(Messages.bind(Messages.Binder_rebuilding, path), true, p -> {
            if (old != null) {
                closeNow(old);
            }
            List<String> sources = new ArrayList<>();
            try (Binder repair = Binder.openForRepair(path)) {
                for (ImportReport.Warning w : repair.rebuild(p).stream().filter(l -> l.code().startsWith("index."))
                        .toList()) {
                    sources.add(w.source() + "  " + Spoken.in(w.text()));
                }
            }
            Binder made = Binder.open(path);
            jobs.ui(() -> left = List.copyOf(sources));
            return made;
        }));
    }

    /**
     * Closes the open binder and opens what the operation gives.
     *
     * @param path      the folder it will have
     * @param operation makes or opens the binder
     */
    public void become(Path path, Operation<Binder> operation) {
        closeLater();
        folder = path;
        doing = operation.title();
        change(State.OPENING, "");
        Operation<Named> named = new Operation<>(operation.title(), operation.exclusive(), p -> {
            Binder opened = operation.work().answer(p);
            return new Named(opened, opened.name());
        });
        jobs.start(named, Progress.NONE, new Jobs.Outcome<Named>() {
            @Override
            public void done(Named found) {
                Binder opened = found.binder();
                binder = opened;
                name = found.name();
                folder = opened.folder();
                opened.addListener(() -> jobs.ui(() -> {
                    if (binder == opened) {
                        listeners.forEach(Listener::contentChanged);
                    }
                }));
                RecentBinders.add(opened.folder());
                change(State.OPEN, "");
            }

            @Override
            public void failed(Exception e) {
                staleIndex = e instanceof StaleIndexException;
                change(State.FAILED, words(e));
            }

            @Override
            public void cancelled() {
                folder = null;
                change(State.NONE, "");
            }
        });
    }

    /** Closes the binder; nothing is open afterwards. */
    public void close() {
        closeLater();
        folder = null;
        change(State.NONE, "");
    }

    /** Closes the binder and waits until its last write is on disk. Only for the end of the program. */
    public void closeAtExit() {
        Binder old = binder;
        binder = null;
        if (old != null) {
            Thread closer = new Thread(() -> closeNow(old), "Closing " + folder);
            closer.start();
            try {
                closer.join();
            } catch (InterruptedException e) {
                // The virtual machine waits for the closer, which is no daemon.
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void closeNow(Binder old) {
        try {
            old.close();
        } catch (Exception e) {
            Log.warn("Closing " + old.folder(), e);
        }
    }

    /**
     * @param e something that went wrong
     * @return what happened, for people
     */
    public static String words(Exception e) {
        if (e instanceof TracebinderException && e.getMessage() != null) {
            return Spoken.in(e.getMessage());
        }
        if (e instanceof IOException io) {
            return Problems.words(io);
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : Spoken.in(e.getMessage());
        Log.warn("Unexpected", e);
        return Messages.bind(Messages.Problem_unexpected, message);
    }

    private void closeLater() {
        Binder old = binder;
        binder = null;
        if (old != null) {
            jobs.background(Messages.Binder_closing, p -> closeNow(old));
        }
    }

    private void change(State now, String why) {
        state = now;
        problem = why;
        acts.forget();
        listeners.forEach(Listener::binderChanged);
    }
}
