// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.views.IViewDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.FileChooser;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.Scrolled;

/**
 * In a window of 1280 by 800 pixels, with letters twice as large as usual, no word of any part, dialog or page is cut.
 * Its name is the last of all classes: the window is not the same afterwards.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "letters can be enlarged in a running window of GTK only")
class ZoomedLettersTest {

    private static final int WIDE = 1280;
    private static final int HIGH = 800;
    private static final int TRIES = 40;
    /** Letters twice as large as usual. */
    private static final double SIZE = 2;

    @TempDir
    private Path folder;
    private Point before;
    private final List<String> cut = new ArrayList<>();
    private boolean asked;

    @BeforeEach
    void open() {
        Shell shell = Bench.window().getShell();
        before = shell.getSize();
        shell.setSize(WIDE, HIGH);
        FileChooser.get().use((s, question) -> {
            asked = true;
            return List.of();
        });
    }

    @AfterEach
    void close() throws Exception {
        System.clearProperty("tracebinder.user.folder");
        FileChooser.get().use(null);
        if (before != null) {
            Bench.window().getShell().setSize(before);
            Bench.close();
            Letters.language("");
            Letters.size(1);
        }
    }

    @Test
    void noWordOfAnyPartIsCut() throws Exception {
        Letters.size(SIZE);
        parts();
    }

    @Test
    void noGermanWordOfAnyPartIsCut() throws Exception {
        Letters.language("_de");
        Letters.size(SIZE);
        parts();
    }

    @Test
    void noWordOfAnyDialogIsCut() throws Exception {
        Letters.size(SIZE);
        dialogs();
        pages();
        Bench.close();
        Letters.language("_de");
        Letters.size(SIZE);
        dialogs();
        pages();
    }

    /** A page that needs more height than there is keeps it, and a bar leads to the rest. */
    @Test
    void aPageInALowPlaceKeepsItsHeight() {
        Shell low = new Shell(Bench.window().getShell());
        low.setLayout(new FillLayout());
        Composite page = Scrolled.page(low);
        page.setLayout(new RowLayout(SWT.VERTICAL));
        for (int i = 0; i < 20; i++) {
            new Label(page, SWT.NONE).setText("a line");
        }
        low.setSize(300, 120);
        low.open();
        Bench.until("all lines, and a bar", () -> page.getSize().y >= page.computeSize(SWT.DEFAULT, SWT.DEFAULT).y
                && page.getSize().y > low.getClientArea().height
                && Scrolled.around(page).getVerticalBar().isVisible());
        low.setSize(300, 900);
        Bench.until("no bar", () -> !Scrolled.around(page).getVerticalBar().isVisible());
        low.close();
    }

    private void look(String where) {
        note(where, Bench.window().getShell());
    }

    /** Layouts come a little after what changes them: only what stays cut is noted. */
    private void note(String where, Shell shell) {
        idle();
        List<String> found = Room.cut(shell);
        for (int i = 0; i < TRIES && !found.isEmpty(); i++) {
            pause();
            found = Room.cut(shell);
        }
        found.forEach(c -> cut.add(where + ": " + c));
    }

    private static void pause() {
        long end = System.nanoTime() + 50_000_000L;
        Bench.until("a moment", () -> System.nanoTime() > end);
        Bench.settle();
    }

    private void parts() throws Exception {
        Bench.perspective(Parts.PERSPECTIVE_START);
        look("start");
        Bench.sample(folder);
        look("start with binder");
        Bench.service(Assessments.class).start();
        Bench.until("assessment", () -> Bench.service(Assessments.class).results().isPresent());
        for (String perspective : List.of(Parts.PERSPECTIVE_INVESTIGATE, Parts.PERSPECTIVE_CUSTODY,
                Parts.PERSPECTIVE_ASSESS)) {
            Bench.perspective(perspective);
            Bench.window().getActivePage().resetPerspective();
            for (IViewReference view : Bench.window().getActivePage().getViewReferences()) {
                view.getPage().activate(view.getPart(true));
                look(view.getId());
                for (CTabFolder tabs : Bench.visible(CTabFolder.class)) {
                    if (tabs.getItemCount() > 1 && tabs.getItem(0).getControl() != null
                            && tabs.getData("modelElement") == null) {
                        for (int i = 0; i < tabs.getItemCount(); i++) {
                            Bench.turn(tabs, i);
                            look(view.getId() + ", page " + tabs.getItem(i).getText());
                        }
                    }
                }
                buttons(view.getId());
            }
        }
        for (IViewDescriptor view : PlatformUI.getWorkbench().getViewRegistry().getViews()) {
            if (view.getId().startsWith("org.tracebinder.")) {
                Bench.perspective(Parts.PERSPECTIVE_CUSTODY);
                var part = Bench.window().getActivePage().showView(view.getId());
                look("alone " + view.getId());
                Bench.window().getActivePage().hideView(part);
            }
        }
        Bench.window().getActivePage().resetPerspective();
        assertEquals(List.of(), cut.stream().distinct().toList());
    }

    private static void idle() {
        Bench.until("idle", Job.getJobManager()::isIdle);
        Bench.settle();
    }

    private void buttons(String where) {
        for (Button button : Bench.visible(Button.class)) {
            if (!button.isDisposed() && button.isEnabled() && button.getText().matches(".*(\u2026|\\.\\.\\.)")) {
                dialog(where + ": " + button.getText(), () -> button.notifyListeners(SWT.Selection, new Event()));
            }
        }
    }

    private void dialog(String where, Runnable act) {
        Display display = Display.getCurrent();
        Set<Shell> there = Arrays.stream(display.getShells()).collect(Collectors.toSet());
        boolean[] done = {false};
        asked = false;
        int[] tries = {0};
        Runnable look = new Runnable() {
            @Override
            public void run() {
                Shell shell = Arrays.stream(display.getShells()).filter(s -> s.isVisible() && !there.contains(s))
                        .findFirst().orElse(null);
                if (shell == null && !asked && tries[0]++ < TRIES * 5) {
                    display.timerExec(100, this);
                    return;
                }
                if (shell != null) {
                    size(where, shell);
                    shell.close();
                } else if (!asked) {
                    cut.add(where + ": no dialog");
                }
                done[0] = true;
            }
        };
        display.timerExec(300, look);
        act.run();
        Bench.until("dialog", () -> done[0]);
        Bench.settle();
    }

    private void size(String where, Shell shell) {
        note(where, shell);
        Rectangle at = shell.getBounds();
        if (at.width > WIDE || at.height > HIGH) {
            cut.add(where + ": dialog " + at);
        }
    }

    private void dialogs() throws Exception {
        Bench.sample(Files.createTempDirectory(folder, "case"));
        Bench.service(Assessments.class).start();
        Bench.until("assessment", () -> Bench.service(Assessments.class).results().isPresent());
        Bench.perspective(Parts.PERSPECTIVE_ASSESS);
        idle();
        for (String command : List.of(Parts.COMMAND_PROFILE, Parts.COMMAND_ATTACH, Parts.COMMAND_CONCLUDE,
                Parts.COMMAND_SORT)) {
            dialog(command, () -> Bench.command(command));
        }
        Bench.window().getActivePage().showView(Parts.SCORECARD);
        idle();
        buttons("scorecard");
        Bench.window().getActivePage().showView(Parts.SAMPLES);
        idle();
        buttons("samples");
        assertEquals(List.of(), cut.stream().distinct().toList());
    }

    private void pages() throws Exception {
        System.setProperty("tracebinder.user.folder", folder.resolve("user").toString());
        Path unknown = Files.writeString(folder.resolve("unknown.csv"), "Nr;Zeit;Frage\n1;01.03.2026 08:00:00;Was?\n");
        pages(Wizards.importing(List.of(unknown)));
        pages(Wizards.of(Parts.COMMAND_EXPORT));
        Bench.close();
        pages(Wizards.of(Parts.COMMAND_NEW));
        assertEquals(List.of(), cut.stream().distinct().toList());
    }

    private void pages(WizardDialog dialog) {
        while (true) {
            String page = dialog.getCurrentPage().getName();
            idle();
            size("wizard page " + page, dialog.getShell());
            Button next = Bench.below(dialog.getShell(), Button.class, Control::isVisible).stream()
                    .filter(b -> Integer.valueOf(IDialogConstants.NEXT_ID).equals(b.getData())).findFirst()
                    .orElse(null);
            if (page.equals("look")) {
                Bench.until("look", () -> next.isEnabled());
                size("wizard page " + page, dialog.getShell());
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
}
