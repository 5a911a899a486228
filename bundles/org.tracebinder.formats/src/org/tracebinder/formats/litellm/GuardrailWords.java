// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.litellm;

import java.util.List;
import java.util.Locale;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.Words;

/** What the three vocabularies of {@code guardrail_status}, of three ages of the proxy, mean. */
final class GuardrailWords {

    private GuardrailWords() {
    }

    /**
     * @param word   as the proxy wrote it, may be null
     * @param masked whether the guardrail masked something
     */
    static String action(String word, boolean masked) {
        return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
            case "success" -> masked ? "redact" : "allow";
            // to mask is an intervention, too: the call went on without what was masked
            case "guardrail_intervened", "intervened" -> masked ? "redact" : "deny";
            case "blocked" -> "deny";
            case "failure", "guardrail_failed_to_respond" -> "error";
            case "" -> masked ? "redact" : "undefined";
            default -> Words.action(word);
        };
    }

    /**
     * @param word   the one word for all guardrails of a call, which counts where none of them is told of by itself
     * @param failed whether the call failed
     * @return what it says; null when no guardrail ran
     */
    static PolicyDecision sum(String word, boolean failed) {
        if (word == null || word.equals("not_run")) {
            return null;
        }
        String action = action(word, false);
        return new PolicyDecision(null, null, null, action, action.equals("deny") && !failed
                ? List.of(word + "; whether it masked or refused is not recorded") : List.of());
    }
}
