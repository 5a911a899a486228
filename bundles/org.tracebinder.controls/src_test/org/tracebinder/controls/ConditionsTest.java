// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.controls.Outcome.FAILED;
import static org.tracebinder.controls.Outcome.GAP;
import static org.tracebinder.controls.Outcome.NOT_ASSESSABLE;
import static org.tracebinder.controls.Outcome.SUPPORTED;
import static org.tracebinder.controls.SmallTrails.SECOND;
import static org.tracebinder.controls.SmallTrails.T;
import static org.tracebinder.controls.SmallTrails.at;
import static org.tracebinder.controls.SmallTrails.decision;
import static org.tracebinder.controls.SmallTrails.evaluation;
import static org.tracebinder.controls.SmallTrails.guard;
import static org.tracebinder.controls.SmallTrails.inference;
import static org.tracebinder.controls.SmallTrails.predict;
import static org.tracebinder.controls.SmallTrails.reviewed;
import static org.tracebinder.controls.SmallTrails.tool;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.QueryException;

/** What a file of checks can say beyond a population and a condition, and what is refused with its line. */
class ConditionsTest {

    private static final String WORDS = "\"messages\": {\"found\": \"{contrary} of {population}\", \"none\": "
            + "\"nothing\"}";

    @TempDir
    Path folder;

    @Test
    void aPartnerMayHaveToBeNear() throws Exception {
        String join = "\"population\": \"kind:tool\", \"join\": {\"query\": \"kind:review\", \"by\": [\"trace\"],"
                + " \"when\": \"%s\", \"within\": \"PT10S\", \"contrary\": \"absent\"}, " + WORDS;
        MemoryTrail trail = new MemoryTrail().add(1, tool("a", T)).add(1, review("a", T + 10 * SECOND))
                .add(1, review("a", T - 10 * SECOND));
        for (String when : List.of("before", "after", "any")) {
            is(SUPPORTED, 1, 0, run(load(String.format(join, when)), trail));
        }
        trail.add(1, tool("b", T)).add(1, review("b", T + 10 * SECOND + 1)).add(1, review("b", T + 99 * SECOND))
                .add(1, review("b", T - 9 * SECOND));
        is(GAP, 2, 1, run(load(String.format(join, "after")), trail));
        is(SUPPORTED, 2, 0, run(load(String.format(join, "before")), trail));
        is(SUPPORTED, 2, 0, run(load(String.format(join, "any")), trail));
    }

    @Test
    void stepsFollowEachOther() throws Exception {
        Library own = load("\"population\": \"kind:tool\", \"per\": \"trace\", \"join\": {\"steps\": "
                + "[\"kind:inference\", \"kind:policy\", \"kind:tool\"], \"by\": [\"trace\"], \"contrary\": "
                + "\"absent\"}, " + WORDS);
        MemoryTrail trail = new MemoryTrail().add(1, inference("a").build()).add(1, decision("a", "allow", T + 1))
                .add(1, tool("a", T + 2));
        is(SUPPORTED, 1, 0, run(own, trail));
        // the decision comes after the tool
        CheckResult r = run(own, trail.add(1, inference("b").build()).add(1, tool("b", T + 1))
                .add(1, decision("b", "allow", T + 2)));
        is(GAP, 2, 1, r);
        assertEquals(List.of("b"), r.traces());
    }

    @Test
    void aGroupHasOneEventOrOneValue() throws Exception {
        Library unique = load("\"population\": \"kind:tool\", \"group\": {\"by\": [\"trace\", \"tool\"], \"unique\":"
                + " true}, " + WORDS);
        MemoryTrail trail = new MemoryTrail().add(1, called("a", "pay")).add(1, called("a", "read"))
                .add(1, called("b", "pay"));
        is(SUPPORTED, 3, 0, run(unique, trail));
        is(GAP, 4, 2, run(unique, trail.add(1, called("a", "pay"))));
        is(NOT_ASSESSABLE, 1, 0, run(unique, new MemoryTrail().add(1, tool("a", T))));
        Library same = load("\"population\": \"kind:inference\", \"group\": {\"by\": [\"trace\"], \"same\": "
                + "\"served\"}, "
                + WORDS);
        MemoryTrail models = new MemoryTrail().add(1, inference("a").modelServed("m").build())
                .add(1, inference("a").modelServed("m").build()).add(1, inference("b").modelServed("n").build());
        is(SUPPORTED, 3, 0, run(same, models));
        is(GAP, 4, 3, run(same, models.add(1, inference("a").modelServed("n").build())));
    }

    @Test
    void partnersCanBeWhatIsShown() throws Exception {
        Library own = load("\"population\": \"policy:deny\", \"per\": \"trace\", \"join\": {\"query\": "
                + "\"kind:inference\", \"by\": [\"trace\"], \"when\": \"before\", \"contrary\": \"present\", "
                + "\"shows\": \"partners\"}, "
                + WORDS);
        MemoryTrail trail = new MemoryTrail().add(1, decision("a", "deny", T)).add(1, decision("b", "deny", T - 1))
                .add(1, inference("a").build()).add(1, inference("b").build());
        CheckResult r = run(own, trail);
        is(GAP, 2, 1, r);
        assertEquals(List.of("S1:3"), r.records());
    }

    @Test
    void onlyWholeEventsTellSomeFacts() throws Exception {
        Library own = load("\"population\": \"kind:tool\", \"join\": {\"query\": \"kind:review\", \"by\": [\"trace\"],"
                + " \"contrary\": \"absent\", \"whole\": {\"fact\": \"review.by\", \"is\": [\"human\"]}}, " + WORDS);
        MemoryTrail trail = new MemoryTrail().add(1, tool("a", T)).add(1, reviewed("a", "human"));
        is(SUPPORTED, 1, 0, run(own, trail));
        is(GAP, 2, 1, run(own, trail.add(1, tool("b", T)).add(1, reviewed("b", "code"))));
    }

    @Test
    void groupsWithoutWhatIsLookedForStayOpen() throws Exception {
        Library own = load("\"population\": \"kind:inference\", \"contrary\": \"NOT cost:*\", \"scope\": {\"by\":"
                + " \"provider\", \"query\": \"cost:*\", \"lacks\": \"cost of {group}\", \"none\": \"cost\"},"
                + " \"messages\": {\"found\": \"{contrary} of {population}.{uncovered}\", \"uncovered\": \" Open:"
                + " {groups}.\", \"group\": \"{group} {events}\", \"nowhere\": \"No costs.\", \"none\": \"nothing\"}");
        MemoryTrail trail = new MemoryTrail().add(1, inference("a").provider("p").build());
        assertEquals("No costs. Open: p 1.", run(own, trail).summary());
        trail.add(1, inference("b").provider("q").cost(BigDecimal.ONE).build());
        CheckResult r = run(own, trail);
        is(NOT_ASSESSABLE, 1, 0, r);
        assertEquals(List.of("cost of p"), r.missing());
        is(GAP, 2, 1, run(own, trail.add(1, inference("c").provider("q").build())));
    }

    @Test
    void tablesHaveConditionsToo() throws Exception {
        Library few = load("\"table\": \"versions\", \"parameters\": [{\"id\": \"cases\", \"label\": \"Cases\", "
                + "\"kind\": \"whole\", \"default\": 2, \"from\": 1, \"to\": 9, \"hint\": \"1 to 9\"}], \"where\": "
                + "[{\"column\": \"calls\", \"atLeast\": 1}], \"contrary\": {\"all\": [{\"column\": \"evaluations\", "
                + "\"below\": \"${cases}\"}]}, \"list\": {\"each\": \"{model}/{version} first used {firstUse}\"}, "
                + "\"messages\": {\"found\": \"{contrary}: {rows}\", \"none\": \"nothing\"}");
        MemoryTrail trail = new MemoryTrail().add(1, predict("m", "1", T)).add(2, evaluation("m", "1", T))
                .add(2, evaluation("m", "1", T));
        is(SUPPORTED, 1, 0, run(few, trail));
        CheckResult r = run(few, trail.add(1, predict("m", "2", T)));
        is(GAP, 2, 1, r);
        assertEquals("1: m/2 first used 2026-03-01T00:00:00Z", r.summary());
        assertEquals(List.of("S1:2"), r.records());
        assertEquals(FAILED, few.run(List.of("own.one"), trail, few.settings(List.of("own.one.cases=1.5")),
                Progress.NONE).get(0).result());
        is(GAP, 2, 2, few.run(List.of("own.one"), trail, few.settings(List.of("own.one.cases=3")), Progress.NONE)
                .get(0));
        Library bad = load("\"table\": \"sources\", \"contrary\": {\"any\": [{\"column\": \"conflicts\", \"above\":"
                + " \"duplicates\"}, {\"column\": \"format\", \"isNot\": \"test\"}]}, \"list\": {\"each\": "
                + "\"{source}\"},"
                + WORDS);
        is(SUPPORTED, 2, 0, run(bad, trail));
        CheckResult conflict = run(bad, trail.add(2, inference("x").identity("i").build())
                .add(2, inference("x").identity("i").status("error").build()));
        is(GAP, 2, 1, conflict);
        assertEquals("source:S2", conflict.query());
    }

    @Test
    void whatIsRequiredHasToBeThere() throws Exception {
        Library own = load("\"population\": \"kind:tool\", \"contrary\": \"status:error\", \"requires\": [{\"query\":"
                + " \"kind:policy\", \"message\": \"{population} tools and no decision\", \"missing\": [\"policy\"]}], "
                + WORDS);
        CheckResult r = run(own, new MemoryTrail().add(1, tool("a", T)));
        is(NOT_ASSESSABLE, 0, 0, r);
        assertEquals("1 tools and no decision", r.summary());
        is(SUPPORTED, 1, 0, run(own, new MemoryTrail().add(1, tool("a", T)).add(1, decision("a", "allow", T))));
    }

    @Test
    void ownFamiliesOfAttacksCount() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.writeString(own.resolve("attacks.json"), "{\"schema\": \"tracebinder-attack-families/0.1\", \"families\":"
                + " [\n{\"id\": \"loan-fraud\", \"title\": \"t\", \"words\": [\"forged payslip\", \"iban \"]}]}");
        MemoryTrail trail = new MemoryTrail().add(1, guard("a", "Forged-Payslip found")).add(1, guard("b", "ibanez"));
        CheckResult r = Library.load(List.of(), List.of(own), q -> { }).run(List.of("eval.attack-untested"), trail,
                Map.of(), Progress.NONE).get(0);
        is(GAP, 1, 1, r);
        assertTrue(r.summary().endsWith(": loan-fraud (1)."), r.summary());
        is(NOT_ASSESSABLE, 0, 0, Library.builtIn().run(List.of("eval.attack-untested"), trail, Map.of(), Progress.NONE)
                .get(0));
        Files.writeString(own.resolve("attacks.json"), "{\"schema\": \"tracebinder-attack-families/0.1\", \"families\":"
                + " [\n{\"id\": \"x\", \"title\": \"t\",\n\"words\": [\"Forged!\"]}]}");
        CatalogException e = assertThrows(CatalogException.class, () -> Library.load(List.of(), List.of(own),
                q -> { }));
        assertEquals(3, e.line());
    }

    @Test
    void whatCannotBeMeantIsRefusedWithItsLine() throws Exception {
        String tools = "\"population\": \"kind:tool\",\n";
        refused(tools + "\"contrary\": \"app:*\", \"messages\": {\"none\": \"n\",\n\"found\": \"{contary}\"}", 4,
                "a place '{contary}' that nothing fills");
        refused(tools + "\"join\": {\"query\": \"kind:policy\", \"by\": [\"trace\"], \"contrary\": \"absent\",\n"
                + "\"within\": \"10 minutes\"}, " + WORDS, 4, "a duration such as PT15M");
        refused(tools + "\"join\": {\"by\": [\"trace\"], \"contrary\": \"absent\",\n\"steps\": [\"kind:policy\"]}, "
                + WORDS, 4, "2 to 20 queries");
        refused(tools + "\"join\": {\"query\": \"kind:tool\", \"steps\": [\"a\", \"b\"], \"by\": [\"trace\"],"
                + " \"contrary\": \"absent\"}, " + WORDS, 3, "either 'query' or 'steps'");
        refused(tools + "\"join\": {\"query\": \"kind:review\", \"by\": [\"trace\"], \"contrary\": \"absent\",\n"
                + "\"whole\": {\"fact\": \"review.colour\", \"is\": [\"x\"]}}, " + WORDS, 4, "no fact 'review.colour'");
        refused(tools + "\"join\": {\"query\": \"kind:review\", \"by\": [\"trace\"], \"contrary\": \"present\","
                + " \"shows\": \"partners\"}, " + WORDS, 3, "one field 'by', which is 'per'");
        refused(tools + "\"group\": {\"by\": [\"trace\"]}, " + WORDS, 3, "either 'same', a field, or 'unique'");
        refused(tools + "\"contrary\": \"app:*\", \"unnamed\": \"x\", " + WORDS, 3, "there is no 'per'");
        refused(tools + "\"contrary\": \"app:*\", \"counts\": {\"late\": {\"field\": \"policy\"}}, " + WORDS, 3,
                "'late' has 'field' and 'is'");
        refused(tools + "\"contrary\": \"app:*\",\n\"scope\": {\"by\": \"app\", \"query\": \"BROKEN\", \"lacks\": "
                + "\"l\", \"none\": \"n\"}, " + WORDS, 4, "can't be understood");
        refused(tools + "\"contrary\": \"app:*\", \"threshold\": {\"of\": \"months\", \"atLeast\": 6}, " + WORDS, 3,
                "of the whole population");
        refused(tools + "\"contrary\": \"app:*\", \"requires\": [\n{\"query\": \"kind:x\"}], " + WORDS, 4,
                "'missing' says");
        String table = "\"table\": \"sources\",\n\"contrary\": {\"all\": [";
        refused("\"table\": \"rivers\", \"contrary\": {\"all\": []}, " + WORDS, 2, "must be sources, sampling");
        refused(table + "{\"column\": \"colour\", \"is\": 1}]}, " + WORDS, 3, "no column 'colour'");
        refused(table + "]}, " + WORDS, 3, "every row would be contrary");
        refused(table + "{\"column\": \"records\", \"is\": 1, \"above\": 2}]}, " + WORDS, 3, "'column' and one of");
        refused(table + "{\"column\": \"records\",\n\"above\": \"many\"}]}, " + WORDS, 4, "or another column");
    }

    private void refused(String members, int line, String reason) throws Exception {
        CatalogException e = assertThrows(CatalogException.class, () -> load(members), members);
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertEquals(line, e.line(), e.getMessage());
    }

    private Library load(String members) throws Exception {
        Files.writeString(folder.resolve("own.json"), "{\"schema\": \"tracebinder-checks/0.1\", \"checks\": [\n"
                + "{\"id\": \"own.one\", \"title\": \"t\", \"question\": \"q\", " + members + "}]}");
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

    private static Event review(String trace, long time) {
        return at(Event.of(EventKind.REVIEW).trace(trace), time).build();
    }

    private static Event called(String trace, String name) {
        return at(Event.of(EventKind.TOOL).trace(trace).tool(name), T).build();
    }
}
