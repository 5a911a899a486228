// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.edit;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.tracebinder.controls.ControlOutcome;
import org.tracebinder.controls.Measure;
import org.tracebinder.controls.SystemProfile;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.session.AssessmentRun;
import org.tracebinder.session.Attachment;
import org.tracebinder.session.Note;
import org.tracebinder.session.SampleItem;
import org.tracebinder.session.SamplePlan;
import org.tracebinder.session.SampleRequest;
import org.tracebinder.ui.Acts.Act;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.internal.WindowWords;

/** The acts on a binder that can be taken back, each with what takes it back. */
public final class BinderActs {

    /** What stands in the ledger where a person said nothing but "undo". */
    private static final String UNDONE = "taken back (undo)";

    private BinderActs() {
    }

    /**
     * A conclusion that stands, or none.
     *
     * @param result null for none
     * @param reason of it
     */
    public record Concluded(ControlOutcome result, String reason) {
    }

    /** @return writes that note */
    public static Act note(String on, String text, List<String> tags) {
        return new Act(WindowWords.bind(WindowWords.Act_note, on),
                (binder, p) -> takeBack(binder.notes().add(on, text, tags)));
    }

    /** @return takes that note back */
    public static Act takeBack(Note note) {
        return new Act(WindowWords.bind(WindowWords.Act_note, note.subject()), (binder, p) -> {
            // Taken back and written again, it has another number.
            Note now = binder.notes().on(note.subject()).stream().filter(n -> n.number() == note.number()
                    || n.text().equals(note.text()) && n.tags().equals(note.tags())).reduce((a, b) -> b).orElse(note);
            binder.notes().remove(now.number());
            return note(note.subject(), note.text(), note.tags());
        });
    }

    /**
     * @param run     what was computed
     * @param control id of the control
     * @param ref     its name for people
     * @param now     what stands after this act
     * @param before  what stood before it
     * @return puts {@code now} in the place of {@code before}
     */
    public static Act conclude(AssessmentRun run, String control, String ref, Concluded now, Concluded before) {
        return new Act(WindowWords.bind(WindowWords.Act_conclusion, ref), (binder, p) -> {
            binder.workpapers().conclude(run, control, now.result(), now.reason().isBlank() ? UNDONE : now.reason());
            return conclude(run, control, ref, before, now);
        });
    }

    /**
     * @param kept what was attached
     * @param file where a document came from, null where that is not known: then it can't be attached once more
     * @return takes it from the control
     */
    public static Act detach(Attachment kept, Path file) {
        return new Act(WindowWords.bind(WindowWords.Act_evidence, kept.control()), (binder, p) -> {
            Attachment now = binder.workpapers().attached().stream().filter(a -> a.number() == kept.number()
                    || a.control().equals(kept.control()) && a.kind() == kept.kind()
                    && a.reference().equals(kept.reference()) && a.text().equals(kept.text()))
                    .reduce((a, b) -> b).orElse(kept);
            binder.workpapers().detach(now.number());
            return kept.kind() == Attachment.Kind.DOCUMENT && file == null ? null : attach(kept, file);
        });
    }

    private static Act attach(Attachment was, Path file) {
        return new Act(WindowWords.bind(WindowWords.Act_evidence, was.control()), (binder, p) -> {
            var papers = binder.workpapers();
            return detach(switch (was.kind()) {
                case EVENT -> papers.attachEvent(was.control(), was.reference(), was.bearing(), was.text());
                case QUERY -> papers.attachQuery(was.control(), was.reference(), was.bearing(), was.text(), p);
                case DOCUMENT -> papers.attachDocument(was.control(), file, was.bearing(), was.text(), p);
            }, file);
        });
    }

    /** @return attaches once more what was taken from a control; refused for a document: its file is not known here */
    public static Act attachAgain(Attachment was) {
        String what = WindowWords.bind(WindowWords.Act_evidence, was.control());
        return was.kind() == Attachment.Kind.DOCUMENT ? refused(what, WindowWords.bind(WindowWords.Undo_document,
                was.reference())) : attach(was, null);
    }

    /** @return can't be done, and says why */
    private static Act refused(String what, String why) {
        return new Act(what, (binder, p) -> {
            throw new TracebinderException(why);
        });
    }

    /** @return saves that query with what it finds then */
    public static Act save(String name, String query) {
        return new Act(WindowWords.bind(WindowWords.Act_queryAgain, name), (binder, p) -> {
            binder.queries().save(name, query, false, p);
            return forget(name, query);
        });
    }

    /** @return removes that saved query */
    public static Act forget(String name, String query) {
        return new Act(WindowWords.bind(WindowWords.Act_query, name), (binder, p) -> {
            binder.queries().remove(name);
            return save(name, query);
        });
    }

    /**
     * @param now    what a line of the scorecard says after this act
     * @param before what it said before it
     * @return puts {@code now} in the place of {@code before}
     */
    public static Act goals(Measure now, Measure before) {
        return new Act(WindowWords.bind(WindowWords.Act_goals, Assessments.say(now.title())), (binder, p) -> {
            binder.workpapers().goals(now);
            return goals(before, now);
        });
    }

    /** @return writes that system and decision at the head of the scorecard, in the place of those before */
    public static Act decide(String system, String decision, String systemBefore, String decisionBefore) {
        return new Act(WindowWords.Act_decision, (binder, p) -> {
            binder.workpapers().decide(system, decision);
            return decide(systemBefore, decisionBefore, system, decision);
        });
    }

    /**
     * @param now    roles and kind of the system after this act
     * @param day    on which it is looked at, null for today
     * @param before what was said before it
     * @param dayBefore the same of the day
     * @return puts {@code now} in the place of {@code before}
     */
    public static Act profile(SystemProfile now, LocalDate day, SystemProfile before, LocalDate dayBefore) {
        return new Act(WindowWords.Act_profile, (binder, p) -> {
            binder.workpapers().say(now, day);
            return profile(before, dayBefore, now, day);
        });
    }

    /** @return removes a sample that was drawn; drawn again, it has the same seed */
    public static Act undraw(SamplePlan plan) {
        return new Act(WindowWords.bind(WindowWords.Act_drawn, plan.name()), (binder, p) -> {
            binder.samples().remove(plan.name(), UNDONE);
            return new Act(WindowWords.bind(WindowWords.Act_drawn, plan.name()), (open, q) ->
                    undraw(open.samples().draw(new SampleRequest(plan.name(), plan.purpose(), plan.query(),
                            plan.method(), plan.field(), plan.seed(), plan.computed() ? 0 : plan.size(),
                            plan.confidence(), plan.tolerable(), plan.expected()), q)));
        });
    }

    /** @return refuses to put a removed sample back: somebody gave a reason for that, which stands in the ledger */
    public static Act putBack(SamplePlan plan) {
        return refused(WindowWords.bind(WindowWords.Act_drawn, plan.name()), WindowWords.bind(WindowWords.Undo_sample,
                plan.name(), plan.seed()));
    }

    /**
     * @param sample its name
     * @param now    the items with the results that they get
     * @param before the same items with what was there before, in the same order
     * @return puts {@code now} in the place of {@code before}
     */
    public static Act mark(String sample, List<SampleItem> now, List<SampleItem> before) {
        return new Act(WindowWords.bind(WindowWords.Act_sample, sample), (binder, p) -> {
            for (SampleItem item : now) {
                binder.samples().mark(sample, item.number(), item.result(), item.note());
            }
            return mark(sample, before, now);
        });
    }
}
