// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal;

import org.eclipse.osgi.util.NLS;

/** The words of what all parts of the window share. */
public final class WindowWords extends NLS {

    public static String Act_conclusion;
    public static String Act_decision;
    public static String Act_drawn;
    public static String Act_evidence;
    public static String Act_goals;
    public static String Act_note;
    public static String Act_profile;
    public static String Act_query;
    public static String Act_queryAgain;
    public static String Act_sample;
    public static String Copy_nothing;
    public static String Delete_nothing;
    public static String Export_readOnly;
    public static String Import_busy;
    public static String Import_endGoOn;
    public static String Import_endStop;
    public static String Import_endText;
    public static String Import_endTitle;
    public static String Path_none;
    public static String Problem_damaged;
    public static String Problem_denied;
    public static String Problem_full;
    public static String Problem_missing;
    public static String Problem_notEmpty;
    public static String Problem_there;
    public static String ReadOnly_text;
    public static String ReadOnly_title;
    public static String Redo_done;
    public static String Redo_nothing;
    public static String Rebuild_left;
    public static String Results_kept;
    public static String Results_noEvents;
    public static String Results_noEventsWhy;
    public static String Results_sources;
    public static String Sample_rebuilding;
    public static String Saved_readOnly;
    public static String Undo_all;
    public static String Undo_busy;
    public static String Undo_document;
    public static String Undo_done;
    public static String Undo_nothing;
    public static String Undo_query;
    public static String Undo_sample;

    static {
        NLS.initializeMessages(WindowWords.class.getPackageName() + ".windowWords", WindowWords.class);
    }

    private WindowWords() {
    }
}
