// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.Optional;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.tracebinder.trace.TraceView;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.StatePane;

/** A page that is filled from the trace of the event: says so while that is put together, and when it can't be. */
abstract class TracedTab implements DetailTab {

    private final String title;
    private final String loading;
    private StatePane pane;
    private Palette palette;

    /**
     * @param title   of the page
     * @param loading said while the trace is put together
     */
    TracedTab(String title, String loading) {
        this.title = title;
        this.loading = loading;
    }

    /** @param content what the page is made in */
    abstract void fill(Composite content);

    /** @param colours for the content */
    abstract void colour(Palette colours);

    /**
     * @param detail the selected event
     * @param trace  everything that belongs to it
     */
    abstract void show(Detail detail, TraceView trace);

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final Control create(Composite parent) {
        pane = new StatePane(parent);
        fill(pane.content());
        return pane;
    }

    @Override
    public final void setPalette(Palette colours) {
        palette = colours;
        colour(colours);
    }

    @Override
    public final void show(Detail detail) {
        pane.showMessage(loading, "");
    }

    @Override
    public final void show(Detail detail, Optional<TraceView> trace, String why) {
        if (trace.isEmpty()) {
            pane.showMessage(Messages.Trace_failed, why);
        } else {
            pane.showContent();
            show(detail, trace.get());
        }
    }

    /** @return the page, to show words in place of the content */
    final StatePane pane() {
        return pane;
    }

    /** @return the colours */
    final Palette palette() {
        return palette;
    }
}
