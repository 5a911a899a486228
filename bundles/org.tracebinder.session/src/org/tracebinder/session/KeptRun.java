// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.time.Instant;

/**
 * A run of all checks that was kept since an earlier time.
 *
 * @param run what the checks found then, held against the catalogues, the day and the system of now
 * @param at  when the checks had run
 */
public record KeptRun(AssessmentRun run, Instant at) {
}
