// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.rcp;

import org.eclipse.osgi.util.NLS;

/** The words of the page on which the appearance is chosen. */
public final class AppearanceWords extends NLS {

    public static String Appearance_dark;
    public static String Appearance_desktop;
    public static String Appearance_light;
    public static String Appearance_notKept;
    public static String Appearance_question;

    static {
        NLS.initializeMessages(AppearanceWords.class.getPackageName() + ".appearanceWords", AppearanceWords.class);
    }

    private AppearanceWords() {
    }
}
