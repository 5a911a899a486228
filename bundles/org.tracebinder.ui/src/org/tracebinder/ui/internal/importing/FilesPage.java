// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.importing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.FileChooser;
import org.tracebinder.ui.internal.DialogRoom;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.MenuButton;
import org.tracebinder.ui.widgets.Scrolled;

/** The list of files, folders and archives that go in. Files can be dropped on it. */
final class FilesPage extends WizardPage {

    private final List<Path> paths = new ArrayList<>();
    private Table table;
    private Button add;
    private Button remove;
    private String chosen;
    private Button leave;

    FilesPage(List<Path> first) {
        super("files", Messages.Import_filesTitle, null);
        setDescription(Messages.Import_filesText);
        first.forEach(this::remember);
    }

    @Override
    public void createControl(Composite parent) {
        Composite page = Scrolled.page(parent);
        GridLayoutFactory.swtDefaults().numColumns(2).applyTo(page);
        table = Trees.table(page, Messages.Import_filesTitle, SWT.BORDER, List.of(
                new Trees.Col(Messages.Import_name, 210, false), new Trees.Col(Messages.Import_folder, 250, false)));
        GridDataFactory.fillDefaults().grab(true, true).hint(420, 160).applyTo(table);
        Composite buttons = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(buttons);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.TOP).applyTo(buttons);
        add = button(buttons, Messages.Import_addFiles, this::addFiles);
        button(buttons, Messages.Import_addFolder, this::addFolder);
        remove = button(buttons, Messages.Import_remove, this::removeSelected);
        Composite below = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(below);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(below);
        List<String> formats = Binder.formats();
        List<String> choices = new ArrayList<>(List.of(Messages.Import_detect));
        choices.addAll(formats);
        MenuButton format = new MenuButton(below, Messages.Import_format, choices);
        format.onChoice(i -> chosen = i == 0 ? null : formats.get(i - 1));
        leave = new Button(below, SWT.CHECK);
        leave.setText(ImportWords.Files_leave);
        GridDataFactory.fillDefaults().indent(16, 0).align(SWT.BEGINNING, SWT.CENTER).applyTo(leave);
        DialogRoom.fold(below, DialogRoom.line(getShell().getParent().getShell()));
        table.addListener(SWT.Selection, e -> remove.setEnabled(table.getSelectionCount() > 0));
        table.addListener(SWT.KeyDown, e -> {
            if (e.keyCode == SWT.DEL) {
                removeSelected();
            }
        });
        drop(table);
        Help.install(page, "import");
        setControl(Scrolled.around(page));
        refresh();
    }

    /** An empty list waits for files: the keyboard is where they are added. */
    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible && paths.isEmpty()) {
            add.setFocus();
        }
    }

    List<Path> paths() {
        return List.copyOf(paths);
    }

    /** @return false when one of the paths can't be read any more; the page says which */
    boolean there() {
        refresh();
        return isPageComplete();
    }

    Optional<String> format() {
        return Optional.ofNullable(chosen);
    }

    /** @return true when plain files stay where they are */
    boolean leave() {
        return leave.getSelection();
    }

    private void addFiles() {
        FileChooser.get().openMany(getShell(), Messages.Import_addFiles).forEach(this::remember);
        refresh();
    }

    private void addFolder() {
        FileChooser.get().folder(getShell(), Messages.Import_addFolder, null).ifPresent(this::remember);
        refresh();
    }

    private void removeSelected() {
        for (TableItem item : table.getSelection()) {
            paths.remove(item.getData());
        }
        refresh();
    }

    private void remember(Path path) {
        Path full = path.toAbsolutePath().normalize();
        if (!paths.contains(full)) {
            paths.add(full);
        }
    }

    private void refresh() {
        table.removeAll();
        for (Path path : paths) {
            TableItem item = new TableItem(table, SWT.NONE);
            String name = String.valueOf(path.getFileName());
            item.setText(new String[] {Files.isDirectory(path) ? Messages.bind(Messages.Import_aFolder, name) : name,
                String.valueOf(path.getParent())});
            item.setData(path);
        }
        remove.setEnabled(false);
        Optional<Path> gone = paths.stream().filter(p -> !Files.isReadable(p)).findFirst();
        setErrorMessage(gone.map(p -> Messages.bind(Messages.Import_unreadable, p)).orElse(null));
        setPageComplete(!paths.isEmpty() && gone.isEmpty());
    }

    private void drop(Table on) {
        DropTarget target = new DropTarget(on, DND.DROP_COPY | DND.DROP_DEFAULT | DND.DROP_LINK);
        target.setTransfer(FileTransfer.getInstance());
        target.addDropListener(new DropTargetAdapter() {
            @Override
            public void dragEnter(DropTargetEvent e) {
                e.detail = DND.DROP_COPY;
            }

            @Override
            public void drop(DropTargetEvent e) {
                if (e.data instanceof String[] names) {
                    Arrays.stream(names).map(Path::of).forEach(FilesPage.this::remember);
                    refresh();
                }
            }
        });
    }

    private static Button button(Composite parent, String text, Runnable run) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(text);
        button.addListener(SWT.Selection, e -> run.run());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
        return button;
    }
}
