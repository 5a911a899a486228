// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import java.util.function.Consumer;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.StatePane;

/**
 * Fills a view from the open binder: says so when none is open, while it reads, and when reading fails; reads again
 * when the
 * content of the binder changes.
 *
 * @param <T> what is read
 */
public final class Loading<T> implements CurrentBinder.Listener {

    /** Reads from a binder, in the background. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * @param binder   the open binder
         * @param progress says when nobody waits any more
         * @return what the view shows
         * @throws Exception shown in the view
         */
        T read(Binder binder, Progress progress) throws Exception;
    }

    private final CurrentBinder current;
    private final StatePane pane;
    private final Reader<T> reader;
    private final Consumer<T> show;
    private final Latest latest = new Latest();

    /**
     * @param current the binder
     * @param pane    holds the view; lives as long as this
     * @param reader  reads
     * @param show    shows what was read, on the user-interface thread; the pane shows its content already
     */
    public Loading(CurrentBinder current, StatePane pane, Reader<T> reader, Consumer<T> show) {
        this.current = current;
        this.pane = pane;
        this.reader = reader;
        this.show = show;
        current.add(this);
        pane.addDisposeListener(e -> {
            current.remove(this);
            latest.cancel();
        });
        binderChanged();
    }

    @Override
    public void binderChanged() {
        if (current.binder().isPresent()) {
            pane.showMessage(Messages.Loading, "");
            contentChanged();
            return;
        }
        latest.cancel();
        switch (current.state()) {
            case OPENING -> pane.showMessage(current.doing(), "");
            case FAILED -> pane.showMessage(Messages.bind(Messages.Binder_failed, current.folder()), current.problem(),
                    current.staleIndex() ? Messages.Binder_rebuild : null, () -> current.rebuild(current.folder()));
            default -> pane.showMessage(Messages.Results_none, Messages.Results_noneWhy);
        }
    }

    @Override
    public void contentChanged() {
        current.binder().ifPresent(binder -> latest.ask(current.jobs(), Messages.Loading,
                p -> reader.read(binder, p), found -> {
            pane.showContent();
            show.accept(found);
        }, e -> pane.showMessage(Messages.Loading_failed, CurrentBinder.words(e), Messages.Results_again,
                this::binderChanged)));
    }
}
