// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.tracebinder.controls.SystemProfile;
import org.tracebinder.controls.SystemProfile.RiskClass;
import org.tracebinder.session.Binder;
import org.tracebinder.ui.Acts;
import org.tracebinder.ui.CurrentBinder;
import org.tracebinder.ui.internal.edit.BinderActs;
import org.tracebinder.ui.widgets.Latest;

/** Asks in which roles and as what kind of system the audited one is looked at, and on which day. */
final class ProfileDialog extends WorkDialog {

    private final SystemProfile before;
    private final Optional<LocalDate> asOf;
    private final Map<String, Button> roles = new LinkedHashMap<>();
    private final Map<RiskClass, Button> risks = new EnumMap<>(RiskClass.class);
    private Button fixed;
    private Text day;

    ProfileDialog(Shell shell, CurrentBinder current, SystemProfile before, Optional<LocalDate> asOf) {
        super(shell, current, AssessMessages.Profile_title, AssessMessages.Profile_message, AssessMessages.Profile_ok);
        this.before = before;
        this.asOf = asOf;
    }

    @Override
    void fill(Composite page) {
        heading(page, AssessMessages.Profile_roles);
        Composite boxes = group(page, 3);
        for (String role : SystemProfile.ROLES) {
            Button box = choice(boxes, SWT.CHECK, Marks.role(role), 1);
            box.setSelection(before.roles().contains(role));
            roles.put(role, box);
        }
        fold(boxes);
        heading(page, AssessMessages.Profile_risk);
        Composite kinds = group(page, 1);
        for (RiskClass risk : RiskClass.values()) {
            Button button = choice(kinds, SWT.RADIO, Marks.word(risk), 1);
            button.setSelection(before.riskClass() == risk);
            risks.put(risk, button);
        }
        heading(page, AssessMessages.Profile_asOf);
        Composite days = group(page, 2);
        Button today = choice(days, SWT.RADIO, AssessMessages.Profile_today, 2);
        today.setSelection(asOf.isEmpty());
        fixed = choice(days, SWT.RADIO, AssessMessages.Profile_day, 1);
        fixed.setSelection(asOf.isPresent());
        day = text(days, AssessMessages.Profile_dayHint, SWT.SINGLE, 1);
        day.setMessage("2026-12-02");
        day.setText(asOf.map(LocalDate::toString).orElse(""));
        day.addListener(SWT.Modify, e -> {
            if (!day.getText().isBlank()) {
                today.setSelection(false);
                fixed.setSelection(true);
                check();
            }
        });
    }

    private static Composite group(Composite page, int columns) {
        Composite group = new Composite(page, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(14, 4).numColumns(columns).applyTo(group);
        GridDataFactory.fillDefaults().span(2, 1).indent(8, 0).grab(true, false).applyTo(group);
        return group;
    }

    private LocalDate day() {
        return fixed.getSelection() ? LocalDate.parse(day.getText().strip()) : null;
    }

    @Override
    String problem() {
        try {
            day();
            return null;
        } catch (DateTimeException e) {
            return day.getText().isBlank() ? "" : AssessMessages.Profile_wrongDay;
        }
    }

    private SystemProfile filled() {
        Set<String> chosen = new LinkedHashSet<>();
        roles.forEach((role, box) -> {
            if (box.getSelection()) {
                chosen.add(role);
            }
        });
        RiskClass risk = risks.entrySet().stream().filter(e -> e.getValue().getSelection()).map(Map.Entry::getKey)
                .findFirst().orElse(RiskClass.UNKNOWN);
        return new SystemProfile(chosen, risk);
    }

    @Override
    Latest.Question<?> work(Binder binder) {
        SystemProfile profile = filled();
        LocalDate from = day();
        return p -> {
            binder.workpapers().say(profile, from);
            return null;
        };
    }

    @Override
    Acts.Act takingBack(Object done) {
        return BinderActs.profile(before, asOf.orElse(null), filled(), day());
    }

    @Override
    String job() {
        return AssessMessages.Profile_job;
    }
}
