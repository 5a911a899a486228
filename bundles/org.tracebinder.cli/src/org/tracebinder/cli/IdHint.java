// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;
import org.tracebinder.session.IdPlaces;
import org.tracebinder.session.OtherSpelling;

/** Where a search finds nothing: the field that holds its only word as an id, and what other spellings would find. */
final class IdHint {

    private IdHint() {
    }

    /**
     * @param query  that found nothing
     * @param binder as the person can type it again
     */
    static void say(Terminal terminal, Trail trail, String query, String binder) throws IOException, QueryException {
        for (IdPlaces.Place place : IdPlaces.of(trail, query, Progress.NONE)) {
            terminal.say(Words.count(place.events(), "event") + (place.events() == 1 ? " has" : " have")
                    + " this id as " + place.field().id() + ": tracebinder search " + binder + " "
                    + BinderArgument.quoted(place.query()));
        }
        OtherSpelling.of(trail, query, Progress.NONE).ifPresent(o -> terminal.say("With other accents, letters that"
                + " look the same, or another case: " + Words.count(o.events(), "event") + ": tracebinder search "
                + binder + " " + BinderArgument.quoted(o.query())));
    }
}
