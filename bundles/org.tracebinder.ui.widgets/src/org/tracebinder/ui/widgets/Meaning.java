// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Control;

/** Colours of words that carry a meaning, such as the green of what adds up. */
public final class Meaning {

    private static final String KEY = "org.tracebinder.meaning";

    private record Meant(Color color) {
    }

    private Meaning() {
    }

    /**
     * Gives words a colour that stays: the theme of the workbench gives all controls of a part its own colours again
     * when another part is activated, and the control then takes this one back as it is painted.
     *
     * @param control shows the words; on the user-interface thread
     * @param color   of the words, or null for the one that the theme gives
     */
    public static void set(Control control, Color color) {
        boolean first = control.getData(KEY) == null;
        control.setData(KEY, new Meant(color));
        control.setForeground(color);
        if (first) {
            control.addListener(SWT.Paint, e -> {
                if (control.getData(KEY) instanceof Meant meant && meant.color() != null
                        && !meant.color().equals(control.getForeground())) {
                    control.setForeground(meant.color());
                    control.redraw();
                }
            });
        }
    }
}
