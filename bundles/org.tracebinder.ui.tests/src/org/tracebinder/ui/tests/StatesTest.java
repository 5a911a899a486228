// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Imports;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Operation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.StatePane;

/** What is said while something is opened, of what could not be opened or read, and of what was not found. */
class StatesTest {

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        Bench.close();
    }

    private static List<String> told() {
        return Bench.visible(StatePane.class).stream().map(StatePane::message).filter(m -> !m.isEmpty()).toList();
    }

    @Test
    void aDamagedDatabaseIsCalledSoInAllParts() throws Exception {
        Path place = folder.resolve("case.binder");
        Bench.empty(place);
        Bench.close();
        byte[] noDatabase = new byte[8192];
        Arrays.fill(noDatabase, (byte) 'x');
        Files.write(place.resolve("binder.db"), noDatabase);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        CurrentBinder current = Bench.service(CurrentBinder.class);
        current.open(place);
        Bench.until("failed", () -> current.state() == CurrentBinder.State.FAILED);
        assertTrue(current.problem().contains("damaged") && current.problem().contains("a copy"), current.problem());
        assertFalse(current.problem().contains("still there"), current.problem());
        Bench.until("said in all parts", () -> told().size() > 2
                && told().stream().noneMatch(m -> m.startsWith("No binder open")));
    }

    @Test
    void whileABinderOpensNobodySaysThatNoneIsOpen() {
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        CurrentBinder current = Bench.service(CurrentBinder.class);
        CountDownLatch go = new CountDownLatch(1);
        current.become(folder, new Operation<>("Opening slowly", true, p -> {
            go.await();
            throw new CancellationException();
        }));
        try {
            Bench.until("said in all parts", () -> told().stream().filter("Opening slowly\n"::equals).count() > 1
                    && told().stream().noneMatch(m -> m.startsWith("No binder open")));
        } finally {
            go.countDown();
        }
        Bench.until("given up", () -> current.state() == CurrentBinder.State.NONE);
    }

    @Test
    void anEventThatWasNotFoundIsNotShown() throws Exception {
        Bench.sample(folder);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.window().getActivePage().showView(Parts.DETAIL); // another class may leave a part before it
        Bench.answered();
        Investigation investigation = Bench.service(Investigation.class);
        Bench.until("event", () -> investigation.selected().isPresent());
        investigation.ask("app:nosuchapp");
        Bench.answered();
        assertEquals(0, investigation.answer().orElseThrow().first().total());
        Bench.until("no event", () -> investigation.selected().isEmpty()
                && told().stream().anyMatch(m -> m.startsWith("No event selected")));
        investigation.ask("");
        Bench.answered();
        Bench.until("event again", () -> investigation.selected().isPresent());
    }

    @Test
    void aPathThatIsGoneIsNoFileOfUnknownFormat() throws Exception {
        Bench.empty(folder.resolve("case.binder"));
        Path stays = Bench.sampleFiles(folder.resolve("trail")).get(0);
        Path goes = Files.writeString(folder.resolve("goes.jsonl"), "{}\n");
        WizardDialog dialog = Wizards.importing(List.of(stays, goes));
        try {
            Files.delete(goes);
            press(dialog.getShell(), "Next >");
            Bench.until("both are looked at", () -> Bench.below(dialog.getShell(), Table.class, Control::isVisible)
                    .stream().anyMatch(t -> t.getColumnCount() == 6 && t.getItemCount() == 2));
            Bench.until("said", () -> words(dialog.getShell()).contains("could not be read: 1"));
            assertFalse(words(dialog.getShell()).contains("quarantine"), words(dialog.getShell()));
        } finally {
            dialog.close();
        }
    }

    @Test
    void anEmptyFileWouldNotGoToTheQuarantine() throws Exception {
        Bench.empty(folder.resolve("case.binder"));
        WizardDialog dialog = Wizards.importing(List.of(Files.writeString(folder.resolve("empty.jsonl"), "")));
        try {
            press(dialog.getShell(), "Next >");
            Bench.until("looked at", () -> Bench.below(dialog.getShell(), Table.class, Control::isVisible)
                    .stream().anyMatch(t -> t.getColumnCount() == 6 && t.getItemCount() == 1
                            && t.getItem(0).getText(5).equals("the file is empty")));
            Bench.until("said", () -> !words(dialog.getShell()).contains("Looking at"));
            assertFalse(words(dialog.getShell()).contains("quarantine"), words(dialog.getShell()));
            assertEquals(null, dialog.getCurrentPage().getNextPage(), "nothing to map");
        } finally {
            dialog.close();
        }
    }

    private static void press(Shell shell, String label) {
        Button button = Bench.below(shell, Button.class, Control::isVisible).stream()
                .filter(b -> b.getText().replace("&", "").equals(label)).findFirst().orElseThrow();
        assertTrue(button.isEnabled());
        button.notifyListeners(SWT.Selection, new Event());
        Bench.settle();
    }

    private static String words(Shell shell) {
        return Bench.below(shell, Label.class, Control::isVisible).stream().map(Label::getText)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void whereNoSourceGaveAnEventNoQueryIsBlamed() throws Exception {
        Bench.empty(folder.resolve("case.binder"));
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Imports imports = Bench.service(Imports.class);
        imports.start(List.of(Files.writeString(folder.resolve("notes.txt"), "nothing that anybody knows\n")),
                Optional.empty());
        Bench.until("import", () -> imports.state() instanceof Imports.State.Done);
        Bench.until("said", () -> told().stream().anyMatch(m -> m.startsWith("No source of this binder gave an event")
                && m.contains("quarantine")));
        assertTrue(told().stream().noneMatch(m -> m.startsWith("No event matches")), told().toString());
    }

    @Test
    void hoursAreNoFieldsOfAQuery() {
        Bench.empty(folder.resolve("case.binder"));
        Bench.command(Parts.COMMAND_QUERY);
        StyledText query = Bench.visible(StyledText.class).stream().filter(StyledText::getEditable).findFirst()
                .orElseThrow();
        query.setText("time:[2026-03-01T00:00:00Z TO 2026-03-02T23:00:00Z] app:helpdesk");
        assertEquals(List.of("time", "TO", "app"), Arrays.stream(query.getStyleRanges())
                .map(r -> query.getTextRange(r.start, r.length)).toList());
        query.setText("");
    }

    @Test
    void theTimeLeftIsToldWhereItIsKnown() {
        assertEquals(Optional.empty(), left(-1));
        assertEquals(Optional.empty(), left(0));
        assertEquals(Optional.empty(), left(1));
        assertEquals(Optional.empty(), left(0.9999));
        assertEquals(Optional.of(Duration.ofSeconds(30)), left(0.25));
    }

    private static Optional<Duration> left(double share) {
        return new Imports.Look("a", 1, 0, 0, 0, 0, share, Duration.ofSeconds(10)).left();
    }
}
