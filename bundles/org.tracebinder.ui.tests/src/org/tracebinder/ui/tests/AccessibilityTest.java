// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.views.IViewDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.Names;

/** Walks all parts and fails on a control that a screen reader could not announce. */
class AccessibilityTest {

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        Bench.close();
    }

    @Test
    void everyControlOfEveryPartHasAName() throws PartInitException {
        List<String> nameless = new ArrayList<>();
        Bench.perspective(Parts.PERSPECTIVE_START);
        int seen = walk("start", nameless);
        Bench.sample(folder);
        Bench.service(Assessments.class).start();
        Bench.until("assessment", () -> Bench.service(Assessments.class).results().isPresent());
        for (String perspective : List.of(Parts.PERSPECTIVE_INVESTIGATE, Parts.PERSPECTIVE_CUSTODY,
                Parts.PERSPECTIVE_ASSESS)) {
            Bench.perspective(perspective);
            for (IViewReference view : Bench.window().getActivePage().getViewReferences()) {
                view.getPage().activate(view.getPart(true));
                Bench.settle();
                seen += walk(view.getId(), nameless);
                for (CTabFolder tabs : inside()) {
                    for (int i = 0; i < tabs.getItemCount(); i++) {
                        Bench.turn(tabs, i);
                        seen += walk(view.getId() + ", page " + tabs.getItem(i).getText(), nameless);
                    }
                }
            }
        }
        Set<String> shown = new TreeSet<>();
        for (IViewDescriptor view : PlatformUI.getWorkbench().getViewRegistry().getViews()) {
            if (view.getId().startsWith("org.tracebinder.")) {
                var part = Bench.window().getActivePage().showView(view.getId());
                Bench.settle();
                seen += walk(view.getId(), nameless);
                shown.add(view.getId());
                Bench.window().getActivePage().hideView(part);
            }
        }
        assertTrue(shown.contains(Parts.COVERAGE) && shown.contains(Parts.NOTES) && shown.contains(Parts.HELP),
                shown.toString());
        Bench.window().getActivePage().resetPerspective();
        assertEquals(List.of(), nameless.stream().distinct().toList());
        assertTrue(seen > 100, "controls seen: " + seen);
    }

    @Test
    void everyControlOfEveryWizardPageHasAName() throws IOException {
        System.setProperty("tracebinder.user.folder", folder.resolve("user").toString());
        Bench.sample(folder);
        List<String> nameless = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        Path unknown = Files.writeString(folder.resolve("unknown.csv"), "Nr;Zeit;Frage\n1;01.03.2026 08:00:00;Was?\n");
        pages(Wizards.importing(List.of(unknown)), pages, nameless);
        pages(Wizards.of(Parts.COMMAND_EXPORT), pages, nameless);
        Bench.close();
        pages(Wizards.of(Parts.COMMAND_NEW), pages, nameless);
        System.clearProperty("tracebinder.user.folder");
        assertEquals(List.of(), nameless.stream().distinct().toList());
        assertEquals(List.of("files", "look", "mapping", "scope", "mask", "sign", "binder"), pages);
    }

    private static void pages(WizardDialog dialog, List<String> pages, List<String> nameless) {
        while (true) {
            String page = dialog.getCurrentPage().getName();
            pages.add(page);
            Bench.settle();
            check("wizard page " + page, Bench.below(dialog.getShell(), Control.class, Control::isVisible), nameless);
            Button next = Bench.below(dialog.getShell(), Button.class, Control::isVisible).stream()
                    .filter(b -> b.getText().replace("&", "").equals("Next >")).findFirst().orElse(null);
            if (page.equals("look")) {
                Bench.until("look", () -> next.isEnabled());
            }
            if (next == null || !next.isEnabled()) {
                dialog.close();
                return;
            }
            next.notifyListeners(SWT.Selection, new Event());
            Bench.settle();
            if (dialog.getCurrentPage().getName().equals("mapping")) {
                Bench.until("columns", () -> dialog.getCurrentPage().isPageComplete());
            }
        }
    }

    /** The tab folders of ours, not those of the workbench. */
    private static List<CTabFolder> inside() {
        return Bench.visible(CTabFolder.class).stream()
                .filter(t -> t.getItemCount() > 0 && t.getItem(0).getData() == null
                && t.getData("modelElement") == null)
                .filter(t -> t.getItem(0).getControl() != null && t.getItem(0).getText().equals("Conversation"))
                .toList();
    }

    private static int walk(String part, List<String> nameless) {
        List<Control> controls = Bench.visible(Control.class);
        check(part, controls, nameless);
        return controls.size();
    }

    private static void check(String part, List<Control> controls, List<String> nameless) {
        for (Control control : controls) {
            if (needsName(control) && name(control).isBlank()) {
                nameless.add(part + ": " + control.getClass().getSimpleName() + " in "
                        + control.getParent().getClass().getSimpleName());
            }
        }
    }

    private static boolean needsName(Control control) {
        String around = control.getParent().getClass().getName();
        if (control instanceof Canvas && !(control instanceof StyledText)) {
            // Own-drawn canvases of ours, the grid included; the workbench paints its frame on others.
            return around.startsWith("org.tracebinder.");
        }
        if (around.equals("org.eclipse.jface.dialogs.ProgressIndicator")) {
            return false;
        }
        return control instanceof Button || control instanceof Text || control instanceof StyledText
                || control instanceof Tree || control instanceof Table || control instanceof Combo
                || control instanceof Link || control instanceof ProgressBar;
    }

    /** What GTK shows in an empty field is no name: assistive technology is not told of it. */
    private static String name(Control control) {
        if (control.getData(Names.KEY) instanceof String name) {
            return name;
        }
        return switch (control) {
            case Button button -> button.getText().isEmpty() ? String.valueOf(button.getToolTipText())
                    : button.getText();
            case Link link -> link.getText();
            default -> "";
        };
    }
}
