// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tracebinder.controls.Assessment;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.ControlResult;
import org.tracebinder.controls.Library;
import org.tracebinder.controls.SystemProfile;

/**
 * All checks over the trail, once, and every catalogue assessed by them.
 *
 * @param library     checks and catalogues that held, own ones included
 * @param checks      one result per check
 * @param profile     the system it was assessed as
 * @param asOf        day whose law held
 * @param assessments one per catalogue, in their order
 * @param changes     acts in the ledger, when the checks began, that may change what checks find
 */
public record AssessmentRun(Library library, List<CheckResult> checks, SystemProfile profile, LocalDate asOf,
        List<Assessment> assessments, long changes) {

    /** @return the result of that control, in any catalogue */
    public Optional<ControlResult> control(String id) {
        return assessments.stream().flatMap(a -> a.controls().stream()).filter(c -> c.id().equals(id)).findFirst();
    }

    /** @return the result of that check */
    public Optional<CheckResult> check(String id) {
        return checks.stream().filter(c -> c.id().equals(id)).findFirst();
    }
}
