// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.widgets.EventTable;
import org.tracebinder.ui.widgets.HexAndTextView;
import org.tracebinder.ui.widgets.MarkBar;
import org.tracebinder.ui.widgets.Names;

/** The words of the query are marked in the words of the event and in its original bytes. */
class MarksTest {

    @TempDir
    private Path folder;
    private Binder binder;
    private Investigation investigation;

    @BeforeEach
    void open() throws PartInitException {
        binder = Bench.sample(folder);
        Bench.perspective(Parts.PERSPECTIVE_INVESTIGATE);
        Bench.window().getActivePage().showView(Parts.DETAIL);
        investigation = Bench.service(Investigation.class);
        ask("euros");
        EventTable table = Bench.one(EventTable.class);
        table.select(0);
        Bench.until("row", () -> table.selected().isPresent());
        turn(0);
        Bench.until("marks", () -> !Bench.visible(MarkBar.class).isEmpty());
    }

    @AfterEach
    void close() {
        Bench.close();
    }

    private void ask(String query) {
        investigation.ask(query);
        Bench.answered();
    }

    private static void turn(int page) {
        Bench.turn(Bench.detail(), page);
        Bench.settle();
    }

    private static StyledText body(MarkBar bar) {
        return Bench.below(bar.getParent(), StyledText.class, Control::isVisible).get(0);
    }

    private static long marked(StyledText text) {
        return Arrays.stream(text.getStyleRanges()).filter(s -> s.underline && s.fontStyle == SWT.BOLD).map(s ->
                text.getTextRange(s.start, s.length)).filter(w -> w.toLowerCase(java.util.Locale.ROOT).equals("euros"))
                .count();
    }

    @Test
    void theConversationMarksTheWordsAndGoesFromOneToTheNext() {
        MarkBar bar = Bench.one(MarkBar.class);
        StyledText text = body(bar);
        assertTrue(bar.count() >= 2, bar.text());
        assertEquals(bar.count(), marked(text));
        Bench.key(text, SWT.F3, '\0');
        assertEquals("euros", text.getSelectionText());
        int first = text.getSelection().x;
        Button next = Bench.below(bar, Button.class, Control::isVisible).get(1);
        next.notifyListeners(SWT.Selection, new org.eclipse.swt.widgets.Event());
        assertNotEquals(first, text.getSelection().x);
        assertTrue(bar.text().startsWith("2 "), bar.text());
        bar.go(-1);
        assertEquals(first, text.getSelection().x);
        Label said = Bench.below(bar, Label.class, Control::isVisible).get(0);
        assertEquals(bar.text(), said.getData(Names.KEY));
        assertFalse(String.valueOf(next.getData(Names.KEY)).isBlank());
    }

    @Test
    void anotherQueryMarksOtherWordsOfTheSameEvent() {
        int before = Bench.one(MarkBar.class).count();
        ask("kind:inference");
        Bench.until("no marks", () -> Bench.visible(MarkBar.class).isEmpty());
        ask("euros OR the");
        Bench.until("more marks", () -> !Bench.visible(MarkBar.class).isEmpty()
                && Bench.one(MarkBar.class).count() > before);
    }

    @Test
    void theBytesMarkTheWordsAsTextAndAsHexadecimal() {
        turn(6);
        Bench.until("bytes", () -> !Bench.visible(HexAndTextView.class).isEmpty()
                && !Bench.visible(MarkBar.class).isEmpty());
        HexAndTextView raw = Bench.one(HexAndTextView.class);
        assertTrue(raw.bar().count() >= 2, raw.bar().text());
        assertEquals(raw.bar().count(), marked(raw.text()));
        raw.bar().go(1);
        assertEquals("euros", raw.text().getSelectionText());
        assertTrue(raw.bar().text().contains("euros"), raw.bar().text());
        raw.setHex(true);
        raw.bar().go(1);
        raw.bar().go(-1);
        StyleRange[] styles = raw.text().getStyleRanges();
        assertTrue(styles.length >= 2);
        assertEquals("65 75 72 6f 73".substring(0, 2), raw.text().getSelectionText().substring(0, 2));
        assertTrue(Arrays.stream(styles).anyMatch(s -> raw.text().getTextRange(s.start, s.length).startsWith("65 75")
                || raw.text().getTextRange(s.start, s.length).startsWith("65")));
        raw.setHex(false); // the part stays for the tests to come
    }
}
