// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.Row;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.Column;
import org.tracebinder.ui.widgets.EventTable;
import org.tracebinder.ui.widgets.EventTableColumns;
import org.tracebinder.ui.widgets.EventTableCsv;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.RowProvider;
import org.tracebinder.ui.widgets.TimeLanes;
import org.tracebinder.ui.widgets.graph.Graph;
import org.tracebinder.ui.widgets.graph.GraphView;

/** What begins with a search: lineage, comparing, keeping queries, columns and files. */
class FollowTest {

    @TempDir
    private Path folder;
    private Binder binder;
    private Investigation investigation;

    @BeforeEach
    void open() throws PartInitException {
        binder = Bench.sample(folder);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.window().getActivePage().showView(Parts.DETAIL);
        investigation = Bench.service(Investigation.class);
        ask("");
    }

    @AfterEach
    void close() {
        var page = Bench.window().getActivePage();
        for (String view : List.of(Parts.SAVED, Parts.COMPARE, Parts.NOTES)) {
            if (page.findView(view) != null) {
                page.hideView(page.findView(view));
            }
        }
        Bench.close();
    }

    private void ask(String query) {
        investigation.ask(query);
        Bench.answered();
    }

    private static void press(String label) {
        Bench.visible(Button.class).stream().filter(b -> b.getText().equals(label) && b.isEnabled()).findFirst()
                .orElseThrow().notifyListeners(SWT.Selection, new Event());
    }

    @Test
    void lineageIsAGraphWithTheBasisOfEachLineAndOpensRecords() {
        ask("kind:inference");
        EventTable table = Bench.one(EventTable.class);
        GraphView graph = null;
        for (int row = 0; row < Math.min(20, table.rowCount()); row++) {
            table.select(row);
            Bench.until("row", () -> table.selected().isPresent());
            EventId id = table.selected().orElseThrow().id();
            investigation.select(id);
            Bench.turn(Bench.detail(), 4);
            if (graph == null) {
                graph = Bench.below(Bench.window().getShell(), GraphView.class, c -> true).get(0);
            }
            GraphView view = graph;
            Bench.until("graph of " + id, () -> view.plan().boxes().stream().anyMatch(b -> b.node().kind()
                    .equals("inference") || b.node().kind().equals("trace")));
            if (view.plan().boxes().size() > 3) {
                break;
            }
        }
        assertTrue(graph.plan().graph().edges().stream().allMatch(e -> List.of("observed", "declared", "inferred",
                "missing", "").contains(e.label())), graph.plan().graph().edges().toString());
        Graph.Node root = graph.selected();
        assertFalse(root == null);
        Bench.key(graph.canvas(), SWT.ARROW_RIGHT, '\0');
        assertFalse(graph.selected().equals(root));
        assertTrue(Bench.named(Link.class, "Records behind it:").getText().length() > 0);
    }

    @Test
    void aRunLeadsToWhatRestsOnIt() {
        ask("version:4.* AND NOT kind:lineage");
        EventTable table = Bench.one(EventTable.class);
        table.select(0);
        Bench.until("row", () -> table.selected().isPresent());
        Bench.turn(Bench.detail(), 4);
        GraphView graph = Bench.below(Bench.window().getShell(), GraphView.class, c -> true).get(0);
        Bench.until("runs", () -> graph.plan().boxes().stream().anyMatch(b -> b.node().shape() == Graph.Shape.ACT));
        graph.select(graph.plan().boxes().stream().map(b -> b.node()).filter(n -> n.shape() == Graph.Shape.ACT)
                .reduce((a, b) -> b).orElseThrow().id());
        Menu menu = graph.canvas().getMenu();
        menu.notifyListeners(SWT.Show, new Event());
        MenuItem rests = List.of(menu.getItems()).stream().filter(i -> i.getText().equals("Show what rests on it"))
                .findFirst().orElseThrow();
        rests.notifyListeners(SWT.Selection, new Event());
        Bench.until("events", () -> graph.plan().boxes().stream().anyMatch(b -> b.node().id().startsWith("events:")));
    }

    @Test
    void theTraceHasLanesOverTimeBesideItsTree() {
        ask("kind:agent");
        EventTable table = Bench.one(EventTable.class);
        table.select(0);
        Bench.until("row", () -> table.selected().isPresent());
        Bench.turn(Bench.detail(), 1);
        Bench.until("steps", () -> Bench.visible(TimeLanes.class).size() == 1 && Bench.visible(Tree.class).stream()
                .anyMatch(t -> "Trace".equals(t.getData(Names.KEY)) && t.getItemCount() > 0));
        TimeLanes lanes = Bench.one(TimeLanes.class);
        Tree tree = Bench.named(Tree.class, "Trace");
        tree.deselectAll();
        Bench.key(lanes, SWT.ARROW_RIGHT, '\0');
        assertEquals(1, tree.getSelectionCount());
    }

    @Test
    void timeInWhichNothingRanIsAGap() {
        TimeLanes lanes = new TimeLanes(Bench.window().getShell(), "Lanes");
        try {
            lanes.show(List.of("a", "b"), List.of(new TimeLanes.Bar(0, 0, 10, false, ""),
                    new TimeLanes.Bar(1, 60, 100, true, ""), new TimeLanes.Bar(0, 5, 20, false, "")));
            assertEquals(1, lanes.gaps().size());
            assertEquals(20, lanes.gaps().get(0)[0]);
            assertEquals(60, lanes.gaps().get(0)[1]);
        } finally {
            lanes.dispose();
        }
    }

    @Test
    void aQueryIsKeptAndSaysWhetherItStillFindsTheSame() {
        ask("kind:inference");
        Bench.command(Parts.COMMAND_SAVE_QUERY);
        Bench.until("view", () -> Bench.named(Text.class, "Name").isEnabled());
        Bench.named(Text.class, "Name").setText("calls");
        press("Save current query");
        Table table = Bench.named(Table.class, "Saved queries");
        Bench.until("saved", () -> table.getItemCount() == 1);
        assertEquals("kind:inference", table.getItem(0).getText(1));
        assertEquals("not asked again yet", table.getItem(0).getText(3));
        press("Ask again");
        Bench.until("asked again", () -> table.getItem(0).getText(3).equals("the same events"));
        ask("kind:policy");
        table.select(0);
        table.notifyListeners(SWT.Selection, new Event());
        press("Use");
        Bench.answered();
        assertEquals("kind:inference", investigation.query());
        press("Remove");
        Bench.until("removed", () -> table.getItemCount() == 0);
        assertEquals(List.of(), Bench.away(() -> binder.queries().all()));
    }

    @Test
    void aNameThatIsTakenIsSaidAndNothingIsLost() {
        Bench.away(() -> binder.queries().save("calls", "kind:tool", false, Progress.NONE));
        Bench.command(Parts.COMMAND_SAVE_QUERY);
        Table table = Bench.named(Table.class, "Saved queries");
        Bench.until("listed", () -> table.getItemCount() == 1);
        Bench.named(Text.class, "Name").setText("calls");
        press("Save current query");
        Bench.until("said", () -> Bench.named(Link.class, "Now").getText().contains("already"));
        assertEquals("calls", Bench.named(Text.class, "Name").getText());
        assertEquals("kind:tool", Bench.away(() -> binder.queries().all()).get(0).text());
    }

    @Test
    void twoRowsAreComparedWithSignsBesideColours() {
        ask("kind:inference");
        List<Row> rows = investigation.answer().orElseThrow().first().hits();
        EventTable table = Bench.one(EventTable.class);
        table.select(0);
        Bench.command(Parts.COMMAND_COMPARE);
        assertTrue(Bench.window().getActivePage().findView(Parts.COMPARE) == null);
        table.selectTwo(0, 1);
        Bench.command(Parts.COMMAND_COMPARE);
        Bench.until("compared", () -> Bench.visible(Link.class).stream().anyMatch(l -> l.getText()
                .contains(">" + rows.get(0).id() + "<")));
        Table fields = Bench.named(Table.class, "Values that differ");
        assertTrue(fields.getItemCount() > 0);
        String words = Bench.named(StyledText.class, "Words, with what was taken out and put in").getText();
        assertTrue(words.contains("[-") && words.contains("-]") && words.contains("{+"), words);
    }

    @Test
    void columnsAreMovedFrozenAndSortedFromAMenu() {
        EventTable table = Bench.one(EventTable.class);
        List<Column> before = table.visibleColumns();
        table.move(before.get(3), 1);
        assertEquals(before.get(3), table.visibleColumns().get(1));
        table.move(before.get(3), 3);
        assertEquals(before, table.visibleColumns());
        table.freeze(2);
        assertEquals(2, table.frozen());
        var state = table.save();
        table.freeze(0);
        table.restore(state);
        assertEquals(2, table.frozen());
        table.select(1);
        Bench.until("row", () -> table.selected().isPresent());
        assertFalse(table.cell(0, 1).isEmpty());
        table.freeze(0);
        Menu menu = new Menu(table.control());
        EventTableColumns.fill(menu, table);
        MenuItem time = menu.getItem(1);
        assertEquals(before.get(1).label(), time.getText());
        time.getMenu().getItem(0).notifyListeners(SWT.Selection, new Event());
        Bench.answered();
        assertFalse(investigation.sort().descending());
        menu.dispose();
        table.sortBy(before.get(1), true);
        Bench.answered();
    }

    @Test
    void allRowsAreWrittenAsCsvAndACancelledFileIsNotThere() throws Exception {
        EventTable table = Bench.one(EventTable.class);
        RowProvider rows = investigation.answer().orElseThrow().rows();
        Path file = folder.resolve("events.csv");
        List<Column> columns = table.visibleColumns();
        long written = Bench.away(() -> EventTableCsv.write(file, columns, rows,
                List.of(new long[] {0, rows.total()}), Progress.NONE));
        assertEquals(rows.total(), written);
        List<String> lines = Files.readAllLines(file);
        assertEquals(rows.total() + 1, lines.size());
        assertTrue(lines.get(0).startsWith("id,time,kind"), lines.get(0));
        assertTrue(lines.get(1).startsWith(table.cell(0, 0) + ","), lines.get(1));
        table.selectTwo(2, 4);
        List<long[]> ranges = table.selectedRanges();
        assertEquals(2, ranges.stream().mapToLong(r -> r[1]).sum());
        assertFalse(Files.exists(folder.resolve("events.csv.part")));
    }

    @Test
    void aJumpFarAheadAsksForItsRowsOnly() {
        List<Long> asked = new ArrayList<>();
        RowProvider many = new RowProvider() {
            @Override
            public long total() {
                return 10_000_000;
            }

            @Override
            public List<Row> rows(long first, int count, Progress progress) {
                synchronized (asked) {
                    asked.add(first);
                }
                return investigation.answer().orElseThrow().first().hits();
            }
        };
        EventTable table = Bench.one(EventTable.class);
        table.setRows(many);
        for (int row : new int[] {5_000_000, 9_999_999, 1_234_567}) {
            table.select(row);
            Bench.until("row " + row, () -> table.selected().isPresent());
        }
        assertTrue(asked.size() <= 16, asked.toString());
        ask("");
    }
}
