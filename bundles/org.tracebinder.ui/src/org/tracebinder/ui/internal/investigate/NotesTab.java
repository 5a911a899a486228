// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.Optional;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.tracebinder.trace.TraceView;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.notes.NotesPanel;
import org.tracebinder.ui.widgets.Palette;

/** What auditors noted on the event. */
final class NotesTab implements DetailTab {

    private final CurrentBinder current;
    private NotesPanel panel;

    NotesTab(CurrentBinder current) {
        this.current = current;
    }

    @Override
    public String title() {
        return Messages.Notes_title;
    }

    @Override
    public Control create(Composite parent) {
        panel = new NotesPanel(parent, current, false, note -> { });
        return panel;
    }

    @Override
    public void setPalette(Palette palette) {
        panel.setPalette(palette);
    }

    @Override
    public void show(Detail detail) {
        panel.about(detail.id().toString());
    }

    @Override
    public void show(Detail detail, Optional<TraceView> trace, String why) {
        // Notes are on the event alone.
    }
}
