// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.swt.widgets.TreeItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.CellTips;
import org.tracebinder.ui.widgets.QueryField;
import org.tracebinder.ui.widgets.TimeHistogram;

/** In a window of 1280 by 800 pixels the words that matter have their room. */
class RoomTest {

    @TempDir
    private Path folder;
    private Point before;

    @BeforeEach
    void open() {
        Shell shell = Bench.window().getShell();
        before = shell.getSize();
        shell.setSize(1280, 800);
        Bench.sample(folder);
    }

    @AfterEach
    void close() {
        Bench.window().getShell().setSize(before);
        Bench.close();
    }

    private static Stream<TreeItem> all(TreeItem[] items) {
        return Arrays.stream(items).flatMap(i -> Stream.concat(Stream.of(i), all(i.getItems())));
    }

    private static Tree assessed() {
        Assessments assessments = Bench.service(Assessments.class);
        Bench.command(Parts.COMMAND_ASSESS);
        Bench.until("assessment", () -> assessments.results().isPresent());
        Bench.settle();
        return Bench.named(Tree.class, "Catalogues and what the trail says");
    }

    /** Chooses a control as a click does. */
    private static TreeItem choose(Tree tree, String begin) {
        Event event = new Event();
        event.item = all(tree.getItems()).filter(i -> i.getText().startsWith(begin)).findFirst().orElseThrow();
        tree.setSelection((TreeItem) event.item);
        tree.notifyListeners(SWT.Selection, event);
        Bench.settle();
        return (TreeItem) event.item;
    }

    @Test
    void titlesOfControlsComeBeforeTheWordsOfTheirResults() {
        Tree tree = assessed();
        TreeItem first = choose(tree, "Art. 5(1)(a)");
        GC gc = new GC(tree);
        int letter = gc.textExtent("n").x;
        gc.dispose();
        int room = tree.getColumn(0).getWidth() - first.getTextBounds(0).x;
        assertTrue(room > 45 * letter, room + " pixels for a title, a letter has " + letter);
        assertTrue(tree.getColumn(1).getWidth() < 6 * letter, "a sign");
        assertTrue(CellTips.close(first.getText(1)).matches("\\S (not assessable|gap|mixed|supported|documents only)"),
                first.getText(1));
        assertEquals("2025-02-02 in force", CellTips.close(first.getText(3)));
    }

    @Test
    void wordsOfAControlGetTheRoomThatNoCheckNeeds() {
        Tree tree = assessed();
        choose(tree, "Art. 12(1)");
        StyledText words = Bench.named(StyledText.class, "Control");
        int little = words.getSize().y;
        choose(tree, "Art. 4(1)");
        assertTrue(words.getSize().y > little * 3 / 2, words.getSize().y + " after " + little);
        assertEquals(SWT.NONE, words.getScrollbarsMode(), "its bar stays in sight");
        CTabFolder tabs = Bench.visible(CTabFolder.class).stream().filter(t -> t.getItemCount() == 3).findFirst()
                .orElseThrow();
        assertTrue(tabs.getSize().y > 60, "evidence and notes can still be reached");
    }

    @Test
    void noHeaderIsCut() throws Exception {
        assessed();
        choose(assessed(), "Art. 12(1)");
        List<String> cut = new ArrayList<>(headers());
        for (String part : List.of(Parts.SCORECARD, Parts.REQUESTS)) {
            Bench.window().getActivePage().showView(part);
            Bench.settle();
            cut.addAll(headers());
        }
        Bench.perspective(Parts.PERSPECTIVE_CUSTODY);
        Bench.settle();
        cut.addAll(headers());
        assertEquals(List.of(), cut);
    }

    private static List<String> headers() {
        List<String> cut = new ArrayList<>();
        for (Table table : Bench.visible(Table.class)) {
            GC gc = new GC(table);
            for (TableColumn column : table.getColumns()) {
                if (column.getWidth() > 0 && gc.textExtent(column.getText()).x > column.getWidth()) {
                    cut.add(column.getText());
                }
            }
            gc.dispose();
        }
        for (Tree tree : Bench.visible(Tree.class)) {
            GC gc = new GC(tree);
            for (TreeColumn column : tree.getColumns()) {
                boolean sign = column.getText().startsWith(CellTips.GAP);
                if (column.getWidth() > 0 && !sign && gc.textExtent(column.getText()).x > column.getWidth()) {
                    cut.add(column.getText());
                }
            }
            gc.dispose();
        }
        return cut;
    }

    @Test
    void theChartMakesRoomForRows() {
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        TimeHistogram chart = Bench.one(TimeHistogram.class);
        Bench.window().getShell().setSize(1280, 340);
        Bench.until("chart hidden", () -> !chart.isVisible());
        Bench.window().getShell().setSize(1280, 800);
        Bench.until("chart again", chart::isVisible);
    }

    @Test
    void oneIsOne() throws Exception {
        Bench.perspective(Parts.PERSPECTIVE_CUSTODY);
        assertNotNull(Bench.window().getActivePage().showView(Parts.QUARANTINE));
        String wanted = "Shown: 1 of all 1 record that could not be read.";
        Bench.until(wanted, () -> Bench.visible(Label.class).stream().anyMatch(l -> l.getText().startsWith(wanted)));
    }

    /** What a column is too narrow for ends in an ellipsis: the platform would cut through the letters. */
    @Test
    void wordsThatDoNotFitEndInAnEllipsis() {
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.answered();
        Tree facets = Bench.named(Tree.class, "Facets: values and how many events have them");
        Bench.until("values", () -> facets.getItemCount() > 0);
        TreeItem item = facets.getItem(0).getItem(0);
        GC gc = new GC(facets);
        String brief = CellTips.brief(gc, "a value of many words", gc.textExtent("a value of").x);
        assertTrue(brief.matches("a v.*[^ ]\u2026"), brief);
        assertEquals("short", CellTips.brief(gc, "short", gc.textExtent("short").x));
        assertEquals(SWT.FOREGROUND, drawn(facets, item, gc), "has room, and the platform draws it");
        item.setText("a value that has more letters than there is room for, " + "w".repeat(200));
        assertEquals(0, drawn(facets, item, gc), "cut by the platform");
        item.setText("short");
        item.setForeground(0, facets.getDisplay().getSystemColor(SWT.COLOR_RED));
        assertEquals(0, drawn(facets, item, gc), "drawn without its colour by the platform");
        gc.dispose();
    }

    /** What the platform is left to draw of the first cell. */
    private static int drawn(Tree tree, TreeItem item, GC gc) {
        Event event = new Event();
        event.item = item;
        event.gc = gc;
        event.detail = SWT.FOREGROUND;
        tree.notifyListeners(SWT.EraseItem, event);
        return event.detail;
    }

    @Test
    void kindsAndFormatsOfSourcesAndTitlesOfChecksAreWhole() {
        Bench.perspective(Parts.PERSPECTIVE_CUSTODY);
        Table sources = Bench.named(Table.class, "Sources and their reconciliation");
        Bench.until("sources", () -> sources.getItemCount() > 3);
        assertEquals(List.of(), cut(sources, 3, 8));
        Tree tree = assessed();
        choose(tree, "Art. 12(1)");
        Table checks = Bench.named(Table.class, "Checks of this control");
        Bench.until("checks", () -> checks.getItemCount() > 1);
        assertEquals(List.of(), cut(checks, 0));
    }

    private static List<String> cut(Table table, int... columns) {
        GC gc = new GC(table);
        List<String> cut = Arrays.stream(columns).boxed().flatMap(c -> Arrays.stream(table.getItems())
                .map(i -> i.getText(c)).filter(t -> gc.textExtent(t).x > table.getColumn(c).getWidth())).toList();
        gc.dispose();
        return cut;
    }

    @Test
    void sourcesAndTheirDetailsStandSideBySideWhereThePartIsLow() {
        Bench.perspective(Parts.PERSPECTIVE_CUSTODY);
        Table sources = Bench.named(Table.class, "Sources and their reconciliation");
        Bench.until("sources", () -> sources.getItemCount() > 3);
        Bench.window().getShell().setSize(1280, 560);
        Bench.until("side by side", () -> sources.getParent().getSize().x > sources.getSize().x * 3 / 2
                && sources.getSize().y > 3 * sources.getItemHeight());
        Bench.window().getShell().setSize(1280, 1000);
        Bench.until("below one another", () -> sources.getParent().getSize().x == sources.getSize().x);
    }

    @Test
    void totalsOfTheCataloguesLeaveTheirTreeRows() {
        Tree tree = assessed();
        Bench.until("words", () -> totals().matches("(?s)EU AI Act: .*gap.*"));
        Bench.window().getShell().setSize(1280, 460);
        Bench.until("signs", () -> totals().startsWith("EU AI Act: ") && !totals().contains("gap"));
        Label label = Bench.visible(Label.class).stream().filter(l -> l.getText().equals(totals())).findFirst()
                .orElseThrow();
        assertTrue(label.getToolTipText().contains("gap"), label.getToolTipText());
        assertTrue(tree.getClientArea().height > 3 * tree.getItemHeight(), "rows");
        Bench.window().getShell().setSize(1280, 800);
        Bench.until("words again", () -> totals().contains("gap"));
    }

    private static String totals() {
        return Bench.visible(Label.class).stream().map(Label::getText).filter(t -> t.startsWith("EU AI Act: "))
                .findFirst().orElse("");
    }

    /** The box beside the list of proposals has the colours of the field, not those of tips. */
    @Test
    void theBoxOfAProposalHasTheColoursOfTheField() {
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.answered();
        Shell window = Bench.window().getShell();
        QueryField field = Bench.one(QueryField.class);
        field.setFocus();
        field.control().setText("");
        Event key = new Event();
        key.keyCode = ' ';
        key.character = ' ';
        key.stateMask = SWT.MOD1;
        field.control().notifyListeners(SWT.KeyDown, key);
        Bench.until("box in the colours of the field", () -> Arrays.stream(window.getDisplay().getShells())
                .filter(s -> s.isVisible() && s.getParent() != null && s.getParent().getParent() == window)
                .flatMap(s -> Bench.below(s, Text.class, c -> true).stream())
                .anyMatch(t -> t.getBackground().equals(field.control().getBackground())));
        Bench.key(field.control(), SWT.ESC, SWT.ESC);
        Arrays.stream(window.getDisplay().getShells()).filter(s -> s.getParent() == window).forEach(Shell::close);
        Bench.settle();
    }
}
