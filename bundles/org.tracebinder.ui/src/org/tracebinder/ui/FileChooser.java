// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;

/**
 * Asks a person for files and folders: the one place that opens the dialogs of the platform. A workbench service;
 * belongs to the user-interface thread.
 */
public final class FileChooser {

    /** What is asked for. */
    public enum Kind {
        /** One file to read. */
        OPEN,
        /** Files to read. */
        OPEN_MANY,
        /** A file to write. */
        SAVE,
        /** A folder. */
        FOLDER
    }

    /**
     * One question.
     *
     * @param kind       what is asked for
     * @param title      of the dialog, may be empty
     * @param folder     where it begins, or null for where it was last
     * @param name       that is suggested, may be empty
     * @param extensions such as {@code *.csv}, several of one kind parted by semicolons; none for all files
     * @param overwrite  true when the dialog asks before a file that is there is chosen; what writes refuses it
     *                   otherwise
     */
    public record Question(Kind kind, String title, Path folder, String name, List<String> extensions,
            boolean overwrite) {
    }

    /** Answers questions: the platform's dialogs, or a test. */
    public interface Dialogs {

        /** @return what was chosen, empty when the person gave up */
        List<Path> ask(Shell shell, Question question);
    }

    private Dialogs dialogs = FileChooser::platform;

    /** @return the chooser of this workbench */
    public static FileChooser get() {
        return PlatformUI.getWorkbench().getService(FileChooser.class);
    }

    /** @param answers in place of the platform's dialogs, or null for those */
    public void use(Dialogs answers) {
        dialogs = answers == null ? FileChooser::platform : answers;
    }

    /** @return a file to read */
    public Optional<Path> open(Shell shell, String title, String... extensions) {
        return one(shell, new Question(Kind.OPEN, title, null, "", List.of(extensions), false));
    }

    /** @return files to read */
    public List<Path> openMany(Shell shell, String title) {
        return dialogs.ask(shell, new Question(Kind.OPEN_MANY, title, null, "", List.of(), false));
    }

    /** @return a file to write that is not there yet; whoever writes it refuses one that is there */
    public Optional<Path> save(Shell shell, String title, Path folder, String name, String... extensions) {
        return one(shell, new Question(Kind.SAVE, title, folder, name, List.of(extensions), false));
    }

    /** @return a file to write; the person agreed to replace one that is there */
    public Optional<Path> replace(Shell shell, String title, String name, String... extensions) {
        return one(shell, new Question(Kind.SAVE, title, null, name, List.of(extensions), true));
    }

    /** @return a folder */
    public Optional<Path> folder(Shell shell, String title, Path begin) {
        return one(shell, new Question(Kind.FOLDER, title, begin, "", List.of(), false));
    }

    private Optional<Path> one(Shell shell, Question question) {
        return dialogs.ask(shell, question).stream().findFirst();
    }

    private static List<Path> platform(Shell shell, Question q) {
        if (q.kind() == Kind.FOLDER) {
            DirectoryDialog dialog = new DirectoryDialog(shell);
            dialog.setText(q.title());
            dialog.setFilterPath(q.folder() == null ? null : q.folder().toString());
            String chosen = dialog.open();
            return chosen == null ? List.of() : List.of(Path.of(chosen));
        }
        FileDialog dialog = new FileDialog(shell, q.kind() == Kind.SAVE ? SWT.SAVE
                : q.kind() == Kind.OPEN ? SWT.OPEN : SWT.OPEN | SWT.MULTI);
        if (!q.title().isEmpty()) {
            dialog.setText(q.title());
        }
        if (!q.extensions().isEmpty()) {
            dialog.setFilterExtensions(q.extensions().toArray(String[]::new));
        }
        dialog.setFilterPath(q.folder() == null ? null : q.folder().toString());
        dialog.setFileName(q.name());
        dialog.setOverwrite(q.overwrite());
        if (dialog.open() == null) {
            return List.of();
        }
        return Arrays.stream(dialog.getFileNames()).map(name -> Path.of(dialog.getFilterPath(), name)).toList();
    }
}
