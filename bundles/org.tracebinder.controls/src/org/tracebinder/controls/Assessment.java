// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A catalogue against a trail.
 *
 * @param catalog  id
 * @param version  of the catalogue
 * @param asOf     day whose law holds
 * @param controls one result per control, in the order of the catalogue
 * @param failed   ids of checks that broke, sorted
 */
public record Assessment(String catalog, String version, LocalDate asOf, List<ControlResult> controls,
        List<String> failed) {

    /** @return true when a check broke: the exit code must say so */
    public boolean anyFailed() {
        return !failed.isEmpty();
    }

    /** @return controls of each outcome, every outcome present */
    public Map<ControlOutcome, Long> totals() {
        Map<ControlOutcome, Long> totals = new EnumMap<>(ControlOutcome.class);
        for (ControlOutcome outcome : ControlOutcome.values()) {
            totals.put(outcome, controls.stream().filter(c -> c.result() == outcome).count());
        }
        return totals;
    }
}
