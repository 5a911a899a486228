// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.Optional;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.tracebinder.core.EventId;
import org.tracebinder.session.MarkedBytes;
import org.tracebinder.trace.TraceView;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.HexAndTextView;
import org.tracebinder.ui.widgets.Palette;

/** The original bytes of the event's record. */
final class RawTab implements DetailTab {

    private final ValueMenu values;
    private HexAndTextView view;
    private EventId event;

    RawTab(ValueMenu values) {
        this.values = values;
    }

    @Override
    public String title() {
        return Messages.Raw_title;
    }

    @Override
    public Control create(Composite parent) {
        view = new HexAndTextView(parent);
        values.on(view.text(), () -> event);
        return view;
    }

    @Override
    public void setPalette(Palette palette) {
        view.setPalette(palette);
    }

    @Override
    public void show(Detail detail) {
        event = detail.id();
        view.show(new HexAndTextView.Bytes(detail.record().id() + "  " + detail.source().path(),
                detail.record().offset(), detail.bytes(), detail.sha256(), detail.event().from(), detail.end()),
                detail.marked().places().stream().map(p -> new HexAndTextView.Mark(p.from(), p.to(), p.text()))
                .toList(),
                rest(detail.marked()));
    }

    private static String rest(MarkedBytes marked) {
        String unplaced = marked.unplaced() == 0 ? "" : Messages.bind(Messages.Raw_unplaced,
                Formats.number(marked.unplaced()));
        String more = marked.whole() ? "" : Messages.Raw_more;
        return unplaced + (unplaced.isEmpty() || more.isEmpty() ? "" : "; ") + more;
    }

    @Override
    public void show(Detail detail, Optional<TraceView> trace, String why) {
        // Bytes need no trace.
    }
}
