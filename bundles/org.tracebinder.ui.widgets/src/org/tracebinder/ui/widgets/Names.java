// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.function.Supplier;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;

/** Names for controls that show none: what a screen reader says. */
public final class Names {

    /** The key under which a control remembers its name, so that a walk over all controls finds it. */
    public static final String KEY = "org.tracebinder.name";

    private Names() {
    }

    /**
     * @param control has no label of its own
     * @param name    said when it gets the keyboard
     */
    public static void set(Control control, String name) {
        boolean first = control.getData(KEY) == null;
        control.setData(KEY, name);
        if (control instanceof Table || control instanceof Tree || control instanceof Text) {
            NativeNames.set(control, name);
        }
        if (first) {
            control.getAccessible().addAccessibleListener(new AccessibleAdapter() {
                @Override
                public void getName(AccessibleEvent e) {
                    if (e.childID == ACC.CHILDID_SELF) {
                        e.result = String.valueOf(control.getData(KEY));
                    }
                }
            });
        }
    }

    /**
     * Names a control that draws itself: a picture to a screen reader, with words for what is chosen in it.
     *
     * @param control draws itself
     * @param name    said when it gets the keyboard
     * @param help    how it is used, or null
     * @param words   what is chosen now, empty for nothing; asked on the user-interface thread
     */
    public static void drawn(Control control, String name, String help, Supplier<String> words) {
        control.setData(KEY, name);
        control.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = name;
            }

            @Override
            public void getDescription(AccessibleEvent e) {
                e.result = words.get();
            }

            @Override
            public void getHelp(AccessibleEvent e) {
                if (help != null) {
                    e.result = help;
                }
            }
        });
        control.getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = ACC.ROLE_GRAPHIC;
            }

            @Override
            public void getValue(AccessibleControlEvent e) {
                e.result = words.get();
            }
        });
    }
}
