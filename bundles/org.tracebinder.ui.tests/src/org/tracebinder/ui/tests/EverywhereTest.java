// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.core.commands.Command;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Imports;
import org.tracebinder.ui.Parts;

/** What holds in every part: one writer, keys for all commands, an index that can be made again. */
class EverywhereTest {

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        Bench.close();
    }

    @Test
    void aSecondWindowOnTheSameBinderOnlyReadsAndSaysSo() throws Exception {
        Path place = folder.resolve("case.binder");
        CurrentBinder current = Bench.service(CurrentBinder.class);
        Binder first = Bench.away(() -> Binder.create(place, "Shared case", "Northbank"));
        try {
            assertFalse(first.readOnly());
            current.open(place);
            Bench.until("open", () -> current.state() == CurrentBinder.State.OPEN);
            assertTrue(current.binder().orElseThrow().readOnly());
            String title = Bench.window().getShell().getText();
            assertTrue(title.contains("Shared case") && title.contains("read-only"), title);
            Imports imports = Bench.service(Imports.class);
            imports.start(List.of(Files.writeString(folder.resolve("a.jsonl"), "{}\n")), Optional.empty());
            Bench.until("refused", () -> !(imports.state() instanceof Imports.State.Running));
            assertTrue(imports.state() instanceof Imports.State.Failed f && f.message().length() > 20,
                    imports.state().toString());
        } finally {
            Bench.close();
            Bench.away(() -> {
                first.close();
                return null;
            });
        }
        current.open(place);
        Bench.until("open", () -> current.state() == CurrentBinder.State.OPEN);
        assertFalse(current.binder().orElseThrow().readOnly());
        assertFalse(Bench.window().getShell().getText().contains("read-only"));
    }

    @Test
    void everyCommandHasAKey() {
        IBindingService keys = Bench.service(IBindingService.class);
        List<String> without = new ArrayList<>();
        for (Command command : Bench.service(ICommandService.class).getDefinedCommands()) {
            if (command.getId().startsWith("org.tracebinder.")) {
                if (keys.getActiveBindingsFor(command.getId()).length == 0 && Arrays.stream(keys.getBindings())
                        .noneMatch(b -> b.getParameterizedCommand() != null
                        && b.getParameterizedCommand().getId().equals(command.getId()))) {
                    without.add(command.getId());
                }
            }
        }
        assertEquals(List.of(), without);
    }

    @Test
    void anIndexThatIsGoneIsMadeAgainFromTheOriginals() throws Exception {
        Binder binder = Bench.sample(folder);
        long events = Bench.away(() -> binder.trail().count("*", Progress.NONE));
        Path place = binder.folder();
        Bench.close();
        try (var files = Files.walk(place.resolve("index"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        CurrentBinder current = Bench.service(CurrentBinder.class);
        current.open(place);
        Bench.until("failed", () -> current.state() == CurrentBinder.State.FAILED);
        assertTrue(current.problem().contains("index"), current.problem());
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Link rebuild = Bench.visible(Link.class).stream().filter(l -> l.getText().contains("Rebuild the index"))
                .findFirst().orElseThrow(() -> new AssertionError("the window offers no way out"));
        rebuild.notifyListeners(SWT.Selection, new Event());
        assertTrue(current.doing().startsWith("Rebuilding"), current.doing());
        Bench.until("open again", () -> current.state() == CurrentBinder.State.OPEN);
        Binder again = current.binder().orElseThrow();
        assertEquals(events, Bench.away(() -> again.trail().count("*", Progress.NONE)));
    }

    @Test
    void aRebuildThatLacksASourceSaysSo() throws Exception {
        Path place = folder.resolve("case.binder");
        Bench.empty(place);
        Path file = Bench.sampleFiles(folder.resolve("trail")).get(0);
        Imports imports = Bench.service(Imports.class);
        imports.start(List.of(file), Optional.empty(), Map::of, true);
        Bench.until("import", () -> imports.state() instanceof Imports.State.Done);
        Bench.close();
        Files.delete(file);
        CurrentBinder current = Bench.service(CurrentBinder.class);
        current.rebuild(place);
        Bench.until("open again", () -> current.state() == CurrentBinder.State.OPEN);
        Bench.until("said", () -> said() != null);
        Shell told = said();
        String words = Bench.below(told, Label.class, c -> true).stream().map(Label::getText).reduce("",
                String::concat);
        assertTrue(words.contains("not from all sources") && words.contains("S1"), words);
        told.close();
        Bench.perspective(Parts.PERSPECTIVE_CUSTODY);
        Bench.window().getActivePage().showView(Parts.SOURCES);
        Bench.until("sources", () -> Bench.visible(Label.class).stream().anyMatch(l -> l.getText()
                .startsWith("The index does not rest on all sources (1)")));
    }

    private static Shell said() {
        return Arrays.stream(Display.getCurrent().getShells()).filter(s -> s.isVisible()
                && s.getText().startsWith("Case ") && s.getParent() != null).findFirst().orElse(null);
    }

    @Test
    void aFolderThatIsNoBinderHasNoIndexToMakeAgain() {
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        CurrentBinder current = Bench.service(CurrentBinder.class);
        current.open(folder);
        Bench.until("failed", () -> current.state() == CurrentBinder.State.FAILED);
        assertFalse(current.staleIndex());
        assertTrue(Bench.visible(Link.class).stream().noneMatch(l -> l.getText().contains("Rebuild the index")));
    }

    @Test
    void textIsTakenBackAndComesAgain() {
        Binder binder = Bench.empty(folder.resolve("case.binder"));
        assertFalse(binder.readOnly());
        Bench.command(Parts.COMMAND_QUERY);
        StyledText query = Bench.visible(StyledText.class).stream().filter(StyledText::getEditable).findFirst()
                .orElseThrow();
        query.setFocus();
        query.notifyListeners(SWT.FocusIn, new Event());
        query.setText("kind:inference");
        query.setText("policy:deny");
        press(query, 'z', SWT.MOD1);
        assertEquals("kind:inference", query.getText());
        press(query, 'z', SWT.MOD1);
        assertEquals("", query.getText());
        press(query, 'y', SWT.MOD1);
        press(query, 'z', SWT.MOD1 | SWT.MOD2);
        assertEquals("policy:deny", query.getText());
        query.setText("");
    }

    private static void press(StyledText on, char letter, int held) {
        Event down = new Event();
        down.keyCode = letter;
        down.stateMask = held;
        on.notifyListeners(SWT.KeyDown, down);
        Bench.settle();
    }
}
