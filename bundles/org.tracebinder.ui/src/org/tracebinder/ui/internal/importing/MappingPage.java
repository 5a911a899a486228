// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.importing;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.fieldassist.AutoCompleteField;
import org.eclipse.jface.fieldassist.TextContentAdapter;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.core.EventKind;
import org.tracebinder.session.FilePreview;
import org.tracebinder.session.MappingDraft;
import org.tracebinder.session.MappingDraft.Source;
import org.tracebinder.session.Preview;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.FieldLabels;
import org.tracebinder.ui.internal.Help;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.MenuButton;
import org.tracebinder.ui.widgets.Names;
import org.tracebinder.ui.widgets.Scrolled;

/** Says which column of an unknown file fills which field, and shows at once what becomes of its records. */
final class MappingPage extends WizardPage {

    private static final List<String> STYLES = List.of("iso", "seconds", "millis", "micros", "nanos");
    private static final List<EventKind> KINDS = Arrays.asList(EventKind.values());
    private static final int WAIT = 250;

    private final CurrentBinder current;
    private final Latest latest = new Latest();
    private final List<String> fieldNames = MappingDraft.fieldNames();
    private ColumnTable columns;
    private Text label;
    private Text id;
    private MenuButton kind;
    private MenuButton fills;
    private MenuButton written;
    private Text pattern;
    private Text zone;
    private EventPreview preview;
    private Path file;
    private String fileName;
    private Optional<MappingDraft> earlier = Optional.empty();
    private MappingDraft draft;
    private boolean filling;
    private int asked;

    MappingPage(CurrentBinder current) {
        super("mapping", ImportWords.Map_title, null);
        this.current = current;
        setDescription(ImportWords.Map_text);
    }

    @Override
    public void createControl(Composite parent) {
        Composite page = Scrolled.page(parent);
        GridLayoutFactory.swtDefaults().applyTo(page);
        Composite top = row(page, 5);
        label = text(top, ImportWords.Map_label, "");
        id = text(top, ImportWords.Map_id, "");
        kind = new MenuButton(top, ImportWords.Map_kind,
                KINDS.stream().map(k -> FieldLabels.word("kind." + k.id(), k.id())).toList());
        SashForm sash = new SashForm(page, SWT.VERTICAL);
        GridDataFactory.fillDefaults().grab(true, true).hint(860, 380).applyTo(sash);
        Composite upper = new Composite(sash, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(upper);
        columns = new ColumnTable(upper);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 60).applyTo(columns.table());
        Composite one = row(upper, 6);
        List<String> choices = new ArrayList<>(List.of(ImportWords.Map_rest));
        fieldNames.forEach(f -> choices.add(ColumnTable.label(f)));
        fills = new MenuButton(one, ImportWords.Map_fills, choices);
        written = new MenuButton(one, ImportWords.Map_timeAs, List.of(ImportWords.Map_iso, ImportWords.Map_seconds,
                ImportWords.Map_millis, ImportWords.Map_micros, ImportWords.Map_nanos, ImportWords.Map_own));
        pattern = text(one, null, ImportWords.Map_patternHint);
        Names.set(pattern, ImportWords.Map_pattern);
        zone = text(one, null, ImportWords.Map_zoneHint);
        Names.set(zone, ImportWords.Map_zone);
        new AutoCompleteField(zone, new TextContentAdapter(),
                ZoneId.getAvailableZoneIds().stream().filter(z -> z.contains("/")).sorted().toArray(String[]::new));
        preview = new EventPreview(sash);
        sash.setWeights(52, 48);
        listen();
        Help.install(page, "mapping");
        setControl(Scrolled.around(page));
    }

    private void listen() {
        columns.table().addListener(SWT.Selection, e -> selected());
        label.addListener(SWT.Modify, e -> edited());
        id.addListener(SWT.Modify, e -> edited());
        kind.onChoice(i -> edited());
        fills.onChoice(this::fill);
        written.onChoice(i -> time());
        pattern.addListener(SWT.Modify, e -> time());
        zone.addListener(SWT.Modify, e -> time());
    }

    /**
     * Says which file is mapped when the page is shown next.
     *
     * @param chosen the file
     * @param name   for people
     * @param before the mapping that was made for it earlier
     */
    void aim(Path chosen, String name, Optional<MappingDraft> before) {
        file = chosen;
        fileName = name;
        earlier = before;
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible && file != null) {
            open(file, fileName, earlier);
        }
    }

    private void open(Path chosen, String name, Optional<MappingDraft> before) {
        draft = null;
        setPageComplete(false);
        setErrorMessage(null);
        setMessage(ImportWords.bind(ImportWords.Map_reading, name));
        latest.ask(current.jobs(), ImportWords.Map_title, p -> MappingDraft.propose(chosen, p), found -> {
            if (found.isEmpty()) {
                setMessage(null);
                setErrorMessage(ImportWords.bind(ImportWords.Map_none, name));
                return;
            }
            setMessage(null);
            show(found.get().places(), before.orElse(found.get().draft()));
        }, e -> setErrorMessage(CurrentBinder.words(e)));
    }

    /** Nothing is being mapped any more. */
    void close() {
        latest.cancel();
        draft = null;
        file = null;
    }

    /** @return the mapping as it stands, when it can be used */
    Optional<MappingDraft> draft() {
        return file != null && isPageComplete() ? Optional.ofNullable(draft) : Optional.empty();
    }

    /** @return the file that is mapped, or null */
    Path file() {
        return file;
    }

    @Override
    public IWizardPage getNextPage() {
        return null;
    }

    private void show(List<MappingDraft.Place> places, MappingDraft begin) {
        filling = true;
        draft = begin;
        label.setText(begin.label());
        id.setText(begin.id());
        kind.choose(Math.max(0, KINDS.indexOf(EventKind.of(begin.kind()))));
        columns.show(places, begin);
        filling = false;
        selected();
        edited();
        columns.table().setFocus();
    }

    private void selected() {
        MappingDraft.Place place = columns.selected();
        if (place == null) {
            return;
        }
        filling = true;
        String field = columns.field(place.name()).orElse(null);
        fills.choose(field == null ? 0 : fieldNames.indexOf(field) + 1);
        boolean time = isTime(field);
        written.setVisible(time);
        zone.setVisible(time);
        if (time) {
            Source source = columns.source(field);
            int style = STYLES.indexOf(source.format());
            written.choose(style < 0 ? STYLES.size() : style);
            pattern.setText(style < 0 ? source.format() : "");
            zone.setText(source.zone() == null ? "" : source.zone());
        }
        pattern.setVisible(time && written.choice() == STYLES.size());
        filling = false;
    }

    private static boolean isTime(String field) {
        return "time".equals(field) || "endTime".equals(field);
    }

    private void fill(int choice) {
        MappingDraft.Place place = columns.selected();
        if (filling || place == null) {
            return;
        }
        String field = choice == 0 ? null : fieldNames.get(choice - 1);
        Source taken = field == null ? null : columns.source(field);
        if (taken != null && !taken.place().equals(place.name())) {
            selected();
            setErrorMessage(ImportWords.bind(ImportWords.Map_taken, taken.place()));
            return;
        }
        columns.fill(place.name(), field, new Source(place.name(), isTime(field) ? "iso" : null, null));
        selected();
        edited();
    }

    private void time() {
        MappingDraft.Place place = columns.selected();
        String field = place == null ? null : columns.field(place.name()).orElse(null);
        if (filling || !isTime(field)) {
            return;
        }
        boolean own = written.choice() == STYLES.size();
        pattern.setVisible(own);
        columns.fill(place.name(), field, new Source(place.name(), own ? pattern.getText().strip()
                : STYLES.get(written.choice()), zone.getText().isBlank() ? null : zone.getText().strip()));
        edited();
    }

    /** Asks for the preview once the hands rest. */
    private void edited() {
        if (filling || draft == null) {
            return;
        }
        draft = draft.called(id.getText().strip(), label.getText().strip(), KINDS.get(kind.choice()).id())
                .with(columns.fields());
        String problem = problem();
        setErrorMessage(problem);
        setPageComplete(problem == null);
        if (problem == null) {
            int mine = ++asked;
            MappingDraft now = draft;
            getShell().getDisplay().timerExec(WAIT, () -> {
                if (mine == asked && !preview.isDisposed()) {
                    ask(now);
                }
            });
        }
    }

    private String problem() {
        if (draft.fields().isEmpty()) {
            return ImportWords.Map_fieldsFirst;
        }
        if (!draft.id().matches("[a-z0-9][a-z0-9-]{0,63}")) {
            return ImportWords.Map_badId;
        }
        for (Source source : draft.fields().values()) {
            if (source.zone() != null) {
                try {
                    ZoneId.of(source.zone());
                } catch (DateTimeException e) {
                    return ImportWords.bind(ImportWords.Map_badZone, source.zone());
                }
            }
        }
        return null;
    }

    private void ask(MappingDraft now) {
        latest.ask(current.jobs(), ImportWords.Map_preview,
                p -> Preview.of(file, new Preview.Options(Looks.RECORDS).by(now.json()), p).get(0), look -> {
            preview.show(look);
            setMessage(ImportWords.bind(ImportWords.Map_found, readable(look), look.rows().size()) + "  \u00b7  "
                    + ImportWords.bind(ImportWords.Map_saved, SavedMappings.folder().resolve(now.id() + ".json")));
        }, e -> {
            setErrorMessage(CurrentBinder.words(e));
            setPageComplete(false);
        });
    }

    private static long readable(FilePreview look) {
        return look.rows().size() - look.quarantined();
    }

    private static Composite row(Composite parent, int columns) {
        Composite row = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(columns).applyTo(row);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
        return row;
    }

    private static Text text(Composite parent, String label, String hint) {
        if (label != null) {
            new Label(parent, SWT.NONE).setText(label);
        }
        Text text = new Text(parent, SWT.BORDER | SWT.SINGLE);
        text.setMessage(hint);
        text.setToolTipText(hint.isEmpty() ? null : hint);
        if (label != null) {
            Names.set(text, label);
        }
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(110, SWT.DEFAULT)
                .applyTo(text);
        return text;
    }
}
