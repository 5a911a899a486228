// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.pack;

import org.eclipse.osgi.util.NLS;
import org.tracebinder.ui.internal.Words;

/** The words of masking, opening and time stamps. */
public final class PackWords extends Words {

    public static String Documents_include;
    public static String Documents_masked;
    public static String Leftovers_removed;
    public static String Mask_empty;
    public static String Mask_add;
    public static String Mask_counts;
    public static String Mask_countsFirst;
    public static String Mask_field;
    public static String Mask_fields;
    public static String Mask_fieldsHint;
    public static String Mask_hits;
    public static String Mask_kind;
    public static String Mask_looking;
    public static String Mask_none;
    public static String Mask_off;
    public static String Mask_personal;
    public static String Mask_record;
    public static String Mask_replacement;
    public static String Mask_rule;
    public static String Mask_ruleField;
    public static String Mask_rulePersonal;
    public static String Mask_ruleValue;
    public static String Mask_text;
    public static String Mask_title;
    public static String Mask_words;
    public static String Reveal_done;
    public static String Reveal_exists;
    public static String Reveal_file;
    public static String Reveal_filter;
    public static String Reveal_message;
    public static String Reveal_ok;
    public static String Reveal_title;
    public static String Reveal_to;
    public static String Reveal_values;
    public static String Secret_again;
    public static String Secret_differ;
    public static String Secret_job;
    public static String Secret_open;
    public static String Secret_passphrase;
    public static String Secret_seal;
    public static String Secret_sealText;
    public static String Secret_sealed;
    public static String Secret_short;
    public static String Secret_unseal;
    public static String Secret_unsealText;
    public static String Stamp_add;
    public static String Stamp_choosePack;
    public static String Stamp_chooseReply;
    public static String Stamp_job;
    public static String Stamp_query;
    public static String Stamp_queryText;
    public static String Stamp_saved;
    public static String Stamp_saving;

    static {
        NLS.initializeMessages(PackWords.class.getPackageName() + ".packWords", PackWords.class);
    }

    private PackWords() {
    }
}
