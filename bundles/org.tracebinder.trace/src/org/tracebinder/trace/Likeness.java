// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import org.tracebinder.core.Event;

/** What two records of a call to the same model at the same time say alike. Null: not both of them say it. */
record Likeness(Boolean prompt, Boolean answer, Boolean tokens, boolean outcomes) {

    static Likeness of(Event a, Event b) {
        boolean counted = a.tokensIn() > 0 && b.tokensIn() > 0 && a.tokensOut() > 0 && b.tokensOut() > 0;
        return new Likeness(words(a.prompt(), b.prompt()), words(a.answer(), b.answer()),
                counted ? (Boolean) (a.tokensIn() == b.tokensIn() && a.tokensOut() == b.tokensOut()) : null,
                a.status() == null || b.status() == null || a.status().equals(b.status()));
    }

    /** One of two systems may leave the instructions before the question away. */
    private static Boolean words(String a, String b) {
        if (a == null || b == null || a.isBlank() || b.isBlank()) {
            return null;
        }
        String one = a.strip();
        String other = b.strip();
        return one.equals(other) ? Boolean.TRUE : one.contains(other) || other.contains(one) ? null : Boolean.FALSE;
    }

    private static boolean yes(Boolean known) {
        return known != null && known;
    }

    private static boolean no(Boolean known) {
        return known != null && !known;
    }

    boolean possible() {
        return !no(prompt) && (!no(answer) || yes(prompt));
    }

    boolean certain() {
        return possible() && !no(answer) && outcomes
                && (yes(tokens) || yes(prompt) && (yes(answer) || answer == null && tokens == null));
    }

    /** @return the model and what else is alike, as a list in a sentence */
    String words() {
        if (yes(prompt) && yes(answer)) {
            return yes(tokens) ? "model, prompt, answer and tokens" : "model, prompt and answer";
        }
        return yes(prompt) ? yes(tokens) ? "model, prompt and tokens" : "model and prompt"
                : yes(answer) ? "model, answer and tokens" : "model and tokens";
    }
}
