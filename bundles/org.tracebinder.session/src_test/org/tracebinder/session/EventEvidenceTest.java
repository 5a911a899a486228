// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.Row;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.session.EventEvidence.Bearing;
import org.tracebinder.session.EventEvidence.Found;

/** What an event is to each check agrees with what the check counted. */
class EventEvidenceTest {

    @TempDir
    private Path folder;

    @Test
    void asManyEventsSpeakForAndAgainstAsTheChecksCounted() throws Exception {
        try (Binder binder = Binder.create(folder.resolve("a.binder"), "Test", null)) {
            binder.importPaths(Samples.trail(), ImportOptions.DEFAULT, Progress.NONE);
            Workpapers papers = binder.workpapers();
            AssessmentRun run = papers.run(AssessOptions.DEFAULTS, Progress.NONE);
            EventEvidence evidence = papers.evidence(run);
            List<Found> all = new ArrayList<>();
            for (Row row : binder.trail().search(SearchRequest.newest("kind:inference", 500, List.of()), Progress.NONE)
                    .hits()) {
                List<Found> found = evidence.of(row.id(), Progress.NONE);
                assertEquals(found.stream().map(Found::bearing).sorted().toList(),
                        found.stream().map(Found::bearing).toList(), "contrary first");
                assertEquals(found.size(), found.stream().map(f -> f.check().id()).distinct().count());
                all.addAll(found);
            }
            // These look at each call of a model, and at nothing else.
            for (String id : List.of("policy.missing", "cost.unpriced")) {
                CheckResult check = run.check(id).orElseThrow();
                assertTrue(check.supporting() > 0 && check.contrary() > 0, id);
                assertEquals(check.supporting(), count(all, id, Bearing.SUPPORTING), id);
                assertEquals(check.contrary(), count(all, id, Bearing.CONTRARY), id);
                assertEquals(0, count(all, id, Bearing.LOOKED_AT), id);
            }
            // This one counts days: an event is part of one, and stands neither for nor against by itself.
            assertEquals(0, count(all, "log.gap", Bearing.SUPPORTING));
            assertTrue(count(all, "log.gap", Bearing.LOOKED_AT) > 0);
            assertEquals(0, count(all, "oversight.review", Bearing.CONTRARY));
        }
    }

    private static long count(List<Found> all, String check, Bearing bearing) {
        return all.stream().filter(f -> f.check().id().equals(check) && f.bearing() == bearing).count();
    }
}
