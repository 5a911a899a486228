// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.TimeRule;

/** Files of real programs, where they are at hand. The figures were counted in the files by other means. */
class RealFilesTest {

    private static List<Path> files(String folder) {
        Path real = Samples.shared().resolve("data/real").resolve(folder);
        Assumptions.assumeTrue(Files.isDirectory(real), "no real files of " + folder);
        try (Stream<Path> files = Files.list(real)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Samples.Read read(Path file) {
        return Samples.read(file.getFileName().toString(), Samples.bytes(file));
    }

    private static List<Event> all(String folder, String reader) {
        List<Event> events = new ArrayList<>();
        for (Path file : files(folder)) {
            Samples.Read read = read(file);
            assertTrue(read.reader() != null && read.reader().id().equals(reader), file + " was taken for "
                    + (read.reader() == null ? "nothing" : read.reader().id()));
            assertEquals(List.of(), read.bad(), file.toString());
            events.addAll(read.events());
        }
        return events;
    }

    private static Event only(String folder, String part) {
        Path file = files(folder).stream().filter(f -> f.getFileName().toString().contains(part)).findFirst()
                .orElseThrow();
        List<Event> events = read(file).events();
        assertEquals(1, events.size(), file.toString());
        return events.get(0);
    }

    private static Map<String, Integer> kinds(List<Event> events) {
        Map<String, Integer> kinds = new TreeMap<>();
        events.forEach(e -> kinds.merge(e.kind().id(), 1, Integer::sum));
        return kinds;
    }

    private static long sum(List<Event> events, ToLongFunction<Event> of) {
        return events.stream().mapToLong(of).filter(n -> n != Event.NONE).sum();
    }

    @Test
    void dialectsInOtlp() {
        List<Event> events = all("otel-genai", "otlp");
        assertEquals(37, events.size());
        // by attribute: 124,999 and 1,423; two spans have theirs only in Langfuse's usage details
        assertEquals(124_999 + 123 + 1_957, sum(events, Event::tokensIn));
        assertEquals(1_423 + 456 + 80, sum(events, Event::tokensOut));
        assertEquals(List.of("gpt-4-0613"), events.stream().map(Event::modelServed).filter(m -> m != null).toList());
        // seven by an attribute for models, one by the name of a Genkit action
        assertEquals(7 + 1, events.stream().filter(e -> e.modelRequested() != null).count());
        assertEquals(Map.of("inference", 22, "other", 10, "retrieval", 1, "tool", 4), kinds(events));
    }

    @Test
    void semanticKernelEvents() {
        Event e = only("otel-genai", "SemanticKernel");
        assertEquals("You are a helpful assistant.\nWhat is the capital of France?", e.prompt());
        assertEquals("The capital of France is Paris.", e.answer());
        assertEquals(1_738_074_845_669_299_666L, e.time());
        assertEquals(1_174_148_582L, e.duration());
    }

    @Test
    void rawBlobsSayTheSameAsTheirCanonicalTwins() {
        Map<String, Path> twins = new TreeMap<>();
        files("otel-genai").forEach(f -> twins.put(f.getFileName().toString().replace(".jsonl", ""), f));
        int compared = 0;
        for (Path blob : files("otlp-langfuse-blob")) {
            Path twin = twins.get(blob.getFileName().toString().replace(".json", ""));
            if (twin != null) {
                assertEquals(figures(read(twin).events()), figures(read(blob).events()), blob.toString());
                compared++;
            }
        }
        assertTrue(compared >= 30, "pairs: " + compared);
    }

    private static String figures(List<Event> events) {
        StringBuilder figures = new StringBuilder();
        for (Event e : events) {
            figures.append(String.join("|", e.kind().id(), "" + e.trace(), "" + e.span(), "" + e.parent(), ""
                    + e.name(),
                    "" + e.time(), "" + e.duration(), "" + e.tokensIn(), "" + e.tokensOut(), "" + e.prompt(),
                    "" + e.answer(), "" + e.modelRequested(), "" + e.status(), "" + e.actor(), "" + e.session()));
            figures.append('\n');
        }
        return figures.toString();
    }

    @Test
    void officialExamples() {
        Event span = only("otlp", "examples_trace");
        assertEquals("5b8efff798038103d269b633813fc60c", span.trace());
        assertEquals("eee19b7ec3c1b174", span.span());
        assertEquals("eee19b7ec3c1b173", span.parent());
        assertEquals(1_000_000_000L, span.duration());
        assertEquals("my.service", span.app());
        Event log = only("otlp", "examples_logs");
        assertEquals("Example log record", log.otherText());
        assertEquals("637.704", log.extra().get("double.attribute"));
        assertEquals("{\"some.map.key\":\"some value\"}", log.extra().get("map.attribute"));
    }

    @Test
    void readableSpansOfTheVercelKit() {
        Path file = files("openinference").stream().filter(f -> f.toString().contains("all-spans")).findFirst()
                .orElseThrow();
        Samples.Read read = read(file);
        assertEquals("otel-console", read.reader().id());
        assertEquals(Map.of("agent", 5, "inference", 5), kinds(read.events()));
        List<Event> calls = read.events().stream().filter(e -> e.kind() == EventKind.INFERENCE).toList();
        assertEquals(142 + 10, sum(calls, Event::tokensIn), "four generations and what was embedded");
        assertTrue(read.events().stream().filter(e -> e.operation().startsWith("ai.embed"))
                .allMatch(e -> e.prompt().equals("The quick brown fox jumps over the lazy dog.")
                        && e.tokensIn() == 10));
        assertTrue(calls.stream().allMatch(e -> e.time() > 1_770_000_000_000_000_000L && e.duration() > 0));
    }

    @Test
    void liteLlm() {
        assertEquals(2, all("litellm", "litellm").size());
        Event call = only("litellm", "standard_logging");
        assertEquals(new BigDecimal("0.00022500000000000002"), call.cost());
        assertEquals(TimeRule.LOCAL_AS_UTC, call.timeRule());
        assertEquals(4_583_000L, call.duration());
        assertEquals("Hello, world!", call.prompt());
        assertEquals("hi", call.answer());
        assertEquals("gpt-4o", call.modelServed());
        Event row = only("litellm", "spend_logs");
        assertEquals(ContentState.NOT_RECORDED, row.content());
        assertEquals("1234567890", row.session());
        assertEquals(10, row.tokensIn());
        assertEquals(20, row.tokensOut());
    }

    @Test
    void opa() {
        Event e = only("opa", "bundles");
        assertEquals("allow", e.policy());
        assertEquals("W3sibCI6InN5cy9jYXRhbG9nIiwicyI6NDA3MX1d", e.decisions().get(0).revision());
        assertEquals("my-example-app", e.app());
    }

    @Test
    void openLineage() {
        Map<String, Integer> states = new TreeMap<>();
        int events = 0;
        int datasets = 0;
        int noRun = 0;
        for (Path file : files("openlineage")) {
            Samples.Read read = read(file);
            if (file.toString().contains("ColumnLineageDatasetFacet")) {
                assertEquals(null, read.reader(), "a facet alone is no event: " + file);
                continue;
            }
            assertEquals("openlineage", read.reader() == null ? null : read.reader().id(), file.toString());
            assertEquals(List.of(), read.bad(), file.toString());
            for (Event e : read.events()) {
                events++;
                states.merge(String.valueOf(e.lineage().state()), 1, Integer::sum);
                datasets += e.lineage().inputs().size() + e.lineage().outputs().size();
                noRun += e.lineage().runId() == null ? 1 : 0;
                assertEquals(e.lineage().runId() == null, e.identity() == null);
            }
        }
        assertEquals(243, events);
        assertEquals(Map.of("COMPLETE", 120, "FAIL", 3, "RUNNING", 6, "START", 110, "null", 4), states);
        assertEquals(11, noRun);
        // the Spark samples have four inputs without a name, which therefore are no datasets; one run names a dataset
        // beside its inputs and outputs, which is neither
        assertEquals(86 + 71 - 4 - 1, datasets);
        Event beside = only("openlineage", "example_full_event");
        assertEquals(List.of(), beside.lineage().outputs(), "no job is said to have written it");
        assertEquals("1", beside.extra().get("dataset.name"));
        Event owned = only("openlineage", "invalid_dataset_facet");
        assertEquals("[{\"no-name\":\"no-name-owner\"}]",
                owned.extra().get("outputs.ownership[instance.schema.output-1].owners"));
        assertEquals("{\"noRunId\":\"invalid run id\"}", only("openlineage", "invalid_run_facet").extra()
                .get("run.parent.run"));
        Event full = only("openlineage", "fluentd_events_event_full");
        assertEquals("my-scheduler-namespace", full.extra().get("run.parent.namespace"));
        assertTrue(full.extra().get("inputs.schema[instance.schema.table].fields").contains("\"description\""));
    }

    @Test
    void promptfoo() {
        List<Event> events = all("promptfoo", "promptfoo");
        assertEquals(10 + 8 + 10 + 4 + 8, events.size());
        // of the first, second and last file nothing was asserted: "success" there says that an answer came
        assertEquals(10 + 8 + 8, events.stream().filter(e -> e.evaluation().passed() == null
                && e.evaluation().score() == null && "true".equals(e.extra().get("success"))).count());
        assertEquals(5, events.stream().filter(e -> e.evaluation().passed() == Boolean.TRUE).count());
        List<Event> riddles = events.stream().filter(e -> ("" + e.evaluation().suite()).startsWith("eval-WJi"))
                .toList();
        assertEquals(4, riddles.stream().filter(e -> !e.evaluation().passed()).count());
        assertEquals(156, sum(riddles, Event::tokensIn));
        assertEquals(708, sum(riddles, Event::tokensOut));
        assertTrue(riddles.stream().allMatch(e -> e.timeRule() == TimeRule.FROM_DOCUMENT));
        List<Event> table = events.stream().filter(e -> "sample".equals(e.evaluation().suite())).toList();
        assertEquals(5, table.stream().filter(e -> e.evaluation().passed()).count());
    }
}
