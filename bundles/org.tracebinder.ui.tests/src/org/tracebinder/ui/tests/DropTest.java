// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.DropTargetListener;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.ui.Parts;

/** Files that are dropped on a part open the wizard with them; dropped on the wizard they join its list. */
class DropTest {

    @TempDir
    private Path folder;
    private WizardDialog dialog;

    @BeforeEach
    void open() {
        Bench.empty(folder.resolve("case.binder"));
    }

    @AfterEach
    void close() {
        if (dialog != null && dialog.getShell() != null && !dialog.getShell().isDisposed()) {
            dialog.close();
        }
        Bench.close();
    }

    /** Tells the listeners of the target what a drop tells them; the class of that event is not public. */
    private static void drop(Control on, Path file) throws ReflectiveOperationException {
        DropTarget target = (DropTarget) on.getData(DND.DROP_TARGET_KEY);
        assertTrue(Arrays.asList(target.getTransfer()).contains(FileTransfer.getInstance()));
        var made = Class.forName("org.eclipse.swt.dnd.DNDEvent", true, DropTarget.class.getClassLoader())
                .getDeclaredConstructor();
        made.setAccessible(true);
        Event event = (Event) made.newInstance();
        event.widget = target;
        DropTargetEvent drop = (DropTargetEvent) DropTargetEvent.class.getConstructors()[0].newInstance(event);
        drop.data = new String[] {file.toString()};
        for (DropTargetListener listener : target.getDropListeners()) {
            listener.dragEnter(drop);
            listener.drop(drop);
        }
    }

    private static List<Control> targets(Composite below) {
        return Bench.below(below, Control.class, Control::isVisible).stream()
                .filter(c -> c.getData(DND.DROP_TARGET_KEY) instanceof DropTarget).toList();
    }

    private WizardDialog opened() {
        List<WizardDialog> found = new ArrayList<>();
        Bench.until("wizard", () -> {
            Arrays.stream(Display.getCurrent().getShells()).filter(s -> s.isVisible()
                    && s.getData() instanceof WizardDialog).forEach(s -> found.add((WizardDialog) s.getData()));
            return !found.isEmpty() && found.get(0).getCurrentPage() != null;
        });
        return found.get(0);
    }

    private static boolean lists(WizardDialog dialog, String name) {
        return Bench.below(dialog.getShell(), Table.class, Control::isVisible).stream()
                .flatMap(t -> Arrays.stream(t.getItems())).map(TableItem::getText).anyMatch(t -> t.contains(name));
    }

    private void dropped(String perspective, String part) throws Exception {
        Bench.perspective(perspective);
        Bench.window().getActivePage().showView(part);
        Bench.settle();
        Path first = Files.writeString(folder.resolve("first.jsonl"), "{}\n");
        Path second = Files.writeString(folder.resolve("second.jsonl"), "{}\n");
        drop(targets(Bench.window().getShell()).get(0), first);
        dialog = opened();
        Bench.until("the dropped file is listed", () -> lists(dialog, "first.jsonl"));
        drop(targets(dialog.getShell()).get(0), second);
        Bench.until("both are listed", () -> lists(dialog, "first.jsonl") && lists(dialog, "second.jsonl"));
    }

    @Test
    void onTheEvents() throws Exception {
        dropped(Parts.PERSPECTIVE_INVESTIGATE, Parts.RESULTS);
    }

    @Test
    void onTheSources() throws Exception {
        dropped(Parts.PERSPECTIVE_CUSTODY, Parts.SOURCES);
    }

    @Test
    void onTheStart() throws Exception {
        dropped(Parts.PERSPECTIVE_START, Parts.START);
    }
}
