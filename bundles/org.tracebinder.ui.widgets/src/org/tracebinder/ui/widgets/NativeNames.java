// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;

/**
 * Names for the native tables and trees of GTK, which do not ask accessible listeners: the name goes straight to the
 * object
 * that the desktop's accessibility bus sees. SWT has no public call for it; where its inner classes look different
 * (another
 * desktop, a later SWT), nothing happens and the listeners remain.
 */
final class NativeNames {

    private static final byte[] NAME = "accessible-name\0".getBytes(StandardCharsets.US_ASCII);
    private static final boolean GTK = SWT.getPlatform().equals("gtk");
    private static Method accessible;
    private static Method set;
    private static boolean failed;

    private NativeNames() {
    }

    /** Must be called on the user-interface thread. */
    static void set(Control control, String name) {
        if (!GTK || failed) {
            return;
        }
        try {
            if (accessible == null) {
                ClassLoader swt = Control.class.getClassLoader();
                accessible = swt.loadClass("org.eclipse.swt.internal.gtk3.GTK3").getMethod("gtk_widget_get_accessible",
                        long.class);
                set = swt.loadClass("org.eclipse.swt.internal.gtk.OS").getMethod("g_object_set", long.class,
                        byte[].class, byte[].class, long.class);
            }
            long widget = Control.class.getField("handle").getLong(control);
            long object = (Long) accessible.invoke(null, widget);
            if (object != 0) {
                set.invoke(null, object, NAME, (name + "\0").getBytes(StandardCharsets.UTF_8), 0L);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            failed = true;
            System.getLogger(NativeNames.class.getName()).log(Level.DEBUG, "no native names", e);
        }
    }
}
