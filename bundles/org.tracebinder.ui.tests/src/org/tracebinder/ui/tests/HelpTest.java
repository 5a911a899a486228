// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.ui.Parts;

/** Help without a web browser: the page of the part one is in, found by words, with ways to where the work is done. */
class HelpTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        Bench.empty(folder.resolve("help.binder"));
        Bench.perspective(Parts.PERSPECTIVE_CUSTODY);
    }

    @AfterEach
    void close() {
        for (String perspective : List.of(Parts.PERSPECTIVE_ASSESS, Parts.PERSPECTIVE_CUSTODY)) {
            Bench.perspective(perspective);
            var page = Bench.window().getActivePage();
            for (String id : List.of(Parts.HELP, Parts.FIRST_AUDIT)) {
                if (page.findView(id) != null) {
                    page.hideView(page.findView(id));
                }
            }
        }
        Bench.close();
    }

    private static void help(String part) throws PartInitException {
        Bench.window().getActivePage().showView(part);
        Bench.command(Parts.COMMAND_HELP);
    }

    @Test
    void helpIsAboutTheActivePart() throws PartInitException {
        help(Parts.QUARANTINE);
        String shown = Bench.named(StyledText.class, "Help").getText();
        assertTrue(shown.startsWith("Is the trail complete and unaltered?"), shown);
        assertTrue(shown.contains("Records that could not be read"), shown);
        help(Parts.SOURCES);
        assertTrue(Bench.named(StyledText.class, "Help").getText().contains("Every imported file"));
    }

    @Test
    void theFilterFindsPagesByTheirWords() throws PartInitException {
        help(Parts.LEDGER);
        Table pages = Bench.named(Table.class, "Help pages");
        int all = pages.getItemCount();
        Text filter = Bench.named(Text.class, "Find in help");
        filter.setText("merkle signature");
        assertTrue(pages.getItemCount() > 0 && pages.getItemCount() < all, pages.getItemCount() + " of " + all);
        assertEquals("Verify an evidence pack", pages.getItem(0).getText());
        filter.setText("nobody wrote this word: xyzzy");
        assertEquals(0, pages.getItemCount());
        assertFalse(Bench.named(StyledText.class, "Help").getText().isEmpty());
    }

    @Test
    void aPageOpensTheParts() throws PartInitException {
        help(Parts.SOURCES);
        Link links = Bench.named(Link.class, "Open from this page");
        assertTrue(links.getText().contains("Ledger"), links.getText());
        Event event = new Event();
        event.text = "part:ledger";
        links.notifyListeners(SWT.Selection, event);
        Bench.settle();
        assertEquals(Parts.LEDGER, Bench.window().getActivePage().getActivePartReference().getId());
    }

    @Test
    void theNetworkSelfTestFindsNoSocket() {
        Bench.command(Parts.COMMAND_NETWORK);
        StyledText text = Bench.named(StyledText.class, "Help");
        Bench.until("result", () -> text.getText().contains("This process has no network socket open")
                || text.getText().contains("does not tell a process of its sockets"));
        assertTrue(text.getText().contains("What it does not prove"), text.getText());
    }

    @Test
    void stepsOfAnAuditLeadToTheirPlacesAndStayTicked() {
        Bench.command(Parts.COMMAND_FIRST_AUDIT);
        List<Button> steps = Bench.visible(Button.class).stream()
                .filter(b -> (b.getStyle() & SWT.CHECK) != 0 && b.getText().matches("\\d\\. .+")).toList();
        assertEquals(9, steps.size());
        Bench.until("the binder is seen", () -> steps.get(0).getSelection());
        boolean before = steps.get(2).getSelection();
        steps.get(2).setSelection(!before);
        steps.get(2).notifyListeners(SWT.Selection, new Event());
        var page = Bench.window().getActivePage();
        page.hideView(page.findView(Parts.FIRST_AUDIT));
        Bench.command(Parts.COMMAND_FIRST_AUDIT);
        Button again = Bench.visible(Button.class).stream().filter(b -> b.getText().startsWith("3. ")).findFirst()
                .orElseThrow();
        assertEquals(!before, again.getSelection());
        Link assess = Bench.visible(Link.class).stream().filter(l -> l.getText().contains("Show catalogues"))
                .findFirst().orElseThrow();
        assess.notifyListeners(SWT.Selection, new Event());
        Bench.settle();
        Bench.until("assess", () -> Bench.window().getActivePage().getPerspective().getId()
                .equals(Parts.PERSPECTIVE_ASSESS));
        Bench.until("the list goes along", () -> Bench.window().getActivePage().findView(Parts.FIRST_AUDIT) != null);
    }
}
