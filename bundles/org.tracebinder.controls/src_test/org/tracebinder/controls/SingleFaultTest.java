// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.controls.CheckMap.Label;

/** One fault at a time in a synthetic trail without any: it moves its own check, and the controls that this decides. */
class SingleFaultTest {

    private static final String LOANS = "loan-assistant.otlp.jsonl";
    private static final String DECISIONS = "opa-decisions.jsonl";
    private static final String REVIEWS = "human-reviews.csv";
    private static final String EVALUATION = "golden-set.promptfoo.json";
    private static final String SUPPORT = "support-bot.litellm.jsonl";

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

    private void fault(MemoryTrail clean, Map<String, CheckResult> before, String check, String name, Fault fault)
            throws Exception {
        Path file = dir.resolve(name);
        String whole = Files.readString(file);
        List<String> lines = new ArrayList<>(whole.lines().toList());
        fault.plant(lines);
        Files.write(file, lines);
        MemoryTrail faulty = TrailgenFiles.read(dir).trail;
        Files.writeString(file, whole);
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
