// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/**
 * Holds a page: it fills the room there is, and where it needs more, at large letters or in a small part, bars
 * lead to the rest instead of cutting it. What has the keyboard is scrolled into sight.
 */
public final class Scrolled extends ScrolledComposite {

    /** @param parent of the page's holder */
    public Scrolled(Composite parent) {
        super(parent, SWT.H_SCROLL | SWT.V_SCROLL);
        setExpandHorizontal(true);
        setExpandVertical(true);
        setShowFocusedControl(true);
        ScrollBars.keep(this);
        addListener(SWT.Resize, e -> fit());
    }

    /**
     * @param parent of the holder
     * @return an empty page in a holder of its own, which is {@link #around}
     */
    public static Composite page(Composite parent) {
        Scrolled holder = new Scrolled(parent);
        Composite page = new Composite(holder, SWT.NONE);
        holder.setContent(page);
        return page;
    }

    /**
     * @param page made by {@link #page}
     * @return what holds it
     */
    public static Scrolled around(Composite page) {
        return (Scrolled) page.getParent();
    }

    /**
     * Lays the page out again: its words have changed.
     *
     * @param page made by {@link #page}
     */
    public static void again(Composite page) {
        page.layout();
        around(page).fit();
    }

    private void fit() {
        Composite page = (Composite) getContent();
        Rectangle room = getBounds();
        if (page == null || room.isEmpty()) {
            return;
        }
        int high = page.computeSize(room.width, SWT.DEFAULT).y;
        if (high > room.height) {
            high = page.computeSize(Math.max(1, room.width - getVerticalBar().getSize().x), SWT.DEFAULT).y;
        }
        setMinSize(0, high);
        layout();
        int wide = widest(page);
        if (wide > page.getSize().x) {
            setMinSize(wide, page.computeSize(wide, SWT.DEFAULT).y);
        }
    }

    /** @return pixels that the controls take which no layout could make narrower */
    private static int widest(Composite page) {
        int end = 0;
        int begin = Integer.MAX_VALUE;
        for (Control child : page.getChildren()) {
            if (child.getVisible()) {
                int wide = child.getClass() == Composite.class ? Math.max(child.getSize().x,
                        widest((Composite) child)) : child.getSize().x;
                end = Math.max(end, child.getLocation().x + wide);
                begin = Math.min(begin, child.getLocation().x);
            }
        }
        return end > page.getSize().x ? end + begin : end;
    }
}
