// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.FileChooser;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Packs;
import org.tracebinder.ui.Parts;

/** What happens when a person has chosen a file, or has not: saved, replaced, refused, taken in. */
class FileChoiceTest {

    private final List<FileChooser.Question> asked = new ArrayList<>();
    private List<Path> answer = List.of();
    @TempDir
    private Path folder;
    private Investigation investigation;
    private WizardDialog dialog;

    @BeforeEach
    void open() throws Exception {
        Bench.sample(folder);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        investigation = Bench.service(Investigation.class);
        Bench.until("answer", () -> investigation.answer().isPresent());
        FileChooser.get().use((shell, question) -> {
            asked.add(question);
            return answer;
        });
    }

    @AfterEach
    void close() {
        FileChooser.get().use(null);
        if (dialog != null && dialog.getShell() != null && !dialog.getShell().isDisposed()) {
            dialog.close();
        }
        Bench.close();
    }

    private static void said(Predicate<String> wanted) {
        Bench.until("words", () -> Stream.concat(Bench.visible(Label.class).stream().map(Label::getText),
                Bench.visible(Link.class).stream().map(Link::getText)).anyMatch(wanted));
    }

    @Test
    void rowsAreSavedReplacedOrLeft() throws Exception {
        Bench.command(Parts.COMMAND_CSV);
        assertEquals(1, asked.size());
        assertEquals(FileChooser.Kind.SAVE, asked.get(0).kind());
        assertTrue(asked.get(0).overwrite(), "the dialog asks before a file is replaced");
        assertEquals(List.of("*.csv"), asked.get(0).extensions());
        assertEquals(List.of(), files(folder, ".csv"), "a person who gave up saved something");
        Path file = Files.writeString(folder.resolve("events.csv"), "old\n");
        answer = List.of(file);
        Bench.command(Parts.COMMAND_CSV);
        said(words -> words.contains(file.toString()) && words.contains("rows"));
        long rows = investigation.answer().orElseThrow().first().total();
        List<String> lines = Files.readAllLines(file);
        assertTrue(lines.get(0).startsWith("id,time,") && lines.size() > rows, lines.get(0));
        // Below a file no folder can be made: that holds for administrators, too.
        Path blocked = file.resolve("more.csv");
        answer = List.of(blocked);
        Bench.command(Parts.COMMAND_CSV);
        said(words -> words.contains(blocked + " could not be written"));
        assertEquals(lines, Files.readAllLines(file));
        assertEquals(List.of("events.csv"), files(folder, ".csv"));
        assertEquals(List.of(), files(folder, ".part"));
    }

    private static List<String> files(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(end)).toList();
        }
    }

    @Test
    void aRequestListIsSavedOnceOnly() throws Exception {
        Bench.command(Parts.COMMAND_ASSESS);
        Assessments assessments = Bench.service(Assessments.class);
        Bench.until("assessment", () -> assessments.results().isPresent());
        Bench.window().getActivePage().showView(Parts.REQUESTS);
        Bench.until("requests", () -> Bench.visible(Button.class).stream()
                .anyMatch(b -> b.getText().contains("CSV") && b.isEnabled()));
        Path file = folder.resolve("asked");
        answer = List.of(file);
        press("CSV");
        Path written = folder.resolve("asked.csv");
        said(words -> words.contains("Saved: " + written));
        byte[] first = Files.readAllBytes(written);
        assertTrue(first.length > 200);
        answer = List.of(written);
        press("CSV");
        said(words -> words.contains(written.toString()) && !words.contains("Saved"));
        assertEquals(first.length, Files.size(written));
    }

    private static void press(String label) {
        Bench.visible(Button.class).stream().filter(b -> b.getText().contains(label)).findFirst().orElseThrow()
                .notifyListeners(SWT.Selection, new Event());
        Bench.settle();
    }

    @Test
    void chosenFilesStandInTheImport() throws Exception {
        Path one = Files.writeString(folder.resolve("helpdesk.csv"), "No;Question\n1;Why?\n");
        Path two = Files.writeString(folder.resolve("more.csv"), "No;Question\n2;Who?\n");
        dialog = Wizards.of(Parts.COMMAND_IMPORT);
        Table list = Bench.below(dialog.getShell(), Table.class, Control::isVisible).get(0);
        Button add = Bench.below(dialog.getShell(), Button.class, Control::isVisible).stream()
                .filter(b -> b.getText().replace("&", "").startsWith("Add files")).findFirst().orElseThrow();
        add.notifyListeners(SWT.Selection, new Event());
        assertEquals(FileChooser.Kind.OPEN_MANY, asked.get(0).kind());
        assertEquals(0, list.getItemCount());
        answer = List.of(one, two);
        add.notifyListeners(SWT.Selection, new Event());
        Bench.settle();
        assertEquals(2, list.getItemCount());
        add.notifyListeners(SWT.Selection, new Event());
        assertEquals(2, list.getItemCount(), "the same files are imported once");
    }

    @Test
    void aTimeStampIsTakenIntoThePack() throws Exception {
        Path pack = folder.resolve("evidence.zip");
        dialog = Wizards.of(Parts.COMMAND_EXPORT);
        answer = List.of(pack);
        Bench.below(dialog.getShell(), Button.class, Control::isVisible).stream()
                .filter(b -> b.getText().startsWith("Browse")).findFirst().orElseThrow()
                .notifyListeners(SWT.Selection, new Event());
        Bench.settle();
        Bench.below(dialog.getShell(), Button.class, Control::isVisible).stream()
                .filter(b -> b.getText().replace("&", "").equals("Finish")).findFirst().orElseThrow()
                .notifyListeners(SWT.Selection, new Event());
        Packs packs = Bench.service(Packs.class);
        Bench.until("pack", () -> packs.state() instanceof Packs.State.Verified v && v.pack().equals(pack));
        Path query = folder.resolve("query.tsq");
        answer = List.of(query);
        press("Save time stamp query");
        Bench.until("query", () -> Files.exists(query));
        long before = Files.size(pack);
        Path reply = Files.write(folder.resolve("reply.tsr"), Authority.reply(Files.readAllBytes(query)));
        // The pack, then the reply, as the dialogs ask for them.
        FileChooser.get().use((shell, question) -> List.of(question.extensions().contains("*.zip") ? pack : reply));
        Bench.command("org.tracebinder.ui.stampPack");
        Packs.State first = packs.state();
        Bench.until("stamped", () -> packs.state() != first && !(packs.state() instanceof Packs.State.Running));
        assertTrue(packs.state() instanceof Packs.State.Verified, packs.state().toString());
        var report = ((Packs.State.Verified) packs.state()).report();
        assertTrue(report.ok(), report.toString());
        assertTrue(report.checks().stream().anyMatch(c -> c.name().equals("time stamp") && c.ok()
                && c.detail().contains(Authority.NOON)));
        assertTrue(Files.size(pack) > before);
        Table checks = Bench.visible(Table.class).stream().filter(t -> t.getItemCount() > 0 && Stream.of(t.getItems())
                .anyMatch(i -> i.getText(2).contains(Authority.NOON) || i.getText(1).contains(Authority.NOON)))
                .findFirst().orElse(null);
        assertFalse(checks == null, "the window shows when the pack was stamped");
        long stamped = Files.size(pack);
        Bench.command("org.tracebinder.ui.stampPack");
        Bench.until("refused", () -> packs.state() instanceof Packs.State.Failed);
        assertEquals(stamped, Files.size(pack));
    }
}
