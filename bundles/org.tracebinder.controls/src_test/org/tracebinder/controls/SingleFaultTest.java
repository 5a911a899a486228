// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.controls.CheckMap.Label;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One fault at a time in a synthetic trail without any: it moves its own check, and the controls that this decides. */
class SingleFaultTest {

    private static final String LOANS = "loan-assistant.otlp.jsonl";
    private static final String DECISIONS = "opa-decisions.jsonl";
    private static final String REVIEWS = "human-reviews.csv";
    private static final String EVALUATION = "golden-set.promptfoo.json";
    private static final String SUPPORT = "support-bot.litellm.jsonl";

    private static final String OPEN = "a case that passed, after training and before use: ";

    @TempDir
    Path dir;

    /** Changes the lines of a file. */
    private interface Fault {
        void plant(List<String> lines);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 101, 2026})
    void aFaultMovesItsCheckAndItsControlsAndNothingElse(int seed) throws Exception {
        MemoryTrail clean = TrailgenFiles.make(dir, 100, seed, "--no-faults").trail;
        Map<String, CheckResult> before = TrailgenTruthTest.run(clean);
        String tools = trace("\"execute_tool\"");
        String reviewed = Files.readAllLines(dir.resolve(REVIEWS)).get(1).split(",")[0];
        fault(clean, before, "log.duplicate", LOANS, l -> l.add(l.get(3)));
        fault(clean, before, "log.conflict", SUPPORT, l -> l.add(l.get(3).replace("\"assistant\",\"content\":\"",
                "\"assistant\",\"content\":\"Other words. ")));
        fault(clean, before, "log.orphan", LOANS, l -> l.set(5, replaced(l.get(5),
                "\"parentSpanId\":\"[0-9a-f]{16}\"", "\"parentSpanId\":\"00000000000000aa\"")));
        fault(clean, before, "log.model-version", SUPPORT, l -> l.set(5, replaced(l.get(5),
                "(\"custom_llm_provider\":\"[^\"]*\",)\"model\":\"[^\"]*\"", "$1\"model\":null")));
        fault(clean, before, "policy.missing", DECISIONS, l -> l.remove(6));
        fault(clean, before, "policy.tool-after-deny", DECISIONS, l -> change(l, tools, "\"action\":\"allow\"",
                "\"action\":\"deny\""));
        fault(clean, before, "privacy.leak", SUPPORT, l -> l.set(7, l.get(7).replace("\"assistant\",\"content\":\"",
                "\"assistant\",\"content\":\"DE89370400440532013000 ")));
        fault(clean, before, "oversight.review", REVIEWS, l -> l.removeIf(x -> x.startsWith(reviewed)));
        fault(clean, before, "quality.errors", LOANS, l -> l.set(8, replaced(l.get(8),
                "\"status\":\\{\"code\":1\\}", "\"status\":{\"code\":2}")));
        fault(clean, before, "log.gap", SUPPORT, l -> l.subList(40, 60).clear());
        // the later version of this trail never was evaluated; now the earlier one is not, either
        fault(clean, before, "eval.deployed-not-evaluated", EVALUATION, l -> l.replaceAll(x -> x.replace(
                "credit-scorer:3.1.0", "credit-scorer:3.0.0").replace("credit-scorer 3.1.0", "credit-scorer 3.0.0")));
    }

    /** A review that is none, and one of which nobody can tell. */
    @Test
    void aReviewThatDoesNotStandIsNoReview() throws Exception {
        TrailgenFiles made = TrailgenFiles.make(dir, 100, 7, "--no-faults");
        for (JsonNode without : made.truth.at("/faults/noReview")) {
            Files.writeString(dir.resolve(REVIEWS), without.asString() + ",2026-12-01T00:00:00Z,m,confirmed,ok\n",
                    StandardOpenOption.APPEND);
        }
        MemoryTrail clean = TrailgenFiles.read(dir).trail;
        Map<String, CheckResult> before = TrailgenTruthTest.run(clean);
        String review = "oversight.review";
        assertEquals(Outcome.SUPPORTED, before.get(review).result(), before.get(review).summary());
        String trace = Files.readAllLines(dir.resolve(REVIEWS)).get(1).split(",")[0];
        String[] caller = {null};
        clean.scan("kind:inference AND trace:" + trace, List.of(Fields.ACTOR), row -> caller[0] = row.get(Fields.ACTOR),
                Progress.NONE);
        for (Map.Entry<Integer, String> none : List.of(Map.entry(3, "pending"), Map.entry(3, ""), Map.entry(3, "n/a"),
                Map.entry(1, "2026-02-01T00:00:00Z"), Map.entry(2, caller[0]))) {
            fault(clean, before, review, REVIEWS, l -> l.set(1, cell(l.get(1), none.getKey(), none.getValue())));
        }
        for (Map.Entry<Integer, String> unsure : List.of(Map.entry(2, ""), Map.entry(2, "auto-approver-bot"),
                Map.entry(2, "gpt-4o"), Map.entry(2, "admin"), Map.entry(1, ""), Map.entry(1,
                        "2031-01-01T00:00:00Z"))) {
            opens(clean, before, review, REVIEWS, l -> l.set(1, cell(l.get(1), unsure.getKey(), unsure.getValue())));
        }
    }

    /** Both versions tried before use; then each case fails, ends in an error, or came before the training. */
    @Test
    void anEvaluationInWhichNothingPassedIsNotSupport() throws Exception {
        TrailgenFiles.make(dir, 100, 7, "--no-faults");
        JsonMapper json = new JsonMapper();
        Path file = dir.resolve(EVALUATION);
        String text = Files.readString(file);
        String later = text.replace("credit-scorer:3.1.0", "credit-scorer:3.2.0");
        StringBuilder more = new StringBuilder();
        json.readTree(later).at("/results/results").forEach(c -> more.append(c).append(','));
        String whole = json.readTree(text).toString().replace("\"results\":[", "\"results\":[" + more);
        Files.writeString(file, whole);
        // the later version was trained after this evaluation; models without a version keep the answer open as well
        CheckResult good = evaluated(whole);
        assertTrue(good.summary().startsWith("Evaluated before use: 1 of 2"), good.summary());
        assertTrue(good.missing().contains(OPEN + "credit-scorer 3.2.0 (cases 0, passed (none))"), good.summary());
        String fails = whole.replace("\"success\":true", "\"success\":false");
        CheckResult none = evaluated(fails);
        assertEquals(Outcome.NOT_ASSESSABLE, none.result(), none.summary());
        assertTrue(none.missing().stream().anyMatch(m -> m.startsWith(OPEN + "credit-scorer 3.1.0 (cases 120, passed"
                + " 0)")), none.missing().toString());
        CheckResult errors = evaluated(fails.replace("\"success\":", "\"error\":\"401\",\"success\":"));
        assertEquals(Outcome.GAP, errors.result(), errors.summary());
        assertEquals(2, errors.contrary());
        CheckResult before = evaluated(whole.replaceAll("(\"timestamp\":\")\\d{4}", "$12020"));
        assertTrue(before.missing().stream().anyMatch(m -> m.startsWith(OPEN + "credit-scorer 3.1.0 (cases 0")),
                before.missing().toString());
    }

    /** One call of a gateway, dated back a year, is no log of a year. */
    @Test
    void oneOldEventDoesNotMakeALogLong() throws Exception {
        MemoryTrail clean = TrailgenFiles.make(dir, 100, 7, "--no-faults").trail;
        CheckResult before = TrailgenTruthTest.run(clean).get("log.retention");
        assertEquals(2, before.contrary(), before.summary());
        CheckResult after = TrailgenTruthTest.run(planted(SUPPORT, l -> l.set(0, dated(l.get(0))))).get(
                "log.retention");
        assertEquals(1, after.contrary(), after.summary());
        assertEquals(0, after.supporting(), after.summary());
        assertTrue(after.missing().toString().contains("events throughout 6 months: support-bot ("), after.summary());
    }

    private static String dated(String line) {
        Matcher m = Pattern.compile("(\"(?:startTime|endTime|completionStartTime)\": ?)(\\d+)").matcher(line);
        return m.replaceAll(r -> r.group(1) + (Long.parseLong(r.group(2)) - 31_536_000));
    }

    /** A log of which the later or the earlier half was cut away, while the other logs of the trail run on. */
    @Test
    void aLogThatEndsBeforeTheOthersIsNotWhole() throws Exception {
        MemoryTrail clean = TrailgenFiles.make(dir, 100, 7, "--no-faults").trail;
        Map<String, CheckResult> before = TrailgenTruthTest.run(clean);
        assertEquals(Outcome.SUPPORTED, before.get("log.gap").result(), before.get("log.gap").summary());
        for (boolean end : new boolean[] {true, false}) {
            Fault half = l -> {
                l.sort(Comparator.comparing(SingleFaultTest::started));
                l.subList(end ? l.size() / 2 : 0, end ? l.size() : l.size() / 2).clear();
            };
            CheckResult open = TrailgenTruthTest.run(planted(SUPPORT, half)).get("log.gap");
            assertTrue(open.summary().matches(".* support-bot \\(S\\d\\) " + (end ? "ends with" : "begins with")
                    + " S\\d:\\d+ .*"), open.summary());
            assertEquals(1, open.missing().size(), open.summary());
            assertTrue(open.missing().get(0).matches("events of support-bot " + (end ? "after" : "before")
                    + " 2026-\\S+Z"), open.missing().toString());
            opens(clean, before, "log.gap", SUPPORT, half);
        }
    }

    private static double started(String line) {
        Matcher m = Pattern.compile("\"startTime\": ?(\\d+(?:\\.\\d+)?)").matcher(line);
        assertTrue(m.find(), line);
        return Double.parseDouble(m.group(1));
    }

    /** Calls without their words: that nothing was found in them shows nothing. */
    @Test
    void callsWithoutWordsLeaveTheirCheckOpen() throws Exception {
        MemoryTrail clean = TrailgenFiles.make(dir, 100, 7, "--no-faults").trail;
        assertEquals(Outcome.SUPPORTED, TrailgenTruthTest.run(clean).get("privacy.leak").result());
        CheckResult after = TrailgenTruthTest.run(planted(LOANS, l -> l.replaceAll(x -> x.replace(
                "gen_ai.input.messages", "gone.input").replace("gen_ai.output.messages", "gone.output"))))
                .get("privacy.leak");
        assertEquals(Outcome.NOT_ASSESSABLE, after.result(), after.summary());
        assertEquals(List.of("prompt or answer of 97 inferences"), after.missing());
        CheckResult answers = TrailgenTruthTest.run(planted(LOANS, l -> l.replaceAll(x -> x.replace(
                "gen_ai.output.messages", "gone.output")))).get("privacy.leak");
        assertEquals(Outcome.NOT_ASSESSABLE, answers.result(), answers.summary());
        assertTrue(answers.missing().get(0).matches("prompt or answer of 9\\d inferences"), answers.summary());
    }

    private CheckResult evaluated(String text) throws Exception {
        Files.writeString(dir.resolve(EVALUATION), text);
        return TrailgenTruthTest.run(TrailgenFiles.read(dir).trail).get("eval.deployed-not-evaluated");
    }

    private static String cell(String line, int column, String value) {
        String[] cells = line.split(",", 5);
        cells[column] = value;
        return String.join(",", cells);
    }

    /** A fault that leaves its check, and it alone, without an answer, and the controls that rest on it with less. */
    private void opens(MemoryTrail clean, Map<String, CheckResult> before, String check, String name, Fault fault)
            throws Exception {
        Map<String, CheckResult> after = TrailgenTruthTest.run(planted(name, fault));
        Set<String> moved = new TreeSet<>();
        before.forEach((id, r) -> {
            if (r.result() != after.get(id).result() || r.contrary() != after.get(id).contrary()) {
                moved.add(id);
            }
        });
        assertEquals(Set.of(check), moved, check);
        CheckResult open = after.get(check);
        assertEquals(Outcome.NOT_ASSESSABLE, open.result(), open.summary());
        assertFalse(open.missing().isEmpty(), open.summary());
        Catalogs catalogs = Catalogs.builtIn();
        for (Catalog catalog : catalogs.all()) {
            for (ControlResult now : TrailgenTruthTest.assess(catalogs, catalog, clean, after).controls()) {
                assertFalse(now.result() == ControlOutcome.SUPPORTED && catalogs.checkMap().of(now.id()).stream()
                        .anyMatch(l -> l.check().equals(check)), now.id());
            }
        }
    }

    private MemoryTrail planted(String name, Fault fault) throws IOException {
        Path file = dir.resolve(name);
        String whole = Files.readString(file);
        List<String> lines = new ArrayList<>(whole.lines().toList());
        fault.plant(lines);
        Files.write(file, lines);
        MemoryTrail faulty = TrailgenFiles.read(dir).trail;
        Files.writeString(file, whole);
        return faulty;
    }

    private void fault(MemoryTrail clean, Map<String, CheckResult> before, String check, String name, Fault fault)
            throws Exception {
        MemoryTrail faulty = planted(name, fault);
        Map<String, CheckResult> after = TrailgenTruthTest.run(faulty);
        Set<String> moved = new TreeSet<>();
        before.forEach((id, r) -> {
            if (r.result() != after.get(id).result() || r.contrary() != after.get(id).contrary()) {
                moved.add(id);
            }
        });
        assertEquals(Set.of(check), moved, check);
        assertTrue(after.get(check).contrary() > before.get(check).contrary(), check);
        assertEquals(Outcome.GAP, after.get(check).result(), check);
        controls(clean, before, faulty, after, check);
    }

    private static void controls(MemoryTrail clean, Map<String, CheckResult> before, MemoryTrail faulty,
            Map<String, CheckResult> after, String check) throws Exception {
        Catalogs catalogs = Catalogs.builtIn();
        Set<String> moved = new TreeSet<>();
        Set<String> linked = new TreeSet<>();
        for (Catalog catalog : catalogs.all()) {
            Map<String, ControlResult> was = new TreeMap<>();
            TrailgenTruthTest.assess(catalogs, catalog, clean, before).controls().forEach(c -> was.put(c.id(), c));
            for (ControlResult now : TrailgenTruthTest.assess(catalogs, catalog, faulty, after).controls()) {
                if (now.contrary() != was.get(now.id()).contrary()
                        || now.result() != was.get(now.id()).result()) {
                    moved.add(now.id());
                    assertTrue(now.result() == ControlOutcome.GAP || now.result() == ControlOutcome.MIXED, now.id());
                }
                Control control = catalog.control(now.id()).orElseThrow();
                if (catalogs.checkMap().of(now.id()).stream().anyMatch(l -> l.check().equals(check)
                        && (l.label() != Label.GOOD_PRACTICE || control.appliesFrom() == null))) {
                    linked.add(now.id());
                }
            }
        }
        assertEquals(linked, moved, check);
    }

    private String trace(String word) throws IOException {
        String line = Files.readAllLines(dir.resolve(LOANS)).stream().filter(l -> l.contains(word)).findFirst()
                .orElseThrow();
        Matcher m = Pattern.compile("\"traceId\":\"([0-9a-f]{32})\"").matcher(line);
        assertTrue(m.find());
        return m.group(1);
    }

    private static void change(List<String> lines, String trace, String from, String to) {
        lines.replaceAll(l -> l.contains(trace) ? l.replace(from, to) : l);
    }

    private static String replaced(String line, String pattern, String by) {
        Matcher m = Pattern.compile(pattern).matcher(line);
        assertTrue(m.find(), pattern);
        return m.replaceFirst(by);
    }
}
