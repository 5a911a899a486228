// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IWorkbenchPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Fields;
import org.tracebinder.core.query.SearchRequest.Sort;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Imports;
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
    void theResultsOfTheChecksComeBackWithTheirDateAndSayWhenTheBinderChangedSince() throws Exception {
        Bench.sample(folder);
        Path place = Bench.service(CurrentBinder.class).folder();
        Assessments assessments = Bench.service(Assessments.class);
        assessments.start();
        Bench.until("assessment", () -> assessments.state() instanceof Assessments.State.Done);
        var checks = assessments.results().orElseThrow().run().checks();
        assertNull(assessments.results().orElseThrow().kept());
        Bench.close();
        assertTrue(assessments.results().isEmpty());
        Bench.perspective(Parts.PERSPECTIVE_ASSESS);
        Bench.service(CurrentBinder.class).open(place);
        Bench.until("results of before", () -> assessments.results().isPresent());
        var results = assessments.results().orElseThrow();
        assertEquals(checks, results.run().checks());
        assertNotNull(results.kept(), "the checks did not run again");
        assertFalse(results.outdated());
        Bench.until("said", () -> Bench.visible(Link.class).stream().anyMatch(l -> l.getText()
                .startsWith("The checks ran on 2") && !l.getText().contains("Out of date")));

        Imports imports = Bench.service(Imports.class);
        imports.start(List.of(Files.writeString(folder.resolve("more.jsonl"), "{\"id\":\"x\"}\n")), Optional.empty());
        Bench.until("import", () -> imports.state() instanceof Imports.State.Done);
        Bench.close();
        Bench.service(CurrentBinder.class).open(place);
        Bench.until("out of date", () -> assessments.results().isPresent()
                && assessments.results().orElseThrow().outdated());
        Bench.perspective(Parts.PERSPECTIVE_ASSESS);
        Bench.until("said", () -> Bench.visible(Link.class).stream().anyMatch(l -> l.getText()
                .startsWith("The checks ran on 2") && l.getText().contains("Out of date")));
        assessments.again();
        Bench.until("again", () -> assessments.results().orElseThrow().kept() == null
                && assessments.state() instanceof Assessments.State.Done);
        assertFalse(assessments.results().orElseThrow().outdated());
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
