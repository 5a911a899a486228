// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.tracebinder.controls.internal.ActorCheck;
import org.tracebinder.controls.internal.BrokenLineageCheck;
import org.tracebinder.controls.internal.CapCheck;
import org.tracebinder.controls.internal.ConflictCheck;
import org.tracebinder.controls.internal.DriftCheck;
import org.tracebinder.controls.internal.DuplicateCheck;
import org.tracebinder.controls.internal.ErrorsCheck;
import org.tracebinder.controls.internal.GapCheck;
import org.tracebinder.controls.internal.LeakCheck;
import org.tracebinder.controls.internal.ModelVersionCheck;
import org.tracebinder.controls.internal.NotEvaluatedCheck;
import org.tracebinder.controls.internal.OrphanCheck;
import org.tracebinder.controls.internal.PolicyMissingCheck;
import org.tracebinder.controls.internal.RetentionCheck;
import org.tracebinder.controls.internal.ReviewCheck;
import org.tracebinder.controls.internal.RunTrail;
import org.tracebinder.controls.internal.SampledCheck;
import org.tracebinder.controls.internal.ToolAfterDenyCheck;
import org.tracebinder.controls.internal.UnpricedCheck;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.Trail;

/** The checks of the product, and the one engine that runs them. */
public final class Checks {

    private Checks() {
    }

    /** @return every check, in the order in which people read them; a new check is one line here */
    public static List<Check> all() {
        return List.of(
                new DuplicateCheck(),
                new ConflictCheck(),
                new GapCheck(),
                new CapCheck(),
                new SampledCheck(),
                new OrphanCheck(),
                new ModelVersionCheck(),
                new ActorCheck(),
                new RetentionCheck(),
                new PolicyMissingCheck(),
                new ToolAfterDenyCheck(),
                new LeakCheck(),
                new ReviewCheck(),
                new NotEvaluatedCheck(),
                new BrokenLineageCheck(),
                new ErrorsCheck(),
                new DriftCheck(),
                new UnpricedCheck());
    }

    /** @return the check with that id */
    public static Optional<Check> byId(String id) {
        return all().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /**
     * Runs checks one after the other. A check that breaks gives a failed result and the next one runs; only a
     * cancellation ends the run.
     *
     * @param checks   what to run
     * @param trail    what is asked
     * @param settings by check id; a check without an entry runs with its defaults
     * @param progress told per check
     * @return one result per check, in the same order
     */
    public static List<CheckResult> run(List<Check> checks, Trail trail, Map<String, Parameters> settings,
            Progress progress) {
        Trail shared = new RunTrail(trail);
        List<CheckResult> results = new ArrayList<>();
        for (Check check : checks) {
            progress.check();
            progress.task(check.title(), -1);
            results.add(run(check, shared, settings.getOrDefault(check.id(), Parameters.DEFAULTS), progress));
        }
        return results;
    }

    private static CheckResult run(Check check, Trail trail, Parameters parameters, Progress progress) {
        try {
            return check.evaluate(trail, parameters, progress);
        } catch (CancellationException e) {
            throw e;
        } catch (Exception e) { // whatever breaks in a check becomes visible and stops no other check
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return CheckResult.failed(check.id(), reason, parameters.effective(check.parameters()));
        }
    }
}
