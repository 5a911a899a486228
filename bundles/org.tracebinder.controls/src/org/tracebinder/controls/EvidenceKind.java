// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

/**
 * A kind of evidence.
 *
 * @param id          for example {@code inference.record}; {@code doc.*} are documents
 * @param description for people
 * @param fromLogs    {@code yes}, {@code partial} or {@code no}
 */
public record EvidenceKind(String id, String description, String fromLogs) {
}
