// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import org.tracebinder.core.sample.SampleMethod;

/**
 * A sample that is wanted.
 *
 * @param name       letters, digits, blanks and . _ - up to 100 of them
 * @param purpose    what the auditor wants to know by it, may be empty
 * @param query      whose hits are the population
 * @param method     how items are chosen
 * @param field      of the strata (a field with exact values) or units (a number); empty for other methods
 * @param seed       of the random numbers; empty for one that is made and kept
 * @param size       items to draw; 0 to compute it from the figures that follow
 * @param confidence at which to conclude, 0.5 or more and below 1
 * @param tolerable  rate of deviations that must be shut out, above 0 and below 1
 * @param expected   deviations that the size leaves room for, as a rule 0
 */
public record SampleRequest(String name, String purpose, String query, SampleMethod method, String field, String seed,
        int size, double confidence, double tolerable, int expected) {
}
