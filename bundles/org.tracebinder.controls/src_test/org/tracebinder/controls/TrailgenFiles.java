// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.Message;
import org.tracebinder.core.PersonalData;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.Review;
import org.tracebinder.core.TimeRule;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The synthetic trail of the project with its known truth, read plainly: what is tested here are checks, not readers.
 */
final class TrailgenFiles {

    static final int LOANS = 1;
    static final int DECISIONS = 2;
    static final int REVIEWS = 3;
    static final int SUPPORT = 4;
    static final int LINEAGE = 5;
    static final int EVALUATIONS = 6;

    /** What the generator plants; the finder of the product is tested where it lives. */
    private static final Pattern PLANTED = Pattern.compile("\\bDE[0-9]{20}\\b");
    private static final JsonMapper JSON = new JsonMapper();

    final MemoryTrail trail = new MemoryTrail();
    final JsonNode truth;

    private TrailgenFiles(Path dir) throws IOException {
        trail.imported(Instant.parse("2026-12-31T00:00:00Z").toEpochMilli());
        truth = JSON.readTree(Files.readString(dir.resolve("truth.json")));
        for (String line : Files.readAllLines(dir.resolve("loan-assistant.otlp.jsonl"))) {
            loan(line);
        }
        for (String line : Files.readAllLines(dir.resolve("opa-decisions.jsonl"))) {
            decision(line);
        }
        for (String line : Files.readAllLines(dir.resolve("human-reviews.csv"))) {
            String[] c = line.split(",", 5);
            if (!c[0].equals("trace_id")) {
                Event.Builder b = Event.of(EventKind.REVIEW).trace(c[0]).review(new Review("human", written(c[2]),
                        written(c[3]), c[4]));
                trail.record(REVIEWS, line, List.of((c[1].isEmpty() ? b : time(b, Instant.parse(c[1]))).build()));
            }
        }
        for (String line : Files.readAllLines(dir.resolve("support-bot.litellm.jsonl"))) {
            support(line);
        }
        for (String line : Files.readAllLines(dir.resolve("lineage.openlineage.jsonl"))) {
            lineage(line);
        }
        evaluations(JSON.readTree(Files.readString(dir.resolve("golden-set.promptfoo.json"))).get("results"));
    }

    /** Makes the trail; skips the test where generator or Python are absent. */
    static TrailgenFiles make(Path dir, int traces, int seed, String... more) throws IOException, InterruptedException {
        Path tool = shared("tools/trailgen.py");
        List<String> command = new ArrayList<>(List.of("python3", tool.toString(), "--traces", "" + traces, "--seed",
                "" + seed, "--out", dir.toString()));
        command.addAll(List.of(more));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            Assumptions.assumeTrue(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0,
                    "generator failed");
        } catch (IOException e) {
            Assumptions.abort("no python3 here: " + e.getMessage());
        }
        return new TrailgenFiles(dir);
    }

    /** Reads the files of a folder again, after somebody changed them. */
    static TrailgenFiles read(Path dir) throws IOException {
        return new TrailgenFiles(dir);
    }

    private static Path shared(String name) {
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.isDirectory(root.resolve("bundles"))) {
            root = root.getParent();
        }
        Path file = root == null ? null : root.resolveSibling("shared").resolve(name);
        Assumptions.assumeTrue(file != null && Files.exists(file), "no " + name + " beside the repository");
        return file;
    }

    private static Event.Builder time(Event.Builder b, Instant at) {
        return b.time(at.getEpochSecond() * 1_000_000_000L + at.getNano(), at.toString(), TimeRule.ISO_OFFSET);
    }

    private static String written(String cell) {
        return cell.isEmpty() ? null : cell;
    }

    private static Event found(Event.Builder b) {
        Event event = b.build();
        String words = event.prompt() + event.answer();
        return PLANTED.matcher(words).find() ? event.withPersonalData(List.of(new PersonalData("IBAN", 1, false)))
                : event;
    }

    private void loan(String line) {
        JsonNode root;
        try {
            root = JSON.readTree(line);
        } catch (JacksonException e) {
            return; // planted; the import puts it in quarantine
        }
        List<Event> events = new ArrayList<>();
        for (JsonNode s : root.at("/resourceSpans/0/scopeSpans/0/spans")) {
            events.add(span(s));
        }
        trail.record(LOANS, line, events);
    }

    private static Event span(JsonNode s) {
        String op = attribute(s, "gen_ai.operation.name");
        Event.Builder b = Event.of(switch (op) {
            case "chat" -> EventKind.INFERENCE;
            case "retrieval" -> EventKind.RETRIEVAL;
            case "execute_tool" -> EventKind.TOOL;
            case "invoke_agent" -> EventKind.AGENT;
            default -> EventKind.OTHER;
        });
        String trace = text(s, "traceId");
        long start = Long.parseLong(text(s, "startTimeUnixNano"));
        b.operation(op).name(text(s, "name")).trace(trace).span(text(s, "spanId")).parent(text(s, "parentSpanId"))
                .identity(trace + "/" + text(s, "spanId")).app("loan-assistant")
                .time(start, text(s, "startTimeUnixNano"), TimeRule.EPOCH_NANOS)
                .duration(Long.parseLong(text(s, "endTimeUnixNano")) - start).actor(attribute(s, "user.id"))
                .provider(attribute(s, "gen_ai.provider.name")).modelRequested(attribute(s, "gen_ai.request.model"))
                .modelServed(attribute(s, "gen_ai.response.model")).version(attribute(s, "ml.model.version"))
                .tool(attribute(s, "gen_ai.tool.name")).status(s.at("/status/code").asInt() == 2 ? "error" : "ok")
                .extra("human_review.required", attribute(s, "human_review.required"))
                .extra("messages", attribute(s, "gen_ai.output.messages"));
        String input = attribute(s, "gen_ai.input.messages");
        if (input != null) {
            b.addInput(new Message("user", input)).addOutput(new Message("assistant",
                    attribute(s, "gen_ai.output.messages"))).tokensIn(Long.parseLong(attribute(s,
                            "gen_ai.usage.input_tokens"))).tokensOut(Long.parseLong(attribute(s,
                                    "gen_ai.usage.output_tokens")));
        }
        return found(b);
    }

    private void decision(String line) {
        JsonNode d = JSON.readTree(line);
        trail.record(DECISIONS, line, List.of(time(Event.of(EventKind.POLICY), Instant.parse(text(d, "timestamp")))
                .trace(text(d, "trace_id")).parent(text(d, "span_id")).span(text(d, "decision_id"))
                .app(d.at("/labels/app").asString()).actor(d.at("/input/user").asString())
                .addDecision(new PolicyDecision("opa", null, d.at("/bundles/guard/revision").asString(),
                        d.at("/result/action").asString(), List.of())).build()));
    }

    private void support(String line) {
        JsonNode c = JSON.readTree(line);
        long start = new BigDecimal(c.get("startTime").asString()).movePointRight(9).longValue();
        Event.Builder b = Event.of(EventKind.INFERENCE).trace(text(c, "trace_id")).span(text(c, "id"))
                .identity(text(c, "id")).app("support-bot").actor(text(c, "end_user")).modelServed(text(c, "model"))
                .status("ok").time(start, c.get("startTime").asString(), TimeRule.EPOCH_SECONDS)
                .duration(new BigDecimal(c.get("response_time").asString()).movePointRight(9).longValue())
                .tokensIn(c.get("prompt_tokens").asLong()).tokensOut(c.get("completion_tokens").asLong())
                .cost(new BigDecimal(c.get("response_cost").asString()))
                .addInput(new Message("user", c.at("/messages/1/content").asString()))
                .addOutput(new Message("assistant", c.at("/response/choices/0/message/content").asString()));
        boolean masked = !c.at("/guardrail_information/0/masked_entity_count").isEmpty();
        b.addDecision(new PolicyDecision("presidio-pii", null, null, masked ? "redact" : "allow", List.of()));
        if (masked) {
            b.addPersonalData(new PersonalData("EMAIL_ADDRESS", 1, true));
        }
        trail.record(SUPPORT, line, List.of(found(b)));
    }

    private void lineage(String line) {
        JsonNode e = JSON.readTree(line);
        trail.record(LINEAGE, line, List.of(time(Event.of(EventKind.LINEAGE), Instant.parse(text(e, "eventTime")))
                .name(e.at("/job/name").asString()).status(state(text(e, "eventType")))
                .span(e.at("/run/runId").asString()).lineage(new LineageFact(text(e, "eventType"),
                        e.at("/run/runId").asString(), null, e.at("/job/namespace").asString(),
                        e.at("/job/name").asString(), datasets(e.get("inputs")), datasets(e.get("outputs")))).build()));
    }

    private static String state(String type) {
        return "COMPLETE".equals(type) ? "ok" : "FAIL".equals(type) ? "error" : null;
    }

    private static List<LineageFact.Dataset> datasets(JsonNode list) {
        List<LineageFact.Dataset> result = new ArrayList<>();
        for (JsonNode d : list) {
            result.add(new LineageFact.Dataset(text(d, "namespace"), text(d, "name"),
                    d.at("/facets/version/datasetVersion").asString(), null));
        }
        return result;
    }

    private void evaluations(JsonNode results) {
        Instant at = Instant.parse(text(results, "timestamp"));
        for (JsonNode r : results.get("results")) {
            String[] model = r.at("/provider/id").asString().split(":");
            trail.record(EVALUATIONS, r.toString(), List.of(time(Event.of(EventKind.EVALUATION), at).status(
                    r.has("error") ? "error" : null).evaluation(new Evaluation("golden", text(r, "description"),
                    model[0], model[1], r.get("success").asBoolean(),
                            null,
                            null)).build()));
        }
    }

    private static String text(JsonNode n, String key) {
        JsonNode value = n.get(key);
        return value == null || value.isNull() ? null : value.asString();
    }

    private static String attribute(JsonNode span, String key) {
        for (JsonNode a : span.get("attributes")) {
            if (a.get("key").asString().equals(key)) {
                return a.get("value").iterator().next().asString();
            }
        }
        return null;
    }
}
