// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.Names;

/** Commands are found through Quick Access, with their keys, and nothing is offered that leads nowhere. */
class QuickAccessTest {

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        Bench.close();
    }

    private static Shell dialog(String words) {
        Bench.command("org.eclipse.ui.window.quickAccess");
        List<Shell> found = new ArrayList<>();
        Bench.until("quick access", () -> {
            Arrays.stream(Display.getCurrent().getShells()).filter(s -> s.isVisible()
                    && !Bench.below(s, Table.class, c -> true).isEmpty() && s.getParent() != null
                    && Bench.below(s, Text.class, c -> true).size() == 1).forEach(found::add);
            return !found.isEmpty();
        });
        Bench.below(found.get(0), Text.class, c -> true).get(0).setText(words);
        return found.get(0);
    }

    private static List<String> rows(Shell dialog) {
        return Arrays.stream(Bench.below(dialog, Table.class, c -> true).get(0).getItems())
                .map(i -> i.getText(1)).filter(t -> !t.isEmpty()).toList();
    }

    private static List<String> offered(String words) {
        Shell dialog = dialog(words);
        List<String> last = new ArrayList<>();
        Bench.until("rows for " + words, () -> {
            last.clear();
            last.addAll(rows(dialog));
            return last.stream().anyMatch(r -> r.startsWith("Search '" + words)) && last.size() > 1;
        });
        dialog.close();
        Bench.settle();
        return last;
    }

    @Test
    void ourCommandsAreFoundWithTheirKeysAndNothingThatLeadsNowhere() {
        Bench.sample(folder);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.answered();
        List<String> export = offered("export");
        assertTrue(export.contains("Export evidence pack\u2026 (Ctrl+E)"), export.toString());
        assertFalse(export.stream().anyMatch(r -> r.startsWith("Export -")), export.toString());
        List<String> files = offered("import");
        assertTrue(files.contains("Import files\u2026 (Ctrl+I)"), files.toString());
        assertFalse(files.contains("Import - Import"), files.toString());
        assertTrue(offered("note").contains("Write a note (Shift+Ctrl+K)"));
        assertTrue(offered("whole").contains("Show whole trace in the table (Shift+Ctrl+W)"));
        assertTrue(offered("any field").contains("Sort by any field\u2026 (Shift+Ctrl+O)"));
        assertTrue(offered("as csv").contains("Copy rows as CSV (Shift+Ctrl+C)"));
    }

    /** Types the name as a person does, waits until it is the row that Enter takes, and presses Enter. */
    private static void run(String name) {
        Shell dialog = dialog(name);
        Text text = Bench.below(dialog, Text.class, c -> true).get(0);
        Table table = Bench.below(dialog, Table.class, c -> true).get(0);
        Bench.until("row of " + name, () -> table.getSelectionCount() == 1
                && table.getSelection()[0].getText(1).startsWith(name));
        Bench.key(text, SWT.CR, '\r');
        Bench.until("quick access is closed", () -> dialog.isDisposed() || !dialog.isVisible());
    }

    @Test
    void aCommandThatIsTypedIsRunByEnter() {
        Bench.sample(folder);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.answered();
        Investigation investigation = Bench.service(Investigation.class);
        Bench.until("event shown", () -> investigation.selected().isPresent());
        Bench.detail();
        run("Show whole trace in the table");
        Bench.until("the whole trace", () -> investigation.query().startsWith("trace:"));
        Bench.answered();
        investigation.ask("");
        Bench.answered();
        run("Close binder");
        CurrentBinder current = Bench.service(CurrentBinder.class);
        Bench.until("closed", () -> current.state() == CurrentBinder.State.NONE);
    }

    @Test
    void aCommandDoesWhatItSays() {
        Bench.sample(folder);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.answered();
        Investigation investigation = Bench.service(Investigation.class);
        Bench.until("event shown", () -> investigation.selected().isPresent());
        Bench.until("whole trace", () -> {
            Bench.command(Parts.COMMAND_TRACE);
            return investigation.query().startsWith("trace:");
        });
        Bench.answered();
        Bench.command(Parts.COMMAND_NOTE);
        assertEquals("What did you see?", String.valueOf(Display.getCurrent().getFocusControl().getData(Names.KEY)));
        investigation.ask("");
        Bench.answered();
    }
}
