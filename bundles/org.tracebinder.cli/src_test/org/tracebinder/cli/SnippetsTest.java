// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;

class SnippetsTest {

    private static final String LONG = "lorem ipsum ".repeat(60);

    private static Event event(String prompt, String answer) {
        return Event.of(EventKind.INFERENCE).addInput(new Message("system", "Standing instructions."))
                .addInput(new Message("user", prompt)).addOutput(new Message("assistant", answer)).build();
    }

    @Test
    void cutsAroundThePhrase() {
        String snippet = new Snippets("kind:inference AND \"flood plain\"").of(event(LONG, LONG
                + "on a flood\n plain. " + LONG));
        assertTrue(snippet.contains("on a flood plain."), snippet);
        assertTrue(snippet.startsWith("… ") && snippet.endsWith(" …"), snippet);
        assertTrue(snippet.length() < 200, snippet);
    }

    @Test
    void findsWordsWhateverTheirCaseAndAccents() {
        assertTrue(new Snippets("bonität").of(event("x", LONG + "wegen der BONITAT abgelehnt")).contains("BONITAT"));
        assertTrue(new Snippets("answer:decl*").of(event("x", LONG + "was Declined")).contains("Declined"));
        assertTrue(new Snippets("收入").of(event("x", LONG + "申请因收入证明不足")).contains("收入证明"));
    }

    @Test
    void passesOverWhatIsExcludedOrInAnotherField() {
        Event e = event("the beginning", LONG + "secret model");
        assertEquals("the beginning", new Snippets("NOT secret").of(e));
        assertEquals("the beginning", new Snippets("-secret model:model").of(e));
    }

    @Test
    void withoutWordsTheLastQuestionIsShown() {
        assertEquals("the question", new Snippets("kind:inference").of(event("the question", "the answer")));
    }

    @Test
    void aWordIsNotFoundInsideAnotherWord() {
        String snippet = new Snippets("age").of(event("mortgage " + LONG, LONG + "because of her age"));
        assertTrue(snippet.contains("her age"), snippet);
    }

    @Test
    void hostileQueriesAndTextsEndSoon() {
        String query = "\"" + "a ".repeat(2000) + "\" (((( \\Q[a-z]+ \"open";
        String text = "a ".repeat(200_000);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> new Snippets(query).of(event(text, text)));
    }
}
