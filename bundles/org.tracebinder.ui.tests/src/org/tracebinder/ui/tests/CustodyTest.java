// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.Imports;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.HexAndTextView;

/** Gaps on a time line, digests of a source, and a verification from the window. */
class CustodyTest {

    private static final String CHAT = "{\"id\":\"c%d\",\"object\":\"chat.completion\",\"created\":%d,"
            + "\"model\":\"gpt-4o\","
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"ok\"}}]}\n";

    @TempDir
    private Path folder;
    private Point before;

    @AfterEach
    void close() {
        if (before != null) {
            Bench.window().getShell().setSize(before);
        }
        Bench.close();
    }

    /**
     * Five weeks of one answer each ten minutes, without the two days from the tenth on; one record is of long before.
     */
    private Path silent() throws IOException {
        StringBuilder lines = new StringBuilder();
        long begin = Instant.parse("2026-03-02T00:00:00Z").getEpochSecond();
        for (int i = 0; i < 5 * 7 * 144; i++) {
            if (i < 10 * 144 || i >= 12 * 144) {
                lines.append(String.format(CHAT, i, begin + i * 600L));
            }
            if (i == 20 * 144) {
                lines.append(String.format(CHAT, 1_000_000, begin + 5 * 86_400L + 1));
            }
        }
        return Files.writeString(folder.resolve("chat.jsonl"), lines);
    }

    @Test
    void gapsAndJumpsAreOnTheTimeLineAndInTheTable() throws Exception {
        Bench.empty(folder.resolve("case.binder"));
        Imports imports = Bench.service(Imports.class);
        imports.start(List.of(silent()), Optional.empty());
        Bench.until("import", () -> !(imports.state() instanceof Imports.State.Running));
        SourceInfo source = ((Imports.State.Done) imports.state()).report().sources().get(0);
        assertTrue(source.totals().accepted() > 4_000, source.toString());
        Bench.perspective(Parts.PERSPECTIVE_CUSTODY);
        Bench.window().getActivePage().showView(Parts.COVERAGE);
        Table marks = Bench.named(Table.class, "What looks incomplete");
        Bench.until("marks", () -> marks.getItemCount() > 0);
        List<String> kinds = Arrays.stream(marks.getItems()).map(i -> i.getText(0)).distinct().toList();
        assertTrue(kinds.contains("gap") && kinds.contains("clock jump") && kinds.contains("longest silence"),
                kinds.toString());
        for (int i = 0; i < marks.getItemCount(); i++) {
            if (marks.getItem(i).getText(0).equals("gap")) {
                assertTrue(marks.getItem(i).getText(2).startsWith("2026-03-11 23"), marks.getItem(i).getText(2));
                assertTrue(marks.getItem(i).getText(3).startsWith("2026-03-14 00"), marks.getItem(i).getText(3));
                select(marks, i);
            }
        }
        Canvas chart = Bench.named(Canvas.class, "Coverage over time");
        assertTrue(chart.getToolTipText().contains("2026-03-11"), chart.getToolTipText());
        Bench.key(chart, SWT.ARROW_RIGHT, (char) 0);
        assertEquals("2026-03-12: no event of S1 chat.jsonl", chart.getToolTipText());
        Bench.key(chart, SWT.HOME, (char) 0);
        assertEquals("2026-03-02: 144 events of S1 chat.jsonl", chart.getToolTipText());
        Bench.key(chart, SWT.CR, '\r');
        assertEquals(Parts.PERSPECTIVE_INVESTIGATE, Bench.window().getActivePage().getPerspective().getId());
        Investigation investigation = Bench.service(Investigation.class);
        Bench.until("answer", () -> investigation.answer().isPresent());
        assertTrue(investigation.query().contains("2026-03-02"), investigation.query());
    }

    private static void select(Table table, int row) {
        table.select(row);
        Event event = new Event();
        event.item = table.getItem(row);
        table.notifyListeners(SWT.Selection, event);
        Bench.settle();
    }

    @Test
    void aSourceShowsItsDigestsAndTheBinderIsVerified() throws PartInitException {
        var binder = Bench.sample(folder);
        Bench.perspective(Parts.PERSPECTIVE_CUSTODY);
        Bench.window().getActivePage().showView(Parts.SOURCES);
        Table sources = Bench.named(Table.class, "Sources and their reconciliation");
        Bench.until("sources", () -> sources.getItemCount() == 6);
        select(sources, 2);
        Table details = Bench.named(Table.class, "Details of the selected source");
        String all = Arrays.stream(details.getItems()).map(i -> i.getText(1)).reduce("", (a, b) -> a + "\n" + b);
        SourceInfo third = Bench.away(binder::sources).sources().get(2);
        assertTrue(all.contains(third.sha256().toString()) && all.contains(third.merkleRoot().toString()), all);
        List<String> warned = results(Bench.named(Table.class, "Warnings and verification"));
        assertEquals(Set.of("to be looked at"), Set.copyOf(warned));
        Button verify = verify();
        verify.notifyListeners(SWT.Selection, new Event());
        assertEquals("Stop verifying", verify.getText());
        Bench.until("verified", () -> verify.getText().equals("Verify everything again"));
        assertTrue(Bench.visible(Label.class).stream().anyMatch(l -> l.getText()
                .startsWith("Everything is as it should be")));
        Table findings = Bench.named(Table.class, "Warnings and verification");
        List<String> results = results(findings);
        assertEquals(warned, results.subList(0, warned.size()));
        assertEquals(Set.of("as it should be"), Set.copyOf(results.subList(warned.size(), results.size())));
        verify.notifyListeners(SWT.Selection, new Event());
        verify.notifyListeners(SWT.Selection, new Event());
        Bench.until("stopped", () -> verify.getText().equals("Verify everything again"));
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.command("org.tracebinder.ui.verifyBinder");
        assertEquals(Parts.PERSPECTIVE_CUSTODY, Bench.window().getActivePage().getPerspective().getId());
        Bench.until("verified by its key", () -> results(findings).contains("as it should be"));
    }

    private static Button verify() {
        return Bench.visible(Button.class).stream().filter(b -> b.getText().equals("Verify everything again"))
                .findFirst().orElseThrow();
    }

    private static List<String> results(Table findings) {
        return Arrays.stream(findings.getItems()).map(i -> i.getText(1)).toList();
    }

    /** A file that is cut off adds up as far as it goes; a vault that was changed is told first of all. */
    @Test
    void whatIsWrongStandsFirstAndWhatWasReadInPartIsNotGreen() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 400; i++) {
                out.write(String.format(CHAT, i * 7919 % 1009, 1_772_000_000L + i * 60L)
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        Path cut = Files.write(folder.resolve("cut.jsonl.gz"), Arrays.copyOf(packed.toByteArray(),
                packed.size() * 2 / 3));
        Path whole = Files.writeString(folder.resolve("whole.jsonl"), String.format(CHAT, 5_000, 1_772_900_000L));
        Path binder = folder.resolve("cut.binder");
        Bench.empty(binder);
        Imports imports = Bench.service(Imports.class);
        imports.start(List.of(cut, whole), Optional.empty());
        Bench.until("import", () -> !(imports.state() instanceof Imports.State.Running));
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.window().getActivePage().showView(Parts.IMPORT);
        Table imported = Bench.named(Table.class, "Sources and their reconciliation");
        Bench.until("imported", () -> imported.getItemCount() == 2);
        assertEquals(List.of("in part", "yes"), Arrays.stream(imported.getItems()).map(i -> i.getText(2)).toList());
        Bench.perspective(Parts.PERSPECTIVE_CUSTODY);
        Bench.window().getActivePage().showView(Parts.SOURCES);
        Table sources = Bench.named(Table.class, "Sources and their reconciliation");
        Bench.until("sources", () -> sources.getItemCount() == 2);
        assertEquals(List.of("in part", "yes"), Arrays.stream(sources.getItems()).map(i -> i.getText(2)).toList());
        try (Stream<Path> files = Files.list(binder.resolve("vault"))) {
            Path original = files.filter(f -> f.toString().endsWith(".original")).findFirst().orElseThrow();
            original.toFile().setWritable(true);
            byte[] bytes = Files.readAllBytes(original);
            bytes[bytes.length / 2] ^= 1;
            Files.write(original, bytes);
        }
        Table findings = Bench.named(Table.class, "Warnings and verification");
        verify().notifyListeners(SWT.Selection, new Event());
        Bench.until("verified", () -> results(findings).contains("wrong"));
        List<String> results = results(findings);
        assertEquals("wrong", results.get(0), results.toString());
        assertTrue(results.indexOf("to be looked at") < results.indexOf("as it should be"), results.toString());
        assertTrue(results.contains("to be looked at"), results.toString());
    }

    @Test
    void theBadByteOfALongRecordIsMarkedAndInSight() throws Exception {
        Shell shell = Bench.window().getShell();
        before = shell.getSize();
        shell.setSize(1280, 800);
        Bench.empty(folder.resolve("case.binder"));
        Imports imports = Bench.service(Imports.class);
        String good = String.format(CHAT, 1, 1_772_409_600L);
        String bad = "{\"id\":\"c2\",\"object\":\"chat.completion\",\"note\":\"" + "long words ".repeat(9_000)
                + "\",\"model\":@}\n";
        imports.start(List.of(Files.writeString(folder.resolve("chat.jsonl"), good + bad + good.replace("c1", "c3"))),
                Optional.empty());
        Bench.until("import", () -> !(imports.state() instanceof Imports.State.Running));
        Bench.perspective(Parts.PERSPECTIVE_CUSTODY);
        Bench.window().getActivePage().showView(Parts.QUARANTINE);
        Bench.until("quarantine", () -> !Bench.visible(HexAndTextView.class).isEmpty());
        HexAndTextView bytes = Bench.one(HexAndTextView.class);
        Bench.until("bytes", () -> bytes.content().contains("@"));
        assertEquals("@", bytes.text().getSelectionText());
        int line = bytes.text().getLineAtOffset(bytes.text().getSelection().x);
        assertTrue(bytes.text().getLinePixel(line) < bytes.text().getClientArea().height);
        assertTrue(bytes.text().getLocationAtOffset(bytes.text().getSelection().x).y < bytes.text().getClientArea()
                .height, "the mark is below what can be seen");
        assertTrue(bytes.bar().text().contains("where reading failed: 40"), bytes.bar().text());
        StyledText text = bytes.text();
        Rectangle seen = shell.getClientArea();
        Point top = text.getDisplay().map(text, shell, 0, 0);
        assertTrue(text.getClientArea().height > 4 * text.getLineHeight() && top.y >= seen.y
                && top.y + text.getSize().y <= seen.y + seen.height, top + " " + text.getSize() + " in " + seen);
        Point mark = text.getDisplay().map(text, shell, text.getLocationAtOffset(text.getSelection().x));
        assertTrue(mark.y >= top.y && mark.y + text.getLineHeight() <= top.y + text.getClientArea().height,
                mark + " of a text at " + top + " with " + text.getClientArea());
    }

    @Test
    void theLedgerSaysEachActInASentenceAndHoldsTheEntryAsItIsHashed() throws Exception {
        Binder binder = Bench.sample(folder);
        Bench.away(() -> binder.notes().add("S1:3", "Seen.", List.of()));
        Bench.perspective(Parts.PERSPECTIVE_CUSTODY);
        Bench.window().getActivePage().showView(Parts.LEDGER);
        Table ledger = Bench.named(Table.class, "Custody ledger");
        Bench.until("entries", () -> ledger.getItemCount() == 3);
        Bench.until("focus, asked for while it was still read", ledger::isFocusControl);
        assertEquals("Note 1 on S1:3", ledger.getItem(0).getText(4));
        Label whole = Bench.visible(Label.class).stream().filter(l -> l.getText().startsWith("The chain of "))
                .findFirst().orElseThrow();
        Color good = whole.getForeground();
        assertNotEquals(ledger.getForeground(), good);
        whole.setForeground(ledger.getForeground()); // as a theme does when another part is activated
        Bench.until("its colour again", () -> whole.getForeground().equals(good));
        assertTrue(ledger.getItem(1).getText(4).matches("6 files with [\\d,.]+ records were imported: .*"),
                ledger.getItem(1).getText(4));
        assertTrue(ledger.getItem(2).getText(4).startsWith("The binder \"Case "), ledger.getItem(2).getText(4));
        Text raw = Bench.named(Text.class, "The entry as it is hashed");
        assertTrue(raw.getText().contains("\"act\":\"note.add\""), raw.getText());
        select(ledger, 2);
        assertTrue(raw.getText().contains("\"act\":\"create\""), raw.getText());
    }
}
