// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import org.eclipse.jface.fieldassist.IControlContentAdapter;
import org.eclipse.jface.fieldassist.IControlContentAdapter2;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;

/** Lets the completion list of JFace read and write a styled text. */
final class QueryFieldContent implements IControlContentAdapter, IControlContentAdapter2 {

    @Override
    public void setControlContents(Control control, String contents, int cursor) {
        StyledText text = (StyledText) control;
        text.setText(contents);
        text.setCaretOffset(Math.min(cursor, contents.length()));
    }

    @Override
    public void insertControlContents(Control control, String contents, int cursor) {
        StyledText text = (StyledText) control;
        int at = text.getSelection().x;
        text.insert(contents);
        text.setCaretOffset(at + cursor);
    }

    @Override
    public String getControlContents(Control control) {
        return ((StyledText) control).getText();
    }

    @Override
    public int getCursorPosition(Control control) {
        return ((StyledText) control).getCaretOffset();
    }

    @Override
    public Rectangle getInsertionBounds(Control control) {
        StyledText text = (StyledText) control;
        Point at = text.getLocationAtOffset(text.getCaretOffset());
        return new Rectangle(at.x, at.y, 1, text.getLineHeight());
    }

    @Override
    public void setCursorPosition(Control control, int index) {
        ((StyledText) control).setCaretOffset(index);
    }

    @Override
    public Point getSelection(Control control) {
        return ((StyledText) control).getSelection();
    }

    @Override
    public void setSelection(Control control, Point range) {
        ((StyledText) control).setSelection(range);
    }
}
