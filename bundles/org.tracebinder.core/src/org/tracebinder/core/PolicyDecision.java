// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.util.List;

/**
 * What a policy engine or guardrail decided.
 *
 * @param engine   for example {@code opa}, {@code presidio-pii}; null when not recorded
 * @param policy   the policy or rule that was asked, null when not recorded
 * @param revision the revision of the policy bundle, null when not recorded
 * @param action   {@code allow}, {@code deny}, {@code redact}, {@code modify}, {@code error}, {@code flagged}
 *                 (something was detected and nothing done about it), or what the source wrote
 * @param reasons  codes or sentences as the source gives them
 */
public record PolicyDecision(String engine, String policy, String revision, String action, List<String> reasons) {

    /**
     * @return how far the action changes what happens: the strongest decision of an event is shown first. To allow is
     *         the weakest of all: what another decision detected, or a word nobody knows, is not hidden by it.
     */
    public int weight() {
        return switch (action) {
            case "deny" -> 6;
            case "error" -> 5;
            case "redact" -> 4;
            case "modify" -> 3;
            case "flagged" -> 2;
            case "allow" -> 0;
            default -> 1;
        };
    }
}
