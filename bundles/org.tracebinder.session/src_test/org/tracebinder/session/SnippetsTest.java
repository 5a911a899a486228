// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
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
                + "on a flood\n plain. " + LONG)).text();
        assertTrue(snippet.contains("on a flood plain."), snippet);
        assertTrue(snippet.startsWith("… ") && snippet.endsWith(" …"), snippet);
        assertTrue(snippet.length() < 200, snippet);
    }

    private static List<String> marked(Snippets.Snippet s) {
        return s.marks().stream().map(m -> s.text().substring(m.from(), m.to())).toList();
    }

    @Test
    void marksWhatTheIndexFinds() {
        assertEquals(List.of("BONITÄT"), marked(new Snippets("bonität").of(event("x", LONG
                + "wegen der BONITÄT abgelehnt"))));
        assertEquals(List.of("Declined"), marked(new Snippets("answer:decl*").of(event("declares", LONG
                + "was Declined"))));
        assertEquals(List.of("收入"), marked(new Snippets("收入").of(event("x", LONG + "申请因收入证明不足"))));
        assertEquals(List.of("flood plain", "plain"), marked(new Snippets("\"flood plain\" OR plain")
                .of(event("a \u202e\tflood \n\n plain, plain  text", "y"))));
    }

    @Test
    void placesOfMarksAreThoseInTheLine() {
        Snippets.Snippet s = new Snippets("rate").of(event("  the\u0007\n\n\trate  of 😀 rate ", "y"));
        assertEquals("Standing instructions. the rate of 😀 rate", s.text());
        assertEquals(List.of("rate", "rate"), marked(s));
    }

    @Test
    void passesOverWhatIsExcludedOrInAnotherField() {
        Event e = event("the beginning", LONG + "secret model");
        assertEquals("the beginning", new Snippets("NOT secret").of(e).text());
        assertEquals("the beginning", new Snippets("-secret model:model").of(e).text());
    }

    @Test
    void withoutWordsTheLastQuestionIsShown() {
        assertEquals("the question", new Snippets("kind:inference").of(event("the question", "the answer")).text());
    }

    @Test
    void aWordIsNotFoundInsideAnotherWord() {
        String snippet = new Snippets("age").of(event("mortgage " + LONG, LONG + "because of her age")).text();
        assertTrue(snippet.contains("her age"), snippet);
    }

    @Test
    void hostileQueriesAndTextsEndSoon() {
        String query = "\"" + "a ".repeat(2000) + "\" (((( \\Q[a-z]+ \"open";
        String text = "a ".repeat(200_000);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> new Snippets(query).of(event(text, text)));
    }
}
