// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The German texts are complete, none is left over, and they name the same figures and provisions. */
class CatalogTextsTest {

    private static final Pattern PLACE = Pattern.compile("\\$?\\{[^}]*}");
    private static final Pattern FIGURE = Pattern.compile("\\d+(?:\\.\\d+)*");
    private static final Map<String, String> IN_WORDS = Map.of("10", "zehn");
    /** The same word in both languages. */
    private static final Set<String> SAME = Set.of("compliance", "ISO/IEC 42001", "ms", "{source} ({said})",
            "{model} {version}", "{family} ({seen})", "{case} {family} {model}", "{run} {model} {version} ({unscored})",
            "{run} {model} {version} ({dropped})", "{run} {model} {version} ({days})");

    private final Catalogs english = Catalogs.builtIn();

    private Map<String, Map<String, String>> expected(String file) throws Exception {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        switch (file) {
            case "evidence-kinds" -> english.kinds().forEach(k -> put(all, k.id(), "description", k.description()));
            case "evidence-requests" -> english.kinds().stream().flatMap(k -> english.request(k.id()).stream())
                    .forEach(r -> {
                        put(all, r.kind(), "ask", r.ask());
                        put(all, r.kind(), "owner", r.owner());
                    });
            case "check-map" -> english.checkMap().links().forEach(l -> {
                put(all, l.check() + " " + l.control(), "place", l.place());
                put(all, l.check() + " " + l.control(), "why", l.why());
                if (!l.leaves().isEmpty()) {
                    put(all, l.check() + " " + l.control(), "leaves", l.leaves());
                }
            });
            case "crosswalk" -> put(all, "crosswalk", "warning", english.crosswalk().warning());
            case "checks" -> {
                for (Check c : Checks.all()) {
                    put(all, c.id(), "title", c.title());
                    put(all, c.id(), "question", c.question());
                    c.parameters().forEach(p -> put(all, c.id(), p.id() + ".label", p.label()));
                    c.parameters().forEach(p -> put(all, c.id(), p.id() + ".hint", p.hint()));
                }
                CheckSentences.english(file).forEach((id, members) ->
                        members.forEach((member, text) -> put(all, id, member, text)));
            }
            case "scorecard-template" -> all.putAll(CheckSentences.english(file));
            default -> catalog(all, english.byId(file).orElseThrow());
        }
        return all;
    }

    private static void catalog(Map<String, Map<String, String>> all, Catalog c) {
        put(all, c.id(), "title", c.title());
        put(all, c.id(), "shortTitle", c.shortTitle());
        put(all, c.id(), "licence", c.licence());
        put(all, c.id(), "disclaimer", c.disclaimer());
        for (Control control : c.controls()) {
            put(all, control.id(), "ref", control.ref());
            put(all, control.id(), "title", control.title());
            put(all, control.id(), "label", control.label().equals(control.title()) ? "" : control.label());
            put(all, control.id(), "group", control.group());
            put(all, control.id(), "obligation", control.obligation());
            put(all, control.id(), "evidenceHints", control.evidenceHints());
            put(all, control.id(), "accountable", control.accountable());
        }
    }

    private static void put(Map<String, Map<String, String>> all, String id, String member, String text) {
        if (!text.isBlank()) {
            all.computeIfAbsent(id, k -> new LinkedHashMap<>()).put(member, text);
        }
    }

    @Test
    void everyEnglishTextHasAGermanOneAndNoneIsLeftOver() throws Exception {
        for (String file : CatalogTexts.FILES) {
            Map<String, Map<String, String>> expected = expected(file);
            Map<String, Map<String, String>> german = CatalogTexts.file(file, "de");
            assertEquals(new TreeSet<>(expected.keySet()), new TreeSet<>(german.keySet()), file);
            expected.forEach((id, members) -> assertEquals(new TreeSet<>(members.keySet()),
                    new TreeSet<>(german.get(id).keySet()), file + " " + id));
        }
    }

    @Test
    void placesAndFiguresAreTheSame() throws Exception {
        for (String file : CatalogTexts.FILES) {
            Map<String, Map<String, String>> german = CatalogTexts.file(file, "de");
            expected(file).forEach((id, members) -> members.forEach((member, text) -> {
                String other = german.get(id).get(member);
                String where = file + " " + id + " " + member + ": " + other;
                assertEquals(found(PLACE, text), found(PLACE, other), where);
                Set<String> figures = found(FIGURE, other.replaceAll("(?<=\\d),(?=\\d)", "."));
                for (String figure : found(FIGURE, text)) {
                    assertTrue(figures.contains(figure) || other.contains(IN_WORDS.getOrDefault(figure, figure)), where
                            + " lacks " + figure);
                }
                if (!SAME.contains(text) && !member.equals("ref") && !member.equals("place")) {
                    assertNotEquals(text, other, where);
                }
            }));
        }
    }

    /** Places are rewritten part by part; a part that was forgotten would stay English in between. */
    @Test
    void noEnglishWordIsLeftInside() throws Exception {
        Pattern words = Pattern.compile("(?<![.\\w])(the|and|with|without|subparagraph|point|Annex|systems|of)\\b");
        for (String file : CatalogTexts.FILES) {
            CatalogTexts.file(file, "de").forEach((id, members) -> members.values().forEach(text ->
                    assertFalse(words.matcher(text).find(), id + ": " + text)));
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> all = new TreeSet<>();
        pattern.matcher(text).results().map(MatchResult::group).forEach(all::add);
        return all;
    }

    @Test
    void nothingPassesAVerdict() throws Exception {
        Pattern verdict = Pattern.compile("(?i)\\b(nicht-?)?konform(e[rsnm]?)?\\b|rechtskonform|compliant");
        for (String file : CatalogTexts.FILES) {
            CatalogTexts.file(file, "de").forEach((id, members) -> members.values().forEach(text ->
                    assertFalse(verdict.matcher(text).find(), id + ": " + text)));
        }
    }

    @Test
    void anIdGivesTheSameControlInBothLanguages() {
        Catalogs german = english.in(Locale.GERMANY);
        Control there = english.byId("eu-ai-act").orElseThrow().control("aia.art12.1").orElseThrow();
        Control here = german.byId("eu-ai-act").orElseThrow().control("aia.art12.1").orElseThrow();
        assertEquals("Aufzeichnungspflichten", here.title());
        assertEquals("Art. 12 Abs. 1", here.ref());
        assertEquals(there.appliesFrom(), here.appliesFrom());
        assertEquals(there.evidenceKinds(), here.evidenceKinds());
        assertEquals(there.binds(), here.binds());
        assertEquals(english.checkMap().of("aia.art12.1").size(), german.checkMap().of("aia.art12.1").size());
        assertSame(english, english.in(Locale.FRENCH));
        assertSame(Library.builtIn(), Library.builtIn().in(Locale.ENGLISH));
    }
}
