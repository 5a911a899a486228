// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.Progress;

/**
 * A run, a job or code that was asked for: {@code train}, the id of a run, the address, path or commit of code;
 * {@code run:}, {@code job:} and {@code code:} before it tell which is meant.
 *
 * @param kind which of the three
 * @param name as it was asked for, without the word before it
 * @param runs by time, never empty
 */
record RunSubject(Kind kind, String name, List<Run> runs) {

    /** What was asked for. */
    enum Kind {
        RUN, JOB, CODE
    }

    private static final int MAX_LENGTH = 2_000;

    /** @return null when nothing is called so */
    static RunSubject find(String text, LineageFacts facts) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        RunSubject plain = of(null, text, facts);
        if (plain != null) {
            return plain;
        }
        Kind said = text.startsWith("run:") ? Kind.RUN : text.startsWith("job:") ? Kind.JOB
                : text.startsWith("code:") ? Kind.CODE : null;
        return said == null ? null : of(said, text.substring(text.indexOf(':') + 1), facts);
    }

    /** @return the job of that name, or null */
    static RunSubject job(String name, LineageFacts facts) {
        return of(Kind.JOB, name, facts);
    }

    private static RunSubject of(Kind wanted, String name, LineageFacts facts) {
        Run run = wanted == null || wanted == Kind.RUN ? facts.run(name) : null;
        if (run != null) {
            return new RunSubject(Kind.RUN, name, List.of(run));
        }
        List<Run> runs = wanted == null || wanted == Kind.JOB ? facts.ofJob(name) : List.of();
        if (!runs.isEmpty()) {
            return new RunSubject(Kind.JOB, name, runs);
        }
        runs = wanted == null || wanted == Kind.CODE ? facts.ofCode(name) : List.of();
        return runs.isEmpty() ? null : new RunSubject(Kind.CODE, name, runs);
    }

    /** @return what the last of its runs wrote, and what that rests on; of code, which runs ran it */
    LineageView upstream(String text, Instant asOf, LineageFacts facts, Inputs inputs, ViewBuilder view,
            Progress progress) {
        if (kind == Kind.CODE) {
            codes().forEach(view::node);
            view.note(LineageView.Note.NONE, (runs.size() == 1 ? "This code ran in 1 run: "
                    : "This code ran in " + runs.size() + " runs: ") + Rewrites.first(runs)
                    + (runs.size() > Rewrites.NAMED ? " and more." : ".")
                    + " What code rests on is not recorded.", runs.get(0).events().get(0));
            return view.build(text, asOf);
        }
        Run run = last(asOf == null ? Moments.END : Moments.nanos(asOf));
        if (run == null) {
            view.note(LineageView.Note.NONE, "No run of job " + Words.cut(name) + " had ended by then.", null);
            return view.build(text, asOf);
        }
        if (kind == Kind.JOB && runs.size() > 1) {
            view.note(LineageView.Note.INCOMPLETE, "Job " + Words.cut(name) + " ran "
                    + runs.size() + " times; the answer is about " + run.words() + ".",
                    run.events().get(0));
        }
        long moment = asOf != null ? Moments.nanos(asOf) : run.time() == Event.NONE ? Moments.END : run.time();
        UpstreamWalk walk = new UpstreamWalk(facts, inputs, view);
        run.outputs().forEach(t -> walk.start(t, moment));
        if (run.outputs().isEmpty()) {
            view.note(LineageView.Note.INCOMPLETE, "Run " + Words.cut(run.id() == null ? run.key() : run.id())
                    + " records nothing that it wrote.", run.events().get(0));
            inputs.of(run, moment).forEach(i -> walk.start(i.thing(), moment));
            run.code().forEach(view::node);
        }
        walk.walk(progress);
        return view.build(text, Moments.instant(moment));
    }

    /** @return the last run that had completed, else the last that was heard of; null when none was by then */
    private Run last(long moment) {
        if (kind == Kind.RUN) {
            return runs.get(0);
        }
        List<Run> then = runs.stream().filter(r -> r.time() == Event.NONE || r.time() <= moment).toList();
        return then.stream().filter(r -> r.outcome() == Run.Outcome.COMPLETED).reduce((a, b) -> b)
                .orElse(then.isEmpty() ? null : then.get(then.size() - 1));
    }

    /** Shows the code that was asked for, and begins a walk at what its runs wrote. */
    Set<Run> downstream(DownstreamWalk walk, ViewBuilder view, Progress progress) {
        if (kind == Kind.CODE) {
            codes().forEach(view::node);
        }
        boolean wrote = runs.stream().anyMatch(r -> !r.outputs().isEmpty()
                && (r.outcome() == Run.Outcome.COMPLETED || r.declares()));
        if (!wrote) {
            runs.get(0).code().forEach(view::node);
            runs.get(0).outputs().forEach(view::node);
            runs.get(0).inputs().forEach(view::node);
            view.note(LineageView.Note.INCOMPLETE, upper(kind == Kind.JOB ? "job " + name : runs.get(0).words())
                    + " is not recorded to have completed and written anything.", runs.get(0).events().get(0));
        }
        return walk.walkRuns(runs, progress);
    }

    private List<LineageFact.Code> codes() {
        return runs.stream().flatMap(r -> r.code().stream()).filter(c -> ViewBuilder.key(c).equals(name)
                || name.equals(c.name()) || name.equals(c.url()) || name.equals(c.repository())
                || name.equals(c.version())).distinct().toList();
    }

    private static String upper(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
