// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which deployment, or where none is recorded which model version, stands behind a model's name at a moment. A
 * deployment is live from its COMPLETE on, that instant included, until the next COMPLETE under the name. Thread-safe.
 */
final class ServedModels {

    private final LineageFacts facts;
    private final Map<String, List<Live>> timelines = new ConcurrentHashMap<>();

    /** One run put one thing into service. */
    record Live(Run run, Thing thing) {

        private static final Comparator<Live> ORDER =
                Comparator.<Live, Run>comparing(Live::run).thenComparing(Live::thing);
    }

    /**
     * @param things what the name stands for; empty when nothing tells
     * @param basis  of the join from name to thing
     * @param runs   that put the things into service
     * @param notes  what speaks against the join, or what is missing
     */
    record Answer(List<Thing> things, Basis basis, List<Run> runs, List<LineageView.Note> notes) {
    }

    ServedModels(LineageFacts facts) {
        this.facts = facts;
    }

    /** @return who was put into service under the name, by time; model versions where no deployment is recorded */
    List<Live> timeline(String model) {
        List<Live> known = timelines.get(model);
        if (known == null) {
            known = timeline(model, ThingTypes.DEPLOYMENT);
            if (known.isEmpty()) {
                known = timeline(model, ThingTypes.MODEL);
            }
            if (!known.isEmpty()) {
                timelines.put(model, known);
            }
        }
        return known;
    }

    private List<Live> timeline(String model, String type) {
        List<Live> all = new ArrayList<>();
        for (Series s : facts.ending(model, type)) {
            for (Run run : facts.makers(s)) {
                run.outputs().stream().filter(t -> t.series().equals(s)).forEach(t -> all.add(new Live(run, t)));
            }
        }
        all.sort(Live.ORDER);
        return List.copyOf(all);
    }

    /**
     * @param version null when the event does not say
     * @param who     names the asking event in the notes, or null when a person asks
     */
    Answer at(String model, String version, long moment, String who) {
        List<Live> timeline = timeline(model);
        List<Live> live = latest(timeline, moment, null);
        if (version == null) {
            return unversioned(model, moment, timeline, live, who);
        }
        List<Live> serving = live.stream().filter(l -> serves(l, version)).toList();
        List<LineageView.Note> notes = new ArrayList<>();
        if (!serving.isEmpty()) {
            return answer(serving, Basis.OBSERVED, notes);
        }
        List<Live> earlier = latest(timeline, moment, version);
        if (!earlier.isEmpty()) {
            Live before = earlier.get(0);
            if (who != null) {
                notes.add(note(LineageView.Note.CONFLICT, who + " names " + model + " " + version + ", though "
                        + live.get(0).thing().words() + " had replaced " + before.thing().words() + " at "
                        + Moments.words(live.get(0).run().time()) + "; the version it names is followed."));
            }
            return answer(earlier, Basis.INFERRED, notes);
        }
        return models(model, version, moment, timeline, live, who);
    }

    private Answer models(String model, String version, long moment, List<Live> timeline, List<Live> live,
            String who) {
        TreeSet<Thing> models = new TreeSet<>();
        for (String type : List.of(ThingTypes.MODEL, ThingTypes.DATASET)) {
            for (Series s : facts.ending(model, type)) {
                if (facts.knows(new Thing(s, version))) {
                    models.add(new Thing(s, version));
                }
            }
            if (!models.isEmpty()) {
                break;
            }
        }
        List<LineageView.Note> notes = new ArrayList<>();
        List<Live> unversioned = live.stream().filter(l -> !tellsVersion(l)).toList();
        Live later = timeline.stream().filter(l -> serves(l, version)).findFirst().orElse(null);
        if (models.isEmpty() && unversioned.isEmpty() && later != null) {
            notes.add(note(LineageView.Note.INCOMPLETE, (who == null ? "" : who + " names ") + model + " " + version
                    + " as of " + Moments.words(moment) + ", before " + later.thing().words() + " went live at "
                    + Moments.words(later.run().time()) + "."));
            return new Answer(List.of(), Basis.MISSING, List.of(), notes);
        }
        if (models.isEmpty() && unversioned.isEmpty()) {
            notes.add(note(LineageView.Note.NONE, "No source in this binder tells where " + model + " " + version
                    + " comes from" + (live.isEmpty() ? "." : "; the deployment live at " + Moments.words(moment)
                    + " is " + live.get(0).thing().words() + ".")));
            return new Answer(List.of(), Basis.MISSING, List.of(), notes);
        }
        if (!unversioned.isEmpty()) {
            unversioned.forEach(l -> models.add(l.thing()));
            return new Answer(List.copyOf(models), Basis.INFERRED, unversioned.stream().map(Live::run).toList(), notes);
        }
        String subject = who == null ? model + " " + version : who + " names " + model + " " + version + ", which";
        if (!live.isEmpty()) {
            notes.add(note(LineageView.Note.CONFLICT, subject + " is not what was deployed: "
                    + live.get(0).thing().words() + " was live at " + Moments.words(moment) + "."));
        } else {
            notes.add(note(LineageView.Note.INCOMPLETE, subject + " has no recorded deployment at or before "
                    + Moments.words(moment) + "."));
        }
        return new Answer(List.copyOf(models), Basis.OBSERVED, List.of(), notes);
    }

    private Answer unversioned(String model, long moment, List<Live> timeline, List<Live> live, String who) {
        List<LineageView.Note> notes = new ArrayList<>();
        if (!live.isEmpty()) {
            if (live.size() > 1) {
                List<String> names = live.stream().map(l -> l.thing().words()).toList();
                notes.add(note(LineageView.Note.CONFLICT, Words.list(names, 5) + " went live at the same instant, "
                        + Moments.words(live.get(0).run().time()) + "; all are followed."));
            }
            return answer(live, Basis.INFERRED, notes);
        }
        if (!timeline.isEmpty()) {
            notes.add(note(LineageView.Note.INCOMPLETE, "No deployment of " + model + " had completed at "
                    + Moments.words(moment) + "; the first is " + timeline.get(0).thing().words() + " at "
                    + Moments.words(timeline.get(0).run().time()) + "."));
        } else {
            notes.add(note(LineageView.Note.NONE, "No source in this binder tells where " + model + " comes from"
                    + (who == null ? "." : ", and " + who + " names no version of it.")));
        }
        return new Answer(List.of(), Basis.MISSING, List.of(), notes);
    }

    private static Answer answer(List<Live> lives, Basis basis, List<LineageView.Note> notes) {
        Set<Thing> things = new LinkedHashSet<>();
        lives.forEach(l -> things.add(l.thing()));
        return new Answer(List.copyOf(things), basis, lives.stream().map(Live::run).distinct().toList(), notes);
    }

    private static LineageView.Note note(String code, String text) {
        return new LineageView.Note(code, Character.toUpperCase(text.charAt(0)) + text.substring(1), null);
    }

    /** @return the last that went live at or before the moment; only those that serve the version, unless it is null */
    private List<Live> latest(List<Live> timeline, long moment, String version) {
        List<Live> latest = new ArrayList<>(1);
        for (int i = after(timeline, moment) - 1; i >= 0; i--) {
            Live l = timeline.get(i);
            if (!latest.isEmpty() && l.run().time() != latest.get(0).run().time()) {
                break;
            }
            if (version == null || serves(l, version)) {
                latest.add(0, l);
            }
        }
        return latest;
    }

    /** @return index of the first that went live after the moment */
    static int after(List<Live> timeline, long moment) {
        int low = 0;
        int high = timeline.size();
        while (low < high) {
            int mid = (low + high) >>> 1;
            if (timeline.get(mid).run().time() <= moment) {
                low = mid + 1;
            } else {
                high = mid;
            }
        }
        return low;
    }

    /** A deployment may count its own revisions: then the version of the model that its run read counts. */
    boolean serves(Live live, String version) {
        return version.equals(live.thing().version()) || live.run().inputs().stream()
                .anyMatch(t -> version.equals(t.version()) && facts.type(t.series()).equals(ThingTypes.MODEL));
    }

    /** @return the versions under which events may speak of it */
    Set<String> versions(Live live) {
        Set<String> versions = new TreeSet<>();
        if (live.thing().version() != null) {
            versions.add(live.thing().version());
        }
        live.run().inputs().stream().filter(t -> t.version() != null
                && facts.type(t.series()).equals(ThingTypes.MODEL)).forEach(t -> versions.add(t.version()));
        return versions;
    }

    private boolean tellsVersion(Live live) {
        return !versions(live).isEmpty();
    }
}
