// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.Map;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.tracebinder.ui.Parts;

/** Commands on the table of events: compare two rows, save or copy rows as CSV, save the query, sort. */
public final class ResultsHandler extends AbstractHandler {

    private interface Act {
        void on(ResultsView view);
    }

    private static final Map<String, Act> ACTS = Map.of(Parts.COMMAND_COMPARE, ResultsView::compare,
            Parts.COMMAND_CSV, v -> v.saveCsv(true), Parts.COMMAND_SAVE_QUERY, ResultsView::saveQuery,
            Parts.COMMAND_COPY_CSV, ResultsView::copyCsv, Parts.COMMAND_SORT, ResultsView::sortByAny);

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        try {
            IViewPart view = HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage()
                    .showView(Parts.RESULTS);
            if (view instanceof ResultsView results) {
                ACTS.get(event.getCommand().getId()).on(results);
            }
            return null;
        } catch (PartInitException e) {
            throw new ExecutionException("Showing the events", e);
        }
    }
}
