// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.util.List;

/**
 * What the trail says about one control.
 *
 * @param id          of the control
 * @param ref         place in the text
 * @param title       of the control
 * @param status      whether it binds on the day of the assessment
 * @param statusBasis why, with the provision
 * @param addressed   false when the audited system's role is known and the control binds other roles
 * @param result      what holds: what was computed, or {@code not applicable} where the auditor said so
 * @param checks      ids of all attached checks, deciding or not, in the order of the map
 * @param cannotShow  kinds of evidence of the control that this trail does not hold
 * @param supporting  what speaks for, summed over the deciding checks, each in its own unit
 * @param contrary    what speaks against, summed the same way
 * @param basis       how the result came about, in words
 * @param computed    what the deciding checks say together
 * @param conclusion  what the auditor concluded, null when nothing
 */
public record ControlResult(String id, String ref, String title, LegalState status, String statusBasis,
        boolean addressed, ControlOutcome result, List<String> checks, List<String> cannotShow, long supporting,
        long contrary, String basis, ControlOutcome computed, Conclusion conclusion) {
}
