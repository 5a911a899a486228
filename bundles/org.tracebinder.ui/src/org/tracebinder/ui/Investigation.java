// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.SearchRequest.Sort;
import org.tracebinder.ui.internal.Queries;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.WindowWords;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.QueryHistory;

/**
 * What the person is looking at: one query, its answer, one selected event. Shared by query bar, facets, table,
 * histogram and detail; a workbench service. Belongs to the user-interface thread; questions run in the background and
 * only the newest answer counts.
 */
public final class Investigation {

    /** Told about questions and answers. */
    public interface Listener {

        /** The question or its answer changed. */
        void asked();

        /** Another event was selected, or none. */
        default void selected() {
        }
    }

    /** How far the answer is. */
    public sealed interface State {

        /** No binder is open. */
        record Nothing() implements State {
        }

        /**
         * The answer is on its way.
         *
         * @param rows the answer as far as its rows, once they are there: counts and histogram take longer
         */
        record Asking(Optional<Answer> rows) implements State {
        }

        /** Here it is. */
        record Answered(Answer answer) implements State {
        }

        /** The query can't be understood. */
        record Wrong(int position, String message) implements State {
        }

        /** The trail could not be asked. */
        record Failed(String message) implements State {
        }
    }

    /**
     * What was asked when the program ended.
     *
     * @param folder of the binder that was asked
     * @param query  in the query language
     * @param sort   order of the rows
     */
    public record Asked(Path folder, String query, Sort sort) {
    }

    private final CurrentBinder current;
    private final Latest latest = new Latest();
    private final QueryHistory history = new QueryHistory();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private String query = "";
    private Sort sort = new Sort(Fields.TIME_START, true);
    private State state = new State.Nothing();
    private EventId selected;
    private boolean chosen;
    private Asked resumed;

    /** @param current the binder that is asked */
    public Investigation(CurrentBinder current) {
        this.current = current;
        current.add(new CurrentBinder.Listener() {
            @Override
            public void binderChanged() {
                query = "";
                resume();
                select(null);
                again();
            }

            @Override
            public void contentChanged() {
                again();
            }
        });
        again();
    }

    /** @param listener told from now on */
    public void add(Listener listener) {
        listeners.add(listener);
    }

    /** @param listener not told any more */
    public void remove(Listener listener) {
        listeners.remove(listener);
    }

    /** @return how far the answer is */
    public State state() {
        return state;
    }

    /** @return the whole answer, when there is one */
    public Optional<Answer> answer() {
        return state instanceof State.Answered a ? Optional.of(a.answer()) : Optional.empty();
    }

    /** @return the query that was asked last */
    public String query() {
        return query;
    }

    /** @return the order of the rows */
    public Sort sort() {
        return sort;
    }

    /** @return earlier queries */
    public QueryHistory history() {
        return history;
    }

    /** @return the binder that is asked */
    public CurrentBinder current() {
        return current;
    }

    /** @param words a query; asked at once. What was asked before comes back with undo. */
    public void ask(String words) {
        String asked = words.strip();
        if (!asked.equals(query)) {
            current.acts().did(back(query));
        }
        show(asked);
    }

    /** @param words what stands in the query bar after undo; asked when it was asked before, and is no draft */
    public void takenBack(String words) {
        String asked = words.strip();
        if (!asked.equals(query) && (asked.isEmpty() || history.all().contains(asked))) {
            show(asked);
        }
    }

    private void show(String asked) {
        query = asked;
        history.add(query);
        chosen = false;
        again();
    }

    private Acts.Act back(String to) {
        return Acts.Act.looking(to, () -> {
            if (to.equals(query)) {
                return Optional.empty();
            }
            Acts.Act forth = back(query);
            show(to);
            return Optional.of(new Acts.Seen(to.isEmpty() ? WindowWords.Undo_all
                    : WindowWords.bind(WindowWords.Undo_query, to), forth));
        });
    }

    /** @param clause what the query is further restricted to */
    public void refine(String clause) {
        ask(Queries.and(query, clause));
    }

    /**
     * @param from begin of the range
     * @param to   its end (exclusive)
     */
    public void range(Instant from, Instant to) {
        ask(Queries.and(Queries.withoutTime(query), Queries.between(from, to)));
    }

    /** @param order of the rows from now on */
    public void sortBy(Sort order) {
        sort = order;
        again();
    }

    /** @return what is asked now, to be handed to {@link #resume(Asked)} at the next start; empty without a binder */
    public Optional<Asked> asked() {
        return Optional.ofNullable(current.folder()).map(folder -> new Asked(folder, query, sort));
    }

    /** @param asked is asked again if its binder is the next that opens; does nothing while one is open */
    public void resume(Asked asked) {
        if (current.binder().isEmpty()) {
            resumed = asked;
        }
    }

    private void resume() {
        if (current.binder().isPresent() && resumed != null) {
            if (resumed.folder().equals(current.folder())) {
                query = resumed.query();
                sort = resumed.sort();
            }
            resumed = null;
        }
    }

    /** @return the selected event */
    public Optional<EventId> selected() {
        return Optional.ofNullable(selected);
    }

    /** @return true when the selected event was chosen since the query was asked, false when it is left from before */
    public boolean chosen() {
        return chosen && selected != null;
    }

    /** @param event shown in the detail, or null for none */
    public void select(EventId event) {
        chosen = true;
        if (event == null ? selected != null : !event.equals(selected)) {
            selected = event;
            listeners.forEach(Listener::selected);
        }
    }

    /** Asks the same question once more. */
    public void again() {
        var binder = current.binder();
        if (binder.isEmpty()) {
            latest.cancel();
            become(new State.Nothing());
            return;
        }
        become(new State.Asking(Optional.empty()));
        Question question = new Question(query, sort);
        latest.<Answer>ask(current.jobs(), query, (p, first) -> question.ask(binder.get().trail(), p, first),
                rows -> become(new State.Asking(Optional.of(rows))), this::answered, this::failed);
    }

    /** An event that nobody chose since does not stay beside a result that it is not in. */
    private void answered(Answer answer) {
        become(new State.Answered(answer));
        if (answer.first().total() == 0 && !chosen) {
            select(null);
        }
    }

    private void failed(Exception e) {
        become(e instanceof QueryException q ? new State.Wrong(q.position(), Spoken.in(q.getMessage()))
                : new State.Failed(CurrentBinder.words(e)));
    }

    private void become(State now) {
        state = now;
        listeners.forEach(Listener::asked);
    }
}
