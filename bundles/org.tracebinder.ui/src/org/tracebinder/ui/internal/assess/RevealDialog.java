// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.pack.RevealChoice;
import org.tracebinder.session.Binder;
import org.tracebinder.session.FinishedPack;
import org.tracebinder.session.MaskingSecret;
import org.tracebinder.session.RevealReport;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.FileChooser;
import org.tracebinder.ui.TypedPath;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.internal.pack.PackWords;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Latest;

/** Asks which masked values of a pack are opened, for whom, and into which file. */
public final class RevealDialog extends WorkDialog {

    private static final int LISTED = 5_000;

    private record Found(List<Map<String, Object>> entries, MaskingSecret.State secret) {
    }

    private final Path pack;
    private final Consumer<String> told;
    private final Latest latest = new Latest();
    private List<Map<String, Object>> entries = List.of();
    private boolean sealed;
    private Text filter;
    private Table table;
    private Text to;
    private Text file;
    private Text passphrase;

    /**
     * @param pack a masked pack of the open binder
     * @param told gets what was done, for people
     */
    public RevealDialog(Shell shell, CurrentBinder current, Path pack, Consumer<String> told) {
        super(shell, current, PackWords.Reveal_title, PackWords.Reveal_message, PackWords.Reveal_ok);
        this.pack = pack;
        this.told = told;
    }

    @Override
    void fill(Composite page) {
        filter = text(page, PackWords.Reveal_filter, SWT.SINGLE | SWT.SEARCH, 2);
        filter.setMessage(PackWords.Reveal_filter);
        filter.setToolTipText(PackWords.Reveal_filter);
        table = Trees.table(page, PackWords.Reveal_values, SWT.MULTI | SWT.BORDER, List.of(
                new Trees.Col(PackWords.Mask_record, 90, false), new Trees.Col(PackWords.Mask_field, 170, false),
                new Trees.Col(PackWords.Mask_kind, 110, false), new Trees.Col(PackWords.Mask_replacement, 230, false)));
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(560, 180).applyTo(table);
        table.addListener(SWT.Selection, e -> check());
        filter.addListener(SWT.Modify, e -> list());
        to = row(page, PackWords.Reveal_to, SWT.SINGLE);
        new Label(page, SWT.NONE).setText(PackWords.Reveal_file);
        Composite where = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(where);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(where);
        file = text(where, PackWords.Reveal_file, SWT.SINGLE, 1);
        Button choose = new Button(where, SWT.PUSH);
        choose.setText(AssessMessages.Attach_choose);
        choose.addListener(SWT.Selection, e -> FileChooser.get().save(getShell(), PackWords.Reveal_title,
                pack.getParent(),
                "opened.jsonl", "*.jsonl").ifPresent(chosen -> file.setText(chosen.toString())));
        passphrase = row(page, PackWords.Secret_passphrase, SWT.SINGLE | SWT.PASSWORD);
        passphrase.setEnabled(false);
        page.addDisposeListener(e -> latest.cancel());
        Binder binder = current().binder().orElseThrow();
        latest.ask(current().jobs(), PackWords.Reveal_title, p -> new Found(FinishedPack.masked(pack,
                new RevealChoice(Set.of(), "", Set.of("personal-data", "chosen-field", "value-of-chosen-field"),
                        Set.of()),
                LISTED, p), binder.maskingSecret().state()), found -> {
            entries = found.entries();
            sealed = found.secret() == MaskingSecret.State.SEALED;
            passphrase.setEnabled(sealed);
            list();
        }, e -> setErrorMessage(CurrentBinder.words(e)));
    }

    private Text row(Composite page, String label, int style) {
        new Label(page, SWT.NONE).setText(label);
        return text(page, label, style, 1);
    }

    private void list() {
        String wanted = filter.getText().toLowerCase(Locale.ROOT).strip();
        table.setRedraw(false);
        table.removeAll();
        for (Map<String, Object> entry : entries) {
            String[] cells = {said(entry, "place"), said(entry, "pointer"), said(entry, "kind"), said(entry,
                    "replacement")};
            if (String.join(" ", cells).toLowerCase(Locale.ROOT).contains(wanted)) {
                TableItem item = new TableItem(table, SWT.NONE);
                item.setText(cells);
                item.setData(entry);
            }
        }
        table.setRedraw(true);
        check();
    }

    private static String said(Map<String, Object> entry, String name) {
        return Formats.oneLine(String.valueOf(entry.get(name)));
    }

    private Path target() {
        return TypedPath.of(file.getText()).orElse(null);
    }

    @Override
    String problem() {
        if (passphrase != null && TypedPath.problem(file.getText()).isPresent()) {
            return TypedPath.problem(file.getText()).get();
        }
        if (passphrase == null || table.getSelectionCount() == 0 || to.getText().isBlank() || target() == null
                || sealed && passphrase.getCharCount() == 0) {
            return "";
        }
        return Files.exists(target()) ? PackWords.bind(PackWords.Reveal_exists, target().getFileName()) : null;
    }

    @Override
    @SuppressWarnings("unchecked")
    Latest.Question<?> work(Binder binder) {
        List<Map<String, Object>> chosen = new ArrayList<>();
        for (TableItem item : table.getSelection()) {
            chosen.add((Map<String, Object>) item.getData());
        }
        String who = to.getText().strip();
        Path target = target();
        Optional<char[]> words = sealed ? Optional.of(passphrase.getTextChars()) : Optional.empty();
        var display = table.getDisplay();
        return p -> {
            RevealReport report = binder.reveal(pack, RevealChoice.exactly(chosen), target, who, words, p);
            display.asyncExec(() -> told.accept(PackWords.bind(PackWords.Reveal_done, new Object[] {
                Formats.number(report.opened()), who, report.file(), Formats.number(report.closed().size())})));
            return report;
        };
    }

    @Override
    String job() {
        return PackWords.Reveal_title;
    }
}
