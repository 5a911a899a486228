// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.controls.Catalog;
import org.tracebinder.controls.Control;
import org.tracebinder.core.EventId;
import org.tracebinder.session.Attachment;
import org.tracebinder.session.Attachment.Bearing;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.Acts;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.Assessments.Results;
import org.tracebinder.ui.FileChooser;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.TypedPath;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.edit.BinderActs;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.Zoom;

/** Asks what is attached to which control: the selected event, what the query finds, or a document. */
final class AttachDialog extends WorkDialog {

    private final Results results;
    private final Investigation investigation;
    private final String control;
    private final Map<Bearing, Button> bearings = new EnumMap<>(Bearing.class);
    private Button event;
    private Button query;
    private Button document;
    private Text file;
    private Text filter;
    private Table controls;
    private Text words;
    private Path attached;

    /** @param control selected at first, or null */
    AttachDialog(Shell shell, Assessments assessments, Investigation investigation, String control) {
        super(shell, assessments.current(), AssessMessages.Attach_title, AssessMessages.Attach_message,
                AssessMessages.Attach_ok);
        this.results = assessments.results().orElseThrow();
        this.investigation = investigation;
        this.control = control;
    }

    @Override
    void fill(Composite page) {
        heading(page, AssessMessages.Attach_what);
        Composite what = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(8, 4).numColumns(3).applyTo(what);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(what);
        EventId selected = investigation.selected().orElse(null);
        event = choice(what, SWT.RADIO, Messages.bind(AssessMessages.Attach_event, selected == null
                ? AssessMessages.Attach_noEvent : selected), 3);
        event.setEnabled(selected != null);
        String asked = investigation.query();
        String cut = Formats.oneLine(asked);
        query = choice(what, SWT.RADIO, Messages.bind(AssessMessages.Attach_query, asked.isEmpty()
                ? AssessMessages.Attach_queryAll : cut.length() > 90 ? cut.substring(0, 90) + "\u2026" : cut), 3);
        document = choice(what, SWT.RADIO, AssessMessages.Attach_document, 1);
        file = text(what, AssessMessages.Attach_documentHint, SWT.SINGLE, 1);
        file.setMessage(AssessMessages.Attach_documentHint);
        file.setToolTipText(AssessMessages.Attach_documentHint);
        file.addListener(SWT.Modify, e -> select(document));
        Button choose = new Button(what, SWT.PUSH);
        choose.setText(AssessMessages.Attach_choose);
        choose.addListener(SWT.Selection, e -> choose());
        select(selected != null && investigation.chosen() ? event : query);
        heading(page, AssessMessages.Attach_control);
        filter = text(page, AssessMessages.Attach_filter, SWT.SINGLE | SWT.SEARCH, 2);
        filter.setMessage(AssessMessages.Attach_filter);
        filter.setToolTipText(AssessMessages.Attach_filter);
        controls = Trees.table(page, AssessMessages.Attach_control, SWT.SINGLE, List.of(
                new Trees.Col(AssessMessages.Attach_control, 380, false),
                new Trees.Col(Messages.Catalogs_title, 160, false)));
        controls.setHeaderVisible(false);
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(480, Zoom.px(110)).applyTo(controls);
        controls.addListener(SWT.Selection, e -> check());
        filter.addListener(SWT.Modify, e -> list());
        heading(page, AssessMessages.Attach_bearing);
        Composite how = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(14, 4).numColumns(3).applyTo(how);
        GridDataFactory.fillDefaults().span(2, 1).applyTo(how);
        for (Bearing bearing : Bearing.values()) {
            Button button = choice(how, SWT.RADIO, Marks.word(bearing), 1);
            button.setSelection(bearing == Bearing.CONTEXT);
            bearings.put(bearing, button);
        }
        fold(how);
        heading(page, AssessMessages.Attach_text);
        words = text(page, AssessMessages.Attach_text, SWT.MULTI | SWT.WRAP | SWT.V_SCROLL, 2);
        GridDataFactory.createFrom((GridData) words.getLayoutData()).hint(240, 44)
                .applyTo(words);
        list();
    }

    private void select(Button chosen) {
        for (Button button : List.of(event, query, document)) {
            button.setSelection(button == chosen);
        }
        check();
    }

    private void choose() {
        FileChooser.get().open(getShell(), "").ifPresent(chosen -> file.setText(chosen.toString()));
    }

    private void list() {
        String kept = chosen() == null ? control : chosen();
        String[] wanted = filter.getText().toLowerCase(Locale.ROOT).strip().split("\\s+");
        controls.setRedraw(false);
        controls.removeAll();
        TableItem again = null;
        for (Catalog catalog : results.catalogs()) {
            for (Control c : catalog.controls()) {
                String name = c.ref() + "  " + c.label();
                String hay = (name + " " + c.id() + " " + catalog.shortTitle()).toLowerCase(Locale.ROOT);
                if (List.of(wanted).stream().allMatch(hay::contains)) {
                    TableItem item = new TableItem(controls, SWT.NONE);
                    item.setText(new String[] {name, catalog.shortTitle()});
                    item.setData(c.id());
                    again = c.id().equals(kept) ? item : again;
                }
            }
        }
        controls.setRedraw(true);
        if (again == null && controls.getItemCount() == 1) {
            again = controls.getItem(0);
        }
        if (again != null) {
            controls.setSelection(again);
            controls.showItem(again);
        }
        check();
    }

    private String chosen() {
        return controls.getSelectionCount() == 0 ? null : (String) controls.getSelection()[0].getData();
    }

    private Path file() {
        return TypedPath.of(file.getText()).filter(Files::isRegularFile).orElse(null);
    }

    @Override
    String problem() {
        if (document.getSelection() && file() == null) {
            return file.getText().isBlank() ? ""
                    : TypedPath.problem(file.getText()).orElse(AssessMessages.Attach_needsFile);
        }
        return controls == null || chosen() == null ? AssessMessages.Attach_needsControl : null;
    }

    @Override
    Latest.Question<?> work(Binder binder) {
        String to = chosen();
        String text = words.getText();
        Bearing bearing = bearings.entrySet().stream().filter(e -> e.getValue().getSelection()).map(Map.Entry::getKey)
                .findFirst().orElse(Bearing.CONTEXT);
        if (event.getSelection()) {
            String id = investigation.selected().orElseThrow().toString();
            return p -> binder.workpapers().attachEvent(to, id, bearing, text);
        }
        if (query.getSelection()) {
            String asked = investigation.query();
            return p -> binder.workpapers().attachQuery(to, asked, bearing, text, p);
        }
        Path path = file();
        attached = path;
        return p -> binder.workpapers().attachDocument(to, path, bearing, text, p);
    }

    @Override
    Acts.Act takingBack(Object done) {
        return done instanceof Attachment kept ? BinderActs.detach(kept, attached) : null;
    }

    @Override
    String job() {
        return Messages.bind(AssessMessages.Attach_job, chosen());
    }
}
