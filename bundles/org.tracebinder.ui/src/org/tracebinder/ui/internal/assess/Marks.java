// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import org.eclipse.swt.graphics.Color;
import org.tracebinder.controls.ControlOutcome;
import org.tracebinder.controls.LegalState;
import org.tracebinder.controls.Outcome;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.widgets.Palette;

/**
 * Words, signs and colours of results. The sign and the word say the same as the colour, for those who don't see it.
 */
final class Marks {

    private Marks() {
    }

    static String word(ControlOutcome outcome) {
        return switch (outcome) {
            case SUPPORTED -> "\u25cf " + Messages.Mark_supported;
            case GAP -> "\u25b2 " + Messages.Mark_gap;
            case MIXED -> "\u25d0 " + Messages.Mark_mixed;
            case NOT_ASSESSABLE -> "\u25cb " + Messages.Mark_notAssessable;
            case DOCUMENTS_ONLY -> "\u25a1 " + Messages.Mark_documents;
            case NOT_APPLICABLE -> "\u2013 " + Messages.Mark_notApplicable;
        };
    }

    static Color colour(ControlOutcome outcome, Palette p) {
        return switch (outcome) {
            case SUPPORTED -> p.good();
            case GAP -> p.bad();
            case MIXED -> p.warning();
            case NOT_ASSESSABLE, DOCUMENTS_ONLY, NOT_APPLICABLE -> p.muted();
        };
    }

    static String word(Outcome outcome) {
        return switch (outcome) {
            case SUPPORTED -> "\u25cf " + Messages.Mark_supported;
            case GAP -> "\u25b2 " + Messages.Mark_gap;
            case NOT_ASSESSABLE -> "\u25cb " + Messages.Mark_notAssessable;
            case FAILED -> "\u2716 " + Messages.Mark_failed;
        };
    }

    static Color colour(Outcome outcome, Palette p) {
        return switch (outcome) {
            case SUPPORTED -> p.good();
            case GAP, FAILED -> p.bad();
            case NOT_ASSESSABLE -> p.muted();
        };
    }

    static String word(LegalState state) {
        return switch (state) {
            case IN_FORCE -> Messages.Mark_inForce;
            case NOT_YET -> Messages.Mark_notYet;
            case VOLUNTARY -> Messages.Mark_voluntary;
        };
    }
}
