// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.PlatformUI;

/** Says which help page belongs to a part. */
public final class Help {

    private Help() {
    }

    /**
     * @param control of a part
     * @param topic   its help context, without the bundle
     */
    public static void install(Control control, String topic) {
        PlatformUI.getWorkbench().getHelpSystem().setHelp(control, "org.tracebinder.ui." + topic);
    }
}
