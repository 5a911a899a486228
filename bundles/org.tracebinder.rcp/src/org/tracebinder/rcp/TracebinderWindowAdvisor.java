// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.rcp;

import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

/** Size, title and bars of a window. */
final class TracebinderWindowAdvisor extends WorkbenchWindowAdvisor {

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
        configurer.setTitle(binder.map(folder -> folder.getFileName() + " - " + TITLE).orElse(TITLE));
    }
}
