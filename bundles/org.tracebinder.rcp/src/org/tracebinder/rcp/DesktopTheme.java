// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.rcp;

import java.lang.System.Logger.Level;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;

/**
 * Tells GTK to draw menus, scroll bars and buttons dark while the workbench's theme is dark; style sheets don't reach
 * these. SWT has no public call for it; where its inner class looks different, the desktop's own theme stays.
 */
final class DesktopTheme {

    /** Where the platform keeps the theme that was chosen. */
    static final String NODE = "org.eclipse.e4.ui.css.swt.theme";
    static final String KEY = "themeid";

    private DesktopTheme() {
    }

    /** Follows the theme from now on; called once, on the user-interface thread, before a window is there. */
    static void follow() {
        if (!SWT.getPlatform().equals("gtk")) {
            return;
        }
        IEclipsePreferences store = InstanceScope.INSTANCE.getNode(NODE);
        apply(store.get(KEY, ""));
        Display display = Display.getCurrent();
        store.addPreferenceChangeListener(e -> {
            if (e.getKey().equals(KEY) && !display.isDisposed()) {
                display.asyncExec(() -> apply(String.valueOf(e.getNewValue())));
            }
        });
    }

    private static void apply(String theme) {
        try {
            SWT.class.getClassLoader().loadClass("org.eclipse.swt.internal.gtk.OS")
                    .getMethod("setDarkThemePreferred", boolean.class).invoke(null, theme.contains("dark"));
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.getLogger(DesktopTheme.class.getName()).log(Level.DEBUG, "GTK keeps its theme", e);
        }
    }
}
