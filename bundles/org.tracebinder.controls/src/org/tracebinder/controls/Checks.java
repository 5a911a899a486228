// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.tracebinder.controls.internal.BrokenLineageCheck;
import org.tracebinder.controls.internal.ConflictCheck;
import org.tracebinder.controls.internal.DriftCheck;
import org.tracebinder.controls.internal.DuplicateCheck;
import org.tracebinder.controls.internal.GapCheck;
import org.tracebinder.controls.internal.HashChainCheck;
import org.tracebinder.controls.internal.RegressionCheck;
import org.tracebinder.controls.internal.RevisionCheck;
import org.tracebinder.controls.internal.RunOrder;
import org.tracebinder.controls.internal.RunTrail;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.Trail;

/** The checks of the product, and the one engine that runs them. */
public final class Checks {

    private static final List<CheckFile.Declared> DECLARED = declared();
    private static final List<Check> ALL = List.of(
                new DuplicateCheck(),
                new ConflictCheck(),
                new HashChainCheck(),
                new GapCheck(),
                declared("log.cap"),
                declared("log.sampled"),
                declared("log.orphan"),
                declared("log.model-version"),
                declared("log.actor"),
                declared("log.shared-actor"),
                declared("log.generic-actor"),
                declared("log.status"),
                declared("log.duration"),
                declared("log.tokens"),
                declared("log.retention"),
                declared("policy.missing"),
                declared("policy.tool-after-deny"),
                declared("policy.late"),
                declared("policy.late-tool"),
                declared("policy.failed-open"),
                new RevisionCheck(),
                declared("privacy.leak"),
                declared("privacy.mask-record"),
                declared("oversight.review"),
                declared("tool.unlisted"),
                declared("eval.deployed-not-evaluated"),
                new RegressionCheck(),
                declared("eval.attack-untested"),
                declared("eval.attack-open"),
                declared("eval.unscored"),
                declared("eval.fixed-set"),
                declared("eval.interval"),
                new BrokenLineageCheck(),
                declared("lineage.failed-run"),
                declared("lineage.unregistered"),
                declared("quality.errors"),
                new DriftCheck(),
                declared("cost.unpriced"),
                declared("cost.zero"));

    private Checks() {
    }

    /** @return every check of the product, in the order in which people read them; a new check is one line above */
    public static List<Check> all() {
        return ALL;
    }

    private static List<CheckFile.Declared> declared() {
        String name = "checks.json";
        try (InputStream in = Checks.class.getResourceAsStream("/catalogs/" + name)) {
            if (in == null) {
                throw new IOException("there is no " + name);
            }
            return CheckFile.read(CatalogFile.parse(name, in.readAllBytes()), query -> { });
        } catch (CatalogException | IOException e) {
            throw new IllegalStateException("the checks of the product can't be read: " + e.getMessage(), e);
        }
    }

    private static Check declared(String id) {
        return DECLARED.stream().<Check>map(CheckFile.Declared::check).filter(c -> c.id().equals(id))
                .findFirst().orElseThrow();
    }

    /** @return the check with that id */
    public static Optional<Check> byId(String id) {
        return all().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /**
     * Runs checks one after the other, each after those it rests on. A check that breaks gives a failed result and the
     * next one runs; only a cancellation ends the run. A check that rests on one without an answer gives no support,
     * and neither does one of the running system while the trail names traces or deployed models and holds nothing of
     * them: a source that was left out never makes an answer better.
     *
     * @param checks   what to run
     * @param trail    what is asked
     * @param settings by check id; a check without an entry runs with its defaults
     * @param progress told per check
     * @return one result per check, in the same order
     * @throws IllegalArgumentException when checks rest on each other in a circle
     */
    public static List<CheckResult> run(List<Check> checks, Trail trail, Map<String, Parameters> settings,
            Progress progress) {
        return run(checks, trail, settings, AttackFamilies::builtIn, progress);
    }

    /** The same, with the families of attacks that are told apart; asked for by checks that need them. */
    static List<CheckResult> run(List<Check> checks, Trail trail, Map<String, Parameters> settings,
            Supplier<AttackFamilies> families, Progress progress) {
        return run(checks, settings, new RunTrail(trail, families, true), progress);
    }

    /**
     * Runs checks to hear what does not give support. Much sooner done than {@link #run}: what keeps support from being
     * given, as a source that was left out, is not looked for.
     *
     * @return the results that are no support, in the order of the checks
     */
    public static List<CheckResult> doubts(List<Check> checks, Trail trail, Map<String, Parameters> settings,
            Progress progress) {
        return run(checks, settings, new RunTrail(trail, AttackFamilies::builtIn, false), progress).stream()
                .filter(r -> r.result() != Outcome.SUPPORTED).toList();
    }

    private static List<CheckResult> run(List<Check> checks, Map<String, Parameters> settings, RunTrail shared,
            Progress progress) {
        Map<String, CheckResult> results = new HashMap<>();
        for (Check check : RunOrder.of(checks)) {
            progress.check();
            progress.task(check.title(), -1);
            CheckResult result = run(check, shared, settings.getOrDefault(check.id(), Parameters.DEFAULTS), progress);
            results.put(check.id(), resting(check, result, results));
        }
        return checks.stream().map(c -> results.get(c.id())).toList();
    }

    /** What is not known about the ground keeps an answer from being support; contrary records stay what they are. */
    private static CheckResult resting(Check check, CheckResult result, Map<String, CheckResult> before) {
        List<String> open = check.after().stream().filter(id -> !before.containsKey(id)
                || before.get(id).result() == Outcome.NOT_ASSESSABLE || before.get(id).result() == Outcome.FAILED)
                .toList();
        if (open.isEmpty() || result.result() != Outcome.SUPPORTED) {
            return result;
        }
        return result.without(open.stream().map(id -> "check:" + id).toList(),
                " It rests on " + String.join(", ", open) + ", which gave no answer.");
    }

    private static CheckResult run(Check check, RunTrail trail, Parameters parameters, Progress progress) {
        try {
            return trail.whole(check.evaluate(trail, parameters, progress), progress);
        } catch (CancellationException e) {
            throw e;
        } catch (Exception e) { // whatever breaks in a check becomes visible and stops no other check
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return CheckResult.failed(check.id(), reason, parameters.effective(check.parameters()));
        }
    }
}
