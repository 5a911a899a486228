// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.notes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Binder;
import org.tracebinder.session.Note;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Jobs;
import org.tracebinder.ui.Operation;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.edit.BinderActs;
import org.tracebinder.ui.internal.edit.EditHandler;
import org.tracebinder.ui.internal.edit.TargetHandler;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.Scrolled;
import org.tracebinder.ui.widgets.TextUndo;
import org.tracebinder.ui.widgets.Zoom;

/** Notes in a table, and below it a place to write one on the subject that is looked at. */
public final class NotesPanel extends Composite implements CurrentBinder.Listener {

    private final CurrentBinder current;
    private final boolean all;
    private final Latest latest = new Latest();
    private final Composite page;
    private final Label state;
    private final Table table;
    private final Label about;
    private final Text text;
    private final Text tags;
    private final Button add;
    private final Button remove;
    private List<Note> notes = List.of();
    private String subject = "";
    private String filter = "";

    /**
     * @param parent  of the panel
     * @param current the binder whose notes are shown
     * @param all     true for all notes, false for those on the subject
     * @param open    gets a note whose subject somebody wants to see
     */
    public NotesPanel(Composite parent, CurrentBinder current, boolean all, Consumer<Note> open) {
        super(parent, SWT.NONE);
        this.current = current;
        this.all = all;
        setLayout(new FillLayout());
        page = Scrolled.page(this);
        GridLayoutFactory.fillDefaults().margins(6, 4).spacing(6, 4).numColumns(3).applyTo(page);
        state = new Label(page, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).hint(150, SWT.DEFAULT).applyTo(state);
        table = Trees.table(page, Messages.Notes_title, SWT.NONE, List.of(
                new Trees.Col(Messages.Notes_text, all ? 200 : 420, false),
                new Trees.Col(Messages.Notes_on, 100, false),
                new Trees.Col(Messages.Notes_tags, 120, false), new Trees.Col(Messages.Notes_by, 90, false),
                new Trees.Col(Messages.Notes_time, 180, false)));
        GridDataFactory.fillDefaults().grab(true, true).span(3, 1).hint(150, Zoom.px(60)).applyTo(table);
        table.addListener(SWT.DefaultSelection, e -> open.accept((Note) e.item.getData()));
        table.addListener(SWT.Selection, e -> enable());
        table.addListener(SWT.KeyDown, e -> {
            if (e.keyCode == SWT.DEL) {
                delete();
            }
        });
        Runnable delete = this::delete;
        table.setData(TargetHandler.Delete.DELETE, delete);
        about = new Label(page, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).hint(150, SWT.DEFAULT).applyTo(about);
        text = new Text(page, SWT.BORDER | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
        Names.set(text, Messages.Notes_textHint);
        text.setToolTipText(Messages.Notes_textHint);
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).hint(150, Zoom.px(all ? 80 : 36)).applyTo(text);
        text.addListener(SWT.Modify, e -> enable());
        text.setData(EditHandler.ACTS, true);
        // Tab leads on, as everywhere else; a note needs no tabulators.
        text.addListener(SWT.Traverse, e -> e.doit |= e.detail == SWT.TRAVERSE_TAB_NEXT);
        tags = new Text(page, SWT.BORDER | SWT.SINGLE);
        tags.setMessage(Messages.Notes_tagsHint);
        tags.setToolTipText(Messages.Notes_tagsHint);
        Names.set(tags, Messages.Notes_tagsHint);
        tags.setData(EditHandler.ACTS, true);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).span(all ? 3 : 1, 1)
                .hint(100, SWT.DEFAULT).applyTo(tags);
        add = new Button(page, SWT.PUSH);
        add.setText(Messages.Notes_add);
        add.addListener(SWT.Selection, e -> current.binder().ifPresent(this::add));
        remove = new Button(page, SWT.PUSH);
        remove.setText(Messages.Notes_remove);
        remove.addListener(SWT.Selection, e -> current.binder().ifPresent(this::remove));
        current.add(this);
        addDisposeListener(e -> {
            current.remove(this);
            latest.cancel();
        });
        binderChanged();
    }

    /** @param id of the event, control or source that is looked at, empty for none */
    public void about(String id) {
        subject = id;
        fill();
    }

    /** @param words each of them has to be in a note */
    public void filter(String words) {
        filter = words;
        fill();
    }

    /** @param p the colours */
    public void setPalette(Palette p) {
        table.setBackground(p.background());
        table.setForeground(p.foreground());
    }

    @Override
    public boolean setFocus() {
        return text.setFocus();
    }

    @Override
    public void binderChanged() {
        notes = List.of();
        subject = "";
        fill();
        contentChanged();
    }

    @Override
    public void contentChanged() {
        current.binder().ifPresentOrElse(binder -> latest.ask(current.jobs(), Messages.Loading,
                p -> binder.notes().all(), found -> {
                    notes = found;
                    fill();
                }, e -> state.setText(CurrentBinder.words(e))), latest::cancel);
    }

    private void fill() {
        if (isDisposed()) {
            return;
        }
        Predicate<Note> wanted = all ? this::matches : n -> n.subject().equals(subject);
        List<Note> shown = notes.stream().filter(wanted).toList();
        table.setRedraw(false);
        table.removeAll();
        for (Note note : shown) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {Formats.oneLine(note.text()), note.subject(), String.join(", ", note.tags()),
                note.by(), note.at()});
            item.setData(note);
        }
        table.setRedraw(true);
        state.setText(shown.isEmpty() && notes.isEmpty() ? Messages.Notes_none : Messages.bind(Messages.Notes_shown,
                Formats.number(shown.size()), Formats.number(notes.size())));
        boolean readOnly = current.binder().map(Binder::readOnly).orElse(false);
        about.setText(readOnly ? Messages.Notes_readOnly : subject.isEmpty() ? Messages.Notes_nothing
                : Messages.bind(Messages.Notes_about, subject));
        enable();
        fit();
    }

    private void fit() {
        Scrolled.again(page);
    }

    private boolean matches(Note note) {
        String hay = String.join("\n", note.text(), note.subject(), note.by(), String.join("\n", note.tags()))
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(filter.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(hay::contains);
    }

    private boolean writable() {
        return current.binder().map(b -> !b.readOnly()).orElse(false);
    }

    private void enable() {
        boolean writable = writable();
        text.setEnabled(writable && !subject.isEmpty());
        tags.setEnabled(writable && !subject.isEmpty());
        add.setEnabled(writable && !subject.isEmpty() && !text.getText().isBlank());
        remove.setEnabled(writable && table.getSelectionCount() == 1);
    }

    private void add(Binder binder) {
        String on = subject;
        String words = text.getText();
        List<String> marks = Arrays.stream(tags.getText().split(",")).map(String::strip).filter(t -> !t.isEmpty())
                .toList();
        add.setEnabled(false);
        current.jobs().start(new Operation<>(Messages.bind(Messages.Notes_adding, on), true,
                p -> binder.notes().add(on, words, marks)), Progress.NONE, new Ended(note -> {
                    current.acts().did(BinderActs.takeBack(note));
                    // What was typed meanwhile stays. What is kept is no draft any more: undo takes the note back.
                    if (!isDisposed() && text.getText().equals(words)) {
                        text.setText("");
                        tags.setText("");
                        TextUndo.forget(text);
                        TextUndo.forget(tags);
                    }
                }));
    }

    private void remove(Binder binder) {
        Note note = (Note) table.getSelection()[0].getData();
        long number = note.number();
        remove.setEnabled(false);
        current.jobs().start(new Operation<>(Messages.bind(Messages.Notes_removing, number), true, p -> {
            binder.notes().remove(number);
            return note;
        }), Progress.NONE, new Ended(gone -> {
            // It comes again as a note of now: the ledger keeps both acts.
            current.acts().did(BinderActs.note(gone.subject(), gone.text(), gone.tags()));
            if (!isDisposed()) {
                about.setText(Messages.Notes_taken);
                table.setFocus();
            }
        }));
    }

    private void delete() {
        if (remove.isEnabled()) {
            current.binder().ifPresent(this::remove);
        }
    }

    /** The list itself follows the binder; here only what was typed, or what went wrong. */
    private final class Ended implements Jobs.Outcome<Note> {

        private final Consumer<Note> done;

        Ended(Consumer<Note> done) {
            this.done = done;
        }

        @Override
        public void done(Note result) {
            done.accept(result);
            if (!isDisposed()) {
                enable();
            }
        }

        @Override
        public void failed(Exception e) {
            if (!isDisposed()) {
                about.setText(CurrentBinder.words(e));
                enable();
                fit();
            }
        }

        @Override
        public void cancelled() {
            if (!isDisposed()) {
                enable();
            }
        }
    }
}
