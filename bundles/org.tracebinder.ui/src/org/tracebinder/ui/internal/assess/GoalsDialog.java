// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.controls.Measure;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.Acts;
import org.tracebinder.ui.Assessments;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.internal.edit.BinderActs;
import org.tracebinder.ui.widgets.Latest;
import org.tracebinder.ui.widgets.MenuButton;

/** Asks for baseline, target, stop condition and owner of a measure. */
final class GoalsDialog extends WorkDialog {

    private final Measure measure;
    private Text baseline;
    private MenuButton targetKind;
    private Text target;
    private MenuButton stopKind;
    private Text stop;
    private Text owner;
    private Text note;

    GoalsDialog(Shell shell, CurrentBinder current, Measure measure) {
        super(shell, current, Messages.bind(AssessMessages.Goals_title, Assessments.say(measure.title())),
                AssessMessages.Goals_message, AssessMessages.Goals_ok);
        this.measure = measure;
    }

    @Override
    void fill(Composite page) {
        baseline = field(page, AssessMessages.Goals_baseline, measure.baseline());
        targetKind = kind(page, AssessMessages.Goals_target, List.of(AssessMessages.Goals_none,
                AssessMessages.Goals_atMost, AssessMessages.Goals_atLeast), measure.target());
        target = value(page, AssessMessages.Goals_target, measure.target());
        stopKind = kind(page, AssessMessages.Goals_stop, List.of(AssessMessages.Goals_none, AssessMessages.Goals_above,
                AssessMessages.Goals_below), measure.stop());
        stop = value(page, AssessMessages.Goals_stop, measure.stop());
        targetKind.onChoice(i -> check());
        stopKind.onChoice(i -> check());
        label(page, AssessMessages.Goals_owner);
        owner = text(page, AssessMessages.Goals_owner, SWT.SINGLE, 1);
        owner.setText(measure.owner());
        label(page, AssessMessages.Goals_note);
        note = text(page, AssessMessages.Goals_note, SWT.MULTI | SWT.WRAP | SWT.V_SCROLL, 1);
        note.setText(measure.note());
    }

    private static void label(Composite page, String text) {
        Label label = new Label(page, SWT.NONE);
        label.setText(text);
    }

    private Text field(Composite page, String name, Double value) {
        label(page, name);
        Text text = text(page, name, SWT.SINGLE, 1);
        text.setText(value == null ? "" : words(value));
        if (measure.share()) {
            text.setMessage(AssessMessages.Goals_share);
        }
        return text;
    }

    private static MenuButton kind(Composite page, String name, List<String> kinds, Measure.Bound bound) {
        MenuButton button = new MenuButton(page, name + ":", kinds);
        button.choose(bound == null ? 0 : bound.atMost() ? 1 : 2);
        GridDataFactory.fillDefaults().hint(240, SWT.DEFAULT).applyTo(button);
        return button;
    }

    private Text value(Composite page, String name, Measure.Bound bound) {
        Text text = text(page, name, SWT.SINGLE, 1);
        text.setText(bound == null ? "" : words(bound.value()));
        if (measure.share()) {
            text.setMessage(AssessMessages.Goals_share);
        }
        return text;
    }

    /** @return a number in the language of the user */
    static String words(double value) {
        NumberFormat format = NumberFormat.getNumberInstance();
        format.setMaximumFractionDigits(Math.abs(value) >= 100 ? 2 : 6);
        return format.format(value);
    }

    /** @return a share in percent, in the language of the user; one that is not 0 or 1 is not rounded to it */
    static String percent(double share) {
        NumberFormat format = NumberFormat.getNumberInstance();
        double hundredth = Math.round(share * 10_000) / 10_000.0;
        format.setMaximumFractionDigits(share != hundredth && (hundredth == 0 || hundredth == 1) ? 6 : 2);
        return format.format(share * 100) + "\u00a0%";
    }

    /** @return the number, of a share also one in percent; null for none */
    private Double number(Text field) {
        String text = field.getText().strip();
        if (text.isEmpty()) {
            return null;
        }
        if (measure.share() && text.endsWith("%")) {
            return parsed(text.substring(0, text.length() - 1).strip()) / 100;
        }
        return parsed(text);
    }

    private static double parsed(String text) {
        ParsePosition end = new ParsePosition(0);
        Number number = NumberFormat.getNumberInstance().parse(text, end);
        if (number == null || end.getIndex() < text.length()) {
            throw new NumberFormatException(Messages.bind(AssessMessages.Goals_number, text));
        }
        return number.doubleValue();
    }

    private Measure.Bound bound(MenuButton kind, Text value) {
        Double number = number(value);
        return kind.choice() == 0 || number == null ? null : new Measure.Bound(kind.choice() == 1, number);
    }

    @Override
    Acts.Act takingBack(Object done) {
        return BinderActs.goals(measure, filled());
    }

    private Measure filled() {
        return new Measure(measure.id(), measure.title(), measure.unit(), measure.figure(), number(baseline),
                bound(targetKind, target), bound(stopKind, stop), owner.getText(), note.getText());
    }

    @Override
    String problem() {
        if (note == null) {
            return "";
        }
        try {
            target.setEnabled(targetKind.choice() > 0);
            stop.setEnabled(stopKind.choice() > 0);
            boolean open = targetKind.choice() > 0 && number(target) == null
                    || stopKind.choice() > 0 && number(stop) == null;
            filled();
            return open ? "" : null;
        } catch (NumberFormatException e) {
            return e.getMessage();
        }
    }

    @Override
    Latest.Question<?> work(Binder binder) {
        Measure filled = filled();
        return p -> {
            binder.workpapers().goals(filled);
            return null;
        };
    }

    @Override
    String job() {
        return Messages.bind(AssessMessages.Goals_job, measure.id());
    }
}
