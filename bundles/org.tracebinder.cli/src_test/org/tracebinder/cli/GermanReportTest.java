// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.controls.Catalog;
import org.tracebinder.controls.Catalogs;
import org.tracebinder.controls.Check;
import org.tracebinder.controls.Checks;
import org.tracebinder.controls.Control;

/** The report of the sample in German holds nothing of the English catalogues; the files of the pack stay English. */
class GermanReportTest {

    @TempDir
    private static Path work;
    private static final Map<String, String> PEOPLE = new TreeMap<>();
    private static final Map<String, String> ENGLISH = new TreeMap<>();
    private static final Map<String, String> PROGRAMS = new TreeMap<>();

    @BeforeAll
    static void exports() throws IOException {
        Path binder = work.resolve("sample.binder");
        Cli.run("import", binder, Cli.sample().resolve("trail"), "--json").expect(0);
        Cli.run("export", binder, work.resolve("de.zip"), "--language", "de").expect(0);
        Cli.run("export", binder, work.resolve("en.zip")).expect(0);
        read(work.resolve("de.zip"), PEOPLE, PROGRAMS);
        read(work.resolve("en.zip"), ENGLISH, new TreeMap<>());
    }

    private static void read(Path pack, Map<String, String> people, Map<String, String> programs) throws IOException {
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            for (var entry : zip.stream().toList()) {
                String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                if (name.endsWith(".html") || name.endsWith(".csv")) {
                    people.put(name, new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8)
                            .replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'")
                            .replace("&quot;", "\"").replace("\"\"", "\""));
                } else if (name.endsWith(".json")) {
                    programs.put(name, new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
    }

    /** English texts that can't be German ones as well: longer than a word, and not the same in German. */
    private static List<String> englishTexts() {
        List<String> all = new ArrayList<>();
        Catalogs english = Catalogs.builtIn();
        Catalogs german = english.in(Locale.GERMAN);
        for (Catalog catalog : english.all()) {
            for (Control c : catalog.controls()) {
                Control d = german.byId(catalog.id()).orElseThrow().control(c.id()).orElseThrow();
                text(all, c.title(), d.title());
                text(all, c.obligation(), d.obligation());
                text(all, c.evidenceHints(), d.evidenceHints());
            }
        }
        english.kinds().forEach(k -> {
            text(all, k.description(), german.kind(k.id()).orElseThrow().description());
            text(all, english.request(k.id()).orElseThrow().ask(), german.request(k.id()).orElseThrow().ask());
        });
        for (Check check : Checks.all()) {
            all.add(check.title());
        }
        all.removeIf(t -> t.length() < 14 || !t.contains(" "));
        return all;
    }

    private static void text(List<String> all, String english, String german) {
        if (!german.contains(english)) {
            all.add(english);
        }
    }

    @Test
    void nothingOfTheEnglishCataloguesIsInTheReportOrItsTables() {
        assertTrue(PEOPLE.size() >= 4, PEOPLE.keySet().toString());
        TreeSet<String> left = new TreeSet<>();
        int there = 0;
        for (String text : englishTexts()) {
            there += ENGLISH.values().stream().anyMatch(f -> f.contains(text)) ? 1 : 0;
            PEOPLE.forEach((name, file) -> {
                if (file.contains(text)) {
                    left.add(name + ": " + text);
                }
            });
        }
        assertEquals(new TreeSet<>(), left);
        assertTrue(there > 300, "the English report holds only " + there
                + " of the texts: this test looks for the wrong ones");
    }

    /** Little words that no German sentence has; what stands in code marks or queries is not a sentence. */
    @Test
    void noSentenceOfTheReportIsEnglish() {
        TreeSet<String> left = new TreeSet<>();
        PEOPLE.forEach((name, file) -> {
            String plain = file.replaceAll("(?s)<(style|script|code)\\b.*?</\\1>", " ").replaceAll("<[^>]+>", "\n")
                    .replaceAll("\\S*[a-z0-9][./_-][a-z0-9]\\S*", " ");
            for (String line : plain.split("\n")) {
                if (line.matches(".*\\b(the|and|with|without|which|that|from|records|events|trail|has|have|none)\\b.*")
                        && !line.matches(".*\\b(kind|status|policy|operation|AND|OR|NOT)\\b.*")) {
                    left.add(name + ": " + line.strip());
                }
            }
        });
        assertEquals(new TreeSet<>(), left);
    }

    @Test
    void whatProgramsReadStaysEnglish() {
        String assessment = PROGRAMS.entrySet().stream().filter(e -> e.getKey().endsWith("eu-ai-act.assessment.json"))
                .map(Map.Entry::getValue).findFirst().orElseThrow();
        assertTrue(assessment.contains("\"Record-keeping\""));
        assertFalse(assessment.contains("Aufzeichnungspflichten"));
        assertTrue(PEOPLE.values().stream().anyMatch(f -> f.contains("Aufzeichnungspflichten")));
        assertTrue(PEOPLE.values().stream().anyMatch(f -> f.contains("Art. 12 Abs. 1")));
    }
}
