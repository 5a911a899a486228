// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void cancelLeavesTheBinderAsItWas() throws Exception {
        Bench.window().getActivePage().showView(Parts.IMPORT);
        imports.start(List.of(large()), Optional.empty());
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
    void theWizardOpensByItsCommandAndWantsFiles() {
        WizardDialog dialog = Wizards.of(Parts.COMMAND_IMPORT);
        assertFalse(dialog.getCurrentPage().isPageComplete(), "a wizard page that waits for files");
        dialog.close();
    }

    /** Some thirty megabytes: enough to be cancelled on the way. */
    private Path large() throws IOException {
        Path litellm = Bench.sampleFiles(folder.resolve("trail")).stream()
                .filter(p -> p.toString().endsWith(".litellm.jsonl")).findFirst().orElseThrow();
        byte[] once = Files.readAllBytes(litellm);
        Path large = folder.resolve("large.jsonl");
        try (OutputStream out = Files.newOutputStream(large)) {
            for (long written = 0; written < 30_000_000; written += once.length) {
                out.write(once);
            }
        }
        return large;
    }
}
