// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import org.eclipse.osgi.util.NLS;

/** The words of the widgets. */
final class Messages extends NLS {

    public static String Column_id;
    public static String Column_utc;
    public static String Columns_choose;
    public static String Columns_falling;
    public static String Columns_freeze;
    public static String Columns_hide;
    public static String Columns_left;
    public static String Columns_release;
    public static String Columns_right;
    public static String Columns_rising;
    public static String Csv_fewer;
    public static String EventTable_fetching;
    public static String EventTable_name;
    public static String EventTable_noneSelected;
    public static String EventTable_row;
    public static String EventTable_title;
    public static String Facets_all;
    public static String Facets_count;
    public static String Facets_empty;
    public static String Facets_more;
    public static String Facets_name;
    public static String Facets_value;
    public static String Formats_bytes;
    public static String Histogram_asChart;
    public static String Histogram_asTable;
    public static String Histogram_bucket;
    public static String Histogram_count;
    public static String Histogram_empty;
    public static String Histogram_from;
    public static String Histogram_help;
    public static String Histogram_name;
    public static String Histogram_range;
    public static String Hex_asHex;
    public static String Hex_asText;
    public static String Hex_copyHash;
    public static String Hex_cut;
    public static String Hex_digest;
    public static String Hex_empty;
    public static String Hex_name;
    public static String Hex_place;
    public static String Hex_showAll;
    public static String Hex_where;
    public static String Lanes_gap;
    public static String Lanes_none;
    public static String Marks_count;
    public static String Marks_next;
    public static String Marks_of;
    public static String Marks_one;
    public static String Marks_place;
    public static String Marks_previous;
    public static String Query_hint;
    public static String Query_history;
    public static String Query_name;
    public static String Query_ok;
    public static String Query_error;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
