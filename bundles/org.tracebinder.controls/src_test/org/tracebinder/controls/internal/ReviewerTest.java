// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewerTest {

    @Test
    void aNameThatMayBeAPersonsIsTakenAsOne() {
        for (String name : List.of("r.ng@northbank.example", "Claude Dupont", "claude.dupont@bank.example", "M. Talbot",
                "u-4711", "0b7a9c3e-1f2d-4a5b-8c6d-7e8f9a0b1c2d", "Ai Tanaka", "sysop.maria", "J. Root", "G. Phi",
                "a.kaya@automation.example", "Marie Copilot")) {
            assertTrue(Reviewer.person(name), name);
        }
    }

    @Test
    void aProgramAModelOrNobodyIsNone() {
        for (String name : List.of("", " ", "-", "n/a", "unknown", "NULL", "admin", "root", "auto-approver-bot",
                "gpt-4o",
                "chatgpt", "claude-3-opus", "Claude", "claude", "llama3", "ci pipeline", "review_bot", "o3-mini",
                "svc-review", "ai-reviewer", "gemini-2.5-pro", "review@p.iam.gserviceaccount.com", "system",
                "admin@bank.example", "reviewer")) {
            assertFalse(Reviewer.person(name), name);
        }
        assertFalse(Reviewer.person(null));
    }

    @Test
    void anOutcomeIsAWordThatEndsAReview() {
        for (String outcome : List.of("confirmed", "overridden", "approve", "0", "1.5", "true", "false", "no")) {
            assertTrue(Reviewer.decided(outcome), outcome);
        }
        for (String outcome : List.of("", " ", "pending", "Pending", "open", "in_progress", "in-review", "n/a", "TBD",
                "-")) {
            assertFalse(Reviewer.decided(outcome), outcome);
        }
        assertFalse(Reviewer.decided(null));
    }
}
