// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tracebinder.controls.Assessment;
import org.tracebinder.controls.Catalog;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Control;
import org.tracebinder.controls.ControlResult;
import org.tracebinder.controls.Library;
import org.tracebinder.core.Progress;
import org.tracebinder.session.AssessOptions;
import org.tracebinder.session.AssessmentRun;
import org.tracebinder.session.Attachment;
import org.tracebinder.session.Binder;
import org.tracebinder.session.KeptRun;
import org.tracebinder.session.Translation;
import org.tracebinder.session.Workpapers;
import org.tracebinder.ui.internal.KeptResults;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.widgets.Latest;

/**
 * The catalogues against the open binder, and the control that is looked at. Results stay until there are newer ones or
 * another binder is open; when the binder changed since, they are out of date and say so. A workbench service;
 * methods and listeners belong to the user-interface thread.
 */
public final class Assessments {

    /** Told about results and selection. */
    public interface Listener {

        /** There are other results, or none, or a run is at another check. */
        void assessed();

        /** Another control was selected. */
        default void controlSelected() {
        }
    }

    /** How far the assessment is. */
    public sealed interface State {

        /** Nothing was assessed yet. */
        record Idle() implements State {
        }

        /** It runs; earlier results, if there are some, are still there. */
        record Running(String task) implements State {
        }

        /** The results are there. */
        record Done(Results results) implements State {
        }

        /** It could not be done; earlier results, if there are some, are still there. */
        record Failed(String message) implements State {
        }
    }

    /**
     * One control of one catalogue.
     *
     * @param catalog the catalogue
     * @param control the control
     */
    public record Selected(Catalog catalog, Control control) {
    }

    /**
     * All results of one run.
     *
     * @param run      what was computed
     * @param library  checks and catalogues in the language of the window
     * @param words    says sentences of the product in that language
     * @param attached evidence that was attached to controls
     * @param outdated true when the binder changed since the checks ran
     * @param kept     when the checks had run, where that was before the program was started; null otherwise
     */
    public record Results(AssessmentRun run, Library library, Translation words, List<Attachment> attached,
            boolean outdated, Instant kept) {

        /** @return the catalogues, in their order */
        public List<Catalog> catalogs() {
            return library.catalogs().all();
        }

        /** @return one assessment per catalogue */
        public List<Assessment> assessments() {
            return run.assessments();
        }

        /** @return the result of that control, in any catalogue */
        public Optional<ControlResult> of(String control) {
            return run.control(control);
        }

        /** @return the check of that id */
        public Optional<Check> check(String id) {
            return library.check(id);
        }

        /** @return what the check of that id found */
        public Optional<CheckResult> found(String id) {
            return run.check(id);
        }

        /** @return the evidence attached to that control */
        public List<Attachment> attached(String control) {
            return attached.stream().filter(a -> a.control().equals(control)).toList();
        }
    }

    private static final Translation WORDS = Translation.to(Locale.getDefault());

    private final CurrentBinder current;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private State state = new State.Idle();
    private Results results;
    private Selected selected;
    private final Latest latest = new Latest();
    private Jobs.Running running;
    private long run;
    /** True while results of before are read; a run that is wanted meanwhile waits for that. */
    private boolean remembering;
    private boolean wanted;

    /** @param current the binder that is assessed */
    public Assessments(CurrentBinder current) {
        this.current = current;
        current.add(new CurrentBinder.Listener() {
            @Override
            public void binderChanged() {
                selected = null;
                results = null;
                run++;
                latest.cancel();
                cancel();
                remembering = current.binder().isPresent();
                wanted = false;
                become(new State.Idle());
                current.binder().ifPresent(Assessments.this::remember);
            }

            @Override
            public void contentChanged() {
                look();
            }
        });
    }

    /** @param listener told from now on */
    public void add(Listener listener) {
        listeners.add(listener);
    }

    /** @param listener not told any more */
    public void remove(Listener listener) {
        listeners.remove(listener);
    }

    /** @return the binder that is assessed */
    public CurrentBinder current() {
        return current;
    }

    /** @return how far it is */
    public State state() {
        return state;
    }

    /** @return the newest results, when there are some; {@link Results#outdated} when the binder changed since */
    public Optional<Results> results() {
        return Optional.ofNullable(results);
    }

    /** @return the control that is looked at */
    public Optional<Selected> selected() {
        return Optional.ofNullable(selected);
    }

    /** @param control looked at from now on */
    public void select(Selected control) {
        selected = control;
        listeners.forEach(Listener::controlSelected);
    }

    /** @param control id of a control that is looked at from now on; nothing happens when no catalogue has it */
    public void select(String control) {
        if (results != null) {
            results.catalogs().forEach(c -> c.control(control).ifPresent(found -> select(new Selected(c, found))));
        }
    }

    /** @return a sentence or word of the product in the language of the window; what is not known, as it is */
    public static String say(String english) {
        return WORDS.say(english);
    }

    /** Stops the running assessment. */
    public void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    /** Runs all checks on the open binder and assesses all catalogues, unless that is done or under way. */
    public void start() {
        if (remembering) {
            wanted = true;
        } else if (results == null) {
            again();
        }
    }

    /** Runs all checks on the open binder once more, unless they run; own checks and catalogues are read again. */
    public void again() {
        Binder binder = current.binder().orElse(null);
        if (binder == null || state instanceof State.Running) {
            return;
        }
        long mine = ++run;
        latest.cancel();
        remembering = false;
        become(new State.Running(""));
        running = current.jobs().start(new Operation<>(Messages.Assess_job, false, p -> {
            Workpapers papers = binder.workpapers();
            AssessmentRun done = papers.run(AssessOptions.DEFAULTS, p);
            KeptResults.write(binder.folder(), papers.keep(done, Instant.now()));
            return results(papers, done, WORDS.library(done.library()));
        }), watcher(mine), new Jobs.Outcome<Results>() {
            @Override
            public void done(Results found) {
                if (mine == run) {
                    results = found;
                    reselect();
                }
                end(mine, new State.Done(found));
                // Something may have been imported or noted while the checks ran.
                look();
            }

            @Override
            public void failed(Exception e) {
                end(mine, new State.Failed(CurrentBinder.words(e)));
            }

            @Override
            public void cancelled() {
                end(mine, results == null ? new State.Idle() : new State.Done(results));
            }
        });
    }

    private static Results results(Workpapers papers, AssessmentRun run, Library library) throws Exception {
        return results(papers, run, library, null);
    }

    private static Results results(Workpapers papers, AssessmentRun run, Library library, Instant kept)
            throws Exception {
        return new Results(run, library, WORDS, papers.attached(), papers.outdated(run), kept);
    }

    /** What the checks found when the program ran last, so that nobody has to wait for them again. */
    private void remember(Binder binder) {
        latest.ask(current.jobs(), Messages.Assess_job, p -> {
            byte[] bytes = KeptResults.read(binder.folder());
            KeptRun found = bytes.length == 0 ? null : binder.workpapers().kept(bytes, p).orElse(null);
            return Optional.ofNullable(found == null ? null : results(binder.workpapers(), found.run(),
                    WORDS.library(found.run().library()), found.at()));
        }, found -> {
            remembering = false;
            if (results == null && state instanceof State.Idle && found.isPresent()) {
                results = found.get();
                become(new State.Done(results));
                // Something may have been written since.
                look();
            } else if (wanted) {
                start();
            }
        }, e -> {
            Log.warn("Reading the results of before", e);
            remembering = false;
            if (wanted) {
                start();
            }
        });
    }

    /** Says which check runs; the name of a check comes from the thread of the job. */
    private Progress watcher(long mine) {
        return new Progress() {
            @Override
            public void task(String name, long units) {
                current.jobs().ui(() -> {
                    if (mine == run && state instanceof State.Running) {
                        become(new State.Running(WORDS.say(name)));
                    }
                });
            }

            @Override
            public void advance(long units) {
                // The checks say how far they are by their names.
            }

            @Override
            public void check() {
                // The job itself is asked whether somebody gave up.
            }
        };
    }

    /** Conclusions, attached evidence, system and day change what is shown, not what checks find. */
    private void look() {
        Binder binder = current.binder().orElse(null);
        Results old = results;
        if (binder == null || old == null || state instanceof State.Running) {
            return;
        }
        latest.ask(current.jobs(), Messages.Assess_job, p -> {
            Workpapers papers = binder.workpapers();
            return results(papers, papers.again(old.run(), p), old.library(), old.kept());
        }, found -> {
            if (results == old && !found.equals(old)) {
                results = found;
                reselect();
                become(state instanceof State.Done ? new State.Done(found) : state);
            }
        }, e -> Log.warn("Looking at the results again", e));
    }

    /** Keeps the control that is looked at when there are new results. */
    private void reselect() {
        if (selected != null) {
            String id = selected.control().id();
            selected = null;
            for (Catalog catalog : results.catalogs()) {
                catalog.control(id).ifPresent(c -> selected = new Selected(catalog, c));
            }
        }
    }

    private void end(long mine, State how) {
        if (mine == run) {
            running = null;
            become(how);
        }
    }

    private void become(State now) {
        state = now;
        listeners.forEach(Listener::assessed);
    }
}
