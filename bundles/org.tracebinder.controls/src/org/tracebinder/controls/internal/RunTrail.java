// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.io.IOException;
import java.util.function.Supplier;
import org.tracebinder.controls.AttackFamilies;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.controls.EvaluationReport;
import org.tracebinder.controls.Outcome;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.ForwardingTrail;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/** The trail of one run of checks: remembers what several checks read event by event. */
public final class RunTrail extends ForwardingTrail {

    private final Trail trail;
    private final Supplier<AttackFamilies> families;
    private final boolean supports;
    private Lineage lineage;
    private EvaluationReport evaluations;
    private Untold untold;

    /**
     * @param trail    what is asked
     * @param families which attacks are told apart; not asked for by most checks
     * @param supports false when nobody takes a result of this run as support: then it need not be earned
     */
    public RunTrail(Trail trail, Supplier<AttackFamilies> families, boolean supports) {
        super(trail);
        this.trail = trail;
        this.families = families;
        this.supports = supports;
    }

    synchronized Lineage lineage(Progress progress) throws QueryException, IOException {
        if (lineage == null) {
            lineage = Lineage.read(trail, progress);
        }
        return lineage;
    }

    synchronized EvaluationReport evaluations(Progress progress) throws QueryException, IOException {
        if (evaluations == null) {
            evaluations = EvaluationReader.readNow(trail, families.get(), progress);
        }
        return evaluations;
    }

    synchronized Untold untold(Progress progress) throws QueryException, IOException {
        if (untold == null) {
            untold = Untold.read(this, progress);
        }
        return untold;
    }

    /**
     * @param result of a check of this run
     * @return the same, or one that is open where it gives support and the trail names what it does not hold
     */
    public CheckResult whole(CheckResult result, Progress progress) throws QueryException, IOException {
        return supports && result.result() == Outcome.SUPPORTED ? untold(progress).limit(result, this, progress)
                : result;
    }
}
