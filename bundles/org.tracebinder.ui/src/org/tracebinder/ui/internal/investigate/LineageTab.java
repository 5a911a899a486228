// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.tracebinder.core.LineageFact;
import org.tracebinder.trace.LineageView;
import org.tracebinder.trace.TraceView;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.widgets.Palette;

/** What the models of the trace rest on, as of the moment of the inference. */
final class LineageTab extends TracedTab {

    private final Investigation investigation;
    private final ValueMenu values;
    private LineagePanel panel;

    LineageTab(Investigation investigation, ValueMenu values) {
        super(Messages.Lineage_title, Messages.Lineage_loading);
        this.investigation = investigation;
        this.values = values;
    }

    @Override
    void fill(Composite content) {
        content.setLayout(new FillLayout());
        panel = new LineagePanel(content, investigation, values);
    }

    @Override
    void colour(Palette colours) {
        panel.setPalette(colours);
    }

    @Override
    void show(Detail detail, TraceView trace) {
        String subject = subject(detail.event().lineage());
        if (subject != null) {
            panel.show(subject);
            return;
        }
        LineageView view = trace.lineage();
        if (view == null || view.nodes().isEmpty()) {
            pane().showMessage(Messages.Lineage_none, view == null ? Messages.Lineage_noneWhy
                    : String.join("\n", Spoken.translation().say(view.missing())));
        } else {
            panel.show(view);
        }
    }

    /** A record of lineage shows what it wrote, not what the models of its trace rest on. */
    private static String subject(LineageFact fact) {
        if (fact == null || fact.outputs().isEmpty()) {
            return null;
        }
        LineageFact.Dataset first = fact.outputs().get(0);
        String space = first.namespace() == null ? "" : first.namespace() + ":";
        return fact.runId() != null ? fact.runId() : space + first.name()
                + (first.version() == null ? "" : "@" + first.version());
    }
}
