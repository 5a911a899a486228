// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.session.FinishedPack;
import org.tracebinder.ui.Packs;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.TypedPath;
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
        String record = hits.getItem(0).getText(0);
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
        open(pack, record, words);
        packs.stamp(pack, Files.writeString(folder.resolve("reply.tsr"), "no reply at all"));
        Bench.until("refused", () -> packs.state() instanceof Packs.State.Failed);
        assertFalse(((Packs.State.Failed) packs.state()).message().isBlank());
        assertEquals(before.length, Files.size(pack));
    }

    /** A masked value is opened for somebody from the part that shows the pack; the pack's commitments fit it. */
    private void open(Path pack, String record, String words) throws Exception {
        Bench.settle();
        Bench.visible(Button.class).stream().filter(b -> b.getText().equals("Open masked values\u2026")).findFirst()
                .orElseThrow().notifyListeners(SWT.Selection, new Event());
        Shell shell = Arrays.stream(Display.getCurrent().getShells())
                .filter(s -> s.isVisible() && s.getText().equals("Open masked values")).findFirst().orElseThrow();
        Table values = below(shell, Table.class, "Masked values");
        Bench.until("values", () -> values.getItemCount() > 0);
        below(shell, Text.class, "Find: record, field, kind, replacement").setText(record);
        int row = Arrays.stream(values.getItems()).filter(i -> i.getText(0).equals(record) && i.getText(2)
                .equals("ACTOR"))
                .mapToInt(values::indexOf).findFirst().orElseThrow();
        values.setSelection(row);
        values.notifyListeners(SWT.Selection, new Event());
        below(shell, Text.class, "For whom:").setText("The court expert");
        Path file = folder.resolve("opened.jsonl");
        below(shell, Text.class, "File:").setText(file.toString());
        Bench.below(shell, Button.class, Control::isVisible).stream().filter(b -> b.getText().equals("Open"))
                .findFirst()
                .orElseThrow().notifyListeners(SWT.Selection, new Event());
        Bench.until("opened", shell::isDisposed);
        assertEquals(1, Files.readAllLines(file).size());
        assertTrue(Files.readString(file).contains("\"words\":\"" + words + "\""), Files.readString(file));
        assertTrue(Bench.away(() -> FinishedPack.verify(pack, file, Progress.NONE)).ok());
    }

    private static <T extends Control> T below(Shell shell, Class<T> type, String name) {
        return Bench.below(shell, type, Control::isVisible).stream().filter(c -> name.equals(c.getData(Names.KEY)))
                .findFirst().orElseThrow(() -> new AssertionError("no " + name));
    }

    @Test
    void anyPathThatIsTypedGetsASentence() {
        dialog = Wizards.of(Parts.COMMAND_EXPORT);
        for (String typed : List.of("/", "", "..", "nowhere/at/all.zip")) {
            named(Text.class, "File:").setText(typed);
            assertNotNull(dialog.getCurrentPage().getErrorMessage(), typed);
            assertFalse(button("Finish").isEnabled(), typed);
        }
        assertEquals(Optional.empty(), TypedPath.of("a\0b"), "no system has such a path");
        assertTrue(TypedPath.problem("a\0b").orElseThrow().contains("can not be the name of a file or folder"));
        assertEquals(Optional.empty(), TypedPath.problem(" "));
        assertEquals(Optional.of(folder.resolve("a.p12")), TypedPath.of("  " + folder.resolve("b/../a.p12") + " "));
        assertEquals(Optional.empty(), TypedPath.problem(folder.toString()));
    }

    @Test
    void theMaskingSecretIsSealedAndItsPassphraseTaken() throws Exception {
        dialog = Wizards.of(Parts.COMMAND_EXPORT);
        Path pack = folder.resolve("sealed.zip");
        named(Text.class, "File:").setText(pack.toString());
        assertTrue(button("Documents that were attached to controls, up to 100 MB each").getSelection());
        button("Next >").notifyListeners(SWT.Selection, new Event());
        Bench.settle();
        button("Seal the masking secret\u2026").notifyListeners(SWT.Selection, new Event());
        Shell shell = Arrays.stream(Display.getCurrent().getShells())
                .filter(s -> s.isVisible() && s.getText().equals("Seal the masking secret")).findFirst().orElseThrow();
        below(shell, Text.class, "Passphrase").setText("seven small grey owls");
        below(shell, Text.class, "Once more").setText("seven small grey owl!");
        Button seal = Bench.below(shell, Button.class, Control::isVisible).stream()
                .filter(b -> b.getText().equals("Seal the masking secret")).findFirst().orElseThrow();
        assertFalse(seal.isEnabled(), "a slip of the finger would lock everybody out");
        below(shell, Text.class, "Once more").setText("seven small grey owls");
        seal.notifyListeners(SWT.Selection, new Event());
        Bench.until("sealed", shell::isDisposed);
        Bench.until("told", () -> Bench.below(dialog.getShell(), Text.class, Control::isVisible).stream()
                .anyMatch(t -> "Passphrase".equals(t.getData(Names.KEY))));
        named(Text.class, "Passphrase").setText("seven small grey owls");
        named(Text.class, "Mask these fields as a whole:").setText("actor");
        button("Finish").notifyListeners(SWT.Selection, new Event());
        Packs packs = Bench.service(Packs.class);
        Bench.until("pack", () -> packs.state() instanceof Packs.State.Verified v && v.pack().endsWith("sealed.zip")
                || packs.state() instanceof Packs.State.Failed);
        assertTrue(packs.state() instanceof Packs.State.Verified v && v.report().ok(), packs.state().toString());
    }
}
