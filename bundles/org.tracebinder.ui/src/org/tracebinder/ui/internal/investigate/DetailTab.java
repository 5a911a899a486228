// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.Optional;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.tracebinder.trace.TraceView;
import org.tracebinder.ui.widgets.Palette;

/** One page of the detail of an event. */
interface DetailTab {

    /** @return the name of the page */
    String title();

    /**
     * @param parent of the page
     * @return the page
     */
    Control create(Composite parent);

    /** @param palette the colours */
    void setPalette(Palette palette);

    /** @param detail the selected event */
    void show(Detail detail);

    /**
     * Called after {@link #show}, as soon as the trace is there.
     *
     * @param detail the selected event
     * @param trace  everything that belongs to it, or empty when it could not be put together
     * @param why    what went wrong, empty when nothing did
     */
    void show(Detail detail, Optional<TraceView> trace, String why);
}
