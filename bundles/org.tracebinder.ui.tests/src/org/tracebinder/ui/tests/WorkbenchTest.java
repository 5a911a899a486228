// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.eclipse.core.runtime.Platform;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;

/** The product starts: its window is open, on the first perspective, with the theme engine at work. */
class WorkbenchTest {

    @Test
    void opensTheProductsWindow() {
        assertNotNull(Display.getCurrent(), "runs in the UI thread");
        assertEquals("org.tracebinder.rcp.product", Platform.getProduct().getId());
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        assertNotNull(window, "a window is open");
        assertEquals("Tracebinder", window.getShell().getText());
        String perspective = window.getActivePage().getPerspective().getId();
        assertTrue(perspective.startsWith("org.tracebinder.rcp."), perspective);
    }

    @Test
    void hasLightAndDarkThemes() {
        var ids = Platform.getExtensionRegistry().getConfigurationElementsFor("org.eclipse.e4.ui.css.swt.theme");
        var themes = Arrays.stream(ids).map(theme -> theme.getAttribute("id")).toList();
        assertTrue(themes.contains("org.eclipse.e4.ui.css.theme.e4_default"), () -> "light in " + themes);
        assertTrue(themes.contains("org.eclipse.e4.ui.css.theme.e4_dark"), () -> "dark in " + themes);
    }
}
