// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.ui.Imports;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.StatePane;

/** Two trails held against each other in the window. */
class ReconcileTest {

    private static final String LINE = """
            {"id":"chatcmpl-%d","object":"chat.completion","created":%d,"model":"gpt-4o","choices":[{"index":0,\
            "message":{"role":"assistant","content":"answer %d"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":%d,"completion_tokens":5,"total_tokens":9},"from":"%s"}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws Exception {
        Bench.empty(folder.resolve("case.binder"));
        StringBuilder gateway = new StringBuilder();
        StringBuilder application = new StringBuilder();
        for (int i = 1; i <= 9; i++) {
            gateway.append(i == 9 ? "" : String.format(LINE, i, 1_772_366_400 + 60 * i, i, 10, "gateway"));
            application.append(i <= 2 ? "" : String.format(LINE, i, 1_772_366_400 + 60 * i, i, i == 5 ? 11 : 10,
                    "app"));
        }
        Imports imports = Bench.service(Imports.class);
        imports.start(List.of(Files.writeString(folder.resolve("gateway.jsonl"), gateway),
                Files.writeString(folder.resolve("app.jsonl"), application)), Optional.empty());
        Bench.until("import", () -> imports.state() instanceof Imports.State.Done);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.window().getActivePage().showView(Parts.RECONCILE);
        Bench.until("sources", () -> tables().size() >= 2 && tables().get(0).getItemCount() == 2);
    }

    @AfterEach
    void close() {
        Bench.window().getActivePage().hideView(Bench.window().getActivePage().findView(Parts.RECONCILE));
        Bench.close();
    }

    private static List<Table> tables() {
        return Bench.visible(Table.class).stream().filter(t -> String.valueOf(t.getData(Names.KEY)).startsWith("Trail ")
                || List.of("Only in A", "Only in B", "Different values", "Values over all pairs")
                        .contains(String.valueOf(t.getData(Names.KEY)))).toList();
    }

    private static void tick(Table table, int row) {
        TableItem item = table.getItem(row);
        item.setChecked(!item.getChecked());
        Event event = new Event();
        event.detail = SWT.CHECK;
        event.item = item;
        table.notifyListeners(SWT.Selection, event);
    }

    private static Button run() {
        return Bench.visible(Button.class).stream().filter(b -> b.getText().equals("Hold against each other"))
                .findFirst()
                .orElseThrow();
    }

    private static CTabFolder lists() {
        return Bench.visible(CTabFolder.class).stream().filter(f -> f.getItemCount() == 4
                && f.getItem(0).getText().startsWith("Only in A")).findFirst().orElse(null);
    }

    private static Table list(int page) {
        CTabFolder folder = lists();
        Bench.turn(folder, page);
        Bench.settle();
        return (Table) folder.getItem(page).getControl();
    }

    @Test
    void threeListsAreCountedAndOpenTheirEvents() {
        assertFalse(run().isEnabled());
        tick(tables().get(0), 0);
        tick(tables().get(1), 0);
        assertFalse(run().isEnabled(), "one source on both sides");
        tick(tables().get(1), 0);
        tick(tables().get(1), 1);
        assertTrue(run().isEnabled());
        run().notifyListeners(SWT.Selection, new Event());
        Bench.until("lists", () -> lists() != null);
        assertEquals("Only in A (2)", lists().getItem(0).getText());
        assertEquals("Only in B (1)", lists().getItem(1).getText());
        assertEquals("Different values (1)", lists().getItem(2).getText());
        assertEquals(2, list(0).getItemCount());
        assertEquals("S1:1", list(0).getItem(0).getText(0));
        assertEquals("S2:7", list(1).getItem(0).getText(0));
        Table differing = list(2);
        TableItem row = null;
        for (TableItem item : differing.getItems()) {
            row = item.getText(2).equals("tokensIn") ? item : row;
        }
        assertEquals("10", row.getText(3));
        assertEquals("11", row.getText(4));
        differing.setSelection(row);
        differing.notifyListeners(SWT.Selection, new Event());
        assertEquals("S1:5", Bench.service(Investigation.class).selected().orElseThrow().toString());
        assertTrue(list(3).getItemCount() > 3);
    }

    @Test
    void aTrailWithoutEventsAndAWrongQueryAreSaid() {
        tick(tables().get(0), 0);
        tick(tables().get(1), 1);
        org.eclipse.swt.widgets.Text query = Bench.visible(org.eclipse.swt.widgets.Text.class).stream()
                .filter(t -> t.getText().equals("kind:inference")).findFirst().orElseThrow();
        query.setText("kind:review");
        run().notifyListeners(SWT.Selection, new Event());
        Bench.until("empty", () -> said("Trail A has no events"));
        query.setText("kind:((");
        run().notifyListeners(SWT.Selection, new Event());
        Bench.until("failed", () -> said("could not be held against each other"));
    }

    private static boolean said(String words) {
        return Bench.visible(StatePane.class).stream().anyMatch(p -> p.message() != null && p.message().contains(
                words));
    }
}
