// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tracebinder.controls.SmallTrails.SECOND;
import static org.tracebinder.controls.SmallTrails.T;
import static org.tracebinder.controls.SmallTrails.at;
import static org.tracebinder.controls.SmallTrails.evaluation;
import static org.tracebinder.controls.SmallTrails.predict;
import static org.tracebinder.controls.SmallTrails.test;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Progress;

/** What was tested and what ran, day by day. */
class EvaluationReportTest {

    @Test
    void dayByDayWhatRanAndWhatWasTested() throws Exception {
        long day = 86_400 * SECOND;
        MemoryTrail trail = new MemoryTrail().add(1, predict("m", "1", T)).add(1, predict("M", "1", T + day))
                .add(1, predict("m", "2", T + day)).add(1, predict("m", "3", T + day))
                .add(1, at(Event.of(EventKind.INFERENCE).modelServed("m"), T + 3 * day).build())
                .add(2, evaluation("m", "1", T + 5)).add(2, evaluation("m", "2", T + 2 * day));
        EvaluationReport report = EvaluationReport.read(trail, Progress.NONE);
        assertEquals(List.of("2026-03-01 m 1 LATER", "2026-03-02 M 1 EVALUATED", "2026-03-02 m 2 LATER",
                "2026-03-02 m 3 NOT_EVALUATED", "2026-03-04 m  BY_NAME_ONLY"), report.days().stream()
                        .map(d -> d.day() + " " + d.model() + " " + d.version() + " " + d.tested()).toList());
        assertEquals(2, report.runs().size());
    }

    @Test
    void whatSumsUpTestsOrJudgesOneAgainIsNoTest() throws Exception {
        Event test = Event.of(EventKind.EVALUATION).span("u-1").evaluation(new Evaluation("report", "dan.A 0", "m",
                null, false, 1.0, "dan")).build();
        Event again = Event.of(EventKind.EVALUATION).parent("u-1").evaluation(new Evaluation("hits", "dan.A 0", "m",
                null, false, 1.0, "dan")).build();
        Event other = Event.of(EventKind.EVALUATION).parent("u-1").evaluation(new Evaluation("hits", "dan.B 0", "m",
                null, false, 1.0, "dan")).build();
        Event whole = Event.of(EventKind.EVALUATION).evaluation(new Evaluation("log", null, "m", null, null, 0.5, null))
                .build();
        EvaluationReport report = EvaluationReport.read(new MemoryTrail().add(1, again).add(2, test).add(1, other)
                .add(3, whole), Progress.NONE);
        assertEquals(List.of("hits 1", "report 1", "log 0"), report.runs().stream()
                .map(r -> r.suite() + " " + r.cases()).toList());
        assertEquals(2, report.attacks().stream().mapToLong(EvaluationReport.Attack::cases).sum());
    }
}
