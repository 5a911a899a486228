// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeListener;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.widgets.Workers;

/**
 * The one place where work of ours becomes a job of the workbench: questions as system jobs that nobody sees,
 * operations as
 * jobs with progress and cancel. Thread-safe.
 */
public final class Jobs implements Workers {

    /** Operations that write run one after the other. */
    private static final ISchedulingRule ONE_WRITER = new ISchedulingRule() {
        @Override
        public boolean contains(ISchedulingRule rule) {
            return rule == this;
        }

        @Override
        public boolean isConflicting(ISchedulingRule rule) {
            return rule == this;
        }
    };

    private final Display display;

    /** @param display whose thread is the user interface's: from now on no binder works on it */
    public Jobs(Display display) {
        this.display = display;
        Thread window = display.getThread();
        Binder.forbid(() -> Thread.currentThread() == window);
    }

    /**
     * What becomes of an operation. All methods are called on the user-interface thread.
     *
     * @param <T> what comes out
     */
    public interface Outcome<T> {

        /** @param result what came out */
        void done(T result);

        /** @param e what went wrong */
        void failed(Exception e);

        /** Somebody gave up. */
        void cancelled();
    }

    /** A watcher that knows how much of the whole work is done, over all its parts. */
    public interface Share {
        /** @return 0 to 1, negative when not known */
        double share();
    }

    /** A running operation. */
    public interface Running {
        /** Asks it to stop soon. */
        void cancel();
    }

    @Override
    public void background(String title, Consumer<Progress> work) {
        Job job = Job.create(title, monitor -> {
            try {
                work.accept(new MonitorProgress(monitor));
            } catch (CancellationException e) {
                return Status.CANCEL_STATUS;
            }
            return Status.OK_STATUS;
        });
        job.setSystem(true);
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
    }

    @Override
    public void ui(Runnable task) {
        if (!display.isDisposed()) {
            display.asyncExec(task);
        }
    }

    /**
     * Starts an operation.
     *
     * @param operation what is done
     * @param watcher   told of progress beside the workbench's own display, or {@link Progress#NONE}; called on the
     *                  thread
     *                  of the operation
     * @param outcome   what comes of it
     * @return the running operation
     */
    public <T> Running start(Operation<T> operation, Progress watcher, Outcome<T> outcome) {
        AtomicBoolean begun = new AtomicBoolean();
        Job job = Job.create(operation.title(), monitor -> {
            begun.set(true);
            return run(operation, new MonitorProgress(monitor, watcher), outcome);
        });
        job.setPriority(Job.LONG);
        if (operation.exclusive()) {
            job.setRule(ONE_WRITER);
        }
        // A job that is cancelled before it began never runs, and whoever waits for its outcome has to be told here.
        job.addJobChangeListener(IJobChangeListener.onDone(e -> {
            if (!begun.get()) {
                ui(outcome::cancelled);
            }
        }));
        job.schedule();
        return job::cancel;
    }

    private <T> IStatus run(Operation<T> operation, Progress progress, Outcome<T> outcome) {
        try {
            T result = operation.work().answer(progress);
            ui(() -> outcome.done(result));
            return Status.OK_STATUS;
        } catch (CancellationException e) {
            ui(outcome::cancelled);
            return Status.CANCEL_STATUS;
        } catch (Exception e) {
            // The view that asked shows what went wrong: no dialog from a job.
            ui(() -> outcome.failed(e));
            return Status.OK_STATUS;
        } catch (LinkageError | OutOfMemoryError | StackOverflowError e) {
            // Whoever waits for the outcome would wait for ever.
            ui(() -> outcome.failed(new IllegalStateException(e.toString(), e)));
            return Status.OK_STATUS;
        }
    }

    /** Progress of ours on a monitor of the workbench. */
    private static final class MonitorProgress implements Progress {

        private static final int SCALE = 10_000;

        private final IProgressMonitor monitor;
        private final Progress watcher;
        private final Share share;
        private int shown;
        private boolean begun;

        MonitorProgress(IProgressMonitor monitor) {
            this(monitor, Progress.NONE);
        }

        MonitorProgress(IProgressMonitor monitor, Progress watcher) {
            this.monitor = monitor;
            this.watcher = watcher;
            this.share = watcher instanceof Share known ? known : () -> -1;
        }

        @Override
        public synchronized void task(String name, long units) {
            watcher.task(name, units);
            String said = Spoken.in(name);
            // A monitor begins once, and the first part is not the whole: per cent only of what is known of all parts.
            if (begun) {
                monitor.subTask(said);
            } else {
                monitor.beginTask(said, share.share() < 0 ? IProgressMonitor.UNKNOWN : SCALE);
            }
            begun = true;
        }

        @Override
        public synchronized void advance(long units) {
            watcher.advance(units);
            int now = (int) (share.share() * SCALE);
            if (now > shown) {
                monitor.worked(now - shown);
                shown = now;
            }
        }

        @Override
        public void records(long records) {
            watcher.records(records);
        }

        @Override
        public void check() {
            if (monitor.isCanceled()) {
                throw new CancellationException();
            }
            watcher.check();
        }
    }
}
