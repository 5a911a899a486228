// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.importing;

import org.eclipse.osgi.util.NLS;
import org.tracebinder.ui.internal.Words;

/** The words of the import wizard. */
public final class ImportWords extends Words {

    public static String Files_leave;
    public static String Look_archive;
    public static String Look_as;
    public static String Look_bad;
    public static String Look_badOf;
    public static String Look_detected;
    public static String Look_done;
    public static String Look_file;
    public static String Look_files;
    public static String Look_format;
    public static String Look_looking;
    public static String Look_map;
    public static String Look_mapped;
    public static String Look_member;
    public static String Look_noReason;
    public static String Look_size;
    public static String Look_stop;
    public static String Look_stopped;
    public static String Look_sure;
    public static String Look_text;
    public static String Look_title;
    public static String Look_unknown;
    public static String Look_unread;
    public static String Look_why;
    public static String Map_badId;
    public static String Map_badZone;
    public static String Map_column;
    public static String Map_columns;
    public static String Map_field;
    public static String Map_fieldsFirst;
    public static String Map_fills;
    public static String Map_found;
    public static String Map_id;
    public static String Map_iso;
    public static String Map_kind;
    public static String Map_label;
    public static String Map_micros;
    public static String Map_millis;
    public static String Map_nanos;
    public static String Map_none;
    public static String Map_own;
    public static String Map_pattern;
    public static String Map_patternHint;
    public static String Map_pointer;
    public static String Map_preview;
    public static String Map_reading;
    public static String Map_rest;
    public static String Map_samples;
    public static String Map_saved;
    public static String Map_seconds;
    public static String Map_taken;
    public static String Map_text;
    public static String Map_timeAs;
    public static String Map_title;
    public static String Map_written;
    public static String Map_zone;
    public static String Map_zoneHint;
    public static String Preview_actor;
    public static String Preview_details;
    public static String Preview_empty;
    public static String Preview_kind;
    public static String Preview_model;
    public static String Preview_none;
    public static String Preview_nothing;
    public static String Preview_quarantine;
    public static String Preview_reason;
    public static String Preview_record;
    public static String Preview_text;
    public static String Preview_time;
    public static String Preview_title;
    public static String Preview_what;

    static {
        NLS.initializeMessages(ImportWords.class.getPackageName() + ".importWords", ImportWords.class);
    }

    private ImportWords() {
    }
}
