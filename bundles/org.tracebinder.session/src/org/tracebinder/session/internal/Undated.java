// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;
import org.tracebinder.vault.BinderStore.Warning;

/** Events of the running system that tell no time, or one of the first days of a clock: nobody wrote when they were. */
final class Undated {

    private static final String RUNTIME =
            "(kind:inference OR kind:retrieval OR kind:tool OR kind:agent OR kind:policy)";
    private static final SearchRequest.Sort PLACE = new SearchRequest.Sort(SearchRequest.Sort.PLACE, false);

    private Undated() {
    }

    /** @return a warning for each new source that holds such events */
    static List<Warning> warnings(Trail trail, List<SourceInfo> added, Progress progress)
            throws QueryException, IOException {
        List<Warning> all = new ArrayList<>();
        for (SourceInfo s : added) {
            progress.check();
            String own = "source:" + s.id() + " AND " + RUNTIME;
            long events = trail.count(own, progress);
            if (events > 0) {
                SearchResult none = first(trail, own + " AND NOT time:*", progress);
                if (none.total() > 0) {
                    all.add(new Warning(s.number(), "log.time", s.path() + ": " + none.total() + " of " + events
                            + " events of the running system come without a time, the first is "
                            + none.hits().get(0).id() + ": they stand in no period and on no time line."));
                }
                SearchResult zero = first(trail, own + " AND time:<1981", progress);
                if (zero.total() > 0) {
                    all.add(new Warning(s.number(), "log.time", s.path() + ": " + zero.total() + " of " + events
                            + " events of the running system are dated before 1981, the first is "
                            + zero.hits().get(0).id() + ": a time of zero stands for one that nobody wrote."));
                }
            }
        }
        return all;
    }

    private static SearchResult first(Trail trail, String query, Progress progress) throws QueryException, IOException {
        return trail.search(new SearchRequest(query, PLACE, 1, null, List.of(), List.of(), 0, null), progress);
    }
}
