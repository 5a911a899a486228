// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TraceIds;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** Whoever pastes an id rarely knows which field holds it: where a search finds nothing, the field is found here. */
public final class IdPlaces {

    private static final int MOST = 500;
    private static final List<Field<?>> HOLDERS = List.of(Fields.TRACE, Fields.SPAN, Fields.IDS, Fields.PARENT,
            Fields.SESSION);
    private static final Pattern LONE = Pattern.compile("(?:\\w+:)?(?:\"([^\"\\\\]+)\"|([^\\s\"\\\\:()\\[\\]{}*?]+))");

    private IdPlaces() {
    }

    /**
     * Events that hold an id in a field.
     *
     * @param field  the field
     * @param events how many, at least 1
     * @param query  that finds them
     */
    public record Place(Field<?> field, long events, String query) {
    }

    /**
     * @param trail blocks while it is asked
     * @param query that found nothing
     * @return the fields that hold the query as an id; nothing when it is more than one word or value
     */
    public static List<Place> of(Trail trail, String query, Progress progress) throws IOException, QueryException {
        Matcher lone = LONE.matcher(query);
        List<Place> places = new ArrayList<>();
        if (query.length() > MOST || !lone.matches()) {
            return places;
        }
        String id = lone.group(1) != null ? lone.group(1) : lone.group(2);
        for (String spelling : new LinkedHashSet<>(List.of(TraceIds.fold(id), id.toLowerCase(Locale.ROOT)))) {
            for (Field<?> field : HOLDERS) {
                String wanted = field.id() + ":\"" + spelling + '"';
                long count = trail.count(wanted, progress);
                if (count > 0) {
                    places.add(new Place(field, count, wanted));
                }
            }
        }
        return places;
    }
}
