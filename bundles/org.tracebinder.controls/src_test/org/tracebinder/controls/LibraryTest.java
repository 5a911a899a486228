// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.controls.Outcome.GAP;
import static org.tracebinder.controls.Outcome.NOT_ASSESSABLE;
import static org.tracebinder.controls.Outcome.SUPPORTED;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TimeRule;
import org.tracebinder.core.query.QueryException;

/** Checks that somebody writes as a file: what they can say, and what is refused. */
class LibraryTest {

    private static final long T = 1_772_323_200_000_000_000L;
    private static final String MESSAGES = "\"messages\": {\"found\": \"{contrary} of {population}{breakdown} {units}\""
            + ", \"none\": \"nothing\", \"advice\": \"ask\"}";

    @TempDir
    Path folder;

    @Test
    void withoutFoldersTheProductHolds() throws Exception {
        assertSame(Library.builtIn(), Library.load(List.of(), List.of(), q -> { }));
        assertEquals(Checks.all(), Library.builtIn().checks());
    }

    @Test
    void anOwnCheckRunsAndSpeaksToItsControl() throws Exception {
        Library own = load("\"population\": \"kind:tool\", \"contrary\": \"NOT actor:*\", \"breakdown\": \"app\", "
                + MESSAGES + ", \"controls\": [{\"control\": \"aia.art26.1\", \"label\": \"proxy\", \"place\": \"26\","
                + " \"why\": \"w\"}]");
        MemoryTrail trail = new MemoryTrail().add(1, tool("a", T).actor("u").build());
        is(SUPPORTED, 1, 0, run(own, trail));
        CheckResult r = run(own, trail.add(1, tool("b", T).app("pay").build()));
        is(GAP, 2, 1, r);
        assertEquals("1 of 2: pay 1 ", r.summary());
        assertEquals(List.of("S1:2"), trail.ids(r.query()));
        assertEquals(List.of("b"), r.traces());
        is(NOT_ASSESSABLE, 0, 0, run(own, new MemoryTrail()));
        assertEquals(List.of("kind:tool"), run(own, new MemoryTrail()).missing());
        assertTrue(own.checkMap().of("aia.art26.1").stream().anyMatch(l -> l.check().equals("own.one")));
        assertEquals(List.of("own.json"), List.copyOf(own.checkFiles().keySet()));
    }

    @Test
    void aJoinLooksBeforeOrAfter() throws Exception {
        Library own = load("\"population\": \"kind:tool\", \"join\": {\"query\": \"policy:allow\", \"by\": [\"trace\"],"
                + " \"when\": \"before\", \"contrary\": \"absent\"}, " + MESSAGES);
        MemoryTrail trail = new MemoryTrail().add(1, decision("a", T)).add(1, tool("a", T).build());
        is(SUPPORTED, 1, 0, run(own, trail));
        is(GAP, 2, 1, run(own, trail.add(1, tool("a", T - 1).build())));
        MemoryTrail undated = new MemoryTrail().add(1, decision("a", T))
                .add(1, Event.of(EventKind.TOOL).trace("a").build());
        is(NOT_ASSESSABLE, 1, 0, run(own, undated));
        Library after = load("\"population\": \"policy:allow\", \"join\": {\"query\": \"kind:tool\", \"by\":"
                + " [\"trace\"], \"when\": \"after\", \"contrary\": \"present\"}, " + MESSAGES);
        is(SUPPORTED, 1, 0, run(after, new MemoryTrail().add(1, decision("a", T)).add(1, tool("a", T - 1).build())));
        is(GAP, 1, 1, run(after, trail));
    }

    @Test
    void unitsAreCountedOnce() throws Exception {
        Library own = load("\"population\": \"kind:tool\", \"contrary\": \"status:error\", \"per\": \"trace\", "
                + MESSAGES);
        MemoryTrail trail = new MemoryTrail();
        for (int i = 0; i < 6; i++) {
            trail.add(1, tool(i % 2 == 0 ? "a" : "b", T + i).status(i < 3 && i % 2 == 0 ? "error" : "ok").build());
        }
        is(GAP, 2, 1, run(own, trail));
        assertEquals(2, run(own, trail).records().size());
        // an event without the unit is not passed over in silence
        MemoryTrail loose = new MemoryTrail().add(1, tool("a", T).build()).add(1, Event.of(EventKind.TOOL).build());
        is(NOT_ASSESSABLE, 1, 0, run(own, loose));
    }

    @Test
    void aThresholdBoundsShareCountAndSum() throws Exception {
        String population = "\"population\": \"kind:tool\", \"contrary\": \"status:error\", " + MESSAGES;
        String limit = ", \"parameters\": [{\"id\": \"limit\", \"label\": \"Limit\", \"kind\": \"number\", \"default\":"
                + " 0.5, \"hint\": \"0 to 1\"}], \"per\": \"app\", \"threshold\": {\"of\": \"share\", \"atMost\":"
                + " \"${limit}\", \"least\": 2}";
        Library share = load(population + limit);
        MemoryTrail trail = new MemoryTrail().add(1, tool("a", T).app("x").status("error").build())
                .add(1, tool("b", T).app("x").build()).add(1, tool("c", T).app("y").status("error").build());
        is(SUPPORTED, 1, 0, run(share, trail)); // y has too few events
        trail.add(1, tool("d", T).app("y").status("error").build());
        CheckResult r = run(share, trail);
        is(GAP, 2, 1, r);
        assertEquals(List.of("S1:3", "S1:4"), r.records());
        is(GAP, 2, 2, share.run(List.of("own.one"), trail, share.settings(List.of("own.one.limit=0.4")),
                Progress.NONE).get(0));
        is(GAP, 1, 1, run(load(population + ", \"threshold\": {\"of\": \"count\", \"atMost\": 2}"), trail));
        is(SUPPORTED, 1, 0, run(load(population + ", \"threshold\": {\"of\": \"count\", \"atLeast\": 3}"), trail));
        Library sum = load("\"population\": \"kind:inference\", \"per\": \"day\", \"threshold\": {\"of\": \"sum\","
                + " \"field\": \"cost\", \"atMost\": 1.5}, " + MESSAGES);
        MemoryTrail costs = new MemoryTrail();
        for (int i = 0; i < 3; i++) {
            costs.add(1, at(Event.of(EventKind.INFERENCE), T + (i / 2) * 86_400_000_000_000L).cost(BigDecimal.ONE)
                    .build());
        }
        CheckResult days = run(sum, costs);
        is(GAP, 2, 1, days);
        assertTrue(days.summary().endsWith("2026-03-01"), days.summary());
    }

    @Test
    void anAnswerThatRestsOnAnOpenOneIsOpen() throws Exception {
        Library own = load("\"population\": \"kind:tool\", \"contrary\": \"status:error\", \"after\":"
                + " [\"log.sampled\"], " + MESSAGES);
        MemoryTrail trail = new MemoryTrail().add(1, tool("a", T).extra("x", "y").build());
        CheckResult open = run(own, trail);
        is(NOT_ASSESSABLE, 1, 0, open);
        assertEquals(List.of("check:log.sampled"), open.missing());
        is(SUPPORTED, 1, 0, run(own, new MemoryTrail().add(1, tool("a", T).extra("sampling.rate", "1.0").build())));
        is(GAP, 2, 1, run(own, trail.add(1, tool("b", T).status("error").build())));
    }

    @Test
    void aCircleIsRefused() throws Exception {
        String rest = "\", \"title\": \"t\", \"question\": \"q\", \"population\": \"kind:tool\", \"contrary\":"
                + " \"app:*\", " + MESSAGES + ", ";
        Files.writeString(folder.resolve("own.json"), "{\"schema\": \"tracebinder-checks/0.1\", \"checks\": [\n"
                + "{\"id\": \"own.a" + rest + "\"after\": [\"own.b\"]},\n{\"id\": \"own.b" + rest
                + "\"after\": [\"own.a\"]}]}");
        CatalogException e = assertThrows(CatalogException.class, this::load);
        assertTrue(e.getMessage().contains("circle: own.a, own.b, own.a"), e.getMessage());
    }

    @Test
    void brokenFilesAreRefusedWithLineAndReason() throws Exception {
        refused("\"population\": \"kind:tool\",\n" + MESSAGES, 2, "at least one of");
        refused("\"contrary\": \"app:*\",\n" + MESSAGES, 2, "'population' is missing");
        refused("\"population\": \"kind:tool\",\n\"contrary\": \"app:*\",\n\"contary\": \"x\", " + MESSAGES, 4,
                "no member 'contary'");
        refused("\"population\": \"kind:tool\",\n\"contrary\": \"BROKEN\", " + MESSAGES, 3, "can't be understood");
        refused("\"population\": \"${none}\", \"contrary\": \"app:*\", " + MESSAGES, 2, "'${none}'");
        refused("\"population\": \"kind:tool\",\n\n\"per\": \"prompt\", \"contrary\": \"app:*\", " + MESSAGES, 4,
                "exact values");
        refused("\"population\": \"kind:tool\", \"contrary\": \"app:*\", \"needs\": [\"colour\"], " + MESSAGES, 2,
                "no field 'colour'");
        refused("\"population\": \"kind:tool\", \"contrary\": \"app:*\"", 2, "'messages' must be an object");
        refused("\"population\": \"kind:tool\", \"contrary\": \"app:*\", \"after\": [\"log.none\"], " + MESSAGES, 2,
                "no check 'log.none'");
        refused("\"population\": \"kind:tool\", \"contrary\": \"app:*\", \"controls\": [{\"control\": \"aia.none\","
                + " \"label\": \"proxy\", \"place\": \"p\", \"why\": \"w\"}], " + MESSAGES, 2, "no control 'aia.none'");
        refused("\"population\": \"kind:tool\",\n\"threshold\": {\"of\": \"share\", \"atMost\": \"lots\"}, " + MESSAGES,
                3, "is a number or a setting");
        refused("\"population\": \"kind:tool\", \"join\": {\"query\": \"kind:policy\", \"by\": [\"trace\"],\n"
                + "\"contrary\": \"maybe\"}, " + MESSAGES, 3, "present, absent or elsewhere");
        Files.writeString(folder.resolve("own.json"), "{\"schema\": \"tracebinder-checks/0.1\", \"checks\": [\n"
                + "{\"id\": \"log.gap\", \"title\": \"t\", \"question\": \"q\", \"population\": \"kind:tool\","
                + " \"contrary\": \"app:*\", " + MESSAGES + "}]}");
        assertTrue(assertThrows(CatalogException.class, this::load).getMessage().contains("'log.gap' already"));
    }

    /** Every file of the how-to is one that the program takes, and runs. */
    @Test
    void theExamplesOfTheDocumentRun() throws Exception {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("bundles"))) {
            root = root.getParent();
        }
        StringBuilder block = new StringBuilder();
        List<String> files = new ArrayList<>();
        for (String line : (Files.readString(root.resolve("docs/ADDING_A_CHECK.md")) + "\n.").split("\n")) {
            if (line.startsWith("    ")) {
                block.append(line).append('\n');
            } else if (block.length() > 0 && !line.isBlank()) {
                files.add(block.toString());
                block.setLength(0);
            }
        }
        files.removeIf(f -> !f.strip().startsWith("{\"schema\""));
        assertEquals(4, files.size());
        Path families = Files.createDirectory(folder.resolve("catalogs"));
        for (int i = 0; i < files.size(); i++) {
            boolean checks = files.get(i).contains(CheckFile.SCHEMA);
            Files.writeString((checks ? folder : families).resolve(i + ".json"), files.get(i));
        }
        Library own = Library.load(List.of(folder), List.of(families), q -> { });
        assertEquals(Checks.all().size() + 6, own.checks().size());
        MemoryTrail trail = new MemoryTrail().add(1, tool("a", T).tool("refund").build());
        own.run(List.of(), trail, Map.of(), Progress.NONE).forEach(r ->
                assertTrue(r.result() != Outcome.FAILED, r.id() + ": " + r.summary()));
        is(GAP, 1, 1, own.run(List.of("own.refund-approved"), trail, Map.of(), Progress.NONE).get(0));
        is(GAP, 1, 1, own.run(List.of("own.order"), trail, Map.of(), Progress.NONE).get(0));
    }

    @Test
    void settingsAreReadAndRefused() {
        Library own = Library.builtIn();
        assertEquals("tool:refund", own.settings(List.of("oversight.review.population=tool:refund"))
                .get("oversight.review").text(Checks.byId("oversight.review").orElseThrow().parameters().get(0)));
        for (String wrong : List.of("months=3", "log.none.months=3", "log.retention.years=1", "log.orphan.x=1", "=")) {
            assertThrows(IllegalArgumentException.class, () -> own.settings(List.of(wrong)), wrong);
        }
    }

    private void refused(String members, int line, String reason) throws Exception {
        CatalogException e = assertThrows(CatalogException.class, () -> load(members), members);
        assertTrue(e.getMessage().startsWith("own.json") && e.getMessage().contains(reason), e.getMessage());
        assertEquals(line, e.line(), e.getMessage());
    }

    private Library load(String members) throws Exception {
        Files.writeString(folder.resolve("own.json"), "{\"schema\": \"tracebinder-checks/0.1\", \"checks\": [\n"
                + "{\"id\": \"own.one\", \"title\": \"t\", \"question\": \"q\", " + members + "}]}");
        return load();
    }

    private Library load() throws Exception {
        return Library.load(List.of(folder), List.of(), q -> {
            if (q.equals("BROKEN")) {
                throw new QueryException("no", 0);
            }
        });
    }

    private static CheckResult run(Library own, MemoryTrail trail) {
        return own.run(List.of("own.one"), trail, Map.of(), Progress.NONE).get(0);
    }

    private static void is(Outcome outcome, long population, long contrary, CheckResult r) {
        assertEquals(outcome + " " + population + " " + contrary, r.result() + " " + r.population() + " "
                + r.contrary(), r.summary());
    }

    private static Event.Builder at(Event.Builder b, long time) {
        return b.time(time, "" + time, TimeRule.EPOCH_NANOS);
    }

    private static Event.Builder tool(String trace, long time) {
        return at(Event.of(EventKind.TOOL).trace(trace), time);
    }

    private static Event decision(String trace, long time) {
        return at(Event.of(EventKind.POLICY).trace(trace).addDecision(new PolicyDecision("e", null, null, "allow",
                List.of())), time).build();
    }
}
