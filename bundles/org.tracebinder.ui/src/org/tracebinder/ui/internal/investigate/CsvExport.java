// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.swt.widgets.Shell;
import org.tracebinder.core.Progress;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.FileChooser;
import org.tracebinder.ui.Jobs;
import org.tracebinder.ui.Operation;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.widgets.EventTable;
import org.tracebinder.ui.widgets.EventTableCsv;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.RowProvider;

/** Writes the selected rows, or all, with the columns on the screen to a CSV file that a person chooses. */
final class CsvExport {

    private CsvExport() {
    }

    /**
     * @param all  true for all rows, false for the selected ones
     * @param said gets a sentence about how it went
     */
    static void run(Shell shell, CurrentBinder current, EventTable table, RowProvider rows, boolean all,
            Consumer<String> said) {
        List<long[]> ranges = all ? List.of(new long[] {0, rows.total()}) : table.selectedRanges();
        if (ranges.isEmpty() || rows.total() == 0) {
            said.accept(Messages.Csv_nothing);
            return;
        }
        Path file = FileChooser.get().replace(shell, Messages.Csv_title, "events.csv", "*.csv").orElse(null);
        if (file == null) {
            return;
        }
        var columns = table.visibleColumns();
        current.jobs().start(new Operation<>(Messages.bind(Messages.Csv_job, file.getFileName()), false,
                p -> EventTableCsv.write(file, columns, rows, ranges, p)), Progress.NONE, new Jobs.Outcome<Long>() {
                    @Override
                    public void done(Long written) {
                        said.accept(Messages.bind(Messages.Csv_done, Formats.number(written), file));
                    }

                    @Override
                    public void failed(Exception e) {
                        said.accept(Messages.bind(Messages.Csv_failed, file, CurrentBinder.words(e)));
                    }

                    @Override
                    public void cancelled() {
                        said.accept(Messages.bind(Messages.Csv_cancelled, file));
                    }
                });
    }
}
