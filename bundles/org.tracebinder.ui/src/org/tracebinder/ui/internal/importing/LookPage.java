// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.tracebinder.session.Binder;
import org.tracebinder.session.FilePreview;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.internal.Palettes;
import org.tracebinder.ui.internal.Spoken;
import org.tracebinder.ui.internal.Trees;
import org.tracebinder.ui.widgets.CellTips;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.MenuButton;
import org.tracebinder.ui.widgets.Scrolled;

/**
 * Each file with the format that was found, why, and its first records as they will be. Another format can be chosen.
 */
final class LookPage extends WizardPage {

    /** Characters of a name that its column has room for. */
    private static final int MOST = 36;

    private final FilesPage files;
    private final Looks looks;
    private final MappingPage mapping;
    private final List<String> choices = new ArrayList<>();
    private Label state;
    private Link stop;
    private Table table;
    private MenuButton format;
    private Button map;
    private EventPreview preview;
    private FilePreview shown;

    LookPage(FilesPage files, Looks looks, MappingPage mapping) {
        super("look", ImportWords.Look_title, null);
        this.files = files;
        this.looks = looks;
        this.mapping = mapping;
        setDescription(ImportWords.Look_text);
    }

    @Override
    public void createControl(Composite parent) {
        Composite page = Scrolled.page(parent);
        GridLayoutFactory.swtDefaults().numColumns(2).applyTo(page);
        state = new Label(page, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(200, SWT.DEFAULT)
                .applyTo(state);
        stop = new Link(page, SWT.NONE);
        stop.setText("<a>" + ImportWords.Look_stop + "</a>");
        stop.addListener(SWT.Selection, e -> looks.stop());
        GridDataFactory.fillDefaults().align(SWT.END, SWT.CENTER).applyTo(stop);
        SashForm sash = new SashForm(page, SWT.VERTICAL);
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(820, 380).applyTo(sash);
        table = Trees.table(sash, ImportWords.Look_files, SWT.BORDER | SWT.SINGLE, List.of(
                new Trees.Col(ImportWords.Look_file, 270, false), new Trees.Col(ImportWords.Look_as, 170, false),
                new Trees.Col(ImportWords.Look_sure, 62, true), new Trees.Col(ImportWords.Look_bad, 88, true),
                new Trees.Col(ImportWords.Look_size, 84, true), new Trees.Col(ImportWords.Look_why, 420, false)));
        table.addListener(SWT.Selection, e -> selected());
        Composite below = new Composite(sash, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(below);
        format = new MenuButton(below, ImportWords.Look_format, List.of(ImportWords.Look_detected));
        format.onChoice(this::choose);
        map = new Button(below, SWT.PUSH);
        map.setText(ImportWords.Look_map);
        map.addListener(SWT.Selection, e -> getContainer().showPage(mapping()));
        preview = new EventPreview(below);
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).applyTo(preview);
        sash.setWeights(38, 62);
        Palettes.follow(page, p -> {
            table.setBackground(p.background());
            table.setForeground(p.foreground());
        });
        looks.listen(this::changed, e -> setErrorMessage(CurrentBinder.words(e)));
        page.addDisposeListener(e -> {
            looks.listen(() -> { }, x -> { });
            looks.end();
        });
        Help.install(page, "import");
        setControl(Scrolled.around(page));
        changed();
    }

    @Override
    public void setVisible(boolean visible) {
        if (visible) {
            mapping.draft().ifPresent(d -> looks.choose(mapping.file(), d));
            mapping.close();
            looks.at(files.paths(), files.format());
        }
        super.setVisible(visible);
        if (visible) {
            table.setFocus();
        }
    }

    /** The mapping page comes next for a file that nobody knows. */
    @Override
    public IWizardPage getNextPage() {
        Looks.Seen seen = selection();
        return seen != null && map.isEnabled() && unknown(seen.look()) ? mapping() : null;
    }

    private IWizardPage mapping() {
        Looks.Seen seen = selection();
        mapping.aim(seen.file(), seen.name(), looks.draft(seen.file()));
        return mapping;
    }

    private Looks.Seen selection() {
        return table == null || table.getSelectionCount() != 1 ? null
                : (Looks.Seen) table.getSelection()[0].getData();
    }

    private void changed() {
        if (table.isDisposed()) {
            return;
        }
        setErrorMessage(null);
        Looks.Seen before = selection();
        table.setRedraw(false);
        table.removeAll();
        looks.seen().forEach(this::row);
        table.setRedraw(true);
        int at = -1;
        for (int i = 0; i < looks.seen().size() && before != null; i++) {
            at = looks.seen().get(i).name().equals(before.name()) ? i : at;
        }
        if (at < 0 && table.getItemCount() > 0) {
            at = firstUnknown();
        }
        if (at >= 0) {
            table.select(at);
            table.showSelection();
        }
        selected();
        long unread = looks.seen().stream().filter(s -> s.look().problem() != null).count();
        long unknown = looks.seen().stream().filter(s -> unknown(s.look())).count();
        state.setText(looks.running() && looks.done() < looks.all()
                ? ImportWords.bind(ImportWords.Look_looking, looks.next().map(Path::getFileName).orElse(null))
                : looks.done() < looks.all()
                ? ImportWords.bind(ImportWords.Look_stopped, looks.done(), looks.all())
                : unread > 0 ? ImportWords.bind(ImportWords.Look_unread, unread)
                        + (unknown > 0 ? " " + ImportWords.bind(ImportWords.Look_unknown, unknown) : "")
                : unknown > 0 ? ImportWords.bind(ImportWords.Look_unknown, unknown)
                : ImportWords.bind(ImportWords.Look_done, looks.seen().size(), Looks.RECORDS));
        boolean alarm = unknown + unread > 0 && !looks.running();
        Palettes.mean(state, p -> alarm ? p.warning() : null);
        stop.setVisible(looks.running());
        state.getParent().layout();
    }

    /** Nothing of an empty file goes to the quarantine, and it has no columns. */
    private static boolean unknown(FilePreview look) {
        return look.problem() == null && look.bytes() > 0 && look.format().equals(FilePreview.UNKNOWN);
    }

    private int firstUnknown() {
        for (int i = 0; i < looks.seen().size(); i++) {
            if (unknown(looks.seen().get(i).look())) {
                return i;
            }
        }
        return 0;
    }

    private void row(Looks.Seen s) {
        FilePreview look = s.look();
        boolean archive = look.format().equals(FilePreview.ARCHIVE);
        long inside = looks.seen().stream().filter(o -> o.member() && o.file().equals(s.file())).count();
        String label = looks.draft(s.file()).map(d -> ImportWords.bind(ImportWords.Look_mapped, d.label()))
                .orElse(archive ? ImportWords.bind(ImportWords.Look_archive, Spoken.in(look.label()), inside)
                        : Spoken.in(look.label()));
        TableItem item = new TableItem(table, SWT.NONE);
        boolean chosen = looks.chosen(s.file()).isPresent() || looks.draft(s.file()).isPresent();
        item.setData(CellTips.WHOLE, s.name());
        item.setText(new String[] {brief(s.name()), look.problem() != null ? "" : label,
            look.problem() != null || archive ? "" : look.confidence() + " %",
            look.rows().isEmpty() ? "" : ImportWords.bind(ImportWords.Look_badOf, Formats.number(look.quarantined()),
                    Formats.number(look.rows().size())),
            look.bytes() == 0 ? "" : Formats.bytes(look.bytes()),
            look.problem() != null ? Spoken.in(look.problem())
                    : chosen ? ImportWords.Look_noReason : Spoken.in(look.why())});
        if (look.problem() != null || look.format().equals(FilePreview.UNKNOWN)) {
            item.setForeground(1, Palettes.current().warning());
        }
        if (look.quarantined() > 0) {
            item.setForeground(3, Palettes.current().warning());
        }
        item.setData(s);
    }

    /** Names of one folder begin alike: what tells them apart stands at their ends. */
    private static String brief(String name) {
        return name.length() <= MOST ? name
                : name.substring(0, MOST / 4) + "\u2026" + name.substring(name.length() - MOST * 3 / 4 + 1);
    }

    private void selected() {
        Looks.Seen seen = selection();
        boolean can = seen != null && !seen.member() && seen.look().problem() == null;
        format.setEnabled(can);
        for (var child : format.getChildren()) {
            child.setEnabled(can);
        }
        format.setToolTipText(seen != null && seen.member() ? ImportWords.Look_member : null);
        map.setEnabled(can && !seen.look().format().equals(FilePreview.ARCHIVE));
        FilePreview look = seen == null ? null : seen.look();
        if (!Objects.equals(look, shown) || look == null) {
            shown = look;
            preview.show(look);
        }
        if (seen != null) {
            fillChoices(seen);
        }
        if (isCurrentPage()) {
            getContainer().updateButtons();
        }
    }

    private void fillChoices(Looks.Seen seen) {
        choices.clear();
        List<String> labels = new ArrayList<>(List.of(ImportWords.Look_detected));
        choices.add(null);
        for (FilePreview.Candidate other : seen.look().others()) {
            choices.add(other.format());
            labels.add(other.label() + "  " + other.confidence() + " %");
        }
        for (String id : Binder.formats()) {
            if (!choices.contains(id)) {
                choices.add(id);
                labels.add(id);
            }
        }
        String chosen = looks.chosen(seen.file()).orElse(null);
        int at = Math.max(0, choices.indexOf(chosen));
        format.setChoices(labels, at);
    }

    private void choose(int choice) {
        Looks.Seen seen = selection();
        if (seen != null) {
            looks.choose(seen.file(), choices.get(choice));
        }
    }
}
