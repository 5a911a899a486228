// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.sample.SampleEvaluation;
import org.tracebinder.session.internal.Sampling;
import org.tracebinder.session.internal.Workspace;

/**
 * The samples of a binder: drawn once from the hits of a query by a seed, so that anybody draws the same again; then
 * looked at item by item. Each draw, result and removal is an act in the ledger. Thread-safe; every method reads from
 * disk and refuses the threads that {@link Binder#forbid} names.
 */
public final class DrawnSamples {

    private final Supplier<Workspace> work;
    private final Runnable changed;

    DrawnSamples(Supplier<Workspace> work, Runnable changed) {
        this.work = work;
        this.changed = changed;
    }

    /** @return all samples, by name */
    public List<SamplePlan> all() throws IOException {
        return Sampling.plans(work.get());
    }

    /** @throws TracebinderException when there is no sample of that name */
    public SamplePlan plan(String name) throws IOException, TracebinderException {
        return Sampling.plan(work.get(), name);
    }

    /**
     * @return drawn items, by number
     * @throws TracebinderException when there is no sample of that name
     */
    public List<SampleItem> items(String name) throws IOException, TracebinderException {
        return Sampling.items(work.get(), name);
    }

    /** @return how many items a sample would have; draws nothing, keeps nothing */
    public int size(SampleRequest wanted, Progress progress) throws IOException, TracebinderException {
        return Sampling.size(work.get(), wanted, progress);
    }

    /**
     * Draws a sample and keeps it.
     *
     * @throws TracebinderException when the name is taken or is no name, the query finds nothing or too much, the field
     *                              does not fit the method, or a figure is out of its range; in words for the user
     */
    public SamplePlan draw(SampleRequest wanted, Progress progress) throws IOException, TracebinderException {
        SamplePlan plan = Sampling.draw(work.get(), wanted, progress);
        changed.run();
        return plan;
    }

    /**
     * Keeps what was found at an item.
     *
     * @param number of the item
     * @param result {@link SampleItem.Result#OPEN} takes an earlier one back
     * @param note   needed for an exception and for what could not be tested
     * @throws TracebinderException when there is no such item, or the note is missing or too long
     */
    public SampleItem mark(String name, int number, SampleItem.Result result, String note)
            throws IOException, TracebinderException {
        SampleItem item = Sampling.mark(work.get(), name, number, result, note);
        changed.run();
        return item;
    }

    /** @return what the results show so far */
    public SampleEvaluation evaluate(String name) throws IOException, TracebinderException {
        return Sampling.evaluate(plan(name), items(name));
    }

    /**
     * Forgets a sample; the ledger keeps that there was one, and why it went.
     *
     * @param reason never empty
     */
    public void remove(String name, String reason) throws IOException, TracebinderException {
        Sampling.remove(work.get(), name, reason);
        changed.run();
    }
}
