// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;
import org.tracebinder.session.IdPlaces;

/** Where a search finds nothing and its only word is an id, the field that holds the id is named. */
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
    }
}
