// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.investigate;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Fields;
import org.tracebinder.session.compare.EventDifference;
import org.tracebinder.session.compare.FieldDifference;
import org.tracebinder.session.compare.WordDifference;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Palette;
import org.tracebinder.ui.widgets.ScrollBars;
import org.tracebinder.ui.widgets.StatePane;

/** Two events side by side: the values in which they differ, and what was taken out of and put into their words. */
public final class CompareView extends ViewPart implements CurrentBinder.Listener {

    private final Latest latest = new Latest();
    private Investigation investigation;
    private StatePane pane;
    private Link title;
    private Table table;
    private StyledText words;
    private Palette palette;
    private EventDifference shown;

    @Override
    public void createPartControl(Composite parent) {
        investigation = getSite().getService(Investigation.class);
        pane = new StatePane(parent);
        GridLayoutFactory.fillDefaults().margins(6, 4).spacing(6, 4).applyTo(pane.content());
        title = new Link(pane.content(), SWT.NONE);
        Names.set(title, Messages.Compare_title);
        GridDataFactory.fillDefaults().grab(true, false).hint(150, SWT.DEFAULT).applyTo(title);
        title.addListener(SWT.Selection, e -> {
            if (e.text.equals("swap")) {
                show(shown.b().toString(), shown.a().toString());
            } else {
                investigation.select(EventId.parse(e.text));
            }
        });
        SashForm sash = new SashForm(pane.content(), SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).hint(150, 60).applyTo(sash);
        table = Trees.table(sash, Messages.Compare_fields, SWT.NONE, List.of(
                new Trees.Col(Messages.Compare_field, 150, false), new Trees.Col("A", 190, false),
                new Trees.Col("B", 190, false)));
        words = new StyledText(sash, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL | SWT.BORDER);
        ScrollBars.keep(words);
        words.setMargins(8, 6, 8, 6);
        words.setAlwaysShowScrollBars(false);
        Names.set(words, Messages.Compare_words);
        sash.setWeights(1, 1);
        ValueMenu values = new ValueMenu(investigation, getSite().getPage());
        Menu menu = new Menu(table);
        menu.addListener(SWT.Show, e -> fill(menu, values));
        table.setMenu(menu);
        values.on(words, () -> null);
        Palettes.follow(parent, p -> {
            palette = p;
            table.setBackground(p.background());
            table.setForeground(p.foreground());
            words.setBackground(p.background());
            words.setForeground(p.foreground());
            if (shown != null) {
                show(shown);
            }
        });
        Help.install(parent, "compare");
        investigation.current().add(this);
        binderChanged();
    }

    @Override
    public void dispose() {
        investigation.current().remove(this);
        latest.cancel();
        super.dispose();
    }

    @Override
    public void setFocus() {
        table.setFocus();
    }

    @Override
    public void binderChanged() {
        latest.cancel();
        shown = null;
        pane.showMessage(Messages.Compare_none, Messages.Compare_noneWhy);
    }

    @Override
    public void contentChanged() {
        // The records of the two events do not change.
    }

    /**
     * @param a id of the first event
     * @param b id of the second event
     */
    public void show(String a, String b) {
        investigation.current().binder().ifPresent(binder -> {
            pane.showMessage(Messages.bind(Messages.Compare_reading, a, b), "");
            latest.ask(investigation.current().jobs(), Messages.bind(Messages.Compare_reading, a, b),
                    p -> binder.comparisons().events(a, b, p), this::show,
                    e -> pane.showMessage(Messages.Compare_failed, CurrentBinder.words(e), Messages.Results_again,
                            () -> show(a, b)));
        });
    }

    private void show(EventDifference difference) {
        shown = difference;
        int fields = difference.fields().size();
        title.setText(Messages.bind(Messages.Compare_heading, new Object[] {"<a>" + difference.a() + "</a>",
            "<a>" + difference.b() + "</a>", Formats.number(fields), Formats.number(difference.texts().size())})
                + "   <a href=\"swap\">" + Messages.Compare_swap + "</a>");
        table.setRedraw(false);
        table.removeAll();
        for (FieldDifference f : difference.fields()) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {f.field(), said(f.a()), said(f.b())});
            item.setData(f);
            if (f.a() == null) {
                item.setForeground(1, palette.muted());
            }
            if (f.b() == null) {
                item.setForeground(2, palette.muted());
            }
        }
        table.setRedraw(true);
        words(difference.texts());
        pane.showContent();
        pane.content().layout();
    }

    private static String said(String value) {
        return value == null ? Messages.Compare_notSaid : Formats.oneLine(value);
    }

    /** Signs and lines tell as much as colours: what is gone is struck through and in [- -], what is new in {+ +}. */
    private void words(List<EventDifference.Text> texts) {
        StringBuilder all = new StringBuilder();
        List<StyleRange> styles = new ArrayList<>();
        add(all, styles, Messages.Compare_legend + "\n", style(palette.muted(), SWT.ITALIC));
        if (texts.isEmpty()) {
            all.append('\n').append(Messages.Compare_sameWords);
        }
        for (EventDifference.Text text : texts) {
            add(all, styles, "\n" + FieldLabels.word("field." + text.field(), text.field()) + "\n",
                    style(palette.accent(), SWT.BOLD));
            for (WordDifference.Part part : text.words().parts()) {
                switch (part.change()) {
                    case SAME -> all.append(part.text());
                    case REMOVED -> {
                        StyleRange gone = style(palette.bad(), SWT.NORMAL);
                        gone.strikeout = true;
                        add(all, styles, "[-" + part.text() + "-]", gone);
                    }
                    case ADDED -> {
                        StyleRange put = style(palette.good(), SWT.BOLD);
                        put.underline = true;
                        add(all, styles, "{+" + part.text() + "+}", put);
                    }
                }
            }
            all.append('\n');
            if (!text.words().complete()) {
                add(all, styles, Messages.Compare_coarse + "\n", style(palette.muted(), SWT.ITALIC));
            }
        }
        words.setText(all.toString());
        words.setStyleRanges(styles.toArray(StyleRange[]::new));
    }

    private static StyleRange style(org.eclipse.swt.graphics.Color color, int font) {
        return new StyleRange(0, 0, color, null, font);
    }

    private static void add(StringBuilder all, List<StyleRange> styles, String text, StyleRange style) {
        style.start = all.length();
        style.length = text.length();
        styles.add(style);
        all.append(text);
    }

    private void fill(Menu menu, ValueMenu values) {
        ValueMenu.clear(menu);
        if (table.getSelectionCount() != 1 || !(table.getSelection()[0].getData() instanceof FieldDifference f)) {
            return;
        }
        boolean known = f.field().startsWith("extra.")
                || Fields.ALL.stream().anyMatch(x -> x.id().equals(f.field()));
        for (String value : new String[] {f.a(), f.b()}) {
            if (known && value != null) {
                values.fill(menu, f.field(), value);
            }
        }
        values.note(menu, shown.a());
        values.note(menu, shown.b());
        ValueMenu.item(menu, Messages.Row_copy, () -> Trees.copy(table, Trees.rows(table)));
    }
}
