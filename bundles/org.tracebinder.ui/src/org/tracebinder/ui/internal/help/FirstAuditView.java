// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.help;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.part.ViewPart;
import org.osgi.service.prefs.BackingStoreException;
import org.tracebinder.ui.Log;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Commands;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Perspectives;
import org.tracebinder.ui.widgets.ScrollBars;
import org.tracebinder.ui.widgets.Zoom;

/** The steps of an audit as a list to tick off; each one opens where it is done. What is ticked stays so. */
public final class FirstAuditView extends ViewPart {

    private static final String KEY = "firstAudit.";
    private static final int WIDTH = 280;

    /** Where a step is done: a command, or a part in its perspective. */
    private record Step(String id, String command, String perspective, String part) {
    }

    private static final List<Step> STEPS = List.of(
            new Step("binder", Parts.COMMAND_NEW, null, null),
            new Step("import", Parts.COMMAND_IMPORT, null, null),
            new Step("reconcile", null, Parts.PERSPECTIVE_CUSTODY, Parts.SOURCES),
            new Step("quarantine", null, Parts.PERSPECTIVE_CUSTODY, Parts.QUARANTINE),
            new Step("search", Parts.COMMAND_QUERY, Parts.PERSPECTIVE_INVESTIGATE, null),
            new Step("inference", null, Parts.PERSPECTIVE_INVESTIGATE, Parts.DETAIL),
            new Step("assess", null, Parts.PERSPECTIVE_ASSESS, Parts.CATALOGS),
            new Step("notes", null, Parts.PERSPECTIVE_INVESTIGATE, Parts.NOTES),
            new Step("export", Parts.COMMAND_EXPORT, null, null));

    private final List<Button> boxes = new ArrayList<>();
    private Label state;

    @Override
    public void createPartControl(Composite parent) {
        ScrolledComposite scrolled = new ScrolledComposite(parent, SWT.V_SCROLL);
        ScrollBars.keep(scrolled);
        Composite page = new Composite(scrolled, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(12, 10).spacing(6, 4).applyTo(page);
        Label title = new Label(page, SWT.WRAP);
        title.setText(Messages.First_title);
        title.setFont(JFaceResources.getHeaderFont());
        state = new Label(page, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(Zoom.px(WIDTH), SWT.DEFAULT).applyTo(state);
        STEPS.forEach(step -> add(page, step));
        Link again = new Link(page, SWT.NONE);
        again.setText("<a>" + Messages.First_again + "</a>");
        again.addListener(SWT.Selection, e -> {
            boxes.forEach(b -> b.setSelection(false));
            STEPS.forEach(s -> keep(s.id(), false));
        });
        GridDataFactory.fillDefaults().indent(0, 12).applyTo(again);
        scrolled.setContent(page);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        scrolled.addListener(SWT.Resize, e -> scrolled.setMinHeight(
                page.computeSize(scrolled.getClientArea().width, SWT.DEFAULT).y));
        Help.install(parent, "firstAudit");
        count();
        FirstAuditWatch watch = new FirstAuditWatch(getSite(), this::done);
        parent.addDisposeListener(e -> watch.close());
    }

    @Override
    public void setFocus() {
        boxes.get(0).setFocus();
    }

    private void add(Composite page, Step step) {
        Button box = new Button(page, SWT.CHECK);
        // The light theme gives boxes in a part a background, and GTK draws the tick in its colour: nobody sees it.
        box.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
        box.setText((boxes.size() + 1) + ". " + FieldLabels.word("first." + step.id(), step.id()));
        box.setSelection(store().getBoolean(KEY + step.id(), false));
        box.addListener(SWT.Selection, e -> keep(step.id(), box.getSelection()));
        GridDataFactory.fillDefaults().grab(true, false).indent(0, 8).applyTo(box);
        boxes.add(box);
        Label text = new Label(page, SWT.WRAP);
        text.setText(FieldLabels.word("first." + step.id() + ".text", "").replace("&", "&&"));
        GridDataFactory.fillDefaults().grab(true, false).indent(26, 0).hint(Zoom.px(WIDTH) - 26, SWT.DEFAULT)
                .applyTo(text);
        Link link = new Link(page, SWT.NONE);
        link.setText("<a>" + FieldLabels.word("first." + step.id() + ".go", Messages.First_go) + "</a>");
        link.addListener(SWT.Selection, e -> go(step));
        GridDataFactory.fillDefaults().indent(26, 0).applyTo(link);
    }

    private void go(Step step) {
        if (step.perspective() != null) {
            Perspectives.show(getSite().getWorkbenchWindow(), step.perspective());
            // The list is for all of the steps: it goes along.
            Perspectives.keep(getSite().getWorkbenchWindow().getActivePage(), Parts.FIRST_AUDIT);
        }
        if (step.part() != null) {
            Perspectives.activate(getSite().getWorkbenchWindow().getActivePage(), step.part());
        }
        if (step.command() != null) {
            Commands.run(getSite().getWorkbenchWindow(), step.command());
        }
    }

    /** A step that was seen to be done is ticked; who wants it open again unticks it. */
    private void done(String id) {
        for (int i = 0; i < STEPS.size(); i++) {
            if (STEPS.get(i).id().equals(id) && !boxes.get(i).isDisposed() && !boxes.get(i).getSelection()) {
                boxes.get(i).setSelection(true);
                keep(id, true);
            }
        }
    }

    private void keep(String id, boolean done) {
        store().putBoolean(KEY + id, done);
        try {
            store().flush();
        } catch (BackingStoreException e) {
            Log.warn("Saving the checklist", e);
        }
        count();
    }

    private void count() {
        long done = boxes.stream().filter(Button::getSelection).count();
        state.setText(Messages.bind(Messages.First_state, done, boxes.size()));
    }

    private static IEclipsePreferences store() {
        return InstanceScope.INSTANCE.getNode("org.tracebinder.ui");
    }
}
