// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;

/** Original bytes, as they came: hexadecimal or as UTF-8 text, with their place in the source and their digest. */
public final class HexAndTextView extends Composite {

    /** Bytes shown at first; a megabyte of hexadecimal nobody reads. */
    private static final int FIRST = 64 * 1_024;

    /**
     * A piece of a source.
     *
     * @param source where it comes from, for people
     * @param offset of the first byte in the content of the source
     * @param bytes  the bytes
     * @param sha256 their digest, hexadecimal
     * @param from   first byte that is marked, for example the event inside its record
     * @param to     end of the mark (exclusive); not larger than {@code from} for none
     */
    public record Bytes(String source, long offset, byte[] bytes, String sha256, int from, int to) {
    }

    /**
     * Words to be marked in the bytes.
     *
     * @param from first byte in the piece
     * @param to   end (exclusive)
     * @param text the words as the bytes spell them
     */
    public record Mark(int from, int to, String text) {
    }

    private static final int PER_LINE = 16;
    /** Characters of a line of hexadecimal with its end, and those before its first byte. */
    private static final int LINE = 79;
    private static final int MARGIN = 12;

    private final Text place;
    private final Text hash;
    private final Button hex;
    private final Button text;
    private final Link copyHash;
    private final StyledText body;
    private final Link cut;
    private final MarkBar bar;
    private List<Mark> marks = List.of();
    /** First byte on the screen. */
    private int start;
    private Palette palette;
    private Bytes shown;
    private boolean all;
    /** Whether the mark is to stay in sight: until a person scrolls or sets the caret. */
    private boolean follow;

    /** @param parent of the view */
    public HexAndTextView(Composite parent) {
        super(parent, SWT.NONE);
        palette = Palette.fitting(parent.getBackground());
        GridLayoutFactory.fillDefaults().margins(6, 4).spacing(6, 4).numColumns(3).applyTo(this);
        place = line(Messages.Hex_where);
        text = choice(Messages.Hex_asText, true);
        hex = choice(Messages.Hex_asHex, false);
        hash = line(Messages.Hex_digest);
        copyHash = new Link(this, SWT.NONE);
        copyHash.setText("<a>" + Messages.Hex_copyHash + "</a>");
        copyHash.addListener(SWT.Selection, e -> copyHash());
        GridDataFactory.fillDefaults().span(2, 1).align(SWT.END, SWT.CENTER).applyTo(copyHash);
        body = new StyledText(this, SWT.READ_ONLY | SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL | SWT.BORDER);
        ScrollBars.keep(body);
        body.setFont(JFaceResources.getTextFont());
        body.setMargins(6, 4, 6, 4);
        GridDataFactory.fillDefaults().grab(true, true).span(3, 1).hint(200, 80).applyTo(body);
        // What is marked stays in sight while the part gets its size; once a person scrolled it away it stays away.
        body.getVerticalBar().addListener(SWT.Selection, e -> follow = false);
        body.addListener(SWT.MouseDown, e -> follow = false);
        body.addListener(SWT.KeyDown, e -> follow &= e.keyCode == SWT.F3);
        body.addListener(SWT.Resize, e -> {
            if (follow) {
                body.getDisplay().asyncExec(this::showMark);
            }
        });
        cut = new Link(this, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).exclude(true).applyTo(cut);
        Names.set(cut, Messages.Hex_showAll);
        cut.addListener(SWT.Selection, e -> {
            all = true;
            start = 0;
            render();
        });
        bar = new MarkBar(this, body);
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).exclude(true).applyTo(bar);
        bar.moveAbove(body);
        Names.set(body, Messages.Hex_name);
        show(null);
    }

    /** @param bytes what is shown, or null for nothing */
    public void show(Bytes bytes) {
        show(bytes, List.of(), "");
    }

    /**
     * @param bytes what is shown, or null for nothing
     * @param found words to be marked in them, in order, without overlaps
     * @param rest  what else there is to say of them; may be empty
     */
    public void show(Bytes bytes, List<Mark> found, String rest) {
        shown = bytes;
        marks = List.copyOf(found);
        all = false;
        start = 0;
        follow = true;
        render();
        bar.found(marks.size(), this::reveal, i -> Messages.bind(Messages.Marks_place, new Object[] {
            marks.get(i).text(), Formats.number(shown.offset() + marks.get(i).from()),
            Formats.number(shown.offset() + marks.get(i).to() - 1)}), rest);
    }

    private void showMark() {
        if (!body.isDisposed()) {
            body.showSelection();
        }
    }

    /** @return the bar that goes from word to word */
    public MarkBar bar() {
        return bar;
    }

    /** Brings the bytes of a mark onto the screen. */
    private Point reveal(int number) {
        Mark mark = marks.get(number);
        follow = true;
        if (mark.from() < start || mark.to() > start + length()) {
            start = Math.max(0, mark.from() - FIRST / 2) / PER_LINE * PER_LINE;
            render();
        }
        if (hex.getSelection()) {
            int at = hexAt(mark.from() - start);
            return new Point(at, hexAt(mark.to() - 1 - start) + 2 - at);
        }
        int begin = characters(start, mark.from());
        return new Point(begin, characters(mark.from(), mark.to()));
    }

    private int length() {
        return all ? shown.bytes().length : Math.min(FIRST, shown.bytes().length - start);
    }

    private int characters(int from, int to) {
        return to <= from ? 0 : new String(shown.bytes(), from, to - from, StandardCharsets.UTF_8).length();
    }

    /** @return the first character of a byte on the screen */
    private static int hexAt(int index) {
        int inLine = index % PER_LINE;
        return index / PER_LINE * LINE + MARGIN + inLine * 3 + (inLine > 7 ? 1 : 0);
    }

    /** @param colours the colours */
    public void setPalette(Palette colours) {
        palette = colours;
        render();
    }

    /** @param asHex true for hexadecimal, false for text */
    public void setHex(boolean asHex) {
        hex.setSelection(asHex);
        text.setSelection(!asHex);
        render();
    }

    /** @return the control that shows the bytes */
    public StyledText text() {
        return body;
    }

    /** @return the words on the screen, for tests */
    public String content() {
        return body.getText();
    }

    /** @return source, offset, length and digest as the person reads them */
    public String place() {
        return place.getText() + " " + hash.getText();
    }

    private void render() {
        body.setBackground(palette.background());
        body.setForeground(palette.foreground());
        boolean some = shown != null;
        copyHash.setEnabled(some);
        hex.setEnabled(some);
        text.setEnabled(some);
        if (!some) {
            place.setText("");
            hash.setText("");
            body.setText(Messages.Hex_empty);
            showCut(0, 0);
            return;
        }
        place.setText(Messages.bind(Messages.Hex_place, new Object[] {shown.source(), Formats.number(shown.offset()),
            Formats.number(shown.bytes().length)}));
        hash.setText("SHA-256 " + shown.sha256());
        if (!hex.getSelection()) {
            while (start > 0 && (shown.bytes()[start] & 0xc0) == 0x80) {
                start--; // a character of several bytes is not cut
            }
        } else {
            start = start / PER_LINE * PER_LINE;
        }
        int length = length();
        body.setRedraw(false);
        if (hex.getSelection()) {
            body.setWordWrap(false);
            body.setText(hex(start == 0 ? shown.bytes() : Arrays.copyOfRange(shown.bytes(), start, start + length),
                    shown.offset() + start, length));
            markHex(length);
        } else {
            body.setWordWrap(true);
            body.setText(new String(shown.bytes(), start, length, StandardCharsets.UTF_8));
            if (start == 0) {
                mark(length);
            }
            markText(length);
        }
        body.setRedraw(true);
        showCut(length, shown.bytes().length);
    }

    private void markText(int length) {
        int at = start;
        int character = 0;
        for (Mark m : marks) {
            if (m.from() >= at && m.to() <= start + length) {
                character += characters(at, m.from());
                int size = characters(m.from(), m.to());
                body.setStyleRange(MarkBar.style(character, size, palette));
                character += size;
                at = m.to();
            }
        }
    }

    private void markHex(int length) {
        for (Mark m : marks) {
            if (m.from() < start || m.to() > start + length) {
                continue;
            }
            for (int i = m.from() - start; i < m.to() - start;) {
                int end = Math.min(m.to() - start, (i / PER_LINE + 1) * PER_LINE);
                body.setStyleRange(MarkBar.style(hexAt(i), hexAt(end - 1) + 2 - hexAt(i), palette));
                i = end;
            }
        }
    }

    private void mark(int length) {
        if (shown.to() > shown.from() && shown.to() <= length
                && (shown.from() > 0 || shown.to() < shown.bytes().length)) {
            int begin = new String(shown.bytes(), 0, shown.from(), StandardCharsets.UTF_8).length();
            int size = new String(shown.bytes(), shown.from(), shown.to() - shown.from(), StandardCharsets.UTF_8)
                    .length();
            body.setStyleRange(new StyleRange(begin, size, palette.selected(), palette.soft()));
            body.setSelection(begin);
            body.showSelection();
        }
    }

    private void showCut(int length, int of) {
        boolean some = length < of;
        if (some) {
            cut.setText(Messages.bind(Messages.Hex_cut, Formats.bytes(length), Formats.bytes(of)) + "  <a>"
                    + Messages.Hex_showAll + "</a>");
        }
        cut.setVisible(some);
        ((GridData) cut.getLayoutData()).exclude = !some;
        layout();
    }

    /**
     * @param bytes  the bytes
     * @param offset shown for the first of them
     * @param length how many are shown
     * @return 16 bytes a line: offset, hexadecimal, and the printable ASCII characters
     */
    static String hex(byte[] bytes, long offset, int length) {
        StringBuilder out = new StringBuilder(length * 5);
        for (int line = 0; line < length; line += 16) {
            out.append(String.format(Locale.ROOT, "%010x  ", offset + line));
            StringBuilder ascii = new StringBuilder(16);
            for (int i = line; i < line + 16; i++) {
                if (i < length) {
                    int b = bytes[i] & 0xff;
                    out.append(Character.forDigit(b >> 4, 16)).append(Character.forDigit(b & 15, 16)).append(' ');
                    ascii.append(b >= 0x20 && b < 0x7f ? (char) b : '.');
                } else {
                    out.append("   ");
                }
                if (i % 16 == 7) {
                    out.append(' ');
                }
            }
            out.append(' ').append(ascii).append('\n');
        }
        return out.toString();
    }

    private Text line(String name) {
        Text line = new Text(this, SWT.READ_ONLY | SWT.SINGLE);
        Names.set(line, name);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(100, SWT.DEFAULT)
                .applyTo(line);
        return line;
    }

    private Button choice(String label, boolean selected) {
        Button button = new Button(this, SWT.RADIO);
        button.setText(label);
        button.setSelection(selected);
        button.addListener(SWT.Selection, e -> {
            if (button.getSelection()) {
                render();
            }
        });
        return button;
    }

    private void copyHash() {
        Clipboard clipboard = new Clipboard(getDisplay());
        try {
            clipboard.setContents(new Object[] {shown.sha256()}, new Transfer[] {TextTransfer.getInstance()});
        } finally {
            clipboard.dispose();
        }
    }
}
