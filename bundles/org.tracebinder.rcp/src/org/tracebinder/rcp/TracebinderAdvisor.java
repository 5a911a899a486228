// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.rcp;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Imports;
import org.tracebinder.ui.Parts;

/** Says what the workbench shows at the start and what it keeps from the last time. */
final class TracebinderAdvisor extends WorkbenchAdvisor {

    private final Optional<Path> binder;

    TracebinderAdvisor(Optional<Path> binder) {
        this.binder = binder;
    }

    @Override
    public void initialize(IWorkbenchConfigurer configurer) {
        configurer.setSaveAndRestore(true);
        DesktopTheme.follow();
    }

    @Override
    public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        return new TracebinderWindowAdvisor(configurer, binder);
    }

    @Override
    public boolean preShutdown() {
        var window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (!PlatformUI.getWorkbench().getService(Imports.class).mayEnd(window == null ? null : window.getShell())) {
            return false;
        }
        // Closing waits for the last write of the binder: it must not be left to a job that nobody waits for.
        PlatformUI.getWorkbench().getService(CurrentBinder.class).closeAtExit();
        return true;
    }

    @Override
    public String getInitialWindowPerspectiveId() {
        return binder.isPresent() ? Parts.PERSPECTIVE_INVESTIGATE : Parts.PERSPECTIVE_START;
    }
}
