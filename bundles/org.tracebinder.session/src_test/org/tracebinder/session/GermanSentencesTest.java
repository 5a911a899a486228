// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tracebinder.controls.Library;

/** Every sentence that the program makes for a window has German words: the source itself is asked what it says. */
class GermanSentencesTest {

    /** By bundle, the calls whose texts people read: reasons, gaps, notes, warnings, results of checks, refusals. */
    private static final Map<String, List<String>> SAID = Map.of(
            "ingest", List.of("new BadRecordException"),
            "formats", List.of("new BadRecordException", "new MappingException"),
            "index", List.of("new QueryException"),
            "trace", List.of("new TraceView.Gap", "new Gap", "note", "new TracebinderException"),
            "controls", List.of("missing", "says"),
            "pack", List.of("new BadFormException", "new TracebinderException"),
            "vault", List.of("new TracebinderException"),
            "session", List.of("new Gap", "new BinderStore.Warning", "new TracebinderException", "check"));

    private static final Pattern ENGLISH = Pattern.compile("(?=(\\b[a-z']+ [a-z']+ [a-z']+\\b))");

    private final Translation german = Translation.to(Locale.GERMANY);

    @Test
    void everySentenceOfTheSourceIsKnownInGerman() throws IOException {
        List<String> all = sentences();
        assertTrue(all.size() > 300, all.size() + " sentences: this test looks for the wrong ones");
        assertEquals("", all.stream().filter(s -> staysEnglish(s.substring(s.indexOf(": ") + 2)))
                .collect(Collectors.joining("\n")));
    }

    /** @return the name of a file, a colon and one of its sentences, for all of them */
    static List<String> sentences() throws IOException {
        List<String> all = new ArrayList<>();
        for (String bundle : new TreeSet<>(SAID.keySet())) {
            try (Stream<Path> files = Files.walk(Path.of("..", "org.tracebinder." + bundle, "src"))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                    String source = Files.readString(file);
                    for (String call : SAID.get(bundle)) {
                        Sentences.of(source, call).forEach(s -> all.add(file.getFileName() + ": " + apart(s)));
                    }
                }
            }
        }
        return all;
    }

    /** What another method puts before or behind a sentence is a sentence of its own. */
    private static String apart(String sentence) {
        return sentence.replaceFirst("^" + Sentences.VALUE + "(?=[a-z])", "a line: ")
                .replaceFirst("(?<=[A-Za-z'])" + Sentences.VALUE + "$", "");
    }

    /** Three words in a row that stand in the German sentence as well were not translated. */
    private boolean staysEnglish(String sentence) {
        String said = german.say(sentence);
        return said.equals(sentence) || ENGLISH.matcher(sentence).results()
                .anyMatch(m -> said.contains(m.group(1)));
    }

    /** What is shown while work runs: names of checks, and what the other operations say they do. */
    @Test
    void whatIsSaidOfRunningWorkIsKnownInGerman() throws IOException {
        Map<String, String> titles = new TreeMap<>();
        Library.builtIn().in(Locale.GERMANY).checks().forEach(c -> titles.put(c.id(), c.title()));
        assertEquals("", Library.builtIn().checks().stream().filter(c -> !german.say(c.title())
                .equals(titles.get(c.id()))).map(c -> c.id() + ": " + c.title()).collect(Collectors.joining("\n")));
        List<String> said = new ArrayList<>();
        for (String bundle : List.of("controls", "index", "pack", "session", "trace", "vault")) {
            try (Stream<Path> files = Files.walk(Path.of("..", "org.tracebinder." + bundle, "src"))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                    said.addAll(Sentences.of(Files.readString(file), "progress.task"));
                }
            }
        }
        said.removeIf(s -> !s.matches("(?s).*[a-z]{3}.*"));
        assertTrue(said.size() > 8, said + ": this test looks for the wrong ones");
        assertEquals("", said.stream().filter(s -> german.say(s).equals(s)).collect(Collectors.joining("\n")));
    }

    @Test
    void aMistakeInAMappingFileIsToldInGerman() {
        assertEquals("Die Zuordnungsdatei m.json l\u00e4sst sich nicht verwenden: Zuordnung, Zeile 3: "
                + "\u201ex\u201c steht zweimal da",
                german.say("The mapping file m.json can't be used: mapping, line 3: 'x' is there twice"));
        assertEquals("Zuordnung: l\u00e4nger als 9 Zeichen", german.say("mapping: longer than 9 characters"));
    }

    @Test
    void readsSentencesOutOfSource() {
        String source = """
                if (a) {
                    throw new Problem("no " + (b ? "good" : "bad word") + " in " + c.name("x, y")
                            + Count.of(n, "line"), e);
                }
                void new Problem(String why) {
                """;
        assertEquals(List.of("no good in 1717 lines", "no bad word in 1717 lines"),
                Sentences.of(source, "new Problem"));
    }
}
