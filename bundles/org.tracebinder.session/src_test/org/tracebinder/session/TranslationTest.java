// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tracebinder.controls.Catalogs;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Json;
import tools.jackson.core.JacksonException;
import org.tracebinder.core.words.Count;

/** The sentences of all bundles are complete in German, and each is one that the product says. */
class TranslationTest {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)[^}]*}");
    private static final Pattern VERDICT = Pattern.compile("(?i)\\b(nicht-?)?konform(e[rsnm]?)?\\b|compliant");

    private final Translation german = Translation.to(Locale.GERMANY);

    private static Map<String, String> read(Class<?> owner, String name) throws Exception {
        Properties all = new Properties();
        try (InputStream in = owner.getResourceAsStream(name);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            all.load(reader);
        }
        Map<String, String> map = new TreeMap<>();
        all.stringPropertyNames().forEach(k -> map.put(k, all.getProperty(k)));
        return map;
    }

    private static TreeSet<String> places(String text) {
        return PLACE.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everySentenceHasAGermanOneWithTheSamePlaces() throws Exception {
        for (Class<?> owner : Translation.OWNERS) {
            Map<String, String> english = read(owner, "phrases.properties");
            Map<String, String> other = read(owner, "phrases_de.properties");
            assertEquals(english.keySet(), other.keySet(), owner.getName());
            english.forEach((key, text) -> {
                assertEquals(places(text), places(other.get(key)), owner.getSimpleName() + " " + key);
                assertFalse(other.get(key).isBlank(), key);
                assertFalse(VERDICT.matcher(other.get(key)).find(), key);
            });
        }
    }

    /** A sentence that was changed in the code alone would stay English without anybody noticing. */
    @Test
    void everyEnglishSentenceIsOneThatTheProductSays() throws Exception {
        StringBuilder code = new StringBuilder();
        for (String bundle : List.of("core", "ingest", "vault", "formats", "index", "trace", "controls", "pack",
                "session")) {
            Path src = Path.of("..", "org.tracebinder." + bundle, "src");
            try (Stream<Path> files = Files.walk(src)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    code.append(Sentences.decoded(Files.readString(file)).replaceAll("\"\\s*\\+\\s*\"", ""));
                }
            }
        }
        GermanSentencesTest.sentences().forEach(s -> code.append(s).append('\n'));
        for (Class<?> owner : Translation.OWNERS) {
            if (owner == Catalogs.class) {
                continue; // its own test looks into the catalogues, too
            }
            for (Map.Entry<String, String> e : read(owner, "phrases.properties").entrySet()) {
                if (e.getKey().startsWith("json.said.")) {
                    continue; // the parser says it, see the test of what it says
                }
                if (e.getKey().startsWith("count.")) {
                    assertCounted(e, code);
                    continue;
                }
                for (String part : e.getValue().split("\\{\\d[^}]*}|[.;:,] |[.;:,]$")) {
                    String words = part.strip();
                    if (words.length() > 12 && words.contains(" ") && !STRUCTURED.contains(words)) {
                        assertTrue(code.indexOf(words) >= 0, owner.getSimpleName() + " " + e.getKey()
                                + ": nobody says '" + words + "'");
                    }
                }
            }
        }
    }

    @Test
    void whatTheParserOfJsonSaysIsGerman() {
        List<String> english = new ArrayList<>();
        for (String broken : List.of("{'a':1", "{'a':", "{'a' 1}", "{'a':tru}", "{'a':01}", "{a:1}", "'abc",
                "{'a':'\\q'}",
                "{'a':'x\ny'}", "[1 2]", "[1,2", "{'a':?}", "{'a':-}", "{'a'", "{'a':1.}", "{'a':'\\u00g0'}")) {
            String said = german.say(Json.bad(assertThrows(JacksonException.class,
                    () -> Json.tree(broken.replace('\'', '"')))).getMessage());
            if (said.matches("(?s).*(Unexpected|Unrecognized|Invalid|Illegal|REDACTED|expected).*")) {
                english.add(said);
            }
        }
        assertEquals(List.of(), english);
    }

    /** A noun with its number is made by {@link Count}: {@code 1 import} and <code>{0#} imports</code>. */
    private static void assertCounted(Map.Entry<String, String> phrase, StringBuilder code) {
        String noun = phrase.getValue().replaceFirst("^(1|\\{0#}) ", "");
        String singular = phrase.getKey().endsWith(".one") ? noun
                : noun.endsWith("ies") ? noun.replaceFirst("ies$", "y") : noun.replaceFirst("s$", "");
        assertEquals(noun, Count.noun(phrase.getKey().endsWith(".one") ? 1 : 2, singular));
        assertTrue(code.indexOf(", \"" + singular + "\")") >= 0, phrase.getKey() + ": nobody counts '" + singular
                + "'");
    }

    /** Words that the code puts together from pieces. */
    private static final List<String> STRUCTURED = List.of("a character expected after '\\'", "not valid JSON at byte",
            "not YAML in line", "its seed draws place",
            "which is not what was deployed", "which has no recorded deployment at or before", "and it failed",
            "and it is not recorded as complete", "events with a decision elsewhere",
            "has 1 event with a decision elsewhere", "has the identity of an earlier event and other content",
            "have the identity of an earlier event and other content",
            "serviceName and actionName beside userIdentity or requestParams of a Databricks audit log",
            "serviceName and actionName of a Databricks audit log",
            "the time jumps back by more than an hour once");

    @Test
    void whatIsStoredInEnglishIsReadInGerman() {
        assertEquals("Byte f\u00fcr Byte schon in fr\u00fcheren Datens\u00e4tzen: 2 von 10 Datens\u00e4tzen in a.jsonl;"
                + " gez\u00e4hlt und verkn\u00fcpft, nicht ein zweites Mal gelesen.",
                german.say("2 of 10 records in a.jsonl"
                + " stood, to the byte, in earlier records: counted and linked, not read a second time."));
        assertEquals("a.jsonl: Die Zeit springt 3-mal um mehr als eine Stunde zur\u00fcck; Datensatz S1:5 ist von"
                + " 2026-03-01T00:00:00Z, steht aber hinter Datensatz S1:4 von 2026-03-01T05:00:00Z.",
                german.say("a.jsonl:"
                + " the time jumps back by more than an hour 3 times; record S1:5 is of 2026-03-01T00:00:00Z, but "
                + "stands behind record S1:4 of 2026-03-01T05:00:00Z."));
        assertEquals("nicht als OPA-Entscheidung erkannt: kein decision_id; erster Schl\u00fcssel: \u201efoo\u201c",
                german.say("no OPA decision: no decision_id; its first key is 'foo'"));
        assertEquals("kein g\u00fcltiges JSON bei Byte 17 des Datensatzes: der Datensatz endet, bevor ein Wert"
                + " geschlossen ist (Object)", german.say("not valid JSON at byte 17 of the record: Unexpected"
                + " end-of-input: expected close marker for Object"));
        assertEquals("kein g\u00fcltiges JSON bei Byte 5 des Datensatzes: unbekanntes Wort \u201etru\u201c; erwartet:"
                + " 'true'", german.say("not valid JSON at byte 5 of the record: Unrecognized token 'tru': was"
                + " expecting 'true'"));
        assertEquals("S1:4 h\u00e4ngt unter ab12, das nicht in den Aufzeichnungen ist.",
                german.say("S1:4 hangs under ab12, which is not in the trail."));
        assertEquals("Summen gehen auf: 12 Datens\u00e4tze gelesen = angenommen + Quarant\u00e4ne + doppelt",
                german.say("totals add up: 12 records read = accepted + quarantined + duplicate"));
        assertEquals("1 Import, jeder hat nur hinzugef\u00fcgt; der Kopf \u00fcber 12 Quellen ist ab12",
                german.say("1 import, each only added; the head over 12 sources is ab12"));
        assertEquals("\u201e)\u201c erwartet f\u00fcr die \u201e(\u201c an Stelle 19",
                german.say("')' expected for the '(' at 19"));
        assertEquals("ein Feld \u201emodl\u201c gibt es nicht; meinten Sie \u201emodel\u201c?",
                german.say("there is no field 'modl'; did you mean 'model'?"));
        assertEquals("loan-desk 3.1 wird verwendet (Stand 2026-03-01T00:00:00Z), bevor run 17 es geschrieben hatte "
                + "(Ende der Aufzeichnungen).", german.say("loan-desk 3.1 is used as of 2026-03-01T00:00:00Z, before"
                + " run 17 had written it at the end of the trail."));
    }

    /** What is left out of an archive is told behind the member's name, as import and preview put it. */
    @Test
    void whyAMemberWasLeftOutIsGermanBehindItsName() throws Exception {
        Map<String, String> english = read(BadRecordException.class, "phrases.properties");
        Map<String, String> other = read(BadRecordException.class, "phrases_de.properties");
        for (String key : List.of("parquet", "link", "encrypted", "noFile", "wal", "deep")) {
            String reason = english.get(key);
            for (String said : List.of(reason, "rows.parquet!/rows.jsonl: " + reason, "a b.zip!/c: d.jsonl: "
                    + reason)) {
                String german = this.german.say(said);
                assertTrue(german.endsWith(other.get(key)), said + " -> " + german);
            }
        }
    }

    @Test
    void theAuditorsWordsAndOtherLanguagesStayAsTheyAre() {
        assertEquals("Called the client; no log before May.", german.say("Called the client; no log before May."));
        String sentence = "The trail holds no records.";
        assertEquals(sentence, Translation.to(Locale.ENGLISH).say(sentence));
        assertEquals(sentence, Translation.to(Locale.FRANCE).say(sentence));
    }
}
