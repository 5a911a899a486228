// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.Row;

/** Writes rows of a table to a file, any number of them, page by page. */
public final class EventTableCsv {

    private static final int PAGE = 4_096;

    private EventTableCsv() {
    }

    /**
     * Writes RFC 4180, UTF-8, with a header line of field names. The file stands there whole or not at all.
     *
     * @param file     replaced when it is there
     * @param columns  in their order
     * @param rows     asked page by page; blocks
     * @param ranges   numbers of a first row and how many from it on
     * @param progress counts rows; cancels
     * @return rows written
     * @throws Exception when rows can't be read or the file can't be written
     */
    public static long write(Path file, List<Column> columns, RowProvider rows, List<long[]> ranges,
            Progress progress) throws Exception {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        long written = 0;
        try {
            progress.task(file.getFileName().toString(), ranges.stream().mapToLong(r -> r[1]).sum());
            try (Writer out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                out.write(EventTableCopy.csv(columns, List.of()));
                for (long[] range : ranges) {
                    written += range(out, columns, rows, range, progress);
                }
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return written;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static long range(Writer out, List<Column> columns, RowProvider rows, long[] range, Progress progress)
            throws Exception {
        long done = 0;
        while (done < range[1]) {
            progress.check();
            List<Row> page = rows.rows(range[0] + done, (int) Math.min(PAGE, range[1] - done), progress);
            if (page.isEmpty()) {
                throw new IOException(Messages.bind(Messages.Csv_fewer, Formats.number(range[0] + done)));
            }
            out.write(EventTableCopy.csvLines(columns, page));
            done += page.size();
            progress.advance(page.size());
        }
        return done;
    }
}
