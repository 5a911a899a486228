// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.core.Hash;

/** A chosen value and personal data are found however they are spelled. */
class SpellingTest {

    private static final byte[] SECRET = Hash.of("a secret of the binder".getBytes(UTF_8)).bytes();
    private static final List<String> ACTORS = List.of("NORTHBANK\\jdoe7", "José Ñandú-Öz", "Brunhilde Xanthopoulos");

    private final Masking masking = new Masking(SECRET, Set.of("actor"));

    SpellingTest() {
        ACTORS.forEach(a -> masking.learn(List.of(Map.of("actor", a))));
    }

    private String masked(String text) throws Exception {
        return (String) masking.mask("x", text, (entry, words) -> assertTrue(text.contains(words), words));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"account\":\"NORTHBANK\\\\jdoe7\"}",
        "{\"a\":\"{\\\"account\\\":\\\"NORTHBANK\\\\\\\\jdoe7\\\"}\"}",
        "crm({\"customer\":\"Jos\\u00e9 \\u00d1and\\u00fa-\\u00d6z\"})",
        "https://x.example/?name=Brunhilde%20Xanthopoulos&y=1",
        "https://x.example/?name=Jos%C3%A9%20%C3%91and%C3%BA-%C3%96z",
        "name=Brunhilde+Xanthopoulos",
        "Jos&eacute; is Jos&#233; &#xD1;and&uacute; and Jos&#233; &#xD1;and&#250;-&#xD6;z",
        "BRUNHILDE XANTHOPOULOS",
        "brunhilde xanthopoulos",
        "Brunhilde\u00a0Xanthopoulos",
        "Brunhilde\nXanthopoulos",
        "Brun\u200bhilde Xantho\u00adpoulos",
        "\uff22\uff52\uff55\uff4e\uff48\uff49\uff4c\uff44\uff45 Xanthopoulos",
        "mandat-brunhilde-xanthopoulos",
        "mailto:jose.nandu%40bank.example",
        "greta.mustermann%2Bx%40bank.example",
        "card 4111%201111%201111%201111",
        "anna.berg&#64;bank.example",
        "anna.berg\\u0040bank.example"})
    void whatIsMeantIsMasked(String text) throws Exception {
        assertFalse(masking.leaks(text).isEmpty(), text);
        String masked = masked(text);
        assertTrue(masked.contains("["), masked);
        assertEquals(List.of(), masking.leaks(masked), masked);
    }

    @Test
    void decomposedLettersAreTheSame() throws Exception {
        String apart = Normalizer.normalize("to José Ñandú-Öz.", Normalizer.Form.NFD);
        assertTrue(masked(apart).matches("to \\[ACTOR-[a-p]+\\]\\."), masked(apart));
    }

    @Test
    void anotherSpellingHasTheSameName() throws Exception {
        String plain = masked("Brunhilde Xanthopoulos");
        assertEquals("?name=" + plain + "&y=1", masked("?name=Brunhilde%20Xanthopoulos&y=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100 % of & 5 < 6", "C:\\new\\table", "%zz %4 &unknown; \\x41 \\u12", "50%25", "a%ff%fe"})
    void whatMeansNothingElseStays(String text) throws Exception {
        assertEquals(text, masked(text));
    }
}
