// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhrasesTest {

    private static Phrases german() {
        return Phrases.of(Locale.GERMAN, List.of()).and(Map.of(
                "{0#} silences in {1#} of {2#} logs: {3~}.", "{0} Pausen in {1} von {2} Protokollen: {3}.",
                "{0} from {1} to {2}, {3#} hours", "{0} von {1} bis {2}, {3} Stunden",
                "Ask for older logs.", "\u00c4ltere Protokolle anfordern.",
                "The check could not run: {0~}", "Die Pr\u00fcfung lief nicht: {0}",
                "there is no file '{0}'", "es gibt keine Datei \u201e{0}\u201c",
                "It is {0=red|green}.", "Es ist {0}.", "red", "rot"));
    }

    @Test
    void placesKeepTheirTextAndNumbersTakeTheLanguagesSigns() {
        assertEquals("2 Pausen in 1 von 3 Protokollen: a.log von 10:00 bis 12:00, 1.234,5 Stunden; b von 1 bis 2, 3 "
                + "Stunden.", german().say("2 silences in 1 of 3 logs: a.log from 10:00 to 12:00, 1,234.5 hours;"
                        + " b from 1 to 2, 3 hours."));
        assertEquals("a von 1 bis 2, 3 Stunden; b von 1 bis 2, 3 Stunden",
                german().say("a from 1 to 2, 3 hours; b from 1 to 2, 3 hours"));
        assertEquals("es gibt keine Datei \u201ea; b\u201c", german().say("there is no file 'a; b'"));
        assertEquals("Die Pr\u00fcfung lief nicht: es gibt keine Datei \u201ered\u201c",
                german().say("The check could not run: there is no file 'red'"));
    }

    @Test
    void whatIsNotKnownStaysAndTheRestIsSaid() {
        assertEquals("Nobody knows this. \u00c4ltere Protokolle anfordern. Nor that.",
                german().say("Nobody knows this. Ask for older logs. Nor that."));
        assertEquals("x\n\u00c4ltere Protokolle anfordern.", german().say("x\nAsk for older logs."));
    }

    @Test
    void aChoiceTakesOnlyItsWords() {
        assertEquals("Es ist rot.", german().say("It is red."));
        assertEquals("It is blue.", german().say("It is blue."));
    }

    @Test
    void anotherLanguageKeepsTheEnglish() {
        assertEquals("Ask for older logs.", Phrases.of(Locale.FRENCH, List.of()).say("Ask for older logs."));
        assertEquals("", german().say(null));
    }

    @Test
    void aHostileTextTakesNoTime() {
        String text = "a from b to c, 1 hours; ".repeat(800);
        assertTimeout(Duration.ofSeconds(60), () -> german().say(text + "x"));
        assertTimeout(Duration.ofSeconds(60), () -> german().say("1 silences in 2 of 3 logs: "
                + "from to , ".repeat(1900)));
    }
}
