// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.tracebinder.controls.Catalogs;
import org.tracebinder.controls.Conclusion;
import org.tracebinder.controls.Control;
import org.tracebinder.controls.ControlResult;
import org.tracebinder.controls.Crosswalk;
import org.tracebinder.controls.EvidenceKind;
import org.tracebinder.controls.EvidenceRequest;
import org.tracebinder.session.Note;
import org.tracebinder.ui.Assessments.Results;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.widgets.Palette;

/** The words of a control's page: what it asks, of whom, from when, what was found and what can't be shown. */
final class ControlText {

    private static final String POINT = "\u2013 ";

    private final Results results;
    private final Palette palette;
    private final StringBuilder words = new StringBuilder();
    private final List<StyleRange> styles = new ArrayList<>();

    ControlText(Results results, Palette palette) {
        this.results = results;
        this.palette = palette;
    }

    /**
     * @param control what is described
     * @param notes   on the control
     * @return this, filled
     */
    ControlText describe(Control control, List<Note> notes) {
        styled(control.ref() + "  " + control.title() + "\n", palette.foreground(), SWT.BOLD);
        ControlResult result = results.of(control.id()).orElse(null);
        if (result != null) {
            found(result);
        }
        section(Messages.Control_asks, control.obligation());
        section(Messages.Control_binds, binds(control, result));
        section(AssessMessages.Control_dates, dates(control));
        section(AssessMessages.Control_accountable, control.accountable());
        if (result != null && !result.cannotShow().isEmpty()) {
            section(Messages.Control_cannotShow, result.cannotShow().stream().map(this::missing)
                    .collect(Collectors.joining("\n")));
        }
        section(Messages.Control_evidence, control.evidenceHints());
        related(control);
        section(Messages.Notes_title, notes.stream().map(n -> n.text() + "  (" + n.by() + ", " + n.at()
                + (n.tags().isEmpty() ? "" : ", " + String.join(", ", n.tags()))
                        + ")").collect(Collectors.joining("\n")));
        return this;
    }

    /** Shows the words; the place that was scrolled to stays when it is the same control. */
    void into(StyledText text, boolean same) {
        int top = text.getTopPixel();
        text.setText(words.toString());
        text.setStyleRanges(styles.toArray(StyleRange[]::new));
        text.setTopPixel(same ? top : 0);
    }

    private void found(ControlResult result) {
        // The first line of a basis says how the result came about; the lines of the checks stand in their table.
        String basis = result.conclusion() != null && result.basis().startsWith("Not applicable, says the auditor")
                ? result.basis().substring(result.basis().indexOf('\n') + 1) : result.basis();
        line(AssessMessages.Control_trail, Marks.word(result.computed()), Marks.colour(result.computed(), palette),
                results.words().say(basis.lines().findFirst().orElse("")));
        Conclusion said = result.conclusion();
        if (said != null) {
            line(AssessMessages.Control_auditor, Marks.word(said.result()), Marks.colour(said.result(), palette),
                    Messages.bind(AssessMessages.Control_auditorOn, new Object[] {said.reason(), said.by(), said.at(),
                        Marks.word(said.computed())}));
        }
        line(AssessMessages.Control_binding, Marks.word(result.status()), palette.foreground(),
                results.words().say(result.statusBasis()));
    }

    private void line(String who, String mark, Color colour, String why) {
        styled(who + ":  ", palette.muted(), SWT.NORMAL);
        styled(mark, colour, SWT.BOLD);
        words.append("   ").append(why).append('\n');
    }

    private static String binds(Control control, ControlResult result) {
        String roles = control.binds().stream().map(Marks::role).collect(Collectors.joining(", "));
        return roles.isEmpty() || result == null || result.addressed() ? roles
                : roles + "  (" + AssessMessages.Control_notYours + ")";
    }

    private String dates(Control control) {
        if (control.appliesFrom() == null) {
            return AssessMessages.Control_voluntaryAlways;
        }
        return control.applicability().isEmpty() ? control.appliesFrom().toString() : control.applicability().stream()
                .map(a -> a.date() + "  " + results.words().say(a.scope()) + "  (" + results.words().say(a.basis())
                        + (a.basisType().equals("interpretation") ? ", " + AssessMessages.Control_interpretation : "")
                        + ")").collect(Collectors.joining("\n"));
    }

    private String missing(String kind) {
        Catalogs catalogs = results.library().catalogs();
        String line = POINT + catalogs.kind(kind).map(EvidenceKind::description).orElse(kind) + "  (" + kind + ")";
        return catalogs.request(kind).map(r -> line + "\n    " + ask(r)).orElse(line);
    }

    private static String ask(EvidenceRequest request) {
        return request.owner().isEmpty() ? Messages.bind(AssessMessages.Control_askAnybody, request.ask())
                : Messages.bind(AssessMessages.Control_ask, request.owner(), request.ask());
    }

    private void related(Control control) {
        Crosswalk crosswalk = results.library().catalogs().crosswalk();
        String list = crosswalk.related(control.id()).stream()
                .map(r -> named(r.id()) + "  (" + sure(r.confidence()) + ")").collect(Collectors.joining("\n"));
        section(AssessMessages.Control_related, list.isEmpty() ? "" : list + "\n" + crosswalk.warning());
    }

    private static String sure(String confidence) {
        return switch (confidence) {
            case "high" -> AssessMessages.Control_relatedHigh;
            case "medium" -> AssessMessages.Control_relatedMedium;
            default -> AssessMessages.Control_relatedLow;
        };
    }

    private String named(String id) {
        return results.catalogs().stream().flatMap(c -> c.control(id).stream()
                .map(k -> POINT + c.shortTitle() + ", " + k.ref() + "  " + k.label())).findFirst().orElse(POINT + id);
    }

    private void section(String heading, String body) {
        if (!body.isBlank()) {
            styled("\n" + heading + "\n", palette.muted(), SWT.BOLD);
            words.append(body).append('\n');
        }
    }

    private void styled(String what, Color colour, int style) {
        styles.add(new StyleRange(words.length(), what.length(), colour, null, style));
        words.append(what);
    }
}
