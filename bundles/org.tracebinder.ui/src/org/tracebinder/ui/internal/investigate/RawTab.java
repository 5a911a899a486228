// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.Optional;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.tracebinder.trace.TraceView;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.widgets.HexAndTextView;
import org.tracebinder.ui.widgets.Palette;

/** The original bytes of the event's record. */
final class RawTab implements DetailTab {

    private HexAndTextView view;

    @Override
    public String title() {
        return Messages.Raw_title;
    }

    @Override
    public Control create(Composite parent) {
        view = new HexAndTextView(parent);
        return view;
    }

    @Override
    public void setPalette(Palette palette) {
        view.setPalette(palette);
    }

    @Override
    public void show(Detail detail) {
        view.show(new HexAndTextView.Bytes(detail.record().id() + "  " + detail.source().path(),
                detail.record().offset(), detail.bytes(), detail.sha256(), detail.event().from(), detail.end()));
    }

    @Override
    public void show(Detail detail, Optional<TraceView> trace, String why) {
        // Bytes need no trace.
    }
}
