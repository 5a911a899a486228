// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.custody;

import org.eclipse.osgi.util.NLS;
import org.tracebinder.ui.internal.Words;

/** The words of the custody perspective. */
public final class CustodyWords extends Words {

    public static String Cover_bucket;
    public static String Cover_cap;
    public static String Cover_clock;
    public static String Cover_day;
    public static String Cover_details;
    public static String Cover_empty;
    public static String Cover_first;
    public static String Cover_from;
    public static String Cover_gap;
    public static String Cover_help;
    public static String Cover_hour;
    public static String Cover_legend;
    public static String Cover_legendBar;
    public static String Cover_legendEmpty;
    public static String Cover_marks;
    public static String Cover_minute;
    public static String Cover_month;
    public static String Cover_none;
    public static String Cover_noneWhy;
    public static String Cover_other;
    public static String Cover_silence;
    public static String Cover_silenceText;
    public static String Cover_source;
    public static String Cover_text;
    public static String Cover_title;
    public static String Cover_to;
    public static String Cover_week;
    public static String Cover_what;
    public static String Doctor_cancel;
    public static String Doctor_ok;
    public static String Doctor_running;
    public static String Doctor_stopped;
    public static String Doctor_wrong;
    public static String Ledger_raw;
    public static String Quarantine_bad;
    public static String Source_bytes;
    public static String Source_bytesText;
    public static String Source_container;
    public static String Source_details;
    public static String Source_file;
    public static String Source_format;
    public static String Source_imported;
    public static String Source_lacking;
    public static String Source_part;
    public static String Source_root;
    public static String Source_sha;
    public static String Source_totals;
    public static String Source_totalsText;
    public static String Source_value;
    public static String Source_what;
    public static String Source_why;

    static {
        NLS.initializeMessages(CustodyWords.class.getPackageName() + ".custodyWords", CustodyWords.class);
    }

    private CustodyWords() {
    }
}
