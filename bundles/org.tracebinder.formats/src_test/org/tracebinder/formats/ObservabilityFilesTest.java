// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.EventPieces;
import org.tracebinder.core.Hash;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Detector;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;

/** Files of tracing, evaluation and red-team programs. The figures were counted in the files by other means. */
class ObservabilityFilesTest {

    private static List<Path> files(String folder) {
        Path real = Samples.shared().resolve("data/real").resolve(folder);
        Assumptions.assumeTrue(Files.isDirectory(real), "no real files of " + folder);
        try (Stream<Path> files = Files.list(real)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Event> read(String reader, String name, byte[] content) {
        Samples.Read read = Samples.read(name, content);
        assertEquals(reader, read.reader() == null ? null : read.reader().id(), name);
        assertEquals(List.of(), read.bad(), name);
        return read.events();
    }

    private static List<Event> all(String folder, String reader) {
        List<Event> events = new ArrayList<>();
        files(folder).forEach(f -> events.addAll(read(reader, f.getFileName().toString(), Samples.bytes(f))));
        return events;
    }

    private static Map<String, Integer> kinds(List<Event> events) {
        Map<String, Integer> kinds = new TreeMap<>();
        events.forEach(e -> kinds.merge(e.kind().id(), 1, Integer::sum));
        return kinds;
    }

    private static long sum(List<Event> events, ToLongFunction<Event> of) {
        return events.stream().mapToLong(of).filter(n -> n != Event.NONE).sum();
    }

    private static void identitiesAreOwn(List<Event> events) {
        Set<String> seen = new HashSet<>();
        events.stream().map(Event::identity).filter(i -> i != null).forEach(i -> assertTrue(seen.add(i), i));
    }

    @Test
    void langfuseGivesEachObservationOnce() {
        List<Event> events = all("langfuse", "langfuse");
        // ten traces, 69 observations (each twice in its file), ten scores
        assertEquals(10 + 69 + 10, events.size());
        assertEquals(10, events.stream().filter(e -> e.kind() == EventKind.REVIEW).count());
        assertEquals(10, events.stream().filter(e -> "trace".equals(e.operation())).count());
        long generations = events.stream().filter(e -> "generation".equals(e.operation())).count();
        // two of them only tell how a call went that has an observation of its own
        assertEquals(generations - 2, events.stream().filter(e -> e.kind() == EventKind.INFERENCE).count());
        assertTrue(events.stream().filter(e -> e.kind() == EventKind.INFERENCE).allMatch(e -> e.trace() != null
                && e.span() != null && e.time() != Event.NONE));
        identitiesAreOwn(events);
    }

    @Test
    void langfuseBatchIsRedacted() {
        List<Event> events = all("langfuse-ingestion", "langfuse");
        assertEquals(2, events.size());
        assertTrue(events.stream().allMatch(e -> e.content() == ContentState.REDACTED));
    }

    @Test
    void mlflow() {
        List<Event> events = all("mlflow", "mlflow");
        assertEquals(16, events.size());
        assertEquals(6, events.stream().filter(e -> "model_version".equals(e.operation())).count());
        List<Event> runs = events.stream().filter(e -> "run".equals(e.operation())).toList();
        assertEquals(4, runs.size());
        assertTrue(runs.stream().allMatch(e -> "COMPLETE".equals(e.lineage().state())));
        assertEquals(6, runs.stream().mapToInt(e -> e.lineage().outputs().size()).sum(), "logged models");
        identitiesAreOwn(events);
        // who exported it, with what, and what of it failed; of metrics every point with its time
        assertTrue(events.stream().allMatch(e -> e.extra().containsKey("export.export_time")));
        assertEquals("0", events.stream().filter(e -> e.extra().containsKey("export.runs")).findFirst().orElseThrow()
                .extra().get("export.info.num_failed_runs"));
        assertTrue(runs.stream().allMatch(e -> e.extra().keySet().stream().anyMatch(k -> k.endsWith(".history")
                && k.startsWith("metric.") && e.extra().get(k).contains("\"timestamp\""))));
    }

    @Test
    void langSmithCountsACallOnce() {
        // each file holds the beginning and the end of one run: two records of one event
        Map<String, List<Event>> runs = all("langsmith", "langsmith").stream().collect(Collectors.groupingBy(
                Event::identity));
        List<Event> events = runs.values().stream().map(p -> EventPieces.join(p.get(0), List.of(p.get(1)),
                List.of(EventId.parse("S1:2")))).toList();
        assertTrue(runs.values().stream().allMatch(p -> p.size() == 2 && EventPieces.agree(p.get(0), p.get(1))));
        assertEquals(Map.of("inference", 3), kinds(events));
        assertEquals(9 + 43 + 9, sum(events, Event::tokensIn));
        assertEquals(9 + 2_497 + 9, sum(events, Event::tokensOut));
        assertTrue(events.stream().filter(e -> e.kind() == EventKind.INFERENCE).allMatch(e -> e.modelServed() != null
                && e.duration() > 0));
        identitiesAreOwn(events);
    }

    @Test
    void inspectLogsAndArchives() throws IOException {
        List<Event> events = new ArrayList<>();
        for (Path file : files("inspect")) {
            if (file.toString().endsWith(".eval")) {
                try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
                    for (ZipEntry e; (e = zip.getNextEntry()) != null;) {
                        events.addAll(Imported.of(file.getFileName() + "!/" + e.getName(), zip.readAllBytes())
                                .events());
                    }
                }
            } else {
                events.addAll(read("inspect", file.getFileName().toString(), Samples.bytes(file)));
            }
        }
        // nine logs, each the sum over its samples and no test; seven samples in archives, five in JSON
        assertEquals(9, events.stream().filter(e -> "eval summary".equals(e.operation())).count());
        List<Event> tests = events.stream().filter(e -> e.kind() == EventKind.EVALUATION).toList();
        assertEquals(7 + 5, tests.size());
        assertTrue(tests.stream().allMatch(e -> e.evaluation().test() != null && e.evaluation().model() != null));
        assertEquals(9, events.stream().filter(e -> e.kind() == EventKind.TOOL).count());
        Event last = events.stream().filter(e -> e.kind() == EventKind.INFERENCE && e.modelRequested() != null
                && e.modelRequested().equals("hardcoded")).reduce((a, b) -> b).orElseThrow();
        assertEquals(11, last.input().size(), "the messages that the last call refers to");
        assertEquals("Guess the number", last.input().get(0).text());
    }

    @Test
    void garakCountsAnAttackOnce() {
        List<Event> events = all("garak", "garak");
        List<Event> attempts = events.stream().filter(e -> "attempt".equals(e.operation())
                && e.kind() == EventKind.EVALUATION).toList();
        assertEquals(9 + 3 + 8 + 8, attempts.size());
        assertEquals(attempts, events.stream().filter(e -> e.kind() == EventKind.EVALUATION).toList(),
                "sums over attempts are no attempts");
        assertEquals(8, attempts.stream().filter(e -> "qwen2".equals(e.evaluation().model())
                && "openai.OpenAICompatible".equals(e.provider())
                && "32a5cc8c-6e1f-4c2a-b218-f16f65ab1359".equals(e.trace()) && e.time() != Event.NONE).count(),
                "the first entries say who was attacked");
        assertEquals(Set.of("test", "lmrc", "ansiescape"), attempts.stream().map(e -> e.evaluation().attack())
                .collect(Collectors.toSet()));
        assertEquals(2, attempts.stream().filter(e -> Boolean.FALSE.equals(e.evaluation().passed())).count());
    }

    @Test
    void trajectoriesAndConversations() {
        List<Event> atif = all("atif-trajectory", "atif");
        assertEquals(5, atif.stream().filter(e -> e.kind() == EventKind.AGENT).count());
        List<Event> tau = all("agent-trajectories", "tau-bench");
        assertEquals(200, tau.stream().filter(e -> e.kind() == EventKind.EVALUATION).count());
        assertTrue(tau.stream().allMatch(e -> e.time() == Event.NONE),
                "nothing is dated that the source does not date");
        List<Event> chats = all("conversations", "chat");
        assertEquals(Map.of("inference", 1_000), kinds(chats));
        assertEquals(500, chats.stream().map(Event::session).distinct().count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mlruns/7/aaaabbbbccccddddaaaabbbbccccdddd/params/max_depth|5|param|max_depth",
        "x.zip!/mlruns/7/aaaabbbbccccddddaaaabbbbccccdddd/tags/mlflow.user|ann|tag|mlflow.user",
        "mlruns/7/aaaabbbbccccddddaaaabbbbccccdddd/params/json|{\"a\":1}|param|json",
        "mlruns/7/aaaabbbbccccddddaaaabbbbccccdddd/metrics/val/auc|1767434450000 0.91 0|metric|val/auc"})
    void smallFilesOfATreeSpeakThroughTheirPath(String path, String text, String operation, String name)
            throws IOException, BadRecordException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        Head head = Detector.head(path, () -> new ByteArrayInputStream(content));
        FormatReader reader = new Detector(BuiltInFormats.all()).guess(head).get(0).reader();
        assertEquals("mlflow", reader.id());
        assertTrue(!(reader.framing(head) instanceof Framing.Csv));
        List<Event> events = new ArrayList<>();
        reader.read(new RawRecord(content, 0, content.length, 1, new RawRecord.SourceContext(head.name(), path,
                new byte[0], Hash.of(content))), events::add);
        assertEquals(1, events.size());
        assertEquals(operation, events.get(0).operation());
        assertEquals(name, events.get(0).name());
        assertEquals("aaaabbbbccccddddaaaabbbbccccdddd", events.get(0).trace());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "langfuse|{\"trace\":{\"id\":\"a\",\"projectId\":\"p\",\"timestamp\":\"2026\",\"na",
        "langfuse|{\"id\":\"x\",\"traceId\":\"t\",\"parentObservationId\":null,\"ty",
        "langsmith|{\"id\":\"x\",\"dotted_order\":\"2026\",\"run_type\":\"llm\",\"inp",
        "inspect|{\"version\":2,\"status\":\"success\",\"eval\":{\"task\":\"t\",\"model\":\"m\",\"da",
        "garak|{\"entry_type\": \"attempt\", \"uuid\": \"x\", \"pro",
        "weave|{\"op_name\":\"weave:///a/b/op/c:d\",\"inp",
        "atif|{\"schema_version\":\"ATIF-v1.4\",\"ag",
        "mlflow|{\"info\":{\"trace_id\":\"tr-1\",\"trace_location\":{},\"req"})
    void aBeginningIsEnough(String reader, String text) {
        Head head = Samples.head("renamed", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
        assertInstanceOf(Match.Maybe.class, Samples.reader(reader).probe(head), text);
    }

    @Test
    void aLogWithoutSamplesIsAllThereIsOfItsTests() throws BadRecordException {
        String log = "{\"version\":2,\"status\":\"success\",\"eval\":{\"task\":\"t\",\"model\":\"p/m\"},\"results\":"
                + "{\"scores\":[{\"name\":\"s\",\"metrics\":{\"accuracy\":{\"value\":0.5}}}]}}";
        Event alone = Samples.event("inspect", log);
        assertEquals(EventKind.EVALUATION, alone.kind());
        assertEquals("m", alone.evaluation().model());
        assertEquals(0.5, alone.evaluation().score());
        assertNull(alone.evaluation().test());
    }

    @Test
    void theReportSaysFromWhichScoreOnADetectorHits() {
        String report = "{\"entry_type\":\"start_run "
                + "setup\",\"plugins.target_name\":\"m\",\"run.eval_threshold\":0.8}\n"
                + "{\"entry_type\":\"attempt\",\"status\":2,\"probe_classname\":\"p.A\",\"prompt\":\"x\",\"outputs\":"
                + "[\"y\"],\"detector_results\":{\"d\":[0.7]}}\n";
        Imported read = Imported.of("r.jsonl", report.getBytes(StandardCharsets.UTF_8));
        assertTrue(read.events().get(1).evaluation().passed());
        assertEquals("m", read.events().get(1).evaluation().model());
        Imported two = Imported.of("r.jsonl", (report + report).getBytes(StandardCharsets.UTF_8));
        assertNull(two.events().get(1).evaluation().model(), "two set-ups: nobody knows whose attempt it is");
    }

    @Test
    void whatIsMissingDoesNotPass() throws BadRecordException {
        Event open = Samples.event("garak", "{\"entry_type\":\"attempt\",\"status\":2,\"probe_classname\":\"p\","
                + "\"prompt\":\"x\",\"outputs\":[],\"detector_results\":{\"a\":[0.0],\"b\":[null]}}");
        assertNull(open.evaluation().passed());
    }
}
