// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.function.Consumer;
import org.tracebinder.core.Progress;

/** Where widgets get threads from. The workbench answers with its jobs, a test with plain threads. */
public interface Workers {

    /**
     * Runs short work away from the user-interface thread: a query, a page of rows, one record.
     *
     * @param title what is done, shown to people who ask for running work
     * @param work  gets the progress to report to; may throw {@link java.util.concurrent.CancellationException}, which
     *              ends it silently
     */
    void background(String title, Consumer<Progress> work);

    /**
     * Runs something on the user-interface thread, soon. Does nothing when the display is gone.
     *
     * @param task must be short
     */
    void ui(Runnable task);
}
