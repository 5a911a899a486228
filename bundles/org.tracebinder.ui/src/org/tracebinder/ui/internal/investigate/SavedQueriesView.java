// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Progress;
import org.tracebinder.session.Binder;
import org.tracebinder.session.QueryRun;
import org.tracebinder.session.SavedQuery;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.Jobs;
import org.tracebinder.ui.Operation;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Loading;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.WindowWords;
import org.tracebinder.ui.internal.edit.BinderActs;
import org.tracebinder.ui.internal.edit.EditHandler;
import org.tracebinder.ui.internal.edit.TargetHandler;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.StatePane;

/** Queries that are kept with what they found; asked again, each says whether it still finds the same. */
public final class SavedQueriesView extends ViewPart implements Investigation.Listener {

    private static final int LISTED = 20;

    private final Map<String, QueryRun> runs = new HashMap<>();
    private Investigation investigation;
    private Text name;
    private Button save;
    private Button ask;
    private Button again;
    private Button remove;
    private Table table;
    private Link state;
    private String said = "";
    private Palette palette;
    private List<SavedQuery> saved = List.of();

    @Override
    public void createPartControl(Composite parent) {
        investigation = getSite().getService(Investigation.class);
        StatePane pane = new StatePane(parent);
        Composite content = pane.content();
        GridLayoutFactory.fillDefaults().margins(6, 4).spacing(6, 4).numColumns(5).applyTo(content);
        name = new Text(content, SWT.BORDER | SWT.SINGLE);
        name.setMessage(Messages.Saved_name);
        name.setToolTipText(Messages.Saved_name);
        Names.set(name, Messages.Saved_name);
        name.setData(EditHandler.ACTS, true);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(120, SWT.DEFAULT)
                .applyTo(name);
        name.addListener(SWT.Modify, e -> enable());
        name.addListener(SWT.DefaultSelection, e -> save());
        save = button(content, Messages.Saved_save, this::save);
        ask = button(content, Messages.Saved_ask, () -> chosen(q -> investigation.ask(q.text())));
        again = button(content, Messages.Saved_again, this::again);
        remove = button(content, Messages.Saved_remove, () -> chosen(this::remove));
        table = Trees.table(content, Messages.Saved_title, SWT.NONE, List.of(
                new Trees.Col(Messages.Saved_name, 170, false), new Trees.Col(Messages.Saved_query, 320, false),
                new Trees.Col(Messages.Saved_total, 90, true), new Trees.Col(Messages.Saved_now, 210, false),
                new Trees.Col(Messages.Saved_when, 180, false), new Trees.Col(Messages.Saved_by, 90, false)));
        GridDataFactory.fillDefaults().grab(true, true).span(5, 1).hint(200, 60).applyTo(table);
        Runnable delete = () -> {
            if (remove.isEnabled()) {
                chosen(this::remove);
            }
        };
        table.setData(TargetHandler.Delete.DELETE, delete);
        table.addListener(SWT.DefaultSelection, e -> investigation.ask(((SavedQuery) e.item.getData()).text()));
        table.addListener(SWT.Selection, e -> {
            chosen(q -> tell(runs.get(q.name())));
            enable();
        });
        state = new Link(content, SWT.WRAP);
        Names.set(state, Messages.Saved_now);
        GridDataFactory.fillDefaults().grab(true, false).span(5, 1).hint(150, SWT.DEFAULT).applyTo(state);
        state.addListener(SWT.Selection, e -> investigation.select(EventId.parse(e.text)));
        Palettes.follow(parent, p -> {
            palette = p;
            table.setBackground(p.background());
            table.setForeground(p.foreground());
            fill();
        });
        Help.install(parent, "saved");
        investigation.add(this);
        new Loading<List<SavedQuery>>(investigation.current(), pane, (binder, p) -> binder.queries().all(), found -> {
            saved = found;
            fill();
        });
    }

    @Override
    public void dispose() {
        investigation.remove(this);
        super.dispose();
    }

    @Override
    public void setFocus() {
        if (!name.setFocus()) {
            table.setFocus();
        }
    }

    @Override
    public void asked() {
        if (investigation.current().binder().isEmpty()) {
            runs.clear();
        }
        enable();
    }

    private static Button button(Composite parent, String text, Runnable run) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(text);
        button.addListener(SWT.Selection, e -> run.run());
        return button;
    }

    private void chosen(java.util.function.Consumer<SavedQuery> use) {
        if (table.getSelectionCount() == 1) {
            use.accept((SavedQuery) table.getSelection()[0].getData());
        }
    }

    private void fill() {
        int at = table.getSelectionIndex();
        table.setRedraw(false);
        table.removeAll();
        for (SavedQuery q : saved) {
            QueryRun run = runs.get(q.name());
            if (run != null && !run.query().equals(q)) {
                runs.remove(q.name());
                run = null;
            }
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {q.name(), Formats.oneLine(q.text()), Formats.number(q.total()), words(run),
                q.saved(), q.by()});
            item.setData(q);
            if (run != null) {
                item.setForeground(3, run.same() ? palette.good() : palette.warning());
            }
        }
        table.setRedraw(true);
        if (at >= 0 && at < saved.size()) {
            table.select(at);
        }
        enable();
    }

    private static String words(QueryRun run) {
        return run == null ? Messages.Saved_notAsked : run.same() ? Messages.Saved_same
                : Messages.bind(Messages.Saved_changed, Formats.number(run.addedCount()),
                        Formats.number(run.removedCount()));
    }

    private void tell(QueryRun run) {
        say(run == null || run.same() ? words(run) : words(run) + ids(Messages.Saved_added, run.added())
                + ids(Messages.Saved_gone, run.removed()));
    }

    private static String ids(String what, List<EventId> ids) {
        return ids.isEmpty() ? "" : "   " + what + "  " + ids.stream().limit(LISTED).map(i -> "<a>" + i + "</a>")
                .collect(Collectors.joining("  ")) + (ids.size() > LISTED ? "  \u2026" : "");
    }

    private void say(String text) {
        said = text;
        tellState();
    }

    /** That the binder can only be read stays said below whatever else is said. */
    private void tellState() {
        boolean readOnly = investigation.current().binder().map(Binder::readOnly).orElse(false);
        String all = !readOnly ? said : said.isEmpty() ? WindowWords.Saved_readOnly
                : said + "\n" + WindowWords.Saved_readOnly;
        if (!all.equals(state.getText())) {
            state.setText(all);
            state.requestLayout();
        }
    }

    private void enable() {
        boolean open = investigation.current().binder().isPresent();
        boolean writable = investigation.current().binder().map(b -> !b.readOnly()).orElse(false);
        name.setEnabled(writable);
        save.setEnabled(writable && !name.getText().isBlank() && investigation.answer().isPresent());
        save.setToolTipText(investigation.query().isEmpty() ? null : investigation.query().replace("&", "&&"));
        ask.setEnabled(open && table.getSelectionCount() == 1);
        again.setEnabled(open && !saved.isEmpty());
        remove.setEnabled(writable && table.getSelectionCount() == 1);
        tellState();
    }

    private void save() {
        String called = name.getText().strip();
        String query = investigation.query();
        if (called.isEmpty() || !save.isEnabled()) {
            return;
        }
        start(Messages.bind(Messages.Saved_saving, called), true, (b, p) -> b.queries().save(called, query, false, p),
                q -> {
                    investigation.current().acts().did(BinderActs.forget(q.name(), q.text()));
                    name.setText("");
                    say(Messages.bind(Messages.Saved_done, q.name(), Formats.number(q.total())));
                });
    }

    private void remove(SavedQuery query) {
        start(Messages.bind(Messages.Saved_removing, query.name()), true, (b, p) -> {
            b.queries().remove(query.name());
            return query;
        }, q -> {
            investigation.current().acts().did(BinderActs.save(q.name(), q.text()));
            say(Messages.bind(Messages.Saved_removed, q.name()));
        });
    }

    /** Asks the selected query again, or all when none is selected. */
    private void again() {
        String which = table.getSelectionCount() == 1 ? ((SavedQuery) table.getSelection()[0].getData()).name() : "all";
        start(Messages.Saved_asking, false, (b, p) -> b.queries().run(which, p), found -> {
            found.forEach(r -> runs.put(r.query().name(), r));
            fill();
            if (found.size() == 1) {
                tell(found.get(0));
            } else {
                say(Messages.bind(Messages.Saved_askedAll, Formats.number(found.size()),
                        Formats.number(found.stream().filter(r -> !r.same()).count())));
            }
        });
    }

    private interface Work<T> {
        T on(Binder binder, Progress progress) throws Exception;
    }

    private <T> void start(String title, boolean exclusive, Work<T> work, java.util.function.Consumer<T> then) {
        investigation.current().binder().ifPresent(binder -> {
            say(title);
            investigation.current().jobs().start(new Operation<>(title, exclusive, p -> work.on(binder, p)),
                    Progress.NONE, new Jobs.Outcome<T>() {
                        @Override
                        public void done(T result) {
                            if (!table.isDisposed()) {
                                then.accept(result);
                            }
                        }

                        @Override
                        public void failed(Exception e) {
                            if (!table.isDisposed()) {
                                say(CurrentBinder.words(e).replace("<", "\u2039"));
                            }
                        }

                        @Override
                        public void cancelled() {
                            if (!table.isDisposed()) {
                                say("");
                            }
                        }
                    });
        });
    }
}
