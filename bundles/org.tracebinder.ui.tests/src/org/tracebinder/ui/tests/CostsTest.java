// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.ui.FileChooser;
import org.tracebinder.ui.Imports;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.MenuButton;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.StatePane;

/** What calls cost, added up in the window. */
class CostsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws IOException, PartInitException {
        Bench.empty(folder.resolve("case.binder"));
        Path mapping = Files.writeString(folder.resolve("m.json"), """
                {"mapping": 1, "id": "calls", "framing": {"type": "csv"}, "kind": "inference",
                 "fields": {"identity": {"column": "id"}, "time": {"column": "time", "format": "iso"},
                  "trace": {"column": "id"}, "app": {"column": "app"}, "modelServed": {"column": "model"},
                  "tokensIn": {"column": "in"}, "tokensOut": {"column": "out"}, "cost": {"column": "cost"}}}""");
        Path calls = Files.writeString(folder.resolve("calls.csv"), """
                id,time,app,model,in,out,cost,currency
                c1,2026-09-01T10:00:00Z,desk,m-1,1000000,0,2,USD
                c2,2026-09-01T11:00:00Z,desk,m-1,2000000,0,9,EUR
                c3,2026-09-02T10:00:00Z,desk,m-2,5,5,,
                c4,2026-09-02T11:00:00Z,chat,m-1,2000000,0,6,USD
                """);
        Imports imports = Bench.service(Imports.class);
        imports.start(List.of(calls), Optional.of("mapping:" + mapping));
        Bench.until("import", () -> imports.state() instanceof Imports.State.Done);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.window().getActivePage().showView(Parts.COSTS);
        Bench.until("costs", () -> table() != null);
    }

    @AfterEach
    void close() {
        Bench.service(FileChooser.class).use(null);
        Bench.window().getActivePage().hideView(Bench.window().getActivePage().findView(Parts.COSTS));
        Bench.close();
    }

    private static Table table() {
        return Bench.visible(Table.class).stream().filter(t -> "Costs".equals(t.getData(Names.KEY))).findFirst()
                .orElse(null);
    }

    private static int column(String label) {
        List<String> labels = Arrays.stream(table().getColumns()).map(c -> c.getText()).toList();
        assertTrue(labels.contains(label), label + " of " + labels);
        return labels.indexOf(label);
    }

    private static List<String> cells(String label) {
        int column = column(label);
        return Arrays.stream(table().getItems()).map(i -> i.getText(column)).toList();
    }

    private static MenuButton choice(String label) {
        return Bench.visible(MenuButton.class).stream().filter(b -> ((org.eclipse.swt.widgets.Button) b
                .getChildren()[0]).getText().startsWith(label)).findFirst().orElseThrow();
    }

    /** Prices are of a file, so that the figures do not hang on the examples of the product. */
    private void prices() throws IOException {
        Path list = Files.writeString(folder.resolve("contract.json"), """
                {"name":"Contract","date":"2026-09-01","source":"annex 2","currency":"USD",
                 "prices":[{"model":"m-1","in":"2","out":"1"}]}""");
        Bench.service(FileChooser.class).use((shell, question) -> List.of(list));
        choice("Prices").choose(1);
        Bench.until("the list of the contract", () -> table() != null && Bench.visible(Link.class).stream()
                .anyMatch(l -> l.getText().contains("Contract")));
    }

    @Test
    void callsAreAddedUpForEachCurrency() throws IOException {
        prices();
        assertEquals(List.of("desk", "chat", "Total"), cells("Application"));
        assertEquals(List.of("3", "1", "4"), cells("Calls"));
        assertEquals(List.of("3,000,005", "2,000,000", "5,000,005"), cells("Tokens in"));
        assertEquals(List.of("6.00", "4.00", "10.00"), cells("By price list, USD"));
        assertEquals(List.of("2.00", "6.00", "8.00"), cells("Claimed, USD"));
        assertEquals(List.of("9.00", "\u2013", "9.00"), cells("Claimed, EUR"));
        assertEquals(List.of("1", "0", "1"), cells("No claim"));
        assertEquals(List.of("1", "0", "1"), cells("No list price"));
        String said = Bench.named(Link.class, "What to know of these figures").getText();
        assertTrue(said.contains("1 of 4 calls come without a claim"), said);
        assertTrue(said.contains("m-2: 1 call, no price in the list"), said);
        assertTrue(said.contains("1 claim in another currency than USD"), said);
    }

    @Test
    void columnsSortAndTheTotalStaysBelow() {
        Event click = new Event();
        table().getColumn(column("Claimed, USD")).notifyListeners(SWT.Selection, click);
        assertEquals(List.of("chat", "desk", "Total"), cells("Application"));
        table().getColumn(column("Claimed, USD")).notifyListeners(SWT.Selection, click);
        assertEquals(List.of("desk", "chat", "Total"), cells("Application"));
        choice("Sorted by").choose(0);
        assertEquals(List.of("chat", "desk", "Total"), cells("Application"));
        choice("By").choose(2);
        Bench.until("days", () -> table() != null && table().getColumn(0).getText().equals("Day"));
        assertEquals(List.of("2026-09-01", "2026-09-02", "Total"), cells("Day"));
    }

    @Test
    void aRowOpensItsEventsAndTheTableIsSaved() throws IOException {
        TableItem row = Arrays.stream(table().getItems()).filter(i -> i.getText(0).equals("desk")).findFirst()
                .orElseThrow();
        table().setSelection(row);
        Event enter = new Event();
        enter.item = row;
        table().notifyListeners(SWT.DefaultSelection, enter);
        Investigation investigation = Bench.service(Investigation.class);
        assertEquals("kind:inference AND app:desk", investigation.query());
        Bench.until("its events", () -> investigation.answer().map(a -> a.first().total() == 3).orElse(false));
        Path file = folder.resolve("costs.csv");
        Bench.service(FileChooser.class).use((shell, question) -> List.of(file));
        Bench.button("Save as CSV\u2026").notifyListeners(SWT.Selection, new Event());
        Bench.until("file", () -> Files.exists(file));
        List<String> lines = Files.readAllLines(file);
        assertEquals("app,calls,tokensIn,tokensOut,byPriceList USD,claimed USD,claimed EUR,noClaim,noListPrice,agree,"
                + "claimHigher,claimLower", lines.get(0));
        assertTrue(lines.contains("desk,3,3000005,5,,2,9,1,3,0,0,0"), lines.toString());
        assertEquals("TOTAL,4,5000005,5,,8,9,1,4,0,0,0", lines.get(3));
    }

    @Test
    void nothingFoundAndAWrongQueryAreSaid() {
        Text query = Bench.named(Text.class, "Only events that match:");
        query.setText("kind:review");
        query.notifyListeners(SWT.DefaultSelection, new Event());
        Bench.until("nothing", () -> said("No event matches"));
        query.setText("kind:((");
        query.notifyListeners(SWT.DefaultSelection, new Event());
        Bench.until("failed", () -> said("could not be added up"));
    }

    private static boolean said(String words) {
        return Bench.visible(StatePane.class).stream().anyMatch(p -> p.message() != null && p.message().contains(
                words));
    }
}
