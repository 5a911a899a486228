// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.controls.Control;
import org.tracebinder.core.EventId;
import org.tracebinder.session.Attachment;
import org.tracebinder.session.Note;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.Assessments.Results;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Log;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Commands;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Perspectives;
import org.tracebinder.ui.internal.investigate.ValueMenu;
import org.tracebinder.ui.internal.notes.NotesPanel;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.ScrollBars;
import org.tracebinder.ui.widgets.StatePane;

/** One control: what it asks, what speaks for and against, what the auditor attached, noted and concluded. */
public final class ControlView extends ViewPart implements Assessments.Listener, CurrentBinder.Listener {

    /** Shares of the words and of what stands below them. */
    private static final int[] WITH_CHECKS = {44, 56};
    private static final int[] WITHOUT = {74, 26};

    private final Latest latest = new Latest();
    private List<Note> noted = List.of();
    private Assessments assessments;
    private Investigation investigation;
    private StatePane pane;
    private SashForm sash;
    private StyledText text;
    private CTabFolder tabs;
    private ChecksPanel checks;
    private EvidencePanel evidence;
    private NotesPanel notes;
    private Palette palette;
    private Results shown;
    private String about = "";

    @Override
    public void createPartControl(Composite parent) {
        assessments = getSite().getService(Assessments.class);
        investigation = getSite().getService(Investigation.class);
        pane = new StatePane(parent);
        GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(pane.content());
        Link actions = new Link(pane.content(), SWT.WRAP);
        actions.setText("<a href=\"conclude\">" + AssessMessages.Control_conclude + "</a>     <a href=\"attach\">"
                + AssessMessages.Control_attach + "</a>     <a href=\"note\">" + AssessMessages.Control_note + "</a>");
        Names.set(actions, AssessMessages.Control_actions);
        actions.addListener(SWT.Selection, e -> act(e.text));
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).indent(12, 6).applyTo(actions);
        sash = new SashForm(pane.content(), SWT.VERTICAL);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 100).applyTo(sash);
        text = new StyledText(sash, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
        ScrollBars.keep(text);
        text.setMargins(12, 8, 12, 8);
        text.setLineSpacing(2);
        Names.set(text, Messages.Control_title);
        ValueMenu values = new ValueMenu(investigation, getSite().getPage());
        values.on(text, () -> null);
        tabs = new CTabFolder(sash, SWT.TOP | SWT.FLAT);
        checks = new ChecksPanel(tabs, investigation.current(), values, this::investigate);
        evidence = new EvidencePanel(tabs, investigation.current(), () -> act("attach"), this::open);
        notes = new NotesPanel(tabs, investigation.current(), false, n -> { });
        tab(AssessMessages.Control_tabChecks, checks);
        tab(Messages.bind(AssessMessages.Control_tabEvidence, 0), evidence);
        tab(Messages.bind(AssessMessages.Control_tabNotes, 0), notes);
        tabs.setSelection(0);
        Names.set(tabs, Messages.Control_title);
        sash.setWeights(WITH_CHECKS);
        Palettes.follow(parent, p -> {
            palette = p;
            text.setBackground(p.background());
            text.setForeground(p.foreground());
            checks.setPalette(p);
            evidence.setPalette(p);
            notes.setPalette(p);
            shown = null;
            assessed();
        });
        Help.install(parent, "control");
        assessments.add(this);
        investigation.current().add(this);
    }

    private void tab(String label, Composite content) {
        CTabItem item = new CTabItem(tabs, SWT.NONE);
        item.setText(label);
        item.setToolTipText(label);
        item.setControl(content);
    }

    @Override
    public void dispose() {
        assessments.remove(this);
        investigation.current().remove(this);
        latest.cancel();
        super.dispose();
    }

    @Override
    public void setFocus() {
        if (!tabs.getSelection().getControl().setFocus()) {
            text.setFocus();
        }
    }

    @Override
    public void assessed() {
        Results results = assessments.results().orElse(null);
        if (results == null || results != shown) {
            controlSelected();
        }
    }

    @Override
    public void controlSelected() {
        var results = assessments.results();
        var selected = assessments.selected();
        if (results.isEmpty() || selected.isEmpty()) {
            shown = null;
            about = "";
            pane.showMessage(Messages.Control_none, Messages.Control_noneWhy);
            return;
        }
        Control control = selected.get().control();
        boolean same = control.id().equals(about);
        if (!same) {
            noted = List.of();
            notes.about(control.id());
        }
        shown = results.get();
        about = control.id();
        describe(control, same);
        boolean spoken = checks.filled();
        checks.show(control, shown);
        if (spoken != checks.filled()) {
            // Where no check speaks, the words get the room.
            sash.setWeights(checks.filled() ? WITH_CHECKS : WITHOUT);
        }
        List<Attachment> attached = shown.attached(control.id());
        evidence.show(attached);
        title(1, Messages.bind(AssessMessages.Control_tabEvidence, Formats.number(attached.size())));
        contentChanged();
        pane.showContent();
    }

    private void title(int tab, String words) {
        tabs.getItem(tab).setText(words);
        tabs.getItem(tab).setToolTipText(words);
    }

    @Override
    public void binderChanged() {
        latest.cancel();
    }

    /** Notes come and go while the results stay. */
    @Override
    public void contentChanged() {
        assessments.selected().map(Assessments.Selected::control).ifPresent(control -> investigation.current().binder()
                .ifPresent(binder -> latest.ask(investigation.current().jobs(), Messages.Loading,
                        p -> binder.notes().on(control.id()), found -> {
                            title(2, Messages.bind(AssessMessages.Control_tabNotes, Formats.number(found.size())));
                            if (!found.equals(noted) && shown != null) {
                                noted = found;
                                describe(control, true);
                            }
                        }, e -> Log.warn("Reading notes on " + control.id(), e))));
    }

    private void describe(Control control, boolean same) {
        new ControlText(shown, palette).describe(control, noted).into(text, same);
    }

    private void act(String what) {
        switch (what) {
            case "conclude" -> Commands.run(getSite(), Parts.COMMAND_CONCLUDE);
            case "attach" -> Commands.run(getSite(), Parts.COMMAND_ATTACH);
            default -> {
                tabs.setSelection(2);
                notes.setFocus();
            }
        }
    }

    /** Goes to what the query finds in the investigation; to one event of it when there is an id. */
    private void investigate(String query, String id) {
        if (!query.isEmpty()) {
            investigation.ask(query);
        }
        if (id != null && EventId.isId(id)) {
            investigation.select(EventId.parse(id));
        }
        Perspectives.show(getSite().getWorkbenchWindow(), Parts.PERSPECTIVE_INVESTIGATE);
    }

    private void open(Attachment a) {
        switch (a.kind()) {
            case EVENT -> investigate("", a.reference());
            case QUERY -> {
                investigation.ask(a.reference());
                Perspectives.show(getSite().getWorkbenchWindow(), Parts.PERSPECTIVE_INVESTIGATE);
            }
            case DOCUMENT -> {
                // A document from outside is never opened by the program; a copy of it can be saved.
            }
        }
    }
}
