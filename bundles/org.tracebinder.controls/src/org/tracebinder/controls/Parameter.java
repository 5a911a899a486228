// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

/**
 * A setting of a check.
 *
 * @param id       the name in files and results
 * @param label    the name for people
 * @param fallback the value where the auditor sets none
 * @param hint     unit, range and meaning
 */
public record Parameter(String id, String label, String fallback, String hint) {
}
