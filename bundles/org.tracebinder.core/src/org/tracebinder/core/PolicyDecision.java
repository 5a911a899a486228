// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.util.List;

/**
 * What a policy engine or guardrail decided.
 *
 * @param engine   for example {@code opa}, {@code presidio-pii}; null when not recorded
 * @param policy   the policy or rule that was asked, null when not recorded
 * @param revision the revision of the policy bundle, null when not recorded
 * @param action   {@code allow}, {@code deny}, {@code redact}, {@code modify}, {@code error}, or what the source wrote
 * @param reasons  codes or sentences as the source gives them
 */
public record PolicyDecision(String engine, String policy, String revision, String action, List<String> reasons) {

    /** @return how far the action changes what happens: the strongest decision of an event is shown first */
    public int weight() {
        return switch (action) {
            case "deny" -> 5;
            case "error" -> 4;
            case "redact" -> 3;
            case "modify" -> 2;
            case "allow" -> 1;
            default -> 0;
        };
    }
}
