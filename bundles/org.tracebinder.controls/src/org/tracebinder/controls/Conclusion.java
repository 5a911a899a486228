// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

/**
 * What an auditor concluded about a control. It stands beside what the checks computed and never replaces it in
 * silence.
 *
 * @param control  id of the control
 * @param result   what the auditor concluded; {@code not applicable} is said only here
 * @param reason   why, in the auditor's words
 * @param by       account that said it
 * @param at       when, ISO 8601 UTC
 * @param computed what the checks said at that time
 */
public record Conclusion(String control, ControlOutcome result, String reason, String by, String at,
        ControlOutcome computed) {
}
