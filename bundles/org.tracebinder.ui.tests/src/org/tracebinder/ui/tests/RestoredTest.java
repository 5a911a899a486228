// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.eclipse.ui.IWorkbenchPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Fields;
import org.tracebinder.core.query.SearchRequest.Sort;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.EventTable;
import org.tracebinder.ui.widgets.QueryField;

/**
 * What stood on the screen comes back. The view is taken away and made again, which sends its state the way it takes
 * at the end of the program and at the next start; the binder is closed meanwhile.
 */
class RestoredTest {

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        // The order of rows outlives a binder; the tests that follow count on the usual one.
        Bench.service(Investigation.class).sortBy(new Sort(Fields.TIME_START, true));
        Bench.visible(EventTable.class).forEach(t -> t.freeze(0));
        Bench.close();
    }

    @Test
    void queryOrderColumnsAndHistoryComeBackWithTheirBinder() throws Exception {
        Bench.sample(folder);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Investigation investigation = Bench.service(Investigation.class);
        investigation.ask("kind:inference");
        investigation.sortBy(new Sort(Fields.DURATION_NANOS, false));
        Bench.until("answer", () -> investigation.answer().isPresent());
        EventTable table = Bench.one(EventTable.class);
        table.freeze(2);
        long rows = table.rowCount();

        Path place = Bench.service(CurrentBinder.class).folder();
        IWorkbenchPage page = Bench.window().getActivePage();
        var view = page.findView(Parts.RESULTS);
        page.hideView(view);
        Bench.close();
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        page.showView(Parts.RESULTS);
        Bench.service(CurrentBinder.class).open(place);
        Bench.until("answer", () -> investigation.answer().isPresent());
        Bench.settle();

        assertEquals("kind:inference", investigation.query());
        assertEquals(new Sort(Fields.DURATION_NANOS, false), investigation.sort());
        assertEquals("kind:inference", Bench.one(QueryField.class).control().getText());
        assertEquals(rows, Bench.one(EventTable.class).rowCount());
        assertEquals("2", Bench.one(EventTable.class).save().getProperty("frozen"));
        assertTrue(investigation.history().all().contains("kind:inference"));

        Bench.close();
        Bench.service(CurrentBinder.class).open(place);
        Bench.until("answer", () -> investigation.answer().isPresent());
        assertEquals("", investigation.query(), "a binder that is opened later begins with all its events");
    }
}
