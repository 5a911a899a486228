// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

/**
 * A sample, as the database keeps it.
 *
 * @param name  unique in the binder
 * @param plan  JSON: how it was drawn
 * @param actor account that drew it
 * @param at    when, ISO 8601 UTC
 */
public record KeptSample(String name, String plan, String actor, String at) {
}
