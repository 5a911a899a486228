// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.handlers.IHandlerService;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Imports;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.widgets.EventTable;
import org.tracebinder.ui.widgets.Names;

/** The running workbench, as a test sees it: on the user-interface thread, events pumped while waiting. */
final class Bench {

    private static final int DETAIL_PAGES = 8;
    private static final Duration LONG = Duration.ofSeconds(60);

    private Bench() {
    }

    static IWorkbenchWindow window() {
        return PlatformUI.getWorkbench().getWorkbenchWindows()[0];
    }

    static <T> T service(Class<T> type) {
        return window().getService(type);
    }

    /** Lets the workbench work until the condition holds. */
    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LONG.toNanos();
        Display display = Display.getCurrent();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited in vain: " + what);
            }
            if (!display.readAndDispatch()) {
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    /** Asks something on another thread, as work on a binder wants it, and lets the workbench work meanwhile. */
    static <T> T away(Callable<T> question) {
        FutureTask<T> task = new FutureTask<>(question);
        new Thread(task, "away").start();
        until("answer", task::isDone);
        try {
            return task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets the workbench finish what it has to do just now. */
    static void settle() {
        Display display = Display.getCurrent();
        while (display.readAndDispatch()) {
            continue;
        }
    }

    static void perspective(String id) {
        try {
            PlatformUI.getWorkbench().showPerspective(id, window());
        } catch (WorkbenchException e) {
            throw new AssertionError(e);
        }
        settle();
    }

    static void command(String id) {
        try {
            service(IHandlerService.class).executeCommand(id, null);
        } catch (CommandException e) {
            throw new AssertionError(id, e);
        }
        settle();
    }

    /** All controls of a kind below the window that can be seen. */
    static <T extends Control> List<T> visible(Class<T> type) {
        return below(window().getShell(), type, Control::isVisible);
    }

    static <T extends Control> List<T> below(Composite top, Class<T> type, Predicate<Control> wanted) {
        List<T> found = new ArrayList<>();
        for (Control child : top.getChildren()) {
            if (wanted.test(child)) {
                if (type.isInstance(child)) {
                    found.add(type.cast(child));
                }
                if (child instanceof Composite composite) {
                    found.addAll(below(composite, type, wanted));
                }
            }
        }
        return found;
    }

    static <T extends Control> T one(Class<T> type) {
        List<T> found = visible(type);
        if (found.size() != 1) {
            throw new AssertionError("Wanted one visible " + type.getSimpleName() + ", found " + found.size());
        }
        return found.get(0);
    }

    /** The visible control with that accessible name; waits until it is there. */
    static <T extends Control> T named(Class<T> type, String name) {
        List<T> found = new ArrayList<>();
        until(type.getSimpleName() + " called " + name, () -> {
            visible(type).stream().filter(c -> name.equals(c.getData(Names.KEY))).findFirst().ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    /** The visible button with that label; waits until it is there. */
    static Button button(String label) {
        List<Button> found = new ArrayList<>();
        until("button " + label, () -> {
            visible(Button.class).stream().filter(b -> b.getText().equals(label)).findFirst().ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    /** The pages of the detail; waits until they show the event that is selected now. */
    static CTabFolder detail() {
        String head = service(Investigation.class).selected().orElseThrow() + " ";
        until("detail of " + head, () -> visible(Label.class).stream().anyMatch(l -> l.getText().startsWith(head)));
        List<CTabFolder> found = new ArrayList<>();
        until("detail", () -> {
            visible(CTabFolder.class).stream().filter(t -> t.getItemCount() == DETAIL_PAGES).forEach(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    /** Waits until the last question is answered and its first row is there. */
    static void answered() {
        Investigation investigation = service(Investigation.class);
        until("answer", () -> !(investigation.state() instanceof Investigation.State.Asking));
        until("rows", () -> visible(EventTable.class).stream().allMatch(t -> t.rowCount() == 0
                || !t.cell(0, 0).isEmpty()));
        settle();
    }

    /** Brings a page to the front as a click on its tab does. */
    static void turn(CTabFolder pages, int page) {
        pages.setSelection(page);
        pages.notifyListeners(SWT.Selection, new Event());
    }

    /** The key arrives at the control as it does from the keyboard. */
    static void key(Control control, int keyCode, char character) {
        Event down = new Event();
        down.keyCode = keyCode;
        down.character = character;
        control.notifyListeners(SWT.KeyDown, down);
        settle();
    }

    /** Opens a new binder in that folder with the sample trail in it. */
    static Binder sample(Path folder) {
        Binder binder = empty(folder.resolve("case.binder"));
        List<Path> files = sampleFiles(folder.resolve("trail"));
        Imports imports = service(Imports.class);
        imports.start(files, Optional.empty());
        until("import", () -> imports.state() instanceof Imports.State.Done);
        return binder;
    }

    static Binder empty(Path folder) {
        CurrentBinder current = service(CurrentBinder.class);
        current.create(folder, "Case " + folder.getParent().getFileName(), "Northbank");
        until("binder " + current.problem(), () -> current.state() == CurrentBinder.State.OPEN);
        return current.binder().orElseThrow();
    }

    static List<Path> sampleFiles(Path folder) {
        List<Path> files = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            for (String name : new String(read("files.txt"), StandardCharsets.UTF_8).lines().toList()) {
                files.add(Files.write(folder.resolve(name), read("trail/" + name)));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void close() {
        CurrentBinder current = service(CurrentBinder.class);
        current.close();
        until("closed", () -> current.state() == CurrentBinder.State.NONE);
        until("idle", Job.getJobManager()::isIdle);
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = Binder.class.getResourceAsStream("/sample/" + name)) {
            return in.readAllBytes();
        }
    }
}
