// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.eclipse.osgi.util.NLS;
import org.tracebinder.core.sample.SampleEvaluation;
import org.tracebinder.core.sample.SampleMethod;
import org.tracebinder.session.SampleItem;
import org.tracebinder.session.SamplePlan;
import org.tracebinder.ui.internal.Words;
import org.tracebinder.ui.widgets.Formats;

/** The words of samples. */
public final class SampleWords extends Words {

    public static String Basis_binomial;
    public static String Basis_hypergeometric;
    public static String Basis_poisson;
    public static String Draw_confidence;
    public static String Draw_everything;
    public static String Draw_expected;
    public static String Draw_field;
    public static String Draw_fieldHint;
    public static String Draw_job;
    public static String Draw_message;
    public static String Draw_population;
    public static String Draw_purpose;
    public static String Draw_seed;
    public static String Draw_seedHint;
    public static String Draw_size;
    public static String Draw_sizeHint;
    public static String Draw_title;
    public static String Draw_tolerable;
    public static String Draw_wrong;
    public static String Method_random;
    public static String Method_stratified;
    public static String Method_systematic;
    public static String Method_unit;
    public static String Remove_message;
    public static String Remove_reason;
    public static String Remove_title;
    public static String Result_conforms;
    public static String Result_exception;
    public static String Result_notTested;
    public static String Result_open;
    public static String Sample_by;
    public static String Sample_draw;
    public static String Sample_event;
    public static String Sample_items;
    public static String Sample_marking;
    public static String Sample_method;
    public static String Sample_name;
    public static String Sample_needsNote;
    public static String Sample_none;
    public static String Sample_note;
    public static String Sample_noteHint;
    public static String Sample_number;
    public static String Sample_of;
    public static String Sample_open;
    public static String Sample_remove;
    public static String Sample_result;
    public static String Sample_title;
    public static String Say_everything;
    public static String Say_exceeded;
    public static String Say_facts;
    public static String Say_limit;
    public static String Say_open;
    public static String Say_reached;

    static {
        NLS.initializeMessages(SampleWords.class.getPackageName() + ".sampleWords", SampleWords.class);
    }

    private SampleWords() {
    }

    static String of(SampleItem.Result result) {
        return switch (result) {
            case OPEN -> Result_open;
            case CONFORMS -> Result_conforms;
            case EXCEPTION -> Result_exception;
            case NOT_TESTED -> Result_notTested;
        };
    }

    static String of(SampleMethod method) {
        return switch (method) {
            case RANDOM -> Method_random;
            case SYSTEMATIC -> Method_systematic;
            case STRATIFIED -> Method_stratified;
            case UNIT -> Method_unit;
        };
    }

    /** @return what the results show */
    static String sentence(SamplePlan plan, SampleEvaluation e) {
        if (!e.complete()) {
            return bind(Say_open, Formats.number(e.open()), Formats.number(e.drawn()));
        }
        String basis = switch (e.basis()) {
            case "poisson" -> Basis_poisson;
            case "binomial" -> Basis_binomial;
            default -> Basis_hypergeometric;
        };
        return bind(Say_limit, new Object[] {Formats.number(e.exceptions()), Formats.number(e.notTested()),
            Formats.number(e.drawn()), percent(plan.confidence()), percent(e.upperLimit()), basis}) + " "
                + bind(e.reached() ? Say_reached : Say_exceeded, percent(plan.tolerable()));
    }

    /** @return how it was drawn */
    static String facts(SamplePlan p) {
        return bind(Say_facts, new Object[] {of(p.method()) + (p.field().isEmpty() ? "" : ": " + p.field()),
            p.query().isEmpty() ? Say_everything : Formats.oneLine(p.query()), p.seed(), percent(p.confidence()),
            percent(p.tolerable()), Formats.number(p.expected())}) + (p.purpose().isEmpty() ? ""
                    : "\n" + p.purpose());
    }

    /** Rounded up: a limit is not made better than it is. */
    private static String percent(double share) {
        String digits = BigDecimal.valueOf(share).movePointRight(2).subtract(new BigDecimal("0.0000001"))
                .setScale(2, RoundingMode.UP).stripTrailingZeros().toPlainString();
        return (Locale.getDefault().getLanguage().equals("de") ? digits.replace('.', ',') : digits) + "\u00a0%";
    }
}
