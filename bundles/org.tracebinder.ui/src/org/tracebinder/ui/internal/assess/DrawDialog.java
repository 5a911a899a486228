// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.core.sample.SampleMethod;
import org.tracebinder.session.Binder;
import org.tracebinder.session.SamplePlan;
import org.tracebinder.session.SampleRequest;
import org.tracebinder.ui.Acts;
import org.tracebinder.ui.Investigation;
import org.tracebinder.ui.internal.edit.BinderActs;
import org.tracebinder.ui.widgets.Formats;
import org.tracebinder.ui.widgets.Latest;

/** Asks how a sample is drawn from what the current query finds. */
final class DrawDialog extends WorkDialog {

    private final String query;
    private final Consumer<String> drawn;
    private final Map<SampleMethod, Button> methods = new EnumMap<>(SampleMethod.class);
    private Text name;
    private Text purpose;
    private Text field;
    private Text confidence;
    private Text tolerable;
    private Text expected;
    private Text size;
    private Text seed;

    /** @param drawn told the name before it is drawn */
    DrawDialog(Shell shell, Investigation investigation, Consumer<String> drawn) {
        super(shell, investigation.current(), SampleWords.Draw_title, SampleWords.Draw_message,
                SampleWords.Sample_draw);
        this.query = investigation.query();
        this.drawn = drawn;
    }

    @Override
    void fill(Composite page) {
        String shown = Formats.oneLine(query);
        heading(page, SampleWords.bind(SampleWords.Draw_population, query.isBlank() ? SampleWords.Draw_everything
                : shown.length() > 120 ? shown.substring(0, 120) + "\u2026" : shown));
        name = row(page, SampleWords.Sample_name, "");
        heading(page, SampleWords.Draw_purpose);
        purpose = text(page, SampleWords.Draw_purpose, SWT.MULTI | SWT.WRAP | SWT.V_SCROLL, 2);
        GridDataFactory.createFrom((GridData) purpose.getLayoutData()).hint(240, 40).applyTo(purpose);
        heading(page, SampleWords.Sample_method);
        Composite how = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(how);
        GridDataFactory.fillDefaults().span(2, 1).applyTo(how);
        for (SampleMethod method : SampleMethod.values()) {
            Button button = choice(how, SWT.RADIO, SampleWords.of(method), 1);
            button.setSelection(method == SampleMethod.RANDOM);
            button.addListener(SWT.Selection, e -> field.setEnabled(method().numbered()));
            methods.put(method, button);
        }
        fold(how);
        field = row(page, SampleWords.Draw_field, "");
        field.setMessage(SampleWords.Draw_fieldHint);
        field.setToolTipText(SampleWords.Draw_fieldHint);
        field.setEnabled(false);
        confidence = row(page, SampleWords.Draw_confidence, "95");
        tolerable = row(page, SampleWords.Draw_tolerable, "5");
        expected = row(page, SampleWords.Draw_expected, "0");
        size = row(page, SampleWords.Draw_size, "");
        size.setMessage(SampleWords.Draw_sizeHint);
        size.setToolTipText(SampleWords.Draw_sizeHint);
        seed = row(page, SampleWords.Draw_seed, "");
        seed.setMessage(SampleWords.Draw_seedHint);
        seed.setToolTipText(SampleWords.Draw_seedHint);
        name.setFocus();
    }

    private Text row(Composite page, String label, String value) {
        new Label(page, SWT.NONE).setText(label);
        Text text = text(page, label, SWT.SINGLE, 1);
        text.setText(value);
        return text;
    }

    private SampleMethod method() {
        return methods.entrySet().stream().filter(e -> e.getValue().getSelection()).map(Map.Entry::getKey).findFirst()
                .orElse(SampleMethod.RANDOM);
    }

    @Override
    String problem() {
        if (seed == null || name.getText().isBlank() || method().numbered() && field.getText().isBlank()) {
            return "";
        }
        boolean fine = percent(confidence) >= 0.5 && percent(confidence) < 1 && percent(tolerable) > 0
                && percent(tolerable) < 1 && whole(expected) >= 0 && (size.getText().isBlank() || whole(size) > 0);
        return fine ? null : SampleWords.Draw_wrong;
    }

    /** @return the share; -1 when it is no number */
    private static double percent(Text text) {
        try {
            return Double.parseDouble(text.getText().strip().replace(',', '.').replaceFirst("\\s*%$", "")) / 100;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static int whole(Text text) {
        try {
            return Integer.parseInt(text.getText().strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    Latest.Question<?> work(Binder binder) {
        SampleRequest wanted = new SampleRequest(name.getText().strip(), purpose.getText().strip(), query, method(),
                method().numbered() ? field.getText().strip() : "", seed.getText().strip(),
                size.getText().isBlank() ? 0 : whole(size), percent(confidence), percent(tolerable), whole(expected));
        drawn.accept(wanted.name());
        return p -> binder.samples().draw(wanted, p);
    }

    @Override
    Acts.Act takingBack(Object done) {
        return BinderActs.undraw((SamplePlan) done);
    }

    @Override
    String job() {
        return SampleWords.bind(SampleWords.Draw_job, name.getText().strip());
    }
}
