// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.function.Supplier;
import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.IContentProposalListener2;
import org.eclipse.jface.fieldassist.IContentProposalProvider;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;

/** The completion list of the query field; can be closed from outside. Opens by a key, and by itself after a colon. */
final class QueryProposals extends ContentProposalAdapter {

    QueryProposals(StyledText text, IContentProposalProvider provider, KeyStroke key) {
        super(text, new QueryFieldContent(), provider, key, new char[] {':'});
    }

    void close() {
        closeProposalPopup();
    }

    /**
     * The box that tells of a proposal has the colours of the field: on some desktops those of tips, which the platform
     * gives it, are black in a light window.
     *
     * @param palette the colours of the field
     */
    void colour(Supplier<Palette> palette) {
        Shell window = getControl().getShell();
        Listener shown = e -> {
            if (e.widget instanceof Shell box && box.getParent() instanceof Shell list && list.getParent() == window) {
                paint(box, palette.get());
            }
        };
        addContentProposalListener(new IContentProposalListener2() {
            @Override
            public void proposalPopupOpened(ContentProposalAdapter adapter) {
                getControl().getDisplay().addFilter(SWT.Show, shown);
            }

            @Override
            public void proposalPopupClosed(ContentProposalAdapter adapter) {
                getControl().getDisplay().removeFilter(SWT.Show, shown);
            }
        });
        getControl().addDisposeListener(e -> e.display.removeFilter(SWT.Show, shown));
    }

    private static void paint(Control control, Palette palette) {
        control.setBackground(palette.background());
        control.setForeground(palette.foreground());
        if (control instanceof Composite parent) {
            for (Control child : parent.getChildren()) {
                paint(child, palette);
            }
        }
    }
}
