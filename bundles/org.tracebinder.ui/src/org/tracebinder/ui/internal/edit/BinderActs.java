// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.edit;

import java.nio.file.Path;
import java.util.List;
import org.tracebinder.controls.ControlOutcome;
import org.tracebinder.session.AssessmentRun;
import org.tracebinder.session.Attachment;
import org.tracebinder.session.Note;
import org.tracebinder.session.SampleItem;
import org.tracebinder.ui.Acts.Act;
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

    /** @return attaches once more what was taken from a control; null for a document, whose file is not known here */
    public static Act attachAgain(Attachment was) {
        return was.kind() == Attachment.Kind.DOCUMENT ? null : attach(was, null);
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
