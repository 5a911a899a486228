// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.Optional;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.tracebinder.trace.TraceView;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.internal.assess.AssessMessages;
import org.tracebinder.ui.internal.assess.EventControls;
import org.tracebinder.ui.widgets.Palette;

/** The controls that the event is evidence for. */
final class ControlsTab implements DetailTab {

    private final Assessments assessments;
    private final ValueMenu values;
    private EventControls panel;

    ControlsTab(Assessments assessments, ValueMenu values) {
        this.assessments = assessments;
        this.values = values;
    }

    @Override
    public String title() {
        return AssessMessages.Event_title;
    }

    @Override
    public Control create(Composite parent) {
        panel = new EventControls(parent, assessments, values.page(), values::note);
        return panel;
    }

    @Override
    public void setPalette(Palette palette) {
        panel.setPalette(palette);
    }

    @Override
    public void show(Detail detail) {
        panel.show(detail.id());
    }

    @Override
    public void show(Detail detail, Optional<TraceView> trace, String why) {
        // Checks count events; the trace changes nothing about that.
    }
}
