// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.ingest.FormatReader;

/**
 * Makes {@code docs/FORMATS.md} out of the readers, their facts and what their samples fill, and compares. Run with
 * {@code -Dtracebinder.formats.doc=write} to write it anew.
 */
class FormatsDocumentTest {

    private static final String HEAD = """
            # Formats

            Written by a test out of the readers, `facts.tsv` and the samples of the tests; do not edit. The format of a
            file is found from its content, never from its name. "Fields" are those of the common event that the samples
            of the format fill, beside `kind` and `extra`, where everything else is kept. "Real" files come from real
            programs; samples are written by us from what is known of a format. Whatever is not here can be read by a
            mapping.

            Each sample has a golden file beside it, with each of its events and each reason for a record that was set
            aside. The real files are other people's and not in the repository; for each of them
            `golden/real/<folder>/<file>.txt` in the tests holds what was made of it: its hash, the format and how sure
            that is, how many events of which kinds, which fields how often, the first and last time, the reasons for
            what was set aside, a digest over all events, and field by field the first events and the first of each
            further kind, operation and state. Numbers, times and short words of a format stand there as they are; \
            texts,
            ids and whatever may point to a person only by kind, length and the beginning of their SHA-256. They are
            made to be read beside the file, and each of them was.

            A test breaks the first record of each of these files of at most 256 KiB in eight ways and cuts each off at
            a quarter, a half and three quarters: the format is found and the other records are read, but for ten
            exceptions that the test names. What can't be read goes to the quarantine with its reason. A document that
            is one record goes there as a whole when it was cut off.

            | format | shapes | made for | kinds | fields | real files | written samples | known limits |
            |---|---|---|---|---|---|---|---|
            """;

    @Test
    void isWhatTheReadersAndSamplesSay() throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        Map<String, Set<String>> kinds = new TreeMap<>();
        Map<String, Set<String>> fields = new TreeMap<>();
        Map<String, Integer> samples = new TreeMap<>();
        for (String sample : GoldenTest.samples()) {
            Path file = GoldenTest.folder().resolve(sample);
            String id = file.getParent().getFileName().toString();
            samples.merge(id, 1, Integer::sum);
            for (Event e : Samples.read(file.getFileName().toString(), Files.readAllBytes(file)).events()) {
                kinds.computeIfAbsent(id, k -> new TreeSet<>()).add(e.kind().id());
                fields(e, fields.computeIfAbsent(id, k -> new TreeSet<>()));
            }
        }
        Set<String> unknown = new TreeSet<>(FormatFacts.all().keySet());
        for (FormatReader r : BuiltInFormats.all()) {
            FormatFacts facts = FormatFacts.all().get(r.id());
            assertTrue(facts != null, "no line in facts.tsv for " + r.id());
            unknown.remove(r.id());
            text.append("| ").append(String.join(" | ", "`" + r.id() + "` " + r.label(), facts.shapes(),
                    facts.versions(), String.join(", ", kinds.getOrDefault(r.id(), Set.of())),
                    String.join(", ", fields.getOrDefault(r.id(), Set.of())), String.valueOf(facts.real()),
                    String.valueOf(samples.getOrDefault(r.id(), 0)), facts.limits())).append(" |\n");
        }
        assertEquals(Set.of(), unknown, "lines in facts.tsv without a reader");
        Path document = GoldenTest.folder();
        while (!Files.isDirectory(document.resolve("docs"))) {
            document = document.getParent();
        }
        document = document.resolve("docs/FORMATS.md");
        if ("write".equals(System.getProperty("tracebinder.formats.doc"))) {
            Files.writeString(document, text);
        }
        assertTrue(Files.exists(document), "docs/FORMATS.md is missing");
        assertEquals(text.toString(), Files.readString(document).replace("\r\n", "\n"));
    }

    static void fields(Event e, Set<String> to) {
        add(to, "operation", e.operation());
        add(to, "name", e.name());
        add(to, "trace", e.trace());
        add(to, "span", e.span());
        add(to, "parent", e.parent());
        add(to, "session", e.session());
        add(to, "app", e.app());
        add(to, "env", e.env());
        add(to, "actor", e.actor());
        add(to, "provider", e.provider());
        add(to, "modelRequested", e.modelRequested());
        add(to, "modelServed", e.modelServed());
        add(to, "version", e.version());
        add(to, "tool", e.tool());
        add(to, "status", e.status());
        add(to, "error", e.error());
        add(to, "time", e.time() == Event.NONE ? null : e.time());
        add(to, "duration", e.duration() == Event.NONE ? null : e.duration());
        add(to, "tokensIn", e.tokensIn() == Event.NONE ? null : e.tokensIn());
        add(to, "tokensOut", e.tokensOut() == Event.NONE ? null : e.tokensOut());
        add(to, "cost", e.cost());
        add(to, "input", e.prompt());
        add(to, "output", e.answer());
        add(to, "content", e.content() == ContentState.NOT_RECORDED ? null : e.content());
        add(to, "text", e.otherText());
        add(to, "decisions", e.decisions().isEmpty() ? null : e.decisions());
        add(to, "personalData", e.personalData().isEmpty() ? null : e.personalData());
        add(to, "review", e.review());
        add(to, "evaluation", e.evaluation());
        add(to, "dataSources", e.dataSources().isEmpty() ? null : e.dataSources());
        add(to, "lineage", e.lineage());
        add(to, "ids", e.ids().isEmpty() ? null : e.ids());
        add(to, "identity", e.identity());
    }

    private static void add(Set<String> to, String name, Object value) {
        if (value != null) {
            to.add(name);
        }
    }

    /** The number of real files is counted where they are at hand: what a reader wins is what its facts claim. */
    @Test
    void realFilesAreAsManyAsTheFactsSay() throws IOException {
        Path real = Samples.shared().resolve("data/real");
        Map<String, Integer> found = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(real)) {
            List<Path> files = walk.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
            for (Path file : files) {
                String id = file.toString().endsWith(".eval") ? "inspect"
                        : Imported.of(file.getFileName().toString(), Files.readAllBytes(file)).id();
                if (id != null) {
                    found.merge(id, 1, Integer::sum);
                }
            }
        }
        Map<String, Integer> said = new TreeMap<>();
        FormatFacts.all().forEach((id, f) -> {
            if (f.real() > 0) {
                said.put(id, f.real());
            }
        });
        assertEquals(found, said);
    }
}
