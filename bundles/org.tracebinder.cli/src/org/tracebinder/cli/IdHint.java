// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tracebinder.core.Field;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** Whoever pastes an id rarely knows which field holds it: where a search finds nothing, the field is named. */
final class IdHint {

    private static final int MOST = 500;
    private static final List<Field<?>> HOLDERS = List.of(Fields.TRACE, Fields.SPAN, Fields.IDS, Fields.PARENT,
            Fields.SESSION);
    private static final Pattern LONE = Pattern.compile("(?:\\w+:)?(?:\"([^\"\\\\]+)\"|([^\\s\"\\\\:()\\[\\]{}*?]+))");

    private IdHint() {
    }

    /**
     * @param query  that found nothing
     * @param binder as the person can type it again
     */
    static void say(Terminal terminal, Trail trail, String query, String binder) throws IOException, QueryException {
        Matcher lone = LONE.matcher(query);
        if (query.length() > MOST || !lone.matches()) {
            return;
        }
        String id = lone.group(1) != null ? lone.group(1) : lone.group(2);
        for (String spelling : new LinkedHashSet<>(List.of(id, id.toLowerCase(Locale.ROOT)))) {
            for (Field<?> field : HOLDERS) {
                String wanted = field.id() + ":\"" + spelling + '"';
                long count = trail.count(wanted, Progress.NONE);
                if (count > 0) {
                    terminal.say(Words.count(count, "event") + (count == 1 ? " has" : " have") + " this id as "
                            + field.id() + ": tracebinder search " + binder + " " + BinderArgument.quoted(wanted));
                }
            }
        }
    }
}
