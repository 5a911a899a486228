// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;
import org.tracebinder.core.query.Trail;

/**
 * Where models and data come from, as of a moment. All lineage events are read once, when the object is made; see
 * {@link LineageCache} for keeping it. Immutable and thread-safe; questions about events and traces read from the
 * trail, so none of this belongs on a user-interface thread.
 */
public final class Lineage {

    private final Trail trail;
    private final LineageFacts facts;
    private final List<LineageView.Note> standing;
    private final ServedModels served;
    private final Inputs inputs;

    private Lineage(Trail trail, LineageReader.Result read) {
        this.trail = trail;
        facts = read.facts();
        standing = read.notes();
        served = new ServedModels(facts);
        inputs = new Inputs(facts);
    }

    /**
     * Reads all events of kind lineage.
     *
     * @throws IOException    when the trail can't be read
     * @throws QueryException never for a trail that knows the fields of the common event
     */
    public static Lineage of(Trail trail, Progress progress) throws IOException, QueryException {
        return new Lineage(trail, LineageReader.read(trail, progress));
    }

    /** @return true when no lineage source is in the trail */
    public boolean isEmpty() {
        return facts.runs().isEmpty();
    }

    /** @return names of datasets, models and deployments as {@code name@version}, sorted, at most so many */
    public List<String> names(int most) {
        TreeSet<String> names = new TreeSet<>();
        for (Run run : facts.runs()) {
            run.inputs().forEach(t -> names.add(t.words()));
            run.outputs().forEach(t -> names.add(t.words()));
        }
        return names.stream().limit(most).toList();
    }

    /**
     * What the subject rests on.
     *
     * @param subject an event or record id, a trace id or another id that {@link Traces#find} knows, a model or
     *                deployment ({@code name@version} or {@code name}), or a dataset ({@code namespace:name@version},
     *                {@code name@version}, {@code name}), or the id of a run or the name of a job for what it wrote, or
     *                the address, path or commit of code
     * @param asOf    the moment; null means the time of each event for events and traces, and the end of the trail for
     *                models and datasets
     * @return never null; where nothing is found the view has no nodes and says so
     */
    public LineageView upstream(String subject, Instant asOf, Progress progress) throws IOException, QueryException {
        if (!EventId.isId(subject)) {
            Subject named = Subject.parse(subject, facts);
            if (!named.series().isEmpty()) {
                return ofThing(subject, named, asOf, progress);
            }
            RunSubject run = RunSubject.find(subject, facts);
            if (run != null) {
                return run.upstream(subject, asOf, facts, inputs, builder(), progress);
            }
            RetrievedData data = RetrievedData.find(trail, subject, progress);
            if (data != null) {
                ViewBuilder view = builder();
                view.node(data.thing(), ThingTypes.DATASET);
                view.note(LineageView.Note.NONE, data.words(), null);
                return view.build(subject, asOf);
            }
        }
        List<TraceMatch> found = Traces.find(trail, subject, progress);
        CalledModel called = found.isEmpty() ? CalledModel.find(trail, subject, progress) : null;
        if (called != null) {
            ViewBuilder view = builder();
            called.things().forEach(t -> view.node(t, ThingTypes.MODEL));
            view.note(LineageView.Note.NONE, onlyCalled(called), null);
            return view.build(subject, asOf);
        }
        if (found.isEmpty()) {
            ViewBuilder view = builder();
            view.note(LineageView.Note.NONE, "Nothing in this binder is called " + Words.cut(subject) + ".", null);
            return view.build(subject, asOf);
        }
        return ofMatches(subject, found, asOf, progress);
    }

    private static String onlyCalled(CalledModel model) {
        return (model.events() == 1 ? "1 event calls the model " : model.events() + " events call the model ")
                + Words.cut(model.name()) + "; no source in this binder tells where it comes from.";
    }

    private LineageView ofMatches(String subject, List<TraceMatch> found, Instant asOf, Progress progress)
            throws IOException, QueryException {
        TraceMatch match = found.get(0);
        LineageView view;
        if (match.event() != null) {
            Event event = trail.event(match.event()).orElse(null);
            view = event == null ? builder().build(subject, asOf) : upstream(match.event(), event, asOf, progress);
        } else {
            List<ModelUse> uses = ModelUse.matching(match.query(), trail, progress);
            view = ofUses(match.label(), match.trace() != null ? "trace" : "session", uses, asOf, progress);
        }
        List<LineageView.Note> notes = new ArrayList<>(view.notes());
        if (found.size() > 1) {
            notes.add(0, new LineageView.Note(LineageView.Note.INCOMPLETE, "This id leads to "
                    + Words.count(found.size(), "trace") + "; the answer is about " + match.label() + ".", null));
        }
        return new LineageView(subject, view.asOf(), view.nodes(), view.edges(), notes);
    }

    /**
     * What one event rests on.
     *
     * @param asOf the moment, or null for the event's own time
     */
    public LineageView upstream(EventId id, Event event, Instant asOf, Progress progress) {
        List<ModelUse> uses = event.model() == null || !ModelUse.isUse(event.kind()) ? List.of()
                : List.of(new ModelUse(id, event.model(), event.version(), event.time()));
        Instant moment = asOf != null ? asOf : Moments.instant(event.time());
        ViewBuilder view = builder();
        String from = view.node("inference", id.toString(), event.name() != null ? event.name() : id.toString());
        if (uses.isEmpty()) {
            view.note(LineageView.Note.NONE, id + " names no model.", id);
        }
        return walk(id.toString(), view, from, uses, asOf, moment, progress);
    }

    /** What the events of a trace rest on; shared with {@link Traces}, which has read them already. */
    LineageView ofUses(String label, String type, List<ModelUse> uses, Instant asOf, Progress progress) {
        ViewBuilder view = builder();
        String from = view.node(type, label, label);
        if (uses.isEmpty()) {
            view.note(LineageView.Note.NONE, "No event of this " + type + " names a model that it used.", null);
        }
        Instant first = uses.stream().filter(u -> u.time() != Event.NONE).map(u -> Moments.instant(u.time()))
                .min(Comparator.naturalOrder()).orElse(null);
        return walk(label, view, from, uses, asOf, asOf != null ? asOf : first, progress);
    }

    private LineageView walk(String subject, ViewBuilder view, String from, List<ModelUse> uses, Instant asked,
            Instant moment, Progress progress) {
        UpstreamWalk walk = new UpstreamWalk(facts, inputs, view);
        new UsesUpstream(served, view, walk).add(from, uses, asked == null ? null : Moments.nanos(asked));
        walk.walk(progress);
        return view.build(subject, moment);
    }

    private LineageView ofThing(String text, Subject subject, Instant asOf, Progress progress) {
        long moment = asOf == null ? Moments.END : Moments.nanos(asOf);
        ViewBuilder view = builder();
        UpstreamWalk walk = new UpstreamWalk(facts, inputs, view);
        if (subject.served()) {
            ServedModels.Answer answer = served.at(subject.name(), subject.version(), moment, null);
            answer.notes().forEach(n -> view.note(n.code(), n.text(), n.event()));
            answer.things().forEach(t -> walk.start(t, moment));
        } else {
            List<Thing> things = meant(subject, moment);
            if (things.isEmpty()) {
                view.note(LineageView.Note.NONE, noVersion(subject), null);
            } else if (things.stream().map(Thing::series).distinct().count() > 1) {
                view.note(LineageView.Note.INCOMPLETE, "More than one thing is called so: "
                        + Words.list(things.stream().map(t -> t.id(facts.type(t.series()))).toList(), 10) + ".", null);
            }
            things.forEach(t -> walk.start(t, moment));
        }
        job(text, view);
        walk.walk(progress);
        return view.build(text, asOf != null ? asOf : Moments.instant(facts.lastTime()));
    }

    /** Where a thing and a job have one name, the thing is meant, and the job is named. */
    private void job(String text, ViewBuilder view) {
        RunSubject job = RunSubject.job(text, facts);
        if (job != null) {
            view.note(LineageView.Note.INCOMPLETE, "A job has this name, too; job:" + Words.cut(text) + " asks for it.",
                    job.runs().get(0).events().get(0));
        }
    }

    /** @return the versions meant by the subject; without a version, the one written last at or before the moment */
    private List<Thing> meant(Subject subject, long moment) {
        TreeSet<Thing> meant = new TreeSet<>();
        for (Series s : subject.series()) {
            if (subject.version() != null) {
                Thing thing = new Thing(s, subject.version());
                if (facts.knows(thing)) {
                    meant.add(thing);
                }
                continue;
            }
            List<Thing> then = LineageFacts.latest(facts.makers(s), moment, null).stream()
                    .flatMap(r -> r.outputs().stream()).filter(t -> t.series().equals(s)).toList();
            meant.addAll(then.isEmpty() ? facts.things(s) : then);
        }
        return List.copyOf(meant);
    }

    private String noVersion(Subject subject) {
        List<String> known = subject.series().stream().flatMap(s -> facts.things(s).stream()).map(Thing::words)
                .toList();
        return "No version " + Words.cut(subject.version()) + " of " + Words.cut(subject.name())
                + " is recorded; recorded are " + Words.list(known, 10) + ".";
    }

    /**
     * What rests on the subject, and which events do.
     *
     * @param subject a dataset, model or deployment, as for {@link #upstream}; without version, all versions are meant;
     *                the id of a run, the name of a job, the address, path or commit of code; or the id of a
     *                document that events retrieved
     * @return never null; where nothing is found the view has no nodes and says so
     */
    public DownstreamView downstream(String subject, Progress progress) throws IOException, QueryException {
        Subject named = Subject.parse(subject, facts);
        RunSubject runs = named.series().isEmpty() ? RunSubject.find(subject, facts) : null;
        if (runs != null) {
            ViewBuilder view = builder();
            return below(subject, Set.of(), runs.downstream(new DownstreamWalk(facts, inputs, view, progress), view,
                    progress), view);
        }
        CalledModel called = named.series().isEmpty() ? CalledModel.find(trail, subject, progress) : null;
        if (called != null) {
            ViewBuilder view = builder();
            called.things().forEach(t -> view.node(t, ThingTypes.MODEL));
            view.note(LineageView.Note.NONE, onlyCalled(called), null);
            LineageView built = view.build(subject, null);
            return new DownstreamView(subject, built.nodes(), List.of(), called.selections(), built.notes());
        }
        RetrievedData data = named.series().isEmpty() ? RetrievedData.find(trail, subject, progress) : null;
        if (data != null) {
            ViewBuilder view = builder();
            view.node(data.thing(), ThingTypes.DATASET);
            data.limits().forEach(limit -> view.note(LineageView.Note.INCOMPLETE, limit, null));
            LineageView built = view.build(subject, null);
            return new DownstreamView(subject, built.nodes(), List.of(), data.selections(), built.notes());
        }
        TreeSet<Thing> start = new TreeSet<>();
        for (Series s : named.series()) {
            facts.things(s).stream().filter(t -> named.version() == null || named.version().equals(t.version()))
                    .forEach(start::add);
        }
        ViewBuilder view = builder();
        if (named.series().isEmpty()) {
            view.note(LineageView.Note.NONE, "No lineage source in this binder names " + Words.cut(subject) + ".",
                    null);
        } else if (start.isEmpty()) {
            view.note(LineageView.Note.NONE, noVersion(named), null);
        }
        job(subject, view);
        return below(subject, start, new DownstreamWalk(facts, inputs, view, progress).walk(start, progress), view);
    }

    private DownstreamView below(String subject, Set<Thing> start, Set<Run> reached, ViewBuilder view) {
        List<DownstreamView.Selection> selections = new Selections(facts, served, inputs, reached, start).find();
        if (!(start.isEmpty() && reached.isEmpty()) && selections.isEmpty() && !view.full()) {
            view.note(LineageView.Note.INCOMPLETE, "No deployment or model is recorded that rests on "
                    + Words.cut(subject) + ".", null);
        }
        LineageView built = view.build(subject, null);
        return new DownstreamView(subject, built.nodes(), built.edges(), selections, built.notes());
    }

    /**
     * Follows columns of a dataset, where a source tells of them.
     *
     * @param subject {@code dataset#column}, or a dataset for all of its columns, as for {@link #upstream}
     * @param down    true for what rests on it, false for what it rests on
     * @param asOf    the moment, or null for the end of the trail
     * @param steps   how far, 1 for the next columns only
     * @return never null; where nothing is found the view has no nodes and says so
     */
    public ColumnView columns(String subject, boolean down, Instant asOf, int steps, Progress progress) {
        long moment = asOf == null ? Moments.END : Moments.nanos(asOf);
        ColumnWalk walk = new ColumnWalk(facts, inputs, standing);
        int at = subject.lastIndexOf('#');
        Subject named = Subject.parse(at > 0 ? subject.substring(0, at) : subject, facts);
        String column = at > 0 ? subject.substring(at + 1) : null;
        if (at > 0 && named.series().isEmpty()) {
            named = Subject.parse(subject, facts); // the sign may be a part of the name
            column = named.series().isEmpty() ? column : null;
        }
        if (named.series().isEmpty()) {
            walk.note(LineageView.Note.NONE, "No lineage source in this binder names "
                    + Words.cut(at > 0 ? subject.substring(0, at) : subject) + ".", null);
            return walk.walk(subject, down, asOf, steps, progress);
        }
        List<Thing> things = meant(named, moment);
        if (down && named.version() == null) {
            things = named.series().stream().flatMap(s -> facts.things(s).stream()).toList();
        }
        if (things.isEmpty()) {
            walk.note(LineageView.Note.NONE, noVersion(named), null);
        }
        for (Thing each : things) {
            Thing thing = new Thing(facts.settled(each.series()), each.version());
            Collection<String> known = walk.columns(thing.series());
            String name = thing.words();
            if (known.isEmpty()) {
                walk.note(LineageView.Note.NONE, "No source in this binder tells of the columns of " + name + ".",
                        null);
            } else if (column == null || column.isEmpty() || column.equals(ColumnView.ALL)) {
                known.forEach(c -> walk.start(thing, c, moment));
            } else if (known.contains(column)) {
                walk.start(thing, column, moment);
            } else {
                walk.note(LineageView.Note.NONE, "No column " + Words.cut(column) + " of " + name
                        + " is recorded; recorded are " + Words.list(known, 20) + ".", null);
            }
        }
        return walk.walk(subject, down, asOf, steps, progress);
    }

    private ViewBuilder builder() {
        ViewBuilder view = new ViewBuilder(facts);
        standing.forEach(n -> view.note(n.code(), n.text(), n.event()));
        return view;
    }
}
