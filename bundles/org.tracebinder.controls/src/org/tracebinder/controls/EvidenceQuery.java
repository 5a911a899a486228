// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

/**
 * How a trail shows that it holds a kind of evidence. Data: {@code evidence-queries.json}.
 *
 * @param kind  id of the kind of evidence
 * @param query finds events that are such evidence
 * @param fact  what an event must hold beside: {@code output:deployment}, {@code output:model}, {@code attack}, or
 *              empty
 */
public record EvidenceQuery(String kind, String query, String fact) {
}
