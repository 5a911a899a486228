// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.session.ImportOptions;
import org.tracebinder.session.ImportReport;
import org.tracebinder.ui.Imports;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;

/** Import with progress, cancel and reconciliation. */
class ImportTest {

    @TempDir
    private Path folder;
    private Imports imports;

    @BeforeEach
    void open() {
        Bench.empty(folder.resolve("case.binder"));
        imports = Bench.service(Imports.class);
    }

    @AfterEach
    void close() {
        Bench.close();
    }

    @Test
    void endsWithTheReconciliation() throws Exception {
        Bench.window().getActivePage().showView(Parts.IMPORT);
        imports.start(Bench.sampleFiles(folder.resolve("trail")), Optional.empty());
        assertTrue(imports.state() instanceof Imports.State.Running);
        Bench.until("import", () -> !(imports.state() instanceof Imports.State.Running));
        ImportReport report = ((Imports.State.Done) imports.state()).report();
        assertTrue(report.reconciled());
        assertTrue(Bench.visible(Table.class).stream().anyMatch(t -> t.getItemCount() == report.sources().size()));
    }

    @Test
    void whatWasNotReadToItsEndIsNotGreen() throws Exception {
        Bench.window().getActivePage().showView(Parts.IMPORT);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(Files.readAllBytes(Bench.sampleFiles(folder.resolve("trail")).get(0)));
        }
        Path cut = Files.write(folder.resolve("cut.jsonl.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        imports.start(List.of(cut), Optional.empty());
        Bench.until("import", () -> !(imports.state() instanceof Imports.State.Running));
        ImportReport report = ((Imports.State.Done) imports.state()).report();
        assertTrue(report.reconciled());
        assertFalse(report.complete());
        for (String view : List.of(Parts.IMPORT, Parts.SOURCES)) {
            Bench.window().getActivePage().showView(view);
            Bench.until("headline in " + view, () -> Bench.visible(Label.class).stream().anyMatch(l -> l.getText()
                    .startsWith("What was read adds up (")
                    && l.getForeground().getRed() > l.getForeground().getGreen()));
            assertFalse(Bench.visible(Label.class).stream().anyMatch(l -> l.getText().startsWith("Reconciled to")));
        }
    }

    @Test
    void cancelLeavesTheBinderAsItWas() throws Exception {
        Bench.window().getActivePage().showView(Parts.IMPORT);
        imports.start(List.of(large(30_000_000)), Optional.empty());
        Bench.until("bytes", () -> imports.look().bytes() > 0);
        Button cancel = Bench.visible(Button.class).stream().filter(b -> b.getText().equals("Cancel")).findFirst()
                .orElseThrow();
        cancel.notifyListeners(SWT.Selection, new Event());
        Bench.until("cancelled", () -> !(imports.state() instanceof Imports.State.Running));
        assertTrue(imports.state() instanceof Imports.State.Cancelled, imports.state().toString());
        Investigation investigation = Bench.service(Investigation.class);
        investigation.again();
        Bench.until("answer", () -> investigation.answer().isPresent());
        assertEquals(0, investigation.answer().orElseThrow().all());
    }

    @Test
    void whatWasCommittedBeforeTheCancelIsSaidAndTheImportGoesOn() throws Exception {
        Bench.window().getActivePage().showView(Parts.IMPORT);
        List<Path> files = new ArrayList<>(Bench.sampleFiles(folder.resolve("small")).subList(0, 2));
        files.add(large(10_000_000));
        imports.start(files, new ImportOptions(Optional.empty(), 0, false, Duration.ZERO), Map::of);
        Bench.until("the large file", () -> imports.look().task().endsWith("large.jsonl")
                && imports.look().done() > 0);
        imports.cancel();
        Bench.until("cancelled", () -> !(imports.state() instanceof Imports.State.Running));
        assertTrue(imports.state() instanceof Imports.State.Cancelled c && c.there().isPresent(),
                imports.state().toString());
        String said = said();
        assertTrue(said.contains("The binder holds 2 of its files, each as a whole."), said);
        assertFalse(said.contains("as it was before"), said);
        Bench.perspective(Parts.PERSPECTIVE_CUSTODY);
        Bench.until("custody", () -> said().contains("The last import did not come to its end."));
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        imports.again();
        Bench.until("import", () -> !(imports.state() instanceof Imports.State.Running));
        ImportReport report = ((Imports.State.Done) imports.state()).report();
        assertEquals(3, report.sources().size());
        assertEquals(Optional.empty(), report.unfinished());
    }

    /** @return the words of all labels that can be seen */
    private static String said() {
        return Bench.visible(Label.class).stream().map(Label::getText).collect(Collectors.joining("\n"));
    }

    @Test
    void theWizardOpensByItsCommandAndWantsFiles() {
        WizardDialog dialog = Wizards.of(Parts.COMMAND_IMPORT);
        assertFalse(dialog.getCurrentPage().isPageComplete(), "a wizard page that waits for files");
        dialog.close();
    }

    @Test
    void closingTheWindowAsksWhetherTheImportStops() throws Exception {
        imports.start(Bench.sampleFiles(folder.resolve("trail")), Optional.empty());
        List<String> said = new ArrayList<>();
        answer("Go on importing", said);
        assertFalse(imports.mayEnd(Bench.window().getShell()));
        assertTrue(said.stream().anyMatch(l -> l.contains("each as a whole")), said.toString());
        Bench.until("import", () -> imports.state() instanceof Imports.State.Done);
        assertTrue(imports.mayEnd(Bench.window().getShell()), "nobody is asked when nothing runs");
        imports.start(List.of(large(30_000_000)), Optional.empty());
        answer("Stop it and close", said);
        assertTrue(imports.mayEnd(Bench.window().getShell()));
        Bench.until("stopped", () -> !(imports.state() instanceof Imports.State.Running));
    }

    /** Presses a button of the question as soon as that is there. */
    private static void answer(String label, List<String> said) {
        Display display = Display.getCurrent();
        display.asyncExec(() -> {
            Shell asked = Arrays.stream(display.getShells()).filter(s -> s.isVisible()
                    && s.getText().equals("An import is running")).findFirst().orElse(null);
            if (asked == null) {
                display.timerExec(20, () -> answer(label, said));
                return;
            }
            Bench.below(asked, Label.class, Control::isVisible).forEach(l -> said.add(l.getText()));
            Bench.below(asked, Button.class, Control::isVisible).stream().filter(b -> b.getText().equals(label))
                    .findFirst().orElseThrow().notifyListeners(SWT.Selection, new Event());
        });
    }

    @Test
    void aSecondImportIsRefusedInWordsAndNotForgotten() throws Exception {
        List<Path> files = Bench.sampleFiles(folder.resolve("trail"));
        WizardDialog dialog = Wizards.importing(files.subList(1, 2));
        imports.start(files.subList(0, 1), Optional.empty());
        Button finish = Bench.below(dialog.getShell(), Button.class, Control::isVisible).stream()
                .filter(b -> b.getText().replace("&", "").equals("Finish")).findFirst().orElseThrow();
        finish.notifyListeners(SWT.Selection, new Event()); // nothing else was dispatched: the first one still runs
        assertTrue(dialog.getShell() != null && !dialog.getShell().isDisposed(), "what was chosen is still there");
        String error = dialog.getCurrentPage().getErrorMessage();
        assertTrue(error != null && error.contains("is still running"), error);
        Bench.until("first import", () -> imports.state() instanceof Imports.State.Done);
        finish.notifyListeners(SWT.Selection, new Event());
        Bench.until("second import", () -> imports.state() instanceof Imports.State.Done d
                && d.report().sources().get(0).path().endsWith(files.get(1).getFileName().toString()));
        assertTrue(dialog.getShell() == null || dialog.getShell().isDisposed());
    }

    /** Megabytes: enough to be cancelled on the way. */
    private Path large(int bytes) throws IOException {
        Path litellm = Bench.sampleFiles(folder.resolve("trail")).stream()
                .filter(p -> p.toString().endsWith(".litellm.jsonl")).findFirst().orElseThrow();
        byte[] once = Files.readAllBytes(litellm);
        Path large = folder.resolve("large.jsonl");
        try (OutputStream out = Files.newOutputStream(large)) {
            for (long written = 0; written < bytes; written += once.length) {
                out.write(once);
            }
        }
        return large;
    }
}
