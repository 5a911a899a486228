// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.start;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Parts;
import org.tracebinder.ui.internal.Commands;
import org.tracebinder.ui.internal.DropFiles;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.RecentBinders;
import org.tracebinder.ui.widgets.Zoom;

/** Three tasks for somebody who has no binder open, and the binders of before. */
public final class StartView extends ViewPart implements CurrentBinder.Listener {

    private static final int WIDTH = 620;

    private CurrentBinder current;
    private Composite page;
    private Label state;
    private Link rebuild;
    private Button first;

    @Override
    public void createPartControl(Composite parent) {
        current = getSite().getService(CurrentBinder.class);
        GridLayoutFactory.fillDefaults().margins(32, 24).applyTo(parent);
        page = new Composite(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).align(SWT.CENTER, SWT.CENTER).hint(Zoom.px(WIDTH), SWT.DEFAULT)
                .applyTo(page);
        GridLayoutFactory.fillDefaults().spacing(8, 6).numColumns(2).applyTo(page);
        Label title = new Label(page, SWT.NONE);
        title.setText(Messages.Start_title);
        title.setFont(JFaceResources.getHeaderFont());
        wide(title, 0);
        Label text = new Label(page, SWT.WRAP);
        text.setText(Messages.Start_text);
        wide(text, 0);
        first = task(Messages.Start_sample, Messages.Start_sampleText, Parts.COMMAND_SAMPLE);
        task(Messages.Start_import, Messages.Start_importText, Parts.COMMAND_IMPORT);
        task(Messages.Start_open, Messages.Start_openText, Parts.COMMAND_OPEN);
        recent();
        state = new Label(page, SWT.WRAP);
        wide(state, 12);
        rebuild = new Link(page, SWT.NONE);
        rebuild.setText("<a>" + Messages.Binder_rebuild + "</a>");
        rebuild.addListener(SWT.Selection, e -> current.rebuild(current.folder()));
        wide(rebuild, 0);
        DropFiles.install(parent, getSite());
        Help.install(parent, "start");
        current.add(this);
        binderChanged();
    }

    @Override
    public void dispose() {
        current.remove(this);
        super.dispose();
    }

    @Override
    public void setFocus() {
        first.setFocus();
    }

    @Override
    public void binderChanged() {
        state.setText(switch (current.state()) {
            case OPENING -> current.doing();
            case FAILED -> Messages.bind(Messages.Binder_failed, current.folder()) + "\n" + current.problem();
            default -> "";
        });
        boolean mends = current.state() == CurrentBinder.State.FAILED && current.staleIndex();
        rebuild.setVisible(mends);
        ((GridData) rebuild.getLayoutData()).exclude = !mends;
        page.getParent().layout(true, true);
    }

    private Button task(String label, String text, String command) {
        Button button = new Button(page, SWT.PUSH);
        button.setText(label);
        button.addListener(SWT.Selection, e -> Commands.run(getSite(), command));
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).indent(0, 10).hint(Zoom.px(210), Zoom.px(40))
                .applyTo(button);
        Label words = new Label(page, SWT.WRAP);
        words.setText(text);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).indent(8, 10)
                .hint(Zoom.px(380), SWT.DEFAULT)
                .applyTo(words);
        return button;
    }

    private void recent() {
        List<Path> folders = RecentBinders.all();
        if (folders.isEmpty()) {
            return;
        }
        Label head = new Label(page, SWT.NONE);
        head.setText(Messages.Start_recent);
        head.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        wide(head, 18);
        for (Path folder : folders) {
            Link link = new Link(page, SWT.NONE);
            link.setText("<a>" + String.valueOf(folder.getFileName()).replace("&", "&&") + "</a>   "
                    + String.valueOf(folder.getParent()).replace("&", "&&"));
            link.addListener(SWT.Selection, e -> current.open(folder));
            wide(link, 0);
        }
    }

    private static void wide(Control control, int above) {
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).indent(0, above).hint(Zoom.px(WIDTH), SWT.DEFAULT)
                .applyTo(control);
    }
}
