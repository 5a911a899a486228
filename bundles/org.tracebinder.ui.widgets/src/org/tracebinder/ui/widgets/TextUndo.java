// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;

/**
 * Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z) in text fields: neither GTK nor SWT brings them. Letters that are typed without
 * a rest
 * are taken back together. Belongs to the user-interface thread.
 */
public final class TextUndo {

    /** Event of a text after undo or redo changed it; unlike typing, that is not only a draft. */
    public static final int TAKEN_BACK = 0x7a01;

    private static final String KEY = "org.tracebinder.undo";
    private static final int STEPS = 200;
    private static final int LONGEST = 100_000;
    private static final int REST = 900;

    private final Control control;
    private final Deque<String> back = new ArrayDeque<>();
    private final Deque<String> forth = new ArrayDeque<>();
    private String now;
    private int lastTime;
    private boolean own;

    private TextUndo(Control control) {
        this.control = control;
        now = text();
        control.addListener(SWT.Modify, e -> modified(e.time));
        control.addListener(SWT.KeyDown, this::key);
    }

    /**
     * All fields of the program from now on, as soon as they get the keyboard.
     *
     * @param display the display
     */
    public static void everywhere(Display display) {
        if (display.getData(KEY) != null) {
            return;
        }
        display.setData(KEY, true);
        display.addFilter(SWT.FocusIn, e -> {
            boolean text = e.widget instanceof Text t && (t.getStyle() & (SWT.READ_ONLY | SWT.PASSWORD)) == 0
                    || e.widget instanceof StyledText s && s.getEditable();
            if (text && e.widget.getData(KEY) == null) {
                e.widget.setData(KEY, new TextUndo((Control) e.widget));
            }
        });
    }

    /** @return true when something that was typed there can be taken back */
    public static boolean canUndo(Control control) {
        return control.getData(KEY) instanceof TextUndo u && !u.back.isEmpty();
    }

    /** @return true when something that was taken back there can come again */
    public static boolean canRedo(Control control) {
        return control.getData(KEY) instanceof TextUndo u && !u.forth.isEmpty();
    }

    /** @return false when there was nothing to take back */
    public static boolean undo(Control control) {
        return control.getData(KEY) instanceof TextUndo u && u.step(u.back, u.forth);
    }

    /** @return false when there was nothing to bring again */
    public static boolean redo(Control control) {
        return control.getData(KEY) instanceof TextUndo u && u.step(u.forth, u.back);
    }

    /** @param control whose text is no draft any more: what was typed there was kept elsewhere */
    public static void forget(Control control) {
        if (control.getData(KEY) instanceof TextUndo u) {
            u.back.clear();
            u.forth.clear();
        }
    }

    private void modified(int time) {
        String text = text();
        if (!own && !text.equals(now)) {
            boolean typing = Math.abs(text.length() - now.length()) == 1 && time - lastTime < REST && !back.isEmpty();
            if (!typing && now.length() <= LONGEST) {
                back.push(now);
                if (back.size() > STEPS) {
                    back.removeLast();
                }
            }
            forth.clear();
            lastTime = time;
        }
        now = text;
    }

    private void key(Event e) {
        int held = e.stateMask & SWT.MODIFIER_MASK;
        int code = Character.toLowerCase(e.keyCode);
        if (code == 'z' && held == SWT.MOD1) {
            e.doit = false;
            step(back, forth);
        } else if (code == 'y' && held == SWT.MOD1 || code == 'z' && held == (SWT.MOD1 | SWT.MOD2)) {
            e.doit = false;
            step(forth, back);
        }
    }

    private boolean step(Deque<String> from, Deque<String> to) {
        if (from.isEmpty()) {
            return false;
        }
        to.push(now);
        own = true;
        String text = from.pop();
        if (control instanceof Text t) {
            t.setText(text);
            t.setSelection(text.length());
        } else {
            ((StyledText) control).setText(text);
            ((StyledText) control).setCaretOffset(text.length());
        }
        own = false;
        lastTime = 0;
        control.notifyListeners(TAKEN_BACK, new Event());
        return true;
    }

    private String text() {
        return control instanceof Text t ? t.getText() : ((StyledText) control).getText();
    }
}
