// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import java.util.Locale;
import org.tracebinder.session.Translation;

/** Sentences that come from below the window, in the language of the window. */
public final class Spoken {

    private static final Translation TRANSLATION = Translation.to(Locale.getDefault());

    /** What somebody at the command line does; in a window it is a choice of the wizard. */
    private static final String OPTION = "Import it with --format if";

    private Spoken() {
    }

    /** @return the translation to the language of the window */
    public static Translation translation() {
        return TRANSLATION;
    }

    /**
     * @param english a reason, warning, summary or message of the product; null as empty
     * @return the same in the language of the window; what is not known as it is
     */
    public static String in(String english) {
        return TRANSLATION.say(english).replace(OPTION, Messages.Spoken_readAs);
    }
}
