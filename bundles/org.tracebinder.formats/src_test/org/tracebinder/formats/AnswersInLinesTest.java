// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tracebinder.core.Event;
import org.tracebinder.ingest.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Answers of interfaces are kept one a line, too: a page or a batch in each. They hold what they hold alone. */
class AnswersInLinesTest {

    static List<String> documents() throws IOException {
        return GoldenTest.samples().stream().filter(s -> s.endsWith(".json")).toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void giveTheEventsThatTheyGiveAlone(String sample) throws IOException {
        Path file = GoldenTest.folder().resolve(sample);
        JsonNode document;
        try {
            document = Json.tree(Files.readString(file).strip());
        } catch (JacksonException e) {
            document = null;
        }
        Assumptions.assumeTrue(document != null && document.isObject(), "no single object");
        String line = document + "\n";
        Imported one = Imported.of("one.json", line.getBytes(StandardCharsets.UTF_8));
        Assumptions.assumeTrue(one.bad().isEmpty(), "refused alone, too");
        Imported two = Imported.of("two.jsonl", (line + line).getBytes(StandardCharsets.UTF_8));
        assertEquals(one.id(), two.id());
        assertEquals(List.of(), two.bad());
        List<String> twice = two.events().stream().map(AnswersInLinesTest::said).toList();
        List<String> once = one.events().stream().map(AnswersInLinesTest::said).toList();
        assertEquals(once, twice.subList(0, twice.size() / 2));
    }

    private static String said(Event e) {
        return e.kind() + " " + e.operation() + " " + e.name() + " " + e.prompt() + " " + e.answer();
    }
}
