// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.rcp;

import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Log;
import org.tracebinder.ui.Parts;

/** Size, title and bars of a window; what it shows at the start. */
final class TracebinderWindowAdvisor extends WorkbenchWindowAdvisor implements CurrentBinder.Listener {

    private static final String TITLE = "Tracebinder";

    private final Optional<Path> binder;

    TracebinderWindowAdvisor(IWorkbenchWindowConfigurer configurer, Optional<Path> binder) {
        super(configurer);
        this.binder = binder;
    }

    @Override
    public void preWindowOpen() {
        IWorkbenchWindowConfigurer configurer = getWindowConfigurer();
        configurer.setInitialSize(new Point(1400, 900));
        configurer.setShowCoolBar(true);
        configurer.setShowStatusLine(true);
        configurer.setShowPerspectiveBar(true);
        configurer.setShowProgressIndicator(true);
        configurer.setTitle(TITLE);
    }

    @Override
    public void postWindowOpen() {
        CurrentBinder current = window().getService(CurrentBinder.class);
        current.add(this);
        if (binder.isPresent()) {
            current.open(binder.get());
        } else if (current.state() == CurrentBinder.State.NONE) {
            show(Parts.PERSPECTIVE_START);
        }
    }

    @Override
    public void postWindowClose() {
        // The workbench goes down with its only window: what is open has to be closed before.
        window().getService(CurrentBinder.class).remove(this);
    }

    @Override
    public void binderChanged() {
        CurrentBinder current = window().getService(CurrentBinder.class);
        getWindowConfigurer().setTitle(current.title().map(name -> TITLE + " - " + name).orElse(TITLE));
        if (current.state() == CurrentBinder.State.OPEN && isAt(Parts.PERSPECTIVE_START)) {
            show(Parts.PERSPECTIVE_INVESTIGATE);
        } else if (current.state() == CurrentBinder.State.NONE) {
            show(Parts.PERSPECTIVE_START);
        }
    }

    private boolean isAt(String perspective) {
        var page = window().getActivePage();
        return page == null || page.getPerspective() == null || page.getPerspective().getId().equals(perspective);
    }

    private void show(String perspective) {
        IWorkbenchPage before = window().getActivePage();
        boolean list = before != null && isAt(Parts.PERSPECTIVE_START)
                && before.findView(Parts.FIRST_AUDIT) != null;
        try {
            window().getWorkbench().showPerspective(perspective, window());
            if (list) {
                // Whoever follows the steps opens a binder by the first of them.
                window().getActivePage().showView(Parts.FIRST_AUDIT, null, IWorkbenchPage.VIEW_VISIBLE);
            }
        } catch (WorkbenchException e) {
            Log.warn("Showing " + perspective, e);
        }
    }

    private IWorkbenchWindow window() {
        return getWindowConfigurer().getWindow();
    }
}
