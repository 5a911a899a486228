// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

/**
 * Somebody judged an outcome.
 *
 * @param by      {@code human}, {@code llm} or {@code code}
 * @param who     the reviewer, null when not recorded
 * @param value   {@code confirmed}, {@code overridden}, a score, or what the source wrote
 * @param comment free words, null when there are none
 */
public record Review(String by, String who, String value, String comment) {
}
