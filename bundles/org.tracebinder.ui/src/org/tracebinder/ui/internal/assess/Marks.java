// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.internal.assess;

import org.eclipse.swt.graphics.Color;
import org.tracebinder.controls.CheckMap;
import org.tracebinder.controls.ControlOutcome;
import org.tracebinder.controls.LegalState;
import org.tracebinder.controls.Outcome;
import org.tracebinder.controls.SystemProfile;
import org.tracebinder.session.Attachment;
import org.tracebinder.ui.internal.Messages;
import org.tracebinder.ui.widgets.CellTips;
import org.tracebinder.ui.widgets.Palette;

/**
 * Words, signs and colours of results. The sign and the word say the same as the colour, for those who don't see it.
 */
final class Marks {

    /** Between a sign and its word where the room is for the sign alone; who copies or hears it gets the word, too. */
    static final String GAP = CellTips.GAP;

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

    static String word(CheckMap.Label label) {
        return switch (label) {
            case REQUIRED_BY_LAW -> AssessMessages.Control_labelLaw;
            case PROXY -> AssessMessages.Control_labelProxy;
            case GOOD_PRACTICE -> AssessMessages.Control_labelGood;
        };
    }

    static String word(SystemProfile.RiskClass risk) {
        return switch (risk) {
            case UNKNOWN -> AssessMessages.Risk_UNKNOWN;
            case ANNEX_III -> AssessMessages.Risk_ANNEX_III;
            case ANNEX_III_BIOMETRIC -> AssessMessages.Risk_ANNEX_III_BIOMETRIC;
            case ANNEX_I -> AssessMessages.Risk_ANNEX_I;
            case PUBLIC_AUTHORITY_EXISTING -> AssessMessages.Risk_PUBLIC_AUTHORITY_EXISTING;
            case NOT_HIGH_RISK -> AssessMessages.Risk_NOT_HIGH_RISK;
        };
    }

    /** @return the word for a role of the catalogues; one that an own catalogue brings, as it is */
    static String role(String role) {
        return switch (role) {
            case "provider" -> AssessMessages.Role_provider;
            case "deployer" -> AssessMessages.Role_deployer;
            case "gpai-provider" -> AssessMessages.Role_gpai_provider;
            case "authorised-representative" -> AssessMessages.Role_authorised_representative;
            case "importer" -> AssessMessages.Role_importer;
            case "distributor" -> AssessMessages.Role_distributor;
            case "supplier" -> AssessMessages.Role_supplier;
            case "notified-body" -> AssessMessages.Role_notified_body;
            case "authority" -> AssessMessages.Role_authority;
            case "any" -> AssessMessages.Role_any;
            case "organization" -> AssessMessages.Role_organization;
            default -> role;
        };
    }

    static String word(Attachment.Bearing bearing) {
        return switch (bearing) {
            case SUPPORTING -> "\u25cf " + AssessMessages.Attach_supporting;
            case CONTRARY -> "\u25b2 " + AssessMessages.Attach_contrary;
            case CONTEXT -> "\u25cb " + AssessMessages.Attach_context;
        };
    }

    static Color colour(Attachment.Bearing bearing, Palette p) {
        return switch (bearing) {
            case SUPPORTING -> p.good();
            case CONTRARY -> p.bad();
            case CONTEXT -> p.muted();
        };
    }

    static String word(Attachment.Kind kind) {
        return switch (kind) {
            case EVENT -> AssessMessages.Control_kindEvent;
            case QUERY -> AssessMessages.Control_kindQuery;
            case DOCUMENT -> AssessMessages.Control_kindDocument;
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
