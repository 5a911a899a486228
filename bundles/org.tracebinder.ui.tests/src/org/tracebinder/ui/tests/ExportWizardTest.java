// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.ui.Packs;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.Names;

/** What a masked pack hides is shown before it is written; the pack is verified; a wrong reply leaves it as it is. */
class ExportWizardTest {

    @TempDir
    private Path folder;
    private WizardDialog dialog;

    @BeforeEach
    void open() {
        Bench.sample(folder);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
    }

    @AfterEach
    void close() {
        if (dialog != null && dialog.getShell() != null && !dialog.getShell().isDisposed()) {
            dialog.close();
        }
        Bench.close();
    }

    private <T extends Control> T named(Class<T> type, String name) {
        return Bench.below(dialog.getShell(), type, Control::isVisible).stream()
                .filter(c -> name.equals(c.getData(Names.KEY))).findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    private Button button(String label) {
        return Bench.below(dialog.getShell(), Button.class, Control::isVisible).stream()
                .filter(b -> b.getText().replace("&", "").equals(label)).findFirst().orElseThrow();
    }

    @Test
    void maskedPlacesAreShownAndThePackIsVerified() throws Exception {
        dialog = Wizards.of(Parts.COMMAND_EXPORT);
        Path pack = folder.resolve("masked.zip");
        named(Text.class, "File:").setText(pack.toString());
        button("Next >").notifyListeners(SWT.Selection, new Event());
        Bench.settle();
        Text fields = named(Text.class, "Mask these fields as a whole:");
        fields.setText("nonsense");
        assertNotNull(dialog.getCurrentPage().getErrorMessage());
        assertFalse(button("Finish").isEnabled());
        fields.setText("actor");
        Table hits = named(Table.class, "What the pack would say instead");
        Bench.until("preview", () -> hits.getItemCount() > 0);
        assertEquals("chosen field", hits.getItem(0).getText(3));
        String words = hits.getItem(0).getText(4);
        String replacement = hits.getItem(0).getText(5);
        assertTrue(replacement.startsWith("[") && !replacement.contains(words), replacement);
        assertFalse(Files.exists(pack), "nothing is written by the preview");
        button("Finish").notifyListeners(SWT.Selection, new Event());
        Packs packs = Bench.service(Packs.class);
        Bench.until("pack", () -> !(packs.state() instanceof Packs.State.Running) && !(packs.state() instanceof
                Packs.State.Idle));
        assertTrue(packs.state() instanceof Packs.State.Verified v && v.report().ok(), packs.state().toString());
        byte[] before = Files.readAllBytes(pack);
        assertFalse(new String(before, StandardCharsets.UTF_8).contains("\"actor\":\"" + words + "\""));
        String[] told = {null};
        packs.query(pack, folder.resolve("query.tsq"), t -> told[0] = t);
        Bench.until("query", () -> told[0] != null);
        assertTrue(Files.size(folder.resolve("query.tsq")) > 20, told[0]);
        packs.stamp(pack, Files.writeString(folder.resolve("reply.tsr"), "no reply at all"));
        Bench.until("refused", () -> packs.state() instanceof Packs.State.Failed);
        assertFalse(((Packs.State.Failed) packs.state()).message().isBlank());
        assertEquals(before.length, Files.size(pack));
    }
}
