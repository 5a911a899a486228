// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.session.MappingDraft;
import org.tracebinder.ui.Imports;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.MenuButton;
import org.tracebinder.ui.widgets.Names;

/** What the wizard shows before an import, and that the import does just that. */
class ImportWizardTest {

    private static final String HELPDESK = """
            Nr;Zeit;Benutzer;Frage;Antwort;Modell;Kanal
            1;01.03.2026 08:00:00;anna;Wie geht das?;So.;gpt-4o;web
            2;01.03.2026 08:01:30;bert;Und das?;Auch so.;gpt-4o;mail
            3;01.03.2026 08:02:30;cora;Noch was?;Nein.;gpt-4o;mail
            """;

    @TempDir
    private Path folder;
    private WizardDialog dialog;

    @BeforeEach
    void open() {
        System.setProperty("tracebinder.user.folder", folder.resolve("user").toString());
        Bench.empty(folder.resolve("case.binder"));
    }

    @AfterEach
    void close() {
        if (dialog != null && dialog.getShell() != null && !dialog.getShell().isDisposed()) {
            dialog.close();
        }
        System.clearProperty("tracebinder.user.folder");
        Bench.close();
    }

    private static Path helpdesk(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(name), HELPDESK);
    }

    private Shell shell() {
        return dialog.getShell();
    }

    private <T extends Control> T named(Class<T> type, String name) {
        return Bench.below(shell(), type, Control::isVisible).stream().filter(c -> name.equals(c.getData(Names.KEY)))
                .findFirst().orElseThrow(() -> new AssertionError("no " + name));
    }

    private Button button(String label) {
        return Bench.below(shell(), Button.class, Control::isVisible).stream()
                .filter(b -> b.getText().replace("&", "").equals(label)).findFirst().orElseThrow();
    }

    private void press(String label) {
        Button button = button(label);
        assertTrue(button.isEnabled(), label + " is enabled");
        button.notifyListeners(SWT.Selection, new Event());
        Bench.settle();
    }

    private MenuButton menu(String label) {
        return Bench.below(shell(), MenuButton.class, Control::isVisible).stream()
                .filter(m -> ((Button) m.getChildren()[0]).getText().startsWith(label)).findFirst().orElseThrow();
    }

    private void wizard(Path... paths) {
        dialog = Wizards.importing(List.of(paths));
    }

    private void select(Table table, String first) {
        for (int i = 0; i < table.getItemCount(); i++) {
            if (table.getItem(i).getText(0).equals(first)) {
                table.select(i);
                table.notifyListeners(SWT.Selection, new Event());
                Bench.settle();
                return;
            }
        }
        throw new AssertionError("no row " + first);
    }

    @Test
    void eachFileIsShownWithItsFormatAndItsFirstRecords() throws Exception {
        Path in = Files.createDirectories(folder.resolve("in"));
        for (Path file : Bench.sampleFiles(folder.resolve("trail"))) {
            Files.copy(file, in.resolve(file.getFileName()));
        }
        Files.writeString(in.resolve("broken.jsonl"),
                Files.readAllLines(in.resolve("card-helpline.litellm.jsonl")).get(0)
                + "\n{\"call_type\": no\n");
        wizard(in);
        assertFalse(button("< Back").isEnabled());
        press("Next >");
        assertTrue(button("< Back").isEnabled());
        Table files = named(Table.class, "Files with their formats");
        Bench.until("looks", () -> files.getItemCount() == 7);
        select(files, "in/broken.jsonl");
        assertEquals("1 of 2", files.getSelection()[0].getText(3));
        Table records = named(Table.class, "The first records, as they will be");
        assertEquals(2, records.getItemCount());
        assertEquals("Inference", records.getItem(0).getText(2));
        assertFalse(records.getItem(0).getText(1).isEmpty());
        assertEquals("quarantine", records.getItem(1).getText(2));
        assertFalse(records.getItem(1).getText(5).isEmpty());
        String details = named(Text.class, "The selected record: its fields and its text").getText();
        assertTrue(details.contains("Text of the record:"), details);
        select(files, "in/human-reviews.csv");
        assertTrue(files.getSelection()[0].getText(5).contains("columns"), files.getSelection()[0].getText(5));
    }

    @Test
    void aFileThatIsGoneAtTheEndIsNamedAndTheWizardStaysOpen() throws Exception {
        Path kept = helpdesk(folder.resolve("in"), "kept.csv");
        Path gone = helpdesk(folder.resolve("in"), "gone.csv");
        wizard(kept, gone);
        press("Next >");
        Table files = named(Table.class, "Files with their formats");
        Bench.until("looks", () -> files.getItemCount() == 2);
        Files.delete(gone);
        press("Finish");
        assertFalse(shell().isDisposed());
        assertEquals("files", dialog.getCurrentPage().getName());
        String error = dialog.getCurrentPage().getErrorMessage();
        assertTrue(error != null && error.contains("gone.csv"), error);
        assertFalse(button("Finish").isEnabled());
    }

    @Test
    void anotherFormatIsPreviewedAndImported() throws Exception {
        Path one = helpdesk(folder.resolve("in"), "one.csv");
        Path two = helpdesk(folder.resolve("in"), "two.csv");
        wizard(one, two);
        press("Next >");
        Table files = named(Table.class, "Files with their formats");
        Bench.until("looks", () -> files.getItemCount() == 2 && files.getItem(1).getText(3).equals("1 of 1"));
        select(files, "two.csv");
        MenuButton format = menu("Read as:");
        format.choose(1);
        Bench.until("another format", () -> files.getItem(1).getText(5).equals("chosen by you"));
        String chosen = files.getItem(1).getText(1);
        press("Finish");
        Imports imports = Bench.service(Imports.class);
        Bench.until("import", () -> imports.state() instanceof Imports.State.Done);
        List<SourceInfo> sources = ((Imports.State.Done) imports.state()).report().sources();
        assertEquals("unknown", sources.get(0).format());
        assertEquals(chosen, sources.get(1).formatLabel());
        assertTrue(Bench.service(Imports.class).look().records() >= 1);
    }

    @Test
    void takingOneFileFromTheListKeepsWhatWasChosenForTheOthers() throws Exception {
        Path mapped = helpdesk(folder.resolve("in"), "mapped.csv");
        Path other = helpdesk(folder.resolve("in"), "other.csv");
        Path off = helpdesk(folder.resolve("in"), "off.csv");
        wizard(mapped, off, other);
        press("Next >");
        Table files = named(Table.class, "Files with their formats");
        Bench.until("looks", () -> files.getItemCount() == 3 && button("Map columns to fields\u2026").isEnabled());
        select(files, "other.csv");
        menu("Read as:").choose(1);
        Bench.until("another format", () -> files.getItem(2).getText(5).equals("chosen by you"));
        String chosen = files.getItem(2).getText(1);
        select(files, "mapped.csv");
        press("Map columns to fields\u2026");
        Bench.until("columns", () -> named(Table.class, "Columns and what they fill").getItemCount() == 7);
        press("< Back");
        Bench.until("mapped", () -> files.getItem(0).getText(1).equals("mapping mapped")
                && files.getItem(0).getText(3).endsWith("of 3"));
        String bad = files.getItem(0).getText(3);
        press("< Back");
        select(named(Table.class, "Files to import"), "off.csv");
        press("Remove");
        press("Next >");
        Bench.until("looks", () -> files.getItemCount() == 2);
        assertEquals(List.of("mapping mapped", bad, "chosen by you"), List.of(files.getItem(0).getText(1),
                files.getItem(0).getText(3), files.getItem(0).getText(5)));
        assertEquals(List.of(chosen, "chosen by you"),
                List.of(files.getItem(1).getText(1), files.getItem(1).getText(5)));
        press("< Back");
        menu("Read as:").choose(1);
        press("Next >");
        Bench.until("looked at once more", () -> files.getItemCount() == 2);
        assertEquals(List.of("mapping mapped", bad), List.of(files.getItem(0).getText(1),
                files.getItem(0).getText(3)));
        assertEquals(chosen, files.getItem(1).getText(1));
        press("Finish");
        Imports imports = Bench.service(Imports.class);
        Bench.until("import", () -> imports.state() instanceof Imports.State.Done);
        List<SourceInfo> sources = ((Imports.State.Done) imports.state()).report().sources();
        assertEquals("mapping:mapped", sources.get(0).format());
        assertEquals(chosen, sources.get(1).formatLabel());
    }

    @Test
    void columnsOfAnUnknownFileAreMappedAndTheMappingIsUsedAgain() throws Exception {
        Path file = helpdesk(folder.resolve("in"), "helpdesk.csv");
        wizard(file);
        press("Next >");
        Table files = named(Table.class, "Files with their formats");
        Bench.until("look", () -> files.getItemCount() == 1);
        assertEquals("Unknown", files.getItem(0).getText(1));
        press("Next >");
        assertEquals("mapping", dialog.getCurrentPage().getName());
        Table columns = named(Table.class, "Columns and what they fill");
        Bench.until("columns", () -> columns.getItemCount() == 7);
        select(columns, "Zeit");
        assertEquals("dd.MM.yyyy HH:mm:ss", columns.getSelection()[0].getText(3));
        named(Text.class, "Zone").setText("Nowhere/Land");
        assertNotNull(dialog.getCurrentPage().getErrorMessage());
        assertFalse(button("Finish").isEnabled());
        named(Text.class, "Zone").setText("Europe/Berlin");
        assertNull(dialog.getCurrentPage().getErrorMessage());
        select(columns, "Kanal");
        menu("The selected column fills:").choose(1 + MappingDraft.fieldNames().indexOf("actor"));
        assertNotNull(dialog.getCurrentPage().getErrorMessage());
        menu("The selected column fills:").choose(1 + MappingDraft.fieldNames().indexOf("app"));
        Table records = named(Table.class, "The first records, as they will be");
        Bench.until("preview", () -> records.getItemCount() == 3 && records.getItem(0).getText(4).equals("anna"));
        assertEquals("2026-03-01 07:00:00.000", records.getItem(0).getText(1));
        press("< Back");
        Bench.until("mapped", () -> files.getItem(0).getText(1).startsWith("mapping"));
        press("Finish");
        Imports imports = Bench.service(Imports.class);
        Bench.until("import", () -> imports.state() instanceof Imports.State.Done);
        SourceInfo source = ((Imports.State.Done) imports.state()).report().sources().get(0);
        assertEquals("mapping:helpdesk", source.format());
        assertEquals(3, source.totals().accepted());
        assertTrue(Files.isRegularFile(folder.resolve("user/mappings/helpdesk.json")));
        wizard(helpdesk(folder.resolve("later"), "april.csv"));
        press("Next >");
        Table later = named(Table.class, "Files with their formats");
        Bench.until("look", () -> later.getItemCount() == 1);
        assertEquals("helpdesk", later.getItem(0).getText(1));
        assertEquals("0 of 3", later.getItem(0).getText(3));
    }

    @Test
    void lookingStopsWhenToldAndTheImportStillReadsAll() throws Exception {
        Path in = Files.createDirectories(folder.resolve("many"));
        Path[] all = new Path[30];
        for (int i = 0; i < all.length; i++) {
            all[i] = helpdesk(in, String.format("f%02d.csv", i));
        }
        wizard(all);
        // nothing that was looked at arrives before this thread is free again: on a fast machine all would be there
        button("Next >").notifyListeners(SWT.Selection, new Event());
        var stop = Bench.below(shell(), Link.class, Control::isVisible);
        assertEquals(1, stop.size());
        stop.get(0).notifyListeners(SWT.Selection, new Event());
        Bench.settle();
        assertTrue(named(Table.class, "Files with their formats").getItemCount() < all.length);
        press("Finish");
        Imports imports = Bench.service(Imports.class);
        Bench.until("import", () -> imports.state() instanceof Imports.State.Done);
        assertEquals(all.length, ((Imports.State.Done) imports.state()).report().sources().size());
        assertEquals(Parts.IMPORT, Bench.window().getActivePage().getActivePartReference().getId());
    }
}
