// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.function.IntFunction;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/**
 * Goes from one found word of a text to the next: two buttons, F3 and Shift+F3 in the text, and how many there are.
 * Takes no room while there are none. Belongs to the user-interface thread.
 */
public final class MarkBar extends Composite {

    private final StyledText body;
    private final Label label;
    private IntFunction<Point> reveal = i -> null;
    private IntFunction<String> words = i -> "";
    private String more = "";
    private int count;
    private int current = -1;

    /**
     * @param parent with a grid
     * @param body   the text in which the words are
     */
    public MarkBar(Composite parent, StyledText body) {
        super(parent, SWT.NONE);
        this.body = body;
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(4, 0).extendedMargins(4, 4, 2, 0).applyTo(this);
        button("\u25b2", Messages.Marks_previous, -1);
        button("\u25bc", Messages.Marks_next, 1);
        label = new Label(this, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(100, SWT.DEFAULT)
                .applyTo(label);
        body.addListener(SWT.KeyDown, e -> {
            if (e.keyCode == SWT.F3 && (e.stateMask & SWT.MODIFIER_MASK & ~SWT.SHIFT) == 0) {
                go((e.stateMask & SWT.SHIFT) == 0 ? 1 : -1);
            }
        });
        none();
    }

    private void button(String sign, String name, int step) {
        Button button = new Button(this, SWT.PUSH | SWT.FLAT);
        button.setText(sign);
        button.setToolTipText(name);
        Names.set(button, name);
        button.addListener(SWT.Selection, e -> go(step));
    }

    /** Nothing was found. */
    public void none() {
        found(0, i -> null, i -> "", "");
    }

    /**
     * @param number how many words were found
     * @param place  brings the n-th, from 0, into the text and gives its first character and its length
     * @param spoken the n-th in words, for people and for screen readers
     * @param rest   what else there is to say, for example that there are more; may be empty
     */
    public void found(int number, IntFunction<Point> place, IntFunction<String> spoken, String rest) {
        count = number;
        reveal = place;
        words = spoken;
        more = rest.isEmpty() ? "" : "  \u00b7  " + rest;
        current = -1;
        boolean some = number > 0 || !rest.isEmpty();
        setVisible(some);
        if (getLayoutData() instanceof GridData data && data.exclude == some) {
            data.exclude = !some;
            getParent().layout();
        }
        say();
    }

    /** @return how many words were found */
    public int count() {
        return count;
    }

    /** @return what the bar says, for tests */
    public String text() {
        return label.getText();
    }

    /** @param step 1 for the next word, -1 for the one before; goes round at the ends */
    public void go(int step) {
        if (count == 0) {
            return;
        }
        current = current < 0 ? step > 0 ? 0 : count - 1 : Math.floorMod(current + step, count);
        Point at = reveal.apply(current);
        if (at != null) {
            body.setSelection(at.x, at.x + at.y);
            body.showSelection();
        }
        say();
    }

    private void say() {
        String said = (current < 0 ? Messages.bind(count == 1 ? Messages.Marks_one : Messages.Marks_count,
                Formats.number(count)) : Messages.bind(Messages.Marks_of, new Object[] {Formats.number(current + 1),
                Formats.number(count), Formats.oneLine(words.apply(current))})) + more;
        label.setText(said.replace("&", "&&"));
        label.setToolTipText(said.replace("&", "&&"));
        Names.set(label, said);
    }

    /**
     * @param start   first character
     * @param length  how many
     * @param palette the colours
     * @return a found word: bold and underlined, so that it is seen without colours, too
     */
    public static StyleRange style(int start, int length, Palette palette) {
        StyleRange style = new StyleRange(start, length, palette.selected(), palette.soft(), SWT.BOLD);
        style.underline = true;
        style.underlineStyle = SWT.UNDERLINE_SINGLE;
        style.underlineColor = palette.accent();
        return style;
    }
}
