// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tracebinder.controls.Assessment;
import org.tracebinder.controls.Catalog;
import org.tracebinder.controls.Catalogs;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.CheckMap;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.Checks;
import org.tracebinder.controls.Control;
import org.tracebinder.controls.ControlResult;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.vault.LedgerEntry;

/**
 * The catalogues against the open binder, and the control that is looked at. A workbench service; methods and listeners
 * belong to the user-interface thread.
 */
public final class Assessments {

    /** Told about results and selection. */
    public interface Listener {

        /** There are other results, or none. */
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

        /** It runs. */
        record Running() implements State {
        }

        /** Here it is. */
        record Done(Results results) implements State {
        }

        /** It could not be done. */
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
     * @param catalogs    in their order
     * @param map         which check speaks to which control
     * @param assessments one per catalogue
     * @param checks      results by id of the check
     * @param kinds       descriptions of kinds of evidence by id
     * @param acts        acts in the ledger, before the run, that may change results
     */
    public record Results(List<Catalog> catalogs, CheckMap map, List<Assessment> assessments,
            Map<String, CheckResult> checks, Map<String, String> kinds, long acts) {

        /** @return the result of that control, in any catalogue */
        public Optional<ControlResult> of(String control) {
            return assessments.stream().flatMap(a -> a.controls().stream()).filter(c -> c.id().equals(control))
                    .findFirst();
        }

        /** @return the check of that id */
        public Optional<Check> check(String id) {
            return Checks.byId(id);
        }
    }

    private final CurrentBinder current;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private State state = new State.Idle();
    private Selected selected;
    private final Latest latest = new Latest();
    private Jobs.Running running;
    private long run;

    /** @param current the binder that is assessed */
    public Assessments(CurrentBinder current) {
        this.current = current;
        current.add(new CurrentBinder.Listener() {
            @Override
            public void binderChanged() {
                selected = null;
                forget();
            }

            @Override
            public void contentChanged() {
                forgetWhenOutdated();
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

    /** @return how far it is */
    public State state() {
        return state;
    }

    /** @return the results, when there are some */
    public Optional<Results> results() {
        return state instanceof State.Done d ? Optional.of(d.results()) : Optional.empty();
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

    /** Stops the running assessment. */
    public void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    /** Runs all checks on the open binder and assesses all catalogues, unless that is done or under way. */
    public void start() {
        Binder binder = current.binder().orElse(null);
        if (binder == null || state instanceof State.Running || state instanceof State.Done) {
            return;
        }
        long mine = ++run;
        become(new State.Running());
        running = current.jobs().start(new Operation<>(Messages.Assess_job, false, p -> assess(binder, p)),
                Progress.NONE,
                new Jobs.Outcome<Results>() {
                    @Override
                    public void done(Results results) {
                        end(mine, new State.Done(results));
                    }

                    @Override
                    public void failed(Exception e) {
                        end(mine, new State.Failed(CurrentBinder.words(e)));
                    }

                    @Override
                    public void cancelled() {
                        end(mine, new State.Idle());
                    }
                });
    }

    private static Results assess(Binder binder, Progress progress) throws Exception {
        long acts = acts(binder);
        Catalogs catalogs = Catalogs.builtIn();
        List<Assessment> assessments = binder.assess("all", null, progress);
        Map<String, CheckResult> checks = new HashMap<>();
        binder.check(List.of(), progress).forEach(c -> checks.put(c.id(), c));
        Map<String, String> kinds = new HashMap<>();
        for (Catalog catalog : catalogs.all()) {
            for (Control control : catalog.controls()) {
                for (String kind : control.evidenceKinds()) {
                    catalogs.kind(kind).ifPresent(k -> kinds.put(kind, k.description()));
                }
            }
        }
        return new Results(catalogs.all(), catalogs.checkMap(), assessments, checks, kinds, acts);
    }

    /** Notes and packs do not change what checks find: results stay when nothing else was done since. */
    private void forgetWhenOutdated() {
        Binder binder = current.binder().orElse(null);
        if (binder == null || !(state instanceof State.Done done)) {
            forget();
            return;
        }
        latest.ask(current.jobs(), Messages.Assess_job, p -> acts(binder), now -> {
            if (state == done && now != done.results().acts()) {
                forget();
            }
        }, e -> forget());
    }

    /** @return acts in the ledger that may change what checks find */
    private static long acts(Binder binder) throws IOException {
        return binder.ledger().stream().map(LedgerEntry::act)
                .filter(act -> !act.startsWith("note.") && !act.equals("export") && !act.equals("certificate")).count();
    }

    private void forget() {
        run++;
        cancel();
        become(new State.Idle());
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
