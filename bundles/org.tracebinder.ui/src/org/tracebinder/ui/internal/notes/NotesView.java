// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.notes;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.core.EventId;
import org.tracebinder.session.Note;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Perspectives;
import org.tracebinder.ui.internal.Queries;
import org.tracebinder.ui.widgets.Names;

/** All notes of the binder, found by a filter; a new one is on the event or control that was selected last. */
public final class NotesView extends ViewPart implements Investigation.Listener, Assessments.Listener {

    private Investigation investigation;
    private Assessments assessments;
    private Text filter;
    private NotesPanel panel;

    @Override
    public void createPartControl(Composite parent) {
        investigation = getSite().getService(Investigation.class);
        assessments = getSite().getService(Assessments.class);
        GridLayoutFactory.fillDefaults().margins(2, 6).spacing(6, 2).applyTo(parent);
        filter = new Text(parent, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        filter.setMessage(Messages.Notes_filter);
        filter.setToolTipText(Messages.Notes_filter);
        Names.set(filter, Messages.Notes_filter);
        GridDataFactory.fillDefaults().grab(true, false).indent(4, 0).applyTo(filter);
        panel = new NotesPanel(parent, investigation.current(), true, this::open);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(panel);
        filter.addListener(SWT.Modify, e -> panel.filter(filter.getText()));
        Palettes.follow(parent, panel::setPalette);
        Help.install(parent, "notes");
        investigation.add(this);
        assessments.add(this);
        if (getSite().getPage().getPerspective().getId().equals(Parts.PERSPECTIVE_ASSESS)) {
            controlSelected();
        } else {
            selected();
        }
    }

    @Override
    public void dispose() {
        investigation.remove(this);
        assessments.remove(this);
        super.dispose();
    }

    @Override
    public void setFocus() {
        if (!panel.setFocus()) {
            filter.setFocus();
        }
    }

    /** @param subject that a new note is on: an event, control or source */
    public void about(String subject) {
        panel.about(subject);
    }

    @Override
    public void asked() {
        // A note is on a selection, not on a query.
    }

    @Override
    public void selected() {
        panel.about(investigation.selected().map(EventId::toString).orElse(""));
    }

    @Override
    public void assessed() {
        // Other results of the same control are no other subject.
    }

    @Override
    public void controlSelected() {
        assessments.selected().ifPresent(s -> panel.about(s.control().id()));
    }

    private void open(Note note) {
        String perspective = switch (note.kind()) {
            case EVENT -> {
                investigation.select(EventId.parse(note.subject()));
                yield Parts.PERSPECTIVE_INVESTIGATE;
            }
            case SOURCE -> {
                investigation.ask(Queries.is("source", note.subject()));
                yield Parts.PERSPECTIVE_INVESTIGATE;
            }
            case CONTROL -> {
                assessments.results().ifPresent(r -> r.catalogs().forEach(catalog -> catalog.control(note.subject())
                        .ifPresent(c -> assessments.select(new Assessments.Selected(catalog, c)))));
                yield Parts.PERSPECTIVE_ASSESS;
            }
        };
        Perspectives.show(getSite().getWorkbenchWindow(), perspective);
    }
}
