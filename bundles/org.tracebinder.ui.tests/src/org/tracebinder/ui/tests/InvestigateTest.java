// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.Trail;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.Answer;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.Question;
import org.tracebinder.ui.widgets.EventTable;
import org.tracebinder.ui.widgets.FacetPanel;
import org.tracebinder.ui.widgets.HexAndTextView;
import org.tracebinder.ui.widgets.QueryField;
import org.tracebinder.ui.widgets.RowProvider;
import org.tracebinder.ui.widgets.StatePane;
import org.tracebinder.ui.widgets.TimeHistogram;

/** Search, read, follow: with the handlers and keys of a person. */
class InvestigateTest {

    @TempDir
    private Path folder;
    private Binder binder;
    private Investigation investigation;

    @BeforeEach
    void open() throws PartInitException {
        binder = Bench.sample(folder);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        // Another part may lie on top of it from before.
        Bench.window().getActivePage().showView(Parts.DETAIL);
        investigation = Bench.service(Investigation.class);
        Bench.answered();
    }

    @AfterEach
    void close() {
        Bench.close();
    }

    private void type(String query) {
        QueryField field = Bench.one(QueryField.class);
        Bench.command(Parts.COMMAND_QUERY);
        field.control().setText(query);
        Bench.key(field.control(), SWT.CR, SWT.CR);
        Bench.answered();
    }

    @Test
    void rowsAreThereBeforeValuesAreCounted() {
        List<Investigation.State> states = new ArrayList<>();
        Investigation.Listener listener = () -> states.add(investigation.state());
        investigation.add(listener);
        type("kind:policy");
        investigation.remove(listener);
        List<RowProvider> rows = new ArrayList<>();
        for (Investigation.State state : states) {
            switch (state) {
                case Investigation.State.Asking a -> a.rows().ifPresent(r -> rows.add(r.rows()));
                case Investigation.State.Answered a -> {
                    assertEquals(1, rows.size(), "rows came first");
                    assertSame(rows.get(0), a.answer().rows());
                    assertFalse(a.answer().first().facets().isEmpty());
                }
                default -> throw new AssertionError(state);
            }
        }
        assertTrue(states.getLast() instanceof Investigation.State.Answered, states.toString());
    }

    @Test
    void rowsAndCountsAgreeWhenAnImportGoesOnBetween() throws Exception {
        Trail trail = binder.trail();
        AtomicInteger asked = new AtomicInteger();
        Trail growing = (Trail) Proxy.newProxyInstance(Trail.class.getClassLoader(), new Class<?>[] {Trail.class},
                (proxy, method, arguments) -> {
                    Object answer = method.invoke(trail, arguments);
                    return asked.getAndIncrement() < 2 && answer instanceof SearchResult r ? new SearchResult(1, true,
                            false, r.hits().subList(0, 1), r.next(), r.facets(), r.histogram()) : answer;
                });
        Answer answer = Bench.away(() -> new Question("kind:policy", new SearchRequest.Sort(Fields.TIME_START, true))
                .ask(growing, Progress.NONE, early -> assertEquals(1, early.first().total())));
        long counted = answer.first().facets().get("kind").get(0).count();
        assertTrue(counted > 1);
        assertEquals(counted, answer.first().total());
        assertEquals(counted, answer.rows().total());
    }

    @Test
    void aQueryFillsTheTable() {
        long all = investigation.answer().orElseThrow().all();
        type("kind:policy AND policy:deny");
        long found = investigation.answer().orElseThrow().first().total();
        assertTrue(found > 0 && found < all, found + " of " + all);
        EventTable table = Bench.one(EventTable.class);
        assertEquals(found, table.rowCount());
        assertTrue(table.visibleColumns().size() > 8);
        assertEquals("policy", table.cell(2, 0));
    }

    @Test
    void whatIsChosenStaysWhenTheFirstRowComesLater() {
        investigation.ask("kind:inference");
        Bench.until("rows on their way", () -> investigation.state() instanceof Investigation.State.Answered
                || investigation.state() instanceof Investigation.State.Asking a && a.rows().isPresent());
        investigation.select(EventId.parse("S1:3"));
        Bench.answered();
        assertEquals("S1:3", investigation.selected().orElseThrow().toString());
        Bench.one(EventTable.class).select(1);
        Bench.until("another row", () -> !investigation.selected().orElseThrow().toString().equals("S1:3"));
    }

    @Test
    void theSelectedRowIsShownDownToItsBytes() {
        type("kind:inference");
        EventTable table = Bench.one(EventTable.class);
        table.select(1);
        Bench.until("row", () -> table.selected().isPresent());
        Row row = table.selected().orElseThrow();
        Bench.turn(Bench.detail(), 6);
        HexAndTextView raw = Bench.one(HexAndTextView.class);
        Bench.until("bytes of " + row.id(), () -> raw.place().startsWith(row.id().record().toString()));
        byte[] bytes = Bench.away(() -> binder.trail().bytes(row.id().record()));
        assertEquals(new String(bytes, StandardCharsets.UTF_8), raw.content());
        assertTrue(raw.place().contains("SHA-256 "), raw.place());
    }

    @Test
    void anIdThatNoWordIsLeadsToTheFieldThatHoldsIt() {
        String trace = Bench.away(() -> binder.trail().search(new SearchRequest("kind:inference AND trace:*",
                new SearchRequest.Sort(SearchRequest.Sort.PLACE, false), 1, null, List.of(Fields.TRACE), List.of(), 0,
                null), Progress.NONE).hits().get(0).get(Fields.TRACE));
        type(trace);
        assertEquals(0, investigation.answer().orElseThrow().first().total());
        assertEquals(1, Bench.visible(StatePane.class).stream().filter(p -> p.message().matches("(?s)No event matches.*"
                + "\\d+ events? holds? this id in the field Trace.*")).count(), Bench.visible(StatePane.class).stream()
                .map(StatePane::message).toList().toString());
        assertEquals("trace:\"" + trace + '"', investigation.answer().orElseThrow().places().get(0).query());
    }

    @Test
    void anotherSpellingOfWhatIsNotThereIsOffered() {
        type("lo\u00e4n");
        Bench.until("the other spelling", () -> Bench.visible(StatePane.class).stream().anyMatch(p -> p.message()
                .matches("(?s)No event matches.*With other accents.* \\d+ events, by loan.*")));
        assertEquals("loan", investigation.answer().orElseThrow().spelled().orElseThrow().query());
    }

    @Test
    void aWrongQueryIsMarkedAtItsCharacterAndTheRowsStay() {
        EventTable table = Bench.one(EventTable.class);
        int before = table.rowCount();
        type("kind:inference AND (model:gpt");
        QueryField field = Bench.one(QueryField.class);
        assertTrue(investigation.state() instanceof Investigation.State.Wrong, investigation.state().toString());
        assertTrue(field.problemAt() >= 0);
        assertFalse(field.problem().isEmpty());
        assertEquals(before, table.rowCount());
        type("kind:inference");
        assertEquals("", field.problem());
        assertEquals(-1, field.problemAt());
    }

    @Test
    void aFacetNarrowsTheQuery() {
        FacetPanel facets = Bench.one(FacetPanel.class);
        TreeItem value = facets.tree().getItem(0).getItem(0);
        Event event = new Event();
        event.item = value;
        facets.tree().notifyListeners(SWT.DefaultSelection, event);
        Bench.answered();
        assertTrue(investigation.query().startsWith("kind:"), investigation.query());
        assertEquals(value.isDisposed() ? investigation.query() : "kind:" + value.getText(), investigation.query());
    }

    @Test
    void aRangeOfTimeIsChosenByKeyboard() {
        TimeHistogram histogram = Bench.one(TimeHistogram.class);
        Bench.key(histogram.chart(), SWT.HOME, '\0');
        Bench.key(histogram.chart(), SWT.CR, SWT.CR);
        Bench.answered();
        assertTrue(investigation.query().startsWith("time:["), investigation.query());
        assertTrue(investigation.answer().orElseThrow().first().total() > 0);
    }

    @Test
    void workOnABinderRefusesTheUserInterfaceThread() {
        assertThrows(IllegalStateException.class, binder::sources);
        assertThrows(IllegalStateException.class, () -> binder.trail().search(
                SearchRequest.newest("kind:inference", 1, List.of()), Progress.NONE));
        assertThrows(IllegalStateException.class, () -> Binder.open(binder.folder()));
        assertFalse(Bench.away(() -> binder.sources().sources().isEmpty()));
    }
}
