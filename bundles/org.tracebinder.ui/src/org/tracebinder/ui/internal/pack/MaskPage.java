// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.pack;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.pack.Masking;
import org.tracebinder.session.Binder;
import org.tracebinder.session.ExportOptions;
import org.tracebinder.session.MaskPreview;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Scrolled;

/** Personal data and chosen fields that a pack hides, with the first places and what will stand there. */
final class MaskPage extends WizardPage {

    private static final int RECORDS = 1_000;
    private static final int LISTED = 200;
    private static final int WAIT = 400;

    private final CurrentBinder current;
    private final ScopePage scope;
    private final Latest latest = new Latest();
    private Button personal;
    private SecretRow secret;
    private Text fields;
    private Label counts;
    private Table hits;
    private int asked;

    MaskPage(CurrentBinder current, ScopePage scope) {
        super("mask", PackWords.Mask_title, null);
        this.current = current;
        this.scope = scope;
        setDescription(PackWords.Mask_text);
    }

    @Override
    public void createControl(Composite parent) {
        Composite page = Scrolled.page(parent);
        GridLayoutFactory.swtDefaults().numColumns(3).applyTo(page);
        personal = new Button(page, SWT.CHECK);
        personal.setText(PackWords.Mask_personal);
        GridDataFactory.fillDefaults().span(3, 1).applyTo(personal);
        personal.addListener(SWT.Selection, e -> edited());
        new Label(page, SWT.NONE).setText(PackWords.Mask_fields);
        fields = new Text(page, SWT.BORDER | SWT.SINGLE);
        fields.setMessage(PackWords.Mask_fieldsHint);
        fields.setToolTipText(PackWords.Mask_fieldsHint);
        Names.set(fields, PackWords.Mask_fields);
        fields.addListener(SWT.Modify, e -> edited());
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(240, SWT.DEFAULT)
                .applyTo(fields);
        Button add = new Button(page, SWT.PUSH);
        add.setText(PackWords.Mask_add + "  \u25be");
        add.addListener(SWT.Selection, e -> choices(add));
        secret = new SecretRow(page, current);
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).applyTo(secret);
        counts = new Label(page, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).hint(200, SWT.DEFAULT).applyTo(counts);
        hits = Trees.table(page, PackWords.Mask_hits, SWT.BORDER, List.of(
                new Trees.Col(PackWords.Mask_record, 76, false), new Trees.Col(PackWords.Mask_field, 150, false),
                new Trees.Col(PackWords.Mask_kind, 130, false), new Trees.Col(PackWords.Mask_rule, 124, false),
                new Trees.Col(PackWords.Mask_words, 190, false),
                new Trees.Col(PackWords.Mask_replacement, 210, false)));
        GridDataFactory.fillDefaults().grab(true, true).span(3, 1).hint(820, 240).applyTo(hits);
        Palettes.follow(page, p -> {
            hits.setBackground(p.background());
            hits.setForeground(p.foreground());
        });
        page.addDisposeListener(e -> latest.cancel());
        Help.install(page, "export");
        setControl(Scrolled.around(page));
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible) {
            edited();
            personal.setFocus();
        } else {
            latest.cancel();
        }
    }

    /** @return the options with what is masked */
    ExportOptions mask(ExportOptions options) {
        if (personal == null) {
            return options;
        }
        ExportOptions masked = new ExportOptions(options.controls(), options.queries(), personal.getSelection(),
                options.keyStore(), options.password(), options.language(), options.asOf(), options.how())
                .withDocuments(options.documents()).unsealedBy(secret.passphrase());
        return names().isEmpty() ? masked : masked.masking(names());
    }

    private List<String> names() {
        return Arrays.stream(fields.getText().split("[,;\\s]+")).filter(n -> !n.isBlank()).distinct().toList();
    }

    private void choices(Button below) {
        Menu menu = new Menu(below);
        for (String name : Masking.choices()) {
            MenuItem item = new MenuItem(menu, SWT.PUSH);
            item.setText(name);
            item.setEnabled(!names().contains(name));
            item.addListener(SWT.Selection, e -> fields.setText(fields.getText().isBlank() ? name
                    : String.join(", ", names()) + ", " + name));
        }
        menu.addListener(SWT.Hide, e -> menu.getDisplay().asyncExec(menu::dispose));
        menu.setLocation(below.toDisplay(0, below.getSize().y));
        menu.setVisible(true);
    }

    private void edited() {
        setErrorMessage(null);
        for (String name : names()) {
            try {
                Masking.field(name);
            } catch (IllegalArgumentException e) {
                setErrorMessage(e.getMessage());
            }
        }
        setPageComplete(getErrorMessage() == null);
        latest.cancel();
        boolean any = personal.getSelection() || !names().isEmpty();
        if (!any || getErrorMessage() != null) {
            hits.removeAll();
            say(any ? "" : PackWords.Mask_off);
            return;
        }
        say(PackWords.Mask_looking);
        int mine = ++asked;
        hits.getDisplay().timerExec(WAIT, () -> {
            if (mine == asked && !hits.isDisposed()) {
                look();
            }
        });
    }

    private void look() {
        Binder binder = current.binder().orElse(null);
        if (binder == null) {
            return;
        }
        ExportOptions options = mask(scope.options(Optional.empty(), new char[0]));
        latest.ask(current.jobs(), PackWords.Mask_title, p -> binder.previewMasking(options, RECORDS, LISTED, p),
                this::show, e -> {
                    say("");
                    setErrorMessage(CurrentBinder.words(e));
                });
    }

    private void show(MaskPreview found) {
        hits.setRedraw(false);
        hits.removeAll();
        for (MaskPreview.Hit hit : found.hits()) {
            TableItem item = new TableItem(hits, SWT.NONE);
            item.setText(new String[] {hit.record(), hit.field(), hit.kind(), rule(hit.rule()),
                Formats.oneLine(hit.words()), hit.replacement()});
            item.setForeground(5, Palettes.current().good());
        }
        hits.setRedraw(true);
        long sum = found.counts().values().stream().mapToLong(Long::longValue).sum();
        String kinds = found.counts().entrySet().stream().map(e -> e.getKey() + " " + Formats.number(e.getValue()))
                .collect(Collectors.joining("  \u00b7  "));
        say(sum == 0 ? PackWords.bind(PackWords.Mask_none, Formats.number(found.records()))
                : PackWords.bind(found.complete() ? PackWords.Mask_counts : PackWords.Mask_countsFirst,
                new Object[] {Formats.number(sum), Formats.number(found.records()), kinds}));
    }

    private static String rule(String rule) {
        return switch (rule) {
            case "personal-data" -> PackWords.Mask_rulePersonal;
            case "chosen-field" -> PackWords.Mask_ruleField;
            default -> PackWords.Mask_ruleValue;
        };
    }

    private void say(String words) {
        counts.setText(words.replace("&", "&&"));
        counts.getParent().layout();
    }
}
