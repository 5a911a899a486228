// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.nio.charset.StandardCharsets;
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

    private final Text place;
    private final Text hash;
    private final Button hex;
    private final Button text;
    private final Link copyHash;
    private final StyledText body;
    private final Link cut;
    private Palette palette;
    private Bytes shown;
    private boolean all;

    /** @param parent of the view */
    public HexAndTextView(Composite parent) {
        super(parent, SWT.NONE);
        palette = Palette.fitting(parent.getBackground());
        GridLayoutFactory.fillDefaults().margins(6, 4).spacing(6, 4).numColumns(3).applyTo(this);
        place = line();
        text = choice(Messages.Hex_asText, true);
        hex = choice(Messages.Hex_asHex, false);
        hash = line();
        copyHash = new Link(this, SWT.NONE);
        copyHash.setText("<a>" + Messages.Hex_copyHash + "</a>");
        copyHash.addListener(SWT.Selection, e -> copyHash());
        GridDataFactory.fillDefaults().span(2, 1).align(SWT.END, SWT.CENTER).applyTo(copyHash);
        body = new StyledText(this, SWT.READ_ONLY | SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL | SWT.BORDER);
        body.setFont(JFaceResources.getTextFont());
        body.setMargins(6, 4, 6, 4);
        GridDataFactory.fillDefaults().grab(true, true).span(3, 1).hint(200, 80).applyTo(body);
        cut = new Link(this, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).exclude(true).applyTo(cut);
        Names.set(cut, Messages.Hex_showAll);
        cut.addListener(SWT.Selection, e -> {
            all = true;
            render();
        });
        Names.set(body, Messages.Hex_name);
        show(null);
    }

    /** @param bytes what is shown, or null for nothing */
    public void show(Bytes bytes) {
        shown = bytes;
        all = false;
        render();
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
        int length = all ? shown.bytes().length : Math.min(FIRST, shown.bytes().length);
        body.setRedraw(false);
        if (hex.getSelection()) {
            body.setWordWrap(false);
            body.setText(hex(shown.bytes(), shown.offset(), length));
        } else {
            body.setWordWrap(true);
            body.setText(new String(shown.bytes(), 0, length, StandardCharsets.UTF_8));
            mark(length);
        }
        body.setRedraw(true);
        showCut(length, shown.bytes().length);
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

    private Text line() {
        Text line = new Text(this, SWT.READ_ONLY | SWT.SINGLE);
        line.setMessage(Messages.Hex_where);
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
