// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.core.Progress;
import org.tracebinder.core.sample.SampleEvaluation;
import org.tracebinder.session.Binder;
import org.tracebinder.session.SampleItem;
import org.tracebinder.session.SamplePlan;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Jobs;
import org.tracebinder.ui.Operation;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Loading;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.edit.BinderActs;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.StatePane;

/** Samples that were drawn, their items to look at one by one, and what the results show. */
public final class SamplesView extends ViewPart implements Investigation.Listener {

    private record Shown(SamplePlan plan, List<SampleItem> items, SampleEvaluation evaluation) {
    }

    private interface Work {
        void on(Binder binder, Progress progress) throws Exception;
    }

    private final List<Button> marks = new ArrayList<>();
    private Investigation investigation;
    private Button draw;
    private Button remove;
    private Table samples;
    private Table items;
    private Label conclusion;
    private Label facts;
    private Text note;
    private List<Shown> shown = List.of();
    private String wanted = "";

    @Override
    public void createPartControl(Composite parent) {
        investigation = getSite().getService(Investigation.class);
        StatePane pane = new StatePane(parent);
        GridLayoutFactory.fillDefaults().margins(6, 4).applyTo(pane.content());
        SashForm parts = new SashForm(pane.content(), SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(parts);
        left(parts);
        right(parts);
        parts.setWeights(2, 3);
        Palettes.follow(parent, p -> {
            for (Table table : List.of(samples, items)) {
                table.setBackground(p.background());
                table.setForeground(p.foreground());
            }
        });
        Help.install(parent, "samples");
        investigation.add(this);
        new Loading<List<Shown>>(investigation.current(), pane, (binder, p) -> {
            List<Shown> all = new ArrayList<>();
            for (SamplePlan plan : binder.samples().all()) {
                all.add(new Shown(plan, binder.samples().items(plan.name()), binder.samples().evaluate(plan.name())));
            }
            return all;
        }, found -> {
            shown = found;
            fill();
        });
    }

    private void left(Composite parts) {
        Composite side = new Composite(parts, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(side);
        draw = button(side, SampleWords.Sample_draw + "\u2026", () -> new DrawDialog(getSite().getShell(),
                investigation,
                name -> wanted = name).open());
        remove = button(side, SampleWords.Sample_remove + "\u2026", () -> chosen(s -> new RemoveSampleDialog(
                getSite().getShell(), investigation.current(), s.plan().name()).open()));
        samples = Trees.table(side, SampleWords.Sample_title, SWT.NONE, List.of(
                new Trees.Col(SampleWords.Sample_name, 130, false), new Trees.Col(SampleWords.Sample_method, 110,
                        false),
                new Trees.Col(SampleWords.Sample_items, 70, true), new Trees.Col(SampleWords.Sample_of, 80, true),
                new Trees.Col(SampleWords.Sample_open, 70, true)));
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(180, 60).applyTo(samples);
        samples.addListener(SWT.Selection, e -> select());
    }

    private void right(Composite parts) {
        Composite side = new Composite(parts, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(4).applyTo(side);
        conclusion = label(side);
        facts = label(side);
        items = Trees.table(side, SampleWords.Sample_items, SWT.MULTI, List.of(
                new Trees.Col(SampleWords.Sample_number, 50, true), new Trees.Col(SampleWords.Sample_event, 90, false),
                new Trees.Col(SampleWords.Sample_result, 110, false), new Trees.Col(SampleWords.Sample_note, 240,
                        false),
                new Trees.Col(SampleWords.Sample_by, 90, false)));
        GridDataFactory.fillDefaults().grab(true, true).span(4, 1).hint(240, 60).applyTo(items);
        items.addListener(SWT.Selection, e -> {
            if (items.getSelectionCount() == 1) {
                SampleItem item = (SampleItem) items.getSelection()[0].getData();
                note.setText(item.note());
                investigation.select(item.event());
            }
            enable();
        });
        note = new Text(side, SWT.BORDER | SWT.SINGLE);
        note.setMessage(SampleWords.Sample_noteHint);
        note.setToolTipText(SampleWords.Sample_noteHint);
        Names.set(note, SampleWords.Sample_note);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).span(4, 1)
                .hint(120, SWT.DEFAULT).applyTo(note);
        note.addListener(SWT.Modify, e -> enable());
        for (SampleItem.Result result : List.of(SampleItem.Result.CONFORMS, SampleItem.Result.EXCEPTION,
                SampleItem.Result.NOT_TESTED, SampleItem.Result.OPEN)) {
            Button mark = button(side, SampleWords.of(result), () -> mark(result));
            mark.setData(result);
            marks.add(mark);
        }
    }

    private static Label label(Composite side) {
        Label label = new Label(side, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).span(4, 1).hint(200, SWT.DEFAULT).applyTo(label);
        return label;
    }

    private static Button button(Composite parent, String text, Runnable run) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(text);
        button.addListener(SWT.Selection, e -> run.run());
        return button;
    }

    @Override
    public void dispose() {
        investigation.remove(this);
        super.dispose();
    }

    @Override
    public void setFocus() {
        if (!draw.setFocus()) {
            samples.setFocus();
        }
    }

    @Override
    public void asked() {
        enable();
    }

    private void chosen(Consumer<Shown> use) {
        int at = samples.getSelectionIndex();
        if (at >= 0 && at < shown.size()) {
            use.accept(shown.get(at));
        }
    }

    private void fill() {
        chosen(s -> wanted = wanted.isEmpty() ? s.plan().name() : wanted);
        samples.setRedraw(false);
        samples.removeAll();
        int at = shown.isEmpty() ? -1 : 0;
        for (Shown s : shown) {
            SamplePlan p = s.plan();
            TableItem item = new TableItem(samples, SWT.NONE);
            item.setText(new String[] {p.name(), SampleWords.of(p.method()), Formats.number(p.items()),
                Formats.number(p.population()), Formats.number(s.evaluation().open())});
            if (p.name().equals(wanted)) {
                at = samples.getItemCount() - 1;
            }
        }
        samples.setRedraw(true);
        if (at >= 0) {
            samples.select(at);
        }
        wanted = "";
        select();
    }

    private void select() {
        int[] before = items.getSelectionIndices();
        Object old = items.getData();
        items.setRedraw(false);
        items.removeAll();
        items.setData(null);
        say(conclusion, shown.isEmpty() ? SampleWords.Sample_none : "");
        say(facts, "");
        chosen(s -> {
            var palette = Palettes.current();
            for (SampleItem i : s.items()) {
                TableItem item = new TableItem(items, SWT.NONE);
                item.setText(new String[] {Formats.number(i.number()), i.event().toString(),
                    SampleWords.of(i.result()), Formats.oneLine(i.note()), i.by()});
                item.setData(i);
                item.setForeground(2, switch (i.result()) {
                    case CONFORMS -> palette.good();
                    case OPEN -> palette.muted();
                    default -> palette.warning();
                });
            }
            items.setData(s.plan().name());
            say(conclusion, SampleWords.sentence(s.plan(), s.evaluation()));
            say(facts, SampleWords.facts(s.plan()));
        });
        items.setRedraw(true);
        if (items.getData() != null && items.getData().equals(old)) {
            items.select(before);
            items.showSelection();
        }
        enable();
    }

    private static void say(Label label, String text) {
        label.setText(text.replace("&", "&&"));
        label.requestLayout();
    }

    private void enable() {
        if (draw == null || draw.isDisposed()) {
            return;
        }
        boolean writable = investigation.current().binder().map(b -> !b.readOnly()).orElse(false);
        draw.setEnabled(writable);
        remove.setEnabled(writable && samples.getSelectionCount() == 1);
        note.setEnabled(writable);
        for (Button mark : marks) {
            boolean explain = mark.getData() == SampleItem.Result.EXCEPTION
                    || mark.getData() == SampleItem.Result.NOT_TESTED;
            mark.setEnabled(writable && items.getSelectionCount() > 0 && (!explain || !note.getText().isBlank()));
            mark.setToolTipText(explain ? SampleWords.Sample_needsNote : null);
        }
    }

    /** The next open item is selected afterwards, so that one looks at item after item. */
    private void mark(SampleItem.Result result) {
        List<Integer> numbers = new ArrayList<>();
        List<SampleItem> before = new ArrayList<>();
        for (TableItem item : items.getSelection()) {
            before.add((SampleItem) item.getData());
            numbers.add(((SampleItem) item.getData()).number());
        }
        String words = note.getText().strip();
        List<SampleItem> after = before.stream().map(i -> new SampleItem(i.number(), i.event(), i.place(), i.extra(),
                i.hits(), result, words, i.by(), i.at())).toList();
        chosen(s -> start(SampleWords.bind(SampleWords.Sample_marking, s.plan().name()), (binder, p) -> {
            for (int number : numbers) {
                p.check();
                binder.samples().mark(s.plan().name(), number, result, words);
            }
        }, () -> {
            investigation.current().acts().did(BinderActs.mark(s.plan().name(), before, after));
            if (!note.isDisposed()) {
                note.setText("");
                next(numbers.get(numbers.size() - 1));
            }
        }));
    }

    private void next(int after) {
        for (TableItem item : items.getItems()) {
            SampleItem i = (SampleItem) item.getData();
            if (i.number() > after && i.result() == SampleItem.Result.OPEN) {
                items.setSelection(item);
                investigation.select(i.event());
                break;
            }
        }
        enable();
    }

    private void start(String title, Work work, Runnable then) {
        investigation.current().binder().ifPresent(binder -> investigation.current().jobs().start(
                new Operation<>(title, true, p -> {
                    work.on(binder, p);
                    return Boolean.TRUE;
                }), Progress.NONE, new Jobs.Outcome<Boolean>() {
                    @Override
                    public void done(Boolean result) {
                        then.run();
                    }

                    @Override
                    public void failed(Exception e) {
                        if (!conclusion.isDisposed()) {
                            say(conclusion, CurrentBinder.words(e));
                        }
                    }

                    @Override
                    public void cancelled() {
                        enable();
                    }
                }));
    }
}
