// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;

/** What was searched as it is written and stands in the trail with other accents, letters or case. */
class SpellingsTest {

    private static final List<String> TEXTS = List.of("Le crédit fut refusé", "credít card", "Herr Müller, Bonität",
            "Mr Mueller", "Иван ждёт", "йод", "p\u0430yment", "smørrebrød på", "加 收入证明", "cafe\u0301 x\u0302y",
            "Æther over œuvre", "loan loan loan");

    @TempDir
    private Path dir;

    private EventIndex index() throws Exception {
        EventIndex index = EventIndex.openForWriting(dir, 16);
        for (int i = 0; i < TEXTS.size(); i++) {
            index.add(new EventId(new RecordId(1, i + 1), 0), Event.of(EventKind.INFERENCE).modelServed(i == 0 ? "GPT-5"
                    : "gpt-5-mini").actor(i == 1 ? "José (a:b)" : null).addInput(new Message("user", TEXTS.get(i)))
                    .build());
        }
        index.refresh();
        return index;
    }

    @Test
    void accentsUmlautsAndLettersThatLookAlikeAreFound() throws Exception {
        try (EventIndex index = index()) {
            for (String[] c : new String[][] {{"credit", "(credít OR crédit)"}, {"CREDIT", "(credít OR crédit)"},
                {"\"credit card\"",
                    "(\"credít card\" OR \"crédit card\")"}, {"bonitat AND herr", "bonität AND herr"},
                {"muller", "müller"}, {"Moeller OR Bonitaet", "Moeller OR bonität"},
                {"prompt:иод", "prompt:йод"}, {"ждет", "ждёт"}, {"payment", "p\u0430yment"},
                {"smorrebrod", "smørrebrød"}, {"smoerrebroed paa", "smørrebrød på"}, {"cafe", "café"},
                {"xy^2 loan", "\"x\u0302y\"^2 loan"}, {"aether", "æther"}, {"oeuvre", "œuvre"}, {"refuse*", null},
                {"-credit", null}, {"loan", null}, {"nothing", null}, {"\"card credit\"",
                    "(\"card credít\" OR \"card crédit\")"},
                {"model:gpt-5", "model:\"GPT-5\""}, {"model:GPT-5-MINI", "model:\"gpt-5-mini\""},
                {"actor:\"jose (A:b)\"", "actor:\"José (a:b)\""}, {"model:gpt-5 credit",
                    "model:\"GPT-5\" (credít OR crédit)"}, {"tokensIn:>5", null}, {"id:S1:1", null}, {"", null},
                {"收入證明", null}}) {
                Optional<String> other = index.otherSpellings(c[0]);
                assertEquals(Optional.ofNullable(c[1]), other, c[0]);
                if (other.isPresent() && !c[0].contains("card credit")) {
                    assertTrue(index.count(other.get(), Progress.NONE) > 0, c[0]);
                }
            }
        }
    }

    @Test
    void aWordThatIsThereStaysAmongItsSpellings() throws Exception {
        try (EventIndex index = index()) {
            assertEquals(Optional.of("(mueller OR müller)"), index.otherSpellings("mueller"));
            assertEquals(Optional.of("(müller OR mueller)"), index.otherSpellings("müller"));
        }
    }

    @Test
    void hostileWordsAreBounded() throws Exception {
        try (EventIndex index = index()) {
            assertEquals(Optional.empty(), index.otherSpellings("a".repeat(5_000)));
            assertEquals(Optional.empty(), index.otherSpellings("zz" + "ue".repeat(2_000)));
            assertTrue(index.otherSpellings("credit ".repeat(3_000)).orElse("").length() < 100_000);
        }
    }
}
