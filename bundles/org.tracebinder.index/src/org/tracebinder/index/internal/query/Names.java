// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tracebinder.core.Fields;
import org.tracebinder.core.query.QueryException;

/** The names that a query may use. */
final class Names {

    /** Names beside those of the fields: event, source, and whether the event is in conflict with an earlier one. */
    static final String ID = "id";
    /** {@code source:S3}. */
    static final String SOURCE = "source";
    /** {@code conflict:true}. */
    static final String CONFLICT = "conflict";
    /** {@code extra.KEY}. */
    static final String EXTRA = "extra.";

    private static final List<String> ALL = all();

    private Names() {
    }

    private static List<String> all() {
        List<String> names = new ArrayList<>(Fields.ids());
        names.addAll(List.of(ID, SOURCE, CONFLICT));
        return names;
    }

    /** @return what to tell about a name that is not known */
    static QueryException unknown(String name, int at) {
        String best = null;
        int least = Integer.MAX_VALUE;
        String low = name.toLowerCase(Locale.ROOT);
        for (String known : ALL) {
            int edits = distance(low, known.toLowerCase(Locale.ROOT));
            if (edits < least) {
                least = edits;
                best = known;
            }
        }
        String hint = least <= Math.max(1, Math.min(3, name.length() / 2)) ? "; did you mean '" + best + "'?"
                : "; the names are " + String.join(", ", ALL) + " and extra.KEY";
        return new QueryException("there is no field '" + shorten(name) + "'" + hint, at);
    }

    static String shorten(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    /** Letters to add, drop or change. */
    private static int distance(String a, String b) {
        if (a.length() > 100) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
