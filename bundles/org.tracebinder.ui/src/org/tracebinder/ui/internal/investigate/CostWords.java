// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import org.eclipse.osgi.util.NLS;
import org.tracebinder.ui.internal.Words;

/** The words of the part that adds up costs. */
final class CostWords extends Words {

    public static String Costs_actor;
    public static String Costs_again;
    public static String Costs_agree;
    public static String Costs_anotherFile;
    public static String Costs_app;
    public static String Costs_by;
    public static String Costs_calls;
    public static String Costs_claimed;
    public static String Costs_csv;
    public static String Costs_day;
    public static String Costs_examples;
    public static String Costs_failed;
    public static String Costs_fromFile;
    public static String Costs_higher;
    public static String Costs_list;
    public static String Costs_listExamples;
    public static String Costs_listOfProgram;
    public static String Costs_lower;
    public static String Costs_model;
    public static String Costs_more;
    public static String Costs_noClaim;
    public static String Costs_noMatch;
    public static String Costs_noMatchWhy;
    public static String Costs_noModel;
    public static String Costs_notes;
    public static String Costs_prices;
    public static String Costs_query;
    public static String Costs_queryAll;
    public static String Costs_recomputed;
    public static String Costs_run;
    public static String Costs_running;
    public static String Costs_sort;
    public static String Costs_task;
    public static String Costs_taskLeft;
    public static String Costs_title;
    public static String Costs_tokensIn;
    public static String Costs_tokensOut;
    public static String Costs_total;
    public static String Costs_unclaimed;
    public static String Costs_unpriced;
    public static String Costs_unpricedModel;
    public static String Costs_unsaid;

    static {
        NLS.initializeMessages(CostWords.class.getPackageName() + ".costWords", CostWords.class);
    }

    private CostWords() {
    }
}
