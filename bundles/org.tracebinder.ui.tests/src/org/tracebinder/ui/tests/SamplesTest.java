// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.session.Binder;
import org.tracebinder.session.SampleItem;
import org.tracebinder.session.SamplePlan;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.Names;

/** A sample is drawn from the query, looked at item by item, and says what it shows. */
class SamplesTest {

    @TempDir
    private Path folder;
    private Binder binder;

    @BeforeEach
    void open() throws PartInitException {
        binder = Bench.sample(folder);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.window().getActivePage().showView(Parts.SAMPLES);
        Bench.settle();
    }

    @AfterEach
    void close() {
        var page = Bench.window().getActivePage();
        if (page.findView(Parts.SAMPLES) != null) {
            page.hideView(page.findView(Parts.SAMPLES));
        }
        Bench.close();
    }

    private static boolean says(String words) {
        return Bench.visible(Label.class).stream().anyMatch(l -> l.getText().contains(words));
    }

    private static Shell dialog(String title) {
        for (Shell shell : Display.getCurrent().getShells()) {
            if (shell.getText().equals(title) && shell.isVisible()) {
                return shell;
            }
        }
        throw new AssertionError("no dialog " + title);
    }

    private static Text field(Composite dialog, String name) {
        return Bench.below(dialog, Text.class, Control::isVisible).stream()
                .filter(c -> name.equals(c.getData(Names.KEY))).findFirst().orElseThrow();
    }

    private static void press(Composite dialog, String label) {
        Bench.below(dialog, Button.class, Control::isVisible).stream().filter(b -> b.getText().replace("&", "")
                .equals(label))
                .reduce((a, b) -> b).orElseThrow().notifyListeners(SWT.Selection, new Event());
    }

    @Test
    void drawnLookedAtConcludedAndRemoved() {
        Bench.service(Investigation.class).ask("kind:inference");
        Bench.settle();
        assertTrue(says("No sample was drawn"));
        Bench.button("Draw a sample\u2026").notifyListeners(SWT.Selection, new Event());
        Shell draw = dialog("Draw a sample");
        field(draw, "Name").setText("refusals");
        field(draw, "Tolerable rate of deviations, in %").setText("200");
        assertFalse(Bench.below(draw, Button.class, Control::isVisible).stream()
                .filter(b -> b.getText().equals("Draw a sample")).findFirst().orElseThrow().isEnabled());
        field(draw, "Tolerable rate of deviations, in %").setText("30");
        field(draw, "Seed").setText("7");
        press(draw, "Draw a sample");
        Bench.until("drawn", () -> draw.isDisposed());
        SamplePlan plan = Bench.away(() -> binder.samples().plan("refusals"));
        assertEquals("kind:inference", plan.query());
        Table items = Bench.named(Table.class, "Items");
        Bench.until("items", () -> items.getItemCount() == plan.items());
        assertTrue(says("are open"));
        assertFalse(Bench.button("Conforms").isEnabled());
        items.setSelection(0);
        items.notifyListeners(SWT.Selection, new Event());
        assertEquals(items.getItem(0).getText(1),
                Bench.service(Investigation.class).selected().orElseThrow().toString());
        assertTrue(Bench.button("Conforms").isEnabled());
        assertFalse(Bench.button("Exception").isEnabled(), "an exception needs a note");
        Bench.named(Text.class, "Note").setText("No notice was shown.");
        Bench.button("Exception").notifyListeners(SWT.Selection, new Event());
        Bench.until("marked", () -> items.getItem(0).getText(2).equals("Exception"));
        assertEquals(SampleItem.Result.EXCEPTION, Bench.away(() -> binder.samples().items("refusals")).get(0).result());
        items.setSelection(1, items.getItemCount() - 1);
        items.notifyListeners(SWT.Selection, new Event());
        Bench.button("Conforms").notifyListeners(SWT.Selection, new Event());
        Bench.until("concluded", () -> says("1 exception and 0 not tested among " + plan.size()));
        assertTrue(says("is not shut out by that"));
        Bench.button("Remove\u2026").notifyListeners(SWT.Selection, new Event());
        Shell remove = dialog("Remove the sample refusals");
        field(remove, "Why is it removed?").setText("a wrong period");
        press(remove, "Remove");
        Bench.until("removed", () -> says("No sample was drawn"));
        assertTrue(Bench.away(() -> binder.samples().all()).isEmpty());
    }
}
