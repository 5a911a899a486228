// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

/**
 * What to ask a client for when a kind of evidence is missing. Data: {@code evidence-requests.json}.
 *
 * @param kind  id of the kind of evidence
 * @param ask   the request, in words that a client understands
 * @param owner who usually has it
 */
public record EvidenceRequest(String kind, String ask, String owner) {
}
