// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.help;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.tracebinder.ui.widgets.Palette;

/** Puts the lines of a page into a text widget: headings, points, bold words and code. */
final class HelpText {

    private static final Pattern MARKED = Pattern.compile("\\*\\*(.+?)\\*\\*|`(.+?)`");
    private static final int INDENT = 16;

    private final StringBuilder words = new StringBuilder();
    private final List<StyleRange> styles = new ArrayList<>();
    private final Palette palette;

    HelpText(Palette palette) {
        this.palette = palette;
    }

    /** Shows what was added. */
    void show(StyledText text) {
        text.setText(words.toString());
        text.setStyleRanges(styles.toArray(StyleRange[]::new));
        for (int i = 0; i < text.getLineCount(); i++) {
            String line = text.getLine(i);
            if (line.startsWith("\u2022 ") || line.matches("\\d\\. .*")) {
                text.setLineWrapIndent(i, 1, INDENT);
            }
            text.setLineVerticalIndent(i, line.isEmpty() ? 0 : 4);
        }
        text.setTopPixel(0);
    }

    void title(String title) {
        styled(title, palette.foreground(), SWT.BOLD, JFaceResources.getHeaderFont());
        words.append('\n');
    }

    void add(String line) {
        if (line.startsWith("## ")) {
            words.append('\n');
            styled(line.substring(3), palette.muted(), SWT.BOLD, null);
        } else {
            marked(line.startsWith("- ") ? "\u2022 " + line.substring(2) : line);
        }
        words.append('\n');
    }

    private void marked(String line) {
        Matcher m = MARKED.matcher(line);
        int at = 0;
        while (m.find()) {
            words.append(line, at, m.start());
            if (m.group(1) != null) {
                styled(m.group(1), palette.foreground(), SWT.BOLD, null);
            } else {
                styled(m.group(2), palette.accent(), SWT.NORMAL, JFaceResources.getTextFont());
            }
            at = m.end();
        }
        words.append(line, at, line.length());
    }

    private void styled(String what, Color colour, int style, Font font) {
        StyleRange range = new StyleRange(words.length(), what.length(), colour, null, style);
        range.font = font;
        styles.add(range);
        words.append(what);
    }
}
