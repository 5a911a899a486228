// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.Trail;
import org.tracebinder.session.Dependents;
import org.tracebinder.trace.DownstreamView;

/** Counts and lists the events that rest on a dataset or model. */
public final class DependentEvents {

    private static final int PAGE = 1_000;

    private DependentEvents() {
    }

    /** @param most ids that are listed */
    public static Dependents of(Trail trail, DownstreamView view, int most, Progress progress)
            throws IOException, TracebinderException {
        List<Dependents.Use> uses = new ArrayList<>();
        List<EventId> ids = new ArrayList<>();
        long events = 0;
        long inferences = 0;
        for (DownstreamView.Selection s : view.selections()) {
            progress.check();
            long all = trail.count(s.query(), progress);
            long calls = all == 0 ? 0 : trail.count("(" + s.query() + ") AND kind:inference", progress);
            uses.add(new Dependents.Use(s, all, calls));
            events += all;
            inferences += calls;
            list(trail, s.query(), most, ids, progress);
        }
        return new Dependents(view, uses, events, inferences, ids);
    }

    private static void list(Trail trail, String query, int most, List<EventId> ids, Progress progress)
            throws IOException, TracebinderException {
        String after = null;
        while (ids.size() < most) {
            SearchResult page = trail.search(new SearchRequest(query, new SearchRequest.Sort(Fields.TIME_START, false),
                    Math.min(PAGE, most - ids.size()), after, List.of(), List.of(), 0, null), progress);
            page.hits().forEach(row -> ids.add(row.id()));
            after = page.next();
            if (after == null) {
                return;
            }
        }
    }
}
