// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.tracebinder.ui.widgets.CellTips;
import org.tracebinder.ui.widgets.Names;

/** Measures whether words have the room that they need; what is shortened on purpose says all in its tip. */
final class Room {

    /** Pixels that a platform may round away. */
    private static final int ROUNDED = 2;

    private Room() {
    }

    /** @return what is cut below that composite, each with a word that tells which */
    static List<String> cut(Composite top) {
        List<String> cut = new ArrayList<>();
        Predicate<Control> seen = Control::isVisible;
        for (Control control : Bench.below(top, Control.class, seen)) {
            String what = switch (control) {
                case Label label when (label.getStyle() & SWT.SEPARATOR) == 0 -> label.getText();
                case Link link -> link.getText();
                case Button button -> button.getText();
                default -> "";
            };
            if (!what.isBlank() && !says(control, what) && small(control)) {
                cut.add(name(control) + " '" + brief(what) + "' has " + control.getSize() + ", needs "
                        + needs(control));
            }
            outside(control, cut);
            switch (control) {
                case Text text -> hint(text, cut);
                case CTabFolder tabs -> tabs(tabs, cut);
                case ToolBar bar -> bar(bar, cut);
                case Table table -> headers(table, cut);
                case Tree tree -> headers(tree, cut);
                case StyledText text -> words(text, cut);
                default -> { }
            }
        }
        return cut;
    }

    private static Point needs(Control control) {
        int wide = control.getSize().x;
        boolean wraps = (control.getStyle() & SWT.WRAP) != 0 || control instanceof Link;
        return wraps ? control.computeSize(wide, SWT.DEFAULT) : control.computeSize(SWT.DEFAULT, SWT.DEFAULT);
    }

    private static boolean small(Control control) {
        Point has = control.getSize();
        Point needs = needs(control);
        return has.x + ROUNDED < needs.x || has.y + ROUNDED < needs.y;
    }

    private static boolean says(Control control, String what) {
        return plain(control.getToolTipText()).contains(plain(what).strip());
    }

    private static String plain(String words) {
        return words == null ? "" : words.replace("&&", "&");
    }

    /** A control must lie in what holds it; what is scrolled may be larger than its window. */
    private static void outside(Control control, List<String> cut) {
        Composite holds = control.getParent();
        Rectangle in = holds.getClientArea();
        Rectangle at = control.getBounds();
        if (holds instanceof ScrolledComposite
                || holds instanceof Shell || control instanceof Shell || at.isEmpty() || in.isEmpty()) {
            return;
        }
        if (at.x + at.width > in.x + in.width + ROUNDED
                || at.y + at.height > in.y + in.height + ROUNDED) {
            cut.add(name(control) + " at " + at + " outside " + name(holds) + " " + in);
        }
    }

    private static void hint(Text text, List<String> cut) {
        String hint = text.getMessage();
        if (!hint.isEmpty() && !says(text, hint) && wide(text, hint) + 8 > text.getClientArea().width) {
            cut.add(name(text) + " hint '" + hint + "'");
        }
    }

    private static void tabs(CTabFolder tabs, List<String> cut) {
        for (CTabItem item : tabs.getItems()) {
            String words = plain(item.getText());
            boolean all = plain(item.getToolTipText()).contains(words);
            if (item.isShowing() && wide(tabs, words) > item.getBounds().width && !all) {
                cut.add("tab '" + words + "'");
            }
        }
    }

    private static void bar(ToolBar bar, List<String> cut) {
        boolean part = false; // the bar that shows running work hides its button by giving it no room
        for (Composite c = bar; c != null; c = c.getParent()) {
            part |= c instanceof CTabFolder;
        }
        for (ToolItem item : bar.getItems()) {
            if (part && item.getBounds().x + item.getBounds().width > bar.getSize().x + ROUNDED) {
                cut.add("tool '" + item.getText() + item.getToolTipText() + "'");
            }
        }
    }

    private static void headers(Table table, List<String> cut) {
        for (TableColumn column : table.getColumns()) {
            if (table.getHeaderVisible() && column.getWidth() > 0
                    && wide(table, column.getText()) > column.getWidth()) {
                cut.add(name(table) + " heading '" + column.getText() + "'");
            }
        }
    }

    private static void headers(Tree tree, List<String> cut) {
        for (TreeColumn column : tree.getColumns()) {
            if (tree.getHeaderVisible() && column.getWidth() > 0 && !column.getText().startsWith(CellTips.GAP)
                    && wide(tree, column.getText()) > column.getWidth()) {
                cut.add(name(tree) + " heading '" + column.getText() + "'");
            }
        }
    }

    private static void words(StyledText text, List<String> cut) {
        boolean bars = text.getVerticalBar() != null;
        int end = text.getCharCount();
        if (!bars && end > 0 && text.getLocationAtOffset(end).y + text.getLineHeight() > text.getSize().y + ROUNDED) {
            cut.add(name(text) + " words end below");
        }
    }

    private static int wide(Control control, String words) {
        GC gc = new GC(control);
        gc.setFont(control.getFont());
        int wide = gc.textExtent(words).x;
        gc.dispose();
        return wide;
    }

    private static String name(Control control) {
        Object said = control.getData(Names.KEY);
        String kind = control.getClass().getSimpleName();
        return said == null ? kind : kind + " " + brief(said.toString());
    }

    private static String brief(String words) {
        return words.length() > 70 ? words.substring(0, 70) : words;
    }
}
