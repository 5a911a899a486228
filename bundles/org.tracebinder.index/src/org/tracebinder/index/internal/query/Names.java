// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Fields;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.words.Nearest;
import org.tracebinder.index.internal.store.Column;

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
    private static final List<String> KINDS = Stream.of(EventKind.values()).map(EventKind::id).toList();

    private Names() {
    }

    private static List<String> all() {
        List<String> names = new ArrayList<>(Fields.ids());
        names.addAll(List.of(ID, SOURCE, CONFLICT));
        return names;
    }

    /** @return whether a field, id, source or conflict is called so */
    static boolean known(String name) {
        return ALL.contains(name);
    }

    /** @return whether words are searched under this name; null is no name */
    static boolean words(String field) {
        Column column = field == null ? null : Column.byId(field);
        return field == null || column != null && column.kind() == Column.Kind.TEXT;
    }

    /** @throws QueryException for a name that is almost one */
    static void refuseNear(String name, int at) throws QueryException {
        if (near(name, ALL) != null) {
            throw unknown(name, at);
        }
    }

    /** @return what to tell about a name that is not known */
    static QueryException unknown(String name, int at) {
        String near = near(name, ALL);
        String hint = near != null ? "; did you mean '" + near + "'?"
                : "; the names are " + String.join(", ", ALL) + " and extra.KEY";
        return new QueryException("there is no field '" + shorten(name) + "'" + hint, at);
    }

    /**
     * Refuses a value that no event can have: an answer of nothing would look like a finding.
     *
     * @throws QueryException for a value of a field whose values are all known, when it is none of them
     */
    static void checkValue(Column column, String value, int at) throws QueryException {
        if (!column.field().equals(Fields.KIND) || KINDS.contains(value)) {
            return;
        }
        String near = near(value, KINDS);
        throw new QueryException("there is no kind '" + shorten(value) + "'" + (near != null
                ? "; did you mean '" + near + "'?" : "; the kinds are " + String.join(", ", KINDS)), at);
    }

    /** @return the known name that was probably meant, or null */
    private static String near(String name, List<String> known) {
        return Nearest.to(name, known, Math.max(1, Math.min(3, name.length() / 2))).orElse(null);
    }

    static String shorten(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
