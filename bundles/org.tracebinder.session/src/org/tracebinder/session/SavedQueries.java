// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.internal.SavedResults;
import org.tracebinder.session.internal.Workspace;

/**
 * The queries that a binder keeps with what they found. Saving and removing are acts in the ledger. Thread-safe; every
 * method may take long and refuses the threads that {@link Binder#forbid} names.
 */
public final class SavedQueries {

    private final Supplier<Workspace> work;
    private final Runnable changed;

    SavedQueries(Supplier<Workspace> work, Runnable changed) {
        this.work = work;
        this.changed = changed;
    }

    /** @return saved queries, by name */
    public List<SavedQuery> all() throws IOException {
        return SavedResults.list(work.get());
    }

    /**
     * Saves a query with what it finds now.
     *
     * @param replace whether one of the same name gives way
     * @throws TracebinderException when the name is taken, or the query can't be understood or finds too much
     */
    public SavedQuery save(String name, String query, boolean replace, Progress progress)
            throws IOException, TracebinderException {
        SavedQuery saved = SavedResults.save(work.get(), name, query, replace, progress);
        changed.run();
        return saved;
    }

    /** Forgets a saved query; the ledger keeps that there was one. */
    public void remove(String name) throws IOException, TracebinderException {
        SavedResults.remove(work.get(), name);
        changed.run();
    }

    /**
     * Asks a saved query again and tells what changed since it was saved.
     *
     * @param name of a saved query, or {@code all}
     */
    public List<QueryRun> run(String name, Progress progress) throws IOException, TracebinderException {
        return SavedResults.run(work.get(), name, progress);
    }
}
