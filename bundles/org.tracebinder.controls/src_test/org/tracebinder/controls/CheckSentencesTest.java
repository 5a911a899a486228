// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.words.Phrases;

/** What checks and assessments say, in German. */
class CheckSentencesTest {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)[^}]*}");

    private final Phrases german = Library.phrases(Phrases.of(Locale.GERMAN, List.of(Catalogs.class)), Locale.GERMAN);

    private static Properties read(String name) throws Exception {
        Properties all = new Properties();
        try (InputStream in = Catalogs.class.getResourceAsStream(name);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            all.load(reader);
        }
        return all;
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map((MatchResult m) -> m.group(1)).collect(Collectors.toCollection(
                TreeSet::new));
    }

    @Test
    void bothFilesHaveTheSameKeysAndPlaces() throws Exception {
        Properties english = read("phrases.properties");
        Properties other = read("phrases_de.properties");
        assertEquals(new TreeSet<>(english.stringPropertyNames()), new TreeSet<>(other.stringPropertyNames()));
        english.stringPropertyNames().forEach(key -> assertEquals(places(english.getProperty(key)),
                places(other.getProperty(key)), key));
    }

    /** A sentence that was changed in the code only would stay English without anybody noticing. */
    @Test
    void everyEnglishPhraseStandsInTheCodeOrData() throws Exception {
        StringBuilder code = new StringBuilder();
        for (String folder : List.of("src", "catalogs")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(f -> f.toString().matches(".*(\\.java|[a-z]\\.json)")).toList()) {
                    code.append(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
                }
            }
        }
        Properties english = read("phrases.properties");
        for (String key : english.stringPropertyNames()) {
            for (String part : english.getProperty(key).split("\\{\\d[^}]*}|; |[.;:,]$")) {
                String words = part.strip().replaceAll("^[.;:,'() ]+|[.;:,'() ]+$", "");
                if (words.length() > 12 && words.contains(" ")) {
                    assertTrue(code.indexOf(words) >= 0, key + ": nobody says '" + words + "'");
                }
            }
        }
    }

    @Test
    void whatTheChecksOfTheFileSayIsGerman() throws Exception {
        CheckSentences.english("checks").forEach((id, members) -> members.forEach((member, text) -> {
            String said =
                    text.replaceAll("\\{(contrary|population|supporting|events|claimed|records|days|months|seen|calls|"
                    + "evaluations|whole|share|unscored|dropped|open|tried)}",
                    "17").replace("{breakdown}", ": loan-desk 3").replace("{uncovered}", "")
                    .replaceAll("\\{[a-z]+}", "X1");
            if (!said.matches("[X1 ()7]+")) {
                assertNotEquals(said, german.say(said), id + " " + member);
            }
        }));
    }

    @Test
    void settingsOfAnAnswerGoOverIntoTheSentence() {
        assertEquals("Ohne Kostenangabe der Quelle: 3 von 10 Inferenzen.",
                german.say("Of 10 inferences, 3 come without a cost"
                + " from their source."));
        assertEquals("Quellen, die an einer bekannten Exportgrenze enden oder selbst sagen, dass weitere"
                + " Datens\u00e4tze folgen: 1 von 2: S1, gelesene Datens\u00e4tze: 10000 "
                + "(Ergebnisse"
                + " von CloudWatch Logs Insights, Ergebnisfenster von Elasticsearch und OpenSearch, Exporte von Oracle"
                + " Log Analytics und Sentry).", german.say("Sources that end at a known export limit or say"
                + " themselves that more follow: 1 of 2: S1,"
                + " records read: 10000 (CloudWatch Logs Insights results, Elasticsearch and OpenSearch result window,"
                + " Oracle Log Analytics and Sentry exports)."));
        assertEquals("Quellen, die an einer bekannten Exportgrenze enden oder selbst sagen, dass weitere"
                + " Datens\u00e4tze folgen: 1 von 2: S1, gelesene Datens\u00e4tze: 20 (sie z\u00e4hlt mehr"
                + " Seiten, als hier sind).",
                german.say("Sources that end at a known export limit or say themselves that more follow: 1 of 2: S1,"
                        + " records read: 20 (it counts more pages than are here)."));
        assertEquals("Pausen, wo die Rate Ereignisse erwarten l\u00e4sst: 1 von 2 Protokollen, in 1 Zeitraum:"
                + " loan-desk (S1, S2) von 2026-03-01T10:00:00Z bis"
                + " 2026-03-01T13:30:00Z, 3,5 Stunden, etwa 4 aktive Stunden erwartet.",
                german.say("Silent where the rate predicts events: 1 of 2 logs, in 1 window:"
                        + " loan-desk (S1, S2) from 2026-03-01T10:00:00Z to"
                        + " 2026-03-01T13:30:00Z, 3.5 hours, about 4 active hours expected."));
        assertEquals("Ohne Richtlinienentscheidung: 5 von 6 Inferenzen von Anwendungen, die solche Entscheidungen "
                + "kennen. Ohne"
                + " jede Entscheidung"
                + " in den Aufzeichnungen und daher nicht erfasst: chat (9 Inferenzen), (keine Anwendung genannt) (2"
                + " Inferenzen).", german.say("5 of 6 inferences of applications with policy decisions have none. "
                + "Without"
                + " any decision in the trail, and so not covered: chat (9 inferences), (no application named) (2"
                + " inferences)."));
    }

    @Test
    void whatIsAddedToAnAnswerIsGermanToo() {
        assertEquals("Verschiebung bei 2026-03-01T00:06:39Z: 1 von 3 Vergleichen: a Latenz, Median in ms: 743,0 zu 1146"
                + " (Delta 0,83). Sprache, Verweigerungen und Wertungen aus Stichproben: a 2000/2400.",
                german.say("1 of 3"
                        + " comparisons show a shift at 2026-03-01T00:06:39Z: a latency, median in ms 743.0 to 1146"
                        + " (delta 0.83). Language, refusals and scores are told from samples: a 2000/2400."));
        String open = german.say("Of 4 inferences, 0 come without a cost from their source. Decisions or reviews in"
                + " S2, S4 name 160 traces of which the trail holds no step, so not all was looked at. The trail says"
                + " that m was deployed and holds no call of it, so not all was looked at.");
        assertFalse(open.matches(".*(trail|traces|inferences|deployed).*"), open);
        assertEquals("Schritte von 160 Abl\u00e4ufen, die S2 nennen", german.say("steps of 160 traces that S2 name"));
    }

    @Test
    void anAssessmentsReasonsAreGerman() throws Exception {
        Control control = Catalogs.builtIn().byId("eu-ai-act").orElseThrow().control("aia.art12.1").orElseThrow();
        for (Catalog catalog : Catalogs.builtIn().all()) {
            for (Control c : catalog.controls()) {
                String basis = LegalState.of(c, LocalDate.of(2026, 11, 20), SystemProfile.UNKNOWN).basis();
                String said = german.say(basis);
                assertFalse(said.matches(".*(Applies|systems|date|point|subparagraph|Annex|amended).*"), said);
            }
        }
        assertEquals("Datens\u00e4tze daf\u00fcr und dagegen.\nlog.gap (mittelbar, Art. 12 Abs. 1): L\u00fccke. Keines "
                + "von 3"
                + " Protokollen pausiert, wo seine Rate Ereignisse erwarten l\u00e4sst.\nlog.cap (gute Praxis, "
                + "A.6.2.8):"
                + " nicht beurteilbar, gezeigt, ohne zu entscheiden. Die Aufzeichnungen enthalten keine "
                + "Datens\u00e4tze.",
                german.say("Supporting and contrary records.\nlog.gap (proxy, Art. 12(1)): gap. None of 3 logs is "
                + "silent"
                        + " where its rate predicts events.\nlog.cap (good-practice, A.6.2.8): not-assessable, shown"
                        + " without deciding. The trail holds no records."));
        assertTrue(control.assessable());
        assertEquals("Keine Prüfung entscheidet diese Anforderung. Den Aufzeichnungen fehlen 2 von 3 Arten von"
                + " Nachweisen, die sie verlangt; die Liste der Anforderungen sagt, was zu erbitten ist.",
                german.say("No check decides this control. The trail lacks 2 of the 3 kinds of evidence that it asks"
                        + " for; the list of requests says what to ask for."));
        assertEquals("Ohne Angabe der Revision der Richtlinie, die entschied: 2 von 7 Entscheidungen: opa 2.",
                german.say("2 of 7 decisions do not name the revision of the policy that made them: opa 2."));
        assertEquals("Hinter mehr als 0,5 der Schritte mit Akteur stehen 1 von 3 Akteuren: a (9 von 12).",
                german.say("Of 3 actors, 1 stand behind more than 0.5 of the steps that name one: a (9 of 12)."));
    }
}
