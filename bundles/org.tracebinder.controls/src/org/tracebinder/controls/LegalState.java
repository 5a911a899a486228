// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a control binds on a day. */
public enum LegalState {
    /** It applies on that day. */
    IN_FORCE,
    /** It is law, and applies later. */
    NOT_YET,
    /** Nobody is bound by law: a standard, good practice, a contract. */
    VOLUNTARY;

    private static final String BIOMETRIC = "Binds remote biometric identification only (Annex III, point 1(a))";

    /**
     * A state with the date and the reason for it.
     *
     * @param state what holds
     * @param from  the date that decided, null when voluntary
     * @param basis the provision and the scope, in words
     */
    public record Dated(LegalState state, LocalDate from, String basis) {
    }

    /** @return the word in JSON: {@code in-force}, {@code not-yet}, {@code voluntary} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Without a class of system, the catalogue's earliest practical date decides. With one, its own date does; a
     * control without a date for any class keeps the general one. Who is not bound, by role or because the system is
     * not high-risk, or high-risk in another way, may keep a control by choice: voluntary.
     *
     * @param control what is asked about
     * @param asOf    the day; the first day of application counts as in force
     * @param profile the system
     */
    public static Dated of(Control control, LocalDate asOf, SystemProfile profile) {
        if (control.appliesFrom() == null) {
            return new Dated(VOLUNTARY, null, "No date of application: voluntary or by contract.");
        }
        if (!profile.addressedBy(control)) {
            return new Dated(VOLUNTARY, null, "Binds " + String.join(", ", control.binds()) + "; the role here is "
                    + String.join(", ", profile.roles()) + ".");
        }
        if (profile.riskClass() == SystemProfile.RiskClass.NOT_HIGH_RISK && highRiskOnly(control)) {
            return new Dated(VOLUNTARY, null, "Binds high-risk systems only; this system is said to be none.");
        }
        if (otherClassOnly(control, profile.riskClass())) {
            return new Dated(VOLUNTARY, null, "Binds high-risk systems of another class only.");
        }
        boolean biometric = biometricOnly(control);
        if (biometric && profile.riskClass() == SystemProfile.RiskClass.ANNEX_III) {
            return new Dated(VOLUNTARY, null, BIOMETRIC + "; this system is said to be another one.");
        }
        Optional<Control.Applicability> own = control.applicability().stream()
                .filter(a -> profile.riskClass().means(a.scope()))
                .min(Comparator.comparing(Control.Applicability::date));
        LocalDate from = own.map(Control.Applicability::date).orElse(control.appliesFrom());
        List<Control.Applicability> grounds = own.map(List::of).orElseGet(() -> control.applicability().stream()
                .filter(a -> a.date().equals(from)).limit(1).toList());
        StringBuilder basis = new StringBuilder("Applies from " + from);
        for (Control.Applicability a : grounds) {
            basis.append(" (").append(a.scope()).append("): ").append(a.basis());
            if ("interpretation".equals(a.basisType())) {
                basis.append(". This date is an interpretation");
                control.applicability().stream().filter(o -> o.scope().startsWith("literal")).findFirst()
                        .ifPresent(o -> basis.append("; the literal date is ").append(o.date()));
            }
        }
        basis.append('.').append(biometric ? " " + BIOMETRIC + "." : "");
        return new Dated(from.isAfter(asOf) ? NOT_YET : IN_FORCE, from, basis.toString());
    }

    /** A control that tells Annex III and Annex I apart, and has no date for the one that the system is of. */
    private static boolean otherClassOnly(Control control, SystemProfile.RiskClass own) {
        return (own == SystemProfile.RiskClass.ANNEX_III || own == SystemProfile.RiskClass.ANNEX_III_BIOMETRIC
                || own == SystemProfile.RiskClass.ANNEX_I) && byClass(control)
                && control.applicability().stream().noneMatch(a -> own.means(a.scope()));
    }

    /** Art. 12(3), 14(5) and 26(10) speak of Annex III, point 1(a), and of nothing else. */
    private static boolean biometricOnly(Control control) {
        return byClass(control) && control.ref().matches("Art\\. (12\\(3\\)|14\\(5\\)|26\\(10\\)).*");
    }

    /** Art. 6 and 49(2) bind those, too, who hold that their system is not high-risk. */
    private static boolean highRiskOnly(Control control) {
        return byClass(control) && !control.ref().matches("Art\\. (6\\(|49\\([245]).*");
    }

    private static boolean byClass(Control control) {
        return control.applicability().stream().anyMatch(a -> SystemProfile.RiskClass.ANNEX_III.means(a.scope())
                || SystemProfile.RiskClass.ANNEX_I.means(a.scope()))
                && control.applicability().stream().noneMatch(a -> a.scope().equals("all"));
    }
}
