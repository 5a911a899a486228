// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.time.LocalDate;
import java.util.List;

/**
 * One line of a catalogue.
 *
 * @param id            unique over all catalogues, for example {@code aia.art12.1}
 * @param ref           the place in the text, for example {@code Art. 12(1)}
 * @param title         official or short title
 * @param label         what it asks, in a few words; the title where the catalogue gives none
 * @param group         heading it stands under, empty when there is none
 * @param kind          obligation, prohibition, scope, clause...; empty when not given
 * @param binds         roles that it binds
 * @param obligation    what it asks, in the catalogue's own words
 * @param appliesFrom   earliest date on which it binds in practice, null when it is voluntary
 * @param applicability dates by scope, may be empty
 * @param evidenceKinds ids of kinds of evidence that would show it
 * @param evidenceHints where to look, empty when not given
 * @param logDerivable  how far logs can show it
 * @param suggested     checks that its author would run
 * @param assessable    false for a mere heading
 * @param source        where the text was taken from, empty when not given
 * @param accountable   the role that answers for it, empty when not given
 */
public record Control(String id, String ref, String title, String label, String group, String kind, List<String> binds,
        String obligation, LocalDate appliesFrom, List<Applicability> applicability, List<String> evidenceKinds,
        String evidenceHints, LogDerivable logDerivable, List<String> suggested, boolean assessable, String source,
        String accountable) {

    /** How far an imported trail alone can show a control. */
    public enum LogDerivable {
        /** From the trail alone. */
        FULL,
        /** From the trail together with documents. */
        PARTIAL,
        /** From documents only. */
        NONE
    }

    /**
     * A date from which the control binds a part of the systems.
     *
     * @param scope     which systems
     * @param date      first day
     * @param basis     provision that sets the date
     * @param basisType {@code law} or {@code interpretation}
     */
    public record Applicability(String scope, LocalDate date, String basis, String basisType) {
    }
}
