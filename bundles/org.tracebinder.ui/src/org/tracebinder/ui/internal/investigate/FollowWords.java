// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import org.eclipse.osgi.util.NLS;
import org.tracebinder.ui.internal.Words;

/** The words of following an event further: two trails held against each other, columns, orders. */
final class FollowWords extends Words {

    public static String Column_all;
    public static String Column_basis;
    public static String Column_column;
    public static String Column_downOf;
    public static String Column_follow;
    public static String Column_followDown;
    public static String Column_how;
    public static String Column_job;
    public static String Column_masked;
    public static String Column_name;
    public static String Column_no;
    public static String Column_none;
    public static String Column_rests;
    public static String Column_see;
    public static String Column_upOf;
    public static String Column_yes;
    public static String Reconcile_among;
    public static String Reconcile_amongAll;
    public static String Reconcile_by;
    public static String Reconcile_byId;
    public static String Reconcile_byIds;
    public static String Reconcile_bySession;
    public static String Reconcile_byTime;
    public static String Reconcile_byTrace;
    public static String Reconcile_choose;
    public static String Reconcile_differing;
    public static String Reconcile_differs;
    public static String Reconcile_empty;
    public static String Reconcile_emptyWhy;
    public static String Reconcile_equal;
    public static String Reconcile_event;
    public static String Reconcile_examples;
    public static String Reconcile_failed;
    public static String Reconcile_fields;
    public static String Reconcile_joined;
    public static String Reconcile_joins;
    public static String Reconcile_listed;
    public static String Reconcile_modelOrTool;
    public static String Reconcile_noBinder;
    public static String Reconcile_noBinderWhy;
    public static String Reconcile_none;
    public static String Reconcile_noneWhy;
    public static String Reconcile_notes;
    public static String Reconcile_onlyA;
    public static String Reconcile_onlyB;
    public static String Reconcile_reading;
    public static String Reconcile_run;
    public static String Reconcile_running;
    public static String Reconcile_saysA;
    public static String Reconcile_saysB;
    public static String Reconcile_shift;
    public static String Reconcile_summary;
    public static String Reconcile_time;
    public static String Reconcile_trailA;
    public static String Reconcile_trailB;
    public static String Reconcile_twice;
    public static String Reconcile_value;
    public static String Reconcile_within;
    public static String Results_idHeld;
    public static String Results_idShow;
    public static String Results_spelled;
    public static String Sort_ask;
    public static String Sort_falling;
    public static String Sort_menu;
    public static String Sort_rising;
    public static String Sort_title;
    public static String Sort_unknown;
    public static String Trace_sameCall;

    static {
        NLS.initializeMessages(FollowWords.class.getPackageName() + ".followWords", FollowWords.class);
    }

    private FollowWords() {
    }
}
