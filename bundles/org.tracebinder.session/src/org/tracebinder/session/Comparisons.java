// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.compare.EventDifference;
import org.tracebinder.session.compare.PopulationDifference;
import org.tracebinder.session.compare.Reconciliation;
import org.tracebinder.session.compare.SourceComparison;
import org.tracebinder.session.internal.ComparingSources;
import org.tracebinder.session.internal.Differing;
import org.tracebinder.session.internal.Reconciling;
import org.tracebinder.session.internal.Workspace;

/**
 * Holds two things of a binder against each other. Thread-safe; every method may take long and refuses the threads that
 * {@link Binder#forbid} names.
 */
public final class Comparisons {

    private final Supplier<Workspace> work;

    Comparisons(Supplier<Workspace> work) {
        this.work = work;
    }

    /**
     * Compares two exports, for example of the same period.
     *
     * @param a numbers of the sources that are the first export
     * @param b numbers of the sources that are the second
     * @throws TracebinderException when a source is not there, is an archive, or is named twice
     */
    public SourceComparison sources(List<Integer> a, List<Integer> b, Progress progress)
            throws IOException, TracebinderException {
        return new ComparingSources(work.get(), a, b, progress).compare();
    }

    /**
     * Holds two trails of the same happenings against each other.
     *
     * @param a      selects the first trail, say that of a gateway
     * @param b      selects the second, say that of an application
     * @param by     {@code id}, {@code trace}, {@code session}, {@code time}, or null for id, then trace, then session
     * @param within how far the clocks may be apart, at least 0
     * @throws TracebinderException when a query can't be understood, or an event is in both
     */
    public Reconciliation trails(String a, String b, String by, Duration within, Progress progress)
            throws IOException, TracebinderException {
        return new Reconciling(work.get().trail(), a, b, within.toNanos(), progress).reconcile(by);
    }

    /**
     * Compares two events, say inferences, value by value and word by word.
     *
     * @param a an event id, or any id that leads to one event or to a trace with one inference
     * @param b the same
     * @throws TracebinderException when an id leads nowhere, or to several events
     */
    public EventDifference events(String a, String b, Progress progress) throws IOException, TracebinderException {
        return Differing.events(work.get().trail(), a, b, progress);
    }

    /**
     * Compares two sets of events, say of two periods or of two versions of a model.
     *
     * @param a selects the first set
     * @param b selects the second
     * @throws TracebinderException when a query can't be understood or finds too much
     */
    public PopulationDifference sets(String a, String b, Progress progress)
            throws IOException, TracebinderException {
        return Differing.sets(work.get().trail(), a, b, progress);
    }
}
