// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Parts;

/** The second window on a binder refuses at once what it can't keep, and an old sample binder opens. */
class ReadOnlyTest {

    private static final String TITLE = "This binder can only be read here";

    private static final String KEPT = "queries are saved and removed in the window";

    @TempDir
    private Path folder;
    private String home;

    @BeforeEach
    void remember() {
        home = System.getProperty("user.home");
    }

    @AfterEach
    void close() {
        System.setProperty("user.home", home);
        Bench.close();
    }

    private static Shell refusal() {
        return Arrays.stream(Display.getCurrent().getShells())
                .filter(s -> s.isVisible() && s.getText().equals(TITLE)).findFirst().orElse(null);
    }

    private static void refused(String what) {
        Bench.until(what + " is refused", () -> refusal() != null);
        Shell shell = refusal();
        String said = Bench.below(shell, Label.class, c -> true).stream().map(Label::getText)
                .reduce("", String::concat);
        assertTrue(said.contains("Shared case") && said.contains("another window"), said);
        assertEquals(List.of(), Arrays.stream(Display.getCurrent().getShells()).filter(s -> s.isVisible()
                && s != shell && s.getData() instanceof WizardDialog).toList());
        shell.close();
        Bench.settle();
    }

    @Test
    void importEvidenceConclusionAndSystemAreRefusedBeforeAnybodyFillsThemIn() throws Exception {
        Path place = folder.resolve("case.binder");
        CurrentBinder current = Bench.service(CurrentBinder.class);
        Binder first = Bench.away(() -> Binder.create(place, "Shared case", "Northbank"));
        try {
            current.open(place);
            Bench.until("open", () -> current.state() == CurrentBinder.State.OPEN);
            run(Parts.COMMAND_IMPORT, Map.of(Parts.COMMAND_IMPORT + ".paths", folder.toString()));
            refused("import");
            Assessments assessments = Bench.service(Assessments.class);
            Bench.perspective(Parts.PERSPECTIVE_ASSESS);
            assessments.start();
            Bench.until("assessment", () -> assessments.results().isPresent());
            var catalog = assessments.results().orElseThrow().catalogs().get(0);
            assessments.select(new Assessments.Selected(catalog, catalog.controls().get(0)));
            for (String command : List.of(Parts.COMMAND_ATTACH, Parts.COMMAND_CONCLUDE, Parts.COMMAND_PROFILE,
                    "org.tracebinder.ui.rebuild")) {
                Bench.command(command);
                refused(command);
            }
            assertEquals(CurrentBinder.State.OPEN, current.state());
            assertEquals(1, Bench.away(first::ledger).size());
        } finally {
            Bench.close();
            Bench.away(() -> {
                first.close();
                return null;
            });
        }
    }

    @Test
    void savedQueriesAndTheExportSayThatTheBinderIsOnlyRead() throws Exception {
        Path place = folder.resolve("case.binder");
        CurrentBinder current = Bench.service(CurrentBinder.class);
        Binder first = Bench.away(() -> Binder.create(place, "Shared case", "Northbank"));
        var page = Bench.window().getActivePage();
        Bench.away(() -> first.queries().save("all calls", "kind:inference", false, Progress.NONE));
        try {
            current.open(place);
            Bench.until("open", () -> current.state() == CurrentBinder.State.OPEN);
            page.showView(Parts.SAVED);
            Bench.until("said", () -> Bench.visible(Link.class).stream()
                    .anyMatch(l -> l.getText().contains(KEPT)));
            Bench.until("the kept query", () -> Bench.visible(Table.class).stream()
                    .anyMatch(t -> t.getItemCount() == 1 && t.getItem(0).getText(0).equals("all calls")));
            Bench.button("Ask again").notifyListeners(SWT.Selection, new Event());
            Bench.until("asked, and still said", () -> Bench.visible(Link.class).stream()
                    .anyMatch(l -> l.getText().contains("same") && l.getText().contains(KEPT)));
            WizardDialog export = Wizards.of(Parts.COMMAND_EXPORT);
            String said = export.getCurrentPage().getMessage();
            export.close();
            assertTrue(said.contains("its ledger will not tell of this pack"), said);
        } finally {
            page.hideView(page.findView(Parts.SAVED));
            Bench.close();
            Bench.away(() -> {
                first.close();
                return null;
            });
        }
    }

    private static void run(String id, Map<String, String> parameters) throws Exception {
        Bench.service(IHandlerService.class).executeCommand(ParameterizedCommand.generateCommand(
                Bench.service(ICommandService.class).getCommand(id), parameters), null);
        Bench.settle();
    }

    @Test
    void theSampleBinderOfAnotherVersionIsBroughtUpToDateWithoutAQuestion() throws Exception {
        System.setProperty("user.home", folder.toString());
        CurrentBinder current = Bench.service(CurrentBinder.class);
        Bench.command(Parts.COMMAND_SAMPLE);
        Bench.until("sample", () -> current.state() == CurrentBinder.State.OPEN);
        assertTrue(current.folder().startsWith(folder));
        int sources = Bench.away(() -> current.binder().orElseThrow().trail().sources()).size();
        Path place = current.folder();
        Bench.close();
        try (var files = Files.list(place.resolve("index"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("segments")).toList()) {
                Files.write(file, new byte[] {1, 2, 3, 4});
            }
        }
        Bench.command(Parts.COMMAND_SAMPLE);
        Bench.until("open again", () -> current.state() == CurrentBinder.State.OPEN
                || current.state() == CurrentBinder.State.FAILED);
        assertEquals("", current.problem());
        assertFalse(current.binder().orElseThrow().readOnly());
        assertEquals(sources, Bench.away(() -> current.binder().orElseThrow().trail().sources()).size());
        assertTrue(Bench.away(() -> current.binder().orElseThrow().trail().count("kind:inference",
                Progress.NONE)) > 0);
    }
}
