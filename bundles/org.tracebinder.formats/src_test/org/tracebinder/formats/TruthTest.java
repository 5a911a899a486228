// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.Message;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Json;
import tools.jackson.databind.JsonNode;

/** A generated trail of which everything is known: the readers must give exactly that. */
class TruthTest {

    @TempDir
    static Path dir;

    private static JsonNode truth;
    private static final Map<String, Samples.Read> READ = new HashMap<>();

    @BeforeAll
    static void generate() throws Exception {
        Path generator = Samples.shared().resolve("tools/trailgen.py");
        Assumptions.assumeTrue(Files.exists(generator), "no generator at " + generator);
        Process process = new ProcessBuilder("python3", generator.toString(), "--traces", "400", "--seed", "11",
                "--out",
                dir.toString()).inheritIO().start();
        Assumptions.assumeTrue(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0,
                "no trail was generated");
        truth = Json.tree(Files.readAllBytes(dir.resolve("truth.json")));
        for (String file : new String[] {"loan-assistant.otlp.jsonl", "opa-decisions.jsonl",
                "support-bot.litellm.jsonl",
            "lineage.openlineage.jsonl", "golden-set.promptfoo.json", "human-reviews.csv"}) {
            READ.put(file, Samples.read(file, Files.readAllBytes(dir.resolve(file))));
        }
    }

    private static List<Event> events(String file) {
        return READ.get(file).events();
    }

    /** Without repeated bytes: the first event of each identity. */
    private static List<Event> distinct(String file) {
        Set<String> seen = new HashSet<>();
        return events(file).stream().filter(e -> seen.add(e.identity())).toList();
    }

    private static List<Event> calls() {
        return distinct("loan-assistant.otlp.jsonl").stream().filter(e -> e.kind() == EventKind.INFERENCE).toList();
    }

    @Test
    void everyFileIsDetected() {
        assertEquals("otlp", READ.get("loan-assistant.otlp.jsonl").reader().id());
        assertEquals("opa", READ.get("opa-decisions.jsonl").reader().id());
        assertEquals("litellm", READ.get("support-bot.litellm.jsonl").reader().id());
        assertEquals("openlineage", READ.get("lineage.openlineage.jsonl").reader().id());
        assertEquals("promptfoo", READ.get("golden-set.promptfoo.json").reader().id());
        assertEquals("reviews", READ.get("human-reviews.csv").reader().id());
    }

    @Test
    void onlyThePlantedLinesAreRefused() {
        READ.forEach((file, read) -> assertEquals(file.startsWith("loan") ? truth.at("/faults/malformedLines").size()
                : 0,
                read.bad().size(), file + " " + read.bad()));
        assertTrue(READ.get("loan-assistant.otlp.jsonl").bad().get(0).contains("not valid JSON at byte"));
    }

    @Test
    void spansAndCalls() {
        assertEquals(truth.get("spans").asInt(), distinct("loan-assistant.otlp.jsonl").size());
        assertEquals(truth.at("/calls/loan-assistant").asInt(), calls().size());
        assertEquals(truth.at("/tokens/input").asLong(), calls().stream().mapToLong(Event::tokensIn).sum());
        assertEquals(truth.at("/tokens/output").asLong(), calls().stream().mapToLong(Event::tokensOut).sum());
        Map<String, Integer> models = new TreeMap<>();
        Map<String, Integer> days = new TreeMap<>();
        for (Event e : calls()) {
            models.merge(e.modelServed(), 1, Integer::sum);
            days.merge(LocalDate.ofInstant(Instant.ofEpochSecond(e.time() / 1_000_000_000), ZoneOffset.UTC).toString(),
                    1,
                    Integer::sum);
        }
        assertEquals(counts(truth.get("models")), models);
        assertEquals(counts(truth.get("callsByDay")), days);
        assertEquals(texts(truth.at("/faults/errors")), new HashSet<>(calls().stream()
                .filter(e -> "error".equals(e.status())).map(Event::trace).toList()));
    }

    @Test
    void predictionsWithoutVersion() {
        assertEquals(texts(truth.at("/faults/noModelVersion")), new HashSet<>(distinct("loan-assistant.otlp.jsonl")
                .stream()
                .filter(e -> "predict".equals(e.operation()) && e.version() == null).map(Event::trace).toList()));
    }

    @Test
    void everySpanPointsToItsOwnBytes() throws Exception {
        int record = 0;
        for (String line : Files.readAllLines(dir.resolve("loan-assistant.otlp.jsonl")).subList(0, 50)) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            List<Event> own = new ArrayList<>();
            try {
                Samples.reader("otlp").read(Samples.record(bytes, new byte[0], ++record), own::add);
            } catch (BadRecordException e) {
                continue;
            }
            for (Event e : own) {
                JsonNode span = Json.tree(new String(bytes, e.from(), e.to() - e.from(),
                        StandardCharsets.UTF_8));
                assertEquals(e.span(), span.get("spanId").stringValue());
            }
        }
    }

    @Test
    void phrasesAreWhereTheyWerePlanted() {
        for (Map.Entry<String, JsonNode> phrase : truth.get("phrases").properties()) {
            List<String> found = new ArrayList<>();
            for (String file : new String[] {"loan-assistant.otlp.jsonl", "support-bot.litellm.jsonl"}) {
                for (Event e : distinct(file)) {
                    for (Message m : Stream.concat(e.input().stream(), e.output().stream()).toList()) {
                        if (m.text().contains(phrase.getKey())) {
                            found.add(file.startsWith("loan") ? e.trace() : e.span());
                        }
                    }
                }
            }
            assertEquals(List.of(phrase.getValue().stringValue()), found, phrase.getKey());
        }
    }

    @Test
    void policyDecisions() {
        Map<String, Integer> actions = new TreeMap<>();
        Set<String> traces = new HashSet<>();
        for (Event e : events("opa-decisions.jsonl")) {
            assertEquals(EventKind.POLICY, e.kind());
            actions.merge(e.policy(), 1, Integer::sum);
            traces.add(e.trace());
        }
        assertEquals(counts(truth.get("policy")), actions);
        Set<String> without = new HashSet<>(distinct("loan-assistant.otlp.jsonl").stream().map(Event::trace).toList());
        without.removeAll(traces);
        assertEquals(texts(truth.at("/faults/noPolicyDecision")), without);
    }

    @Test
    void costIsExact() {
        List<Event> calls = events("support-bot.litellm.jsonl");
        assertEquals(truth.at("/calls/support-bot").asInt(), calls.size());
        BigDecimal cost = calls.stream().map(Event::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, new BigDecimal(truth.at("/costUsd/support-bot").asString()).compareTo(cost), cost.toString());
        for (Event e : calls) {
            assertEquals(e.personalData().isEmpty() ? "allow" : "redact", e.policy());
            assertEquals("support-bot", e.app());
            assertTrue(e.duration() > 199_000_000L && e.duration() < 5_001_000_000L, "" + e.duration());
        }
    }

    @Test
    void reviewsOfTheRightTraces() {
        Set<String> required = new HashSet<>();
        distinct("loan-assistant.otlp.jsonl").stream().filter(e -> "true".equals(e.extra()
                .get("human_review.required")))
                .forEach(e -> required.add(e.trace()));
        events("human-reviews.csv").forEach(e -> required.remove(e.trace()));
        assertEquals(texts(truth.at("/faults/noReview")), required);
        assertTrue(events("human-reviews.csv").stream().anyMatch(e -> "=1+1".equals(e.review().comment())));
    }

    @Test
    void evaluations() {
        List<Event> rows = events("golden-set.promptfoo.json");
        assertEquals(truth.at("/evaluation/passes").asInt(), rows.stream().filter(e -> e.evaluation().passed())
                .count());
        assertEquals(truth.at("/evaluation/failures").asInt(), rows.stream().filter(e -> !e.evaluation().passed())
                .count());
        for (Event e : rows) {
            assertEquals("credit-scorer", e.evaluation().model());
            assertEquals(truth.at("/evaluation/evaluatedVersion").stringValue(), e.evaluation().version());
            assertEquals(Instant.parse("2026-02-25T09:00:00Z").getEpochSecond() * 1_000_000_000L, e.time());
        }
    }

    @Test
    void lineageLeadsFromDeploymentToRawData() {
        Map<String, Set<String>> upstream = new HashMap<>();
        Set<String> types = new HashSet<>();
        for (Event e : events("lineage.openlineage.jsonl")) {
            LineageFact fact = e.lineage();
            for (LineageFact.Dataset out : fact.outputs()) {
                types.add(out.type());
                fact.inputs().forEach(in -> upstream.computeIfAbsent(out.name() + "@" + out.version(),
                        k -> new HashSet<>())
                        .add(in.name() + "@" + in.version()));
            }
        }
        assertEquals(Set.of("dataset", "model", "deployment"), types);
        for (JsonNode point : truth.get("lineageAsOf")) {
            Set<String> all = new HashSet<>();
            follow("serving.credit-scorer@" + point.get("version").stringValue(), upstream, all);
            assertEquals(texts(point.get("upstream")), all);
        }
    }

    private static void follow(String node, Map<String, Set<String>> upstream, Set<String> all) {
        if (all.add(node)) {
            upstream.getOrDefault(node, Set.of()).forEach(n -> follow(n, upstream, all));
        }
    }

    private static Map<String, Integer> counts(JsonNode object) {
        Map<String, Integer> counts = new TreeMap<>();
        object.properties().forEach(e -> {
            if (e.getValue().asInt() > 0) {
                counts.put(e.getKey(), e.getValue().asInt());
            }
        });
        return counts;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(n -> texts.add(n.stringValue()));
        return texts;
    }
}
