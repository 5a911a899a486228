// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.cli.Cli.Json;
import org.tracebinder.core.Hash;

/** Every figure and every planted fault of the sample trail, asked for through the command line. */
class SampleTest {

    /** The fields that every hit has, in the order of the contract. */
    private static final List<String> HIT = List.of("id", "kind", "time", "app", "actor", "provider", "model",
            "version", "trace", "span", "session", "status", "policy", "tool", "tokensIn", "tokensOut", "cost",
            "snippet", "source", "offset", "length", "sha256");

    @TempDir
    private static Path work;
    private static Path binder;
    private static Path trail;
    private static Json truth;
    private static Json imported;

    @BeforeAll
    static void imports() throws IOException {
        truth = Cli.truth();
        trail = Cli.sample().resolve("trail");
        binder = work.resolve("sample.binder");
        imported = Cli.run("import", binder, trail, "--json").expect(0).json();
    }

    private static Json search(Object... args) {
        Object[] all = new Object[args.length + 3];
        all[0] = "search";
        all[1] = binder;
        System.arraycopy(args, 0, all, 2, args.length);
        all[all.length - 1] = "--json";
        return Cli.run(all).expect(0).json();
    }

    private static Json source(String file) {
        return imported.get("sources").list().stream().filter(s -> s.get("path").text().endsWith(file)).findFirst()
                .orElseThrow();
    }

    private static Map<String, Long> counts(Json list, String key) {
        Map<String, Long> counts = new TreeMap<>();
        list.list().forEach(v -> counts.put(v.get(key).text(), v.get("count").number()));
        return counts;
    }

    private static Map<String, Long> numbers(Json map) {
        Map<String, Long> numbers = new TreeMap<>();
        map.keys().forEach(k -> numbers.put(k, map.get(k).number()));
        return numbers;
    }

    @Test
    void importReconcilesAndHasTheShapeOfTheContract() {
        assertEquals(List.of("reconciled", "sources", "warnings", "seconds", "complete"), imported.keys());
        assertEquals(true, imported.get("reconciled").value());
        assertEquals(truth.get("files").keys().size(), imported.get("sources").list().size());
        for (String file : truth.get("files").keys()) {
            Json got = source(file);
            Json want = truth.get("files").get(file);
            assertEquals(List.of("id", "path", "bytes", "sha256", "format", "confidence", "why", "records", "events",
                    "conflicts", "firstTime", "lastTime", "merkleRoot"), got.keys().subList(0, 13));
            assertEquals(want.get("bytes").number(), got.get("bytes").number(), file);
            assertEquals(want.get("sha256").text(), got.get("sha256").text(), file);
            Json records = got.get("records");
            assertEquals(List.of("read", "accepted", "quarantined", "duplicate"), records.keys());
            if (file.endsWith(".jsonl")) {
                assertEquals(want.get("lines").number(), records.get("read").number(), file);
            }
        }
        assertEquals(Cli.run("sources", binder, "--json").expect(0).json().get("sources"), imported.get("sources"));
    }

    @Test
    void badDuplicateAndConflictingRecordsAreCounted() {
        Json records = source("loan-desk.otlp.jsonl").get("records");
        assertEquals(1, records.get("quarantined").number());
        assertEquals(1, records.get("duplicate").number());
        assertEquals(1, source("loan-desk.otlp.jsonl").get("conflicts").number());
    }

    @Test
    void quarantineNamesThePlaceOfTheBrokenLine() throws IOException {
        Json bad = Cli.run("quarantine", binder, "--json").expect(0).json().get("records");
        Json planted = truth.get("faults").get("malformedLines").list().get(0);
        assertEquals(1, bad.list().size());
        Json record = bad.list().get(0);
        assertEquals(List.of("id", "source", "offset", "length", "reason", "sha256"), record.keys());
        assertEquals(planted.get("byteOffset").number(), record.get("offset").number());
        assertEquals(source(planted.get("file").text()).get("id").text(), record.get("source").text());
        byte[] bytes = slice(planted.get("file").text(), record);
        assertEquals(Hash.of(bytes).toString(), record.get("sha256").text());
        assertArrayEquals(bytes, Cli.run("raw", binder, record.get("id").text()).expect(0).out());
    }

    private static byte[] slice(String file, Json record) throws IOException {
        int offset = (int) record.get("offset").number();
        return Arrays.copyOfRange(Files.readAllBytes(trail.resolve(file)), offset,
                offset + (int) record.get("length").number());
    }

    @Test
    void searchHasTheShapeOfTheContractAndLeadsToTheBytes() throws IOException {
        Json answer = search("kind:inference AND app:loan-desk", "--limit", 3);
        assertEquals(List.of("query", "total", "exact", "complete", "tookMillis", "next", "hits", "facets",
                "histogram"), answer.keys());
        assertEquals(true, answer.get("exact").value());
        assertEquals(true, answer.get("complete").value());
        assertEquals(3, answer.get("hits").list().size());
        for (Json hit : answer.get("hits").list()) {
            assertEquals(HIT, hit.keys().subList(0, HIT.size()));
            byte[] bytes = slice("loan-desk.otlp.jsonl", hit);
            assertEquals(Hash.of(bytes).toString(), hit.get("sha256").text());
            assertArrayEquals(bytes, Cli.run("raw", binder, hit.get("id").text()).expect(0).out());
        }
    }

    @Test
    void pagesHoldEveryHitOnce() {
        Set<String> ids = new HashSet<>();
        Json page = search("*:*", "--limit", 50);
        long total = page.get("total").number();
        while (true) {
            page.get("hits").list().forEach(h -> assertTrue(ids.add(h.get("id").text())));
            if (page.get("next").value() == null) {
                break;
            }
            page = search("*:*", "--limit", 50, "--after", page.get("next").text());
        }
        assertEquals(total, ids.size());
    }

    @Test
    void figuresEqualTheTruth() {
        assertEquals(numbers(truth.get("policy")), counts(
                search("kind:policy", "--limit", 0, "--facets", "policy").get("facets").get("policy"), "value"));
        Json calls = search("kind:inference AND app:loan-desk", "--limit", 1000, "--facets", "model", "--histogram",
                "day");
        assertEquals(truth.get("calls").get("loan-desk").number(), calls.get("total").number());
        assertEquals(numbers(truth.get("models")), counts(calls.get("facets").get("model"), "value"));
        Map<String, Long> days = new TreeMap<>();
        for (Json b : calls.get("histogram").list()) {
            if (b.get("count").number() > 0) {
                days.put(b.get("from").text().substring(0, 10), b.get("count").number());
            }
        }
        assertEquals(numbers(truth.get("callsByDay")), days);
        assertEquals(truth.get("tokens").get("input").number(), sum(calls, "tokensIn"));
        assertEquals(truth.get("tokens").get("output").number(), sum(calls, "tokensOut"));
        assertEquals(truth.get("spans").number(), search("source:" + source("loan-desk.otlp.jsonl").get("id").text(),
                "--limit", 0).get("total").number());
        BigDecimal cost = search("kind:inference AND app:card-helpline", "--limit", 1000).get("hits").list().stream()
                .map(h -> new BigDecimal(h.get("cost").value().toString())).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, cost.compareTo((BigDecimal) truth.get("costUsd").get("card-helpline").value()));
    }

    private static long sum(Json answer, String field) {
        return answer.get("hits").list().stream().mapToLong(h -> h.get(field).number()).sum();
    }

    @Test
    void plantedPhrasesAreFoundAndShown() {
        for (String phrase : truth.get("phrases").keys()) {
            Json answer = search("\"" + phrase + "\"");
            assertEquals(1, answer.get("total").number(), phrase);
            Json hit = answer.get("hits").list().get(0);
            assertTrue(hit.get("snippet").text().contains(phrase), () -> hit.get("snippet").text());
            String where = truth.get("phrases").get(phrase).text();
            Json trace = Cli.run("trace", binder, where, "--json").expect(0).json();
            assertTrue(trace.get("events").list().stream()
                    .anyMatch(e -> e.get("id").text().equals(hit.get("id").text())), phrase);
        }
    }

    @Test
    void otherLanguagesAreFound() {
        assertEquals(1, search("Probezeit").get("total").number());
        assertEquals(1, search("prompt:renégocier").get("total").number());
        assertEquals(1, search("zaświadczenie").get("total").number());
        assertEquals(1, search("δικαιολογητικά").get("total").number());
        assertTrue(search("收入证明").get("total").number() >= 1);
        assertEquals(1, search("\"وجود كفيل\"").get("total").number());
    }

    @Test
    void checksFindThePlantedFaultsAndNoOthers() {
        Map<String, String> planted = Map.of("log.duplicate", "duplicateLines", "log.conflict", "conflictingIds",
                "log.orphan", "orphanSpans", "log.model-version", "noModelVersion", "policy.missing",
                "noPolicyDecision", "policy.tool-after-deny", "toolCallAfterDeny", "privacy.leak", "piiLeaks",
                "oversight.review", "noReview");
        List<Json> checks = Cli.run("check", binder, "--json").expect(0).json().get("checks").list();
        Set<String> seen = new TreeSet<>();
        for (Json check : checks) {
            assertEquals(List.of("id", "result", "summary", "query", "population", "supporting", "contrary", "records",
                    "traces"), check.keys().subList(0, 9));
            String id = check.get("id").text();
            if (planted.containsKey(id)) {
                seen.add(id);
                Set<String> want = new TreeSet<>();
                for (Json fault : truth.get("faults").get(planted.get(id)).list()) {
                    want.add(fault.value() instanceof String s ? s : fault.get("traceId").text());
                }
                assertEquals(want, new TreeSet<>(check.get("traces").texts()), id);
                assertEquals("gap", check.get("result").text(), id);
            }
            if (id.equals("eval.deployed-not-evaluated")) {
                seen.add(id);
                assertTrue(check.get("summary").text().contains("4.1.0"), () -> check.get("summary").text());
                assertFalse(check.get("summary").text().contains("4.0.0"), () -> check.get("summary").text());
            }
            assertFalse(check.get("result").text().equals("failed"), id);
        }
        assertTrue(seen.size() >= 8, () -> "checks that ran: " + seen);
    }

    @Test
    void aTraceHasTheShapeOfTheContract() {
        String id = truth.get("faults").get("toolCallAfterDeny").list().get(0).text();
        Json trace = Cli.run("trace", binder, id, "--json").expect(0).json();
        assertEquals(List.of("trace", "app", "actor", "start", "durationMillis", "events", "policy", "reviews",
                "lineage", "gaps", "cost"), trace.keys().subList(0, 11));
        assertEquals(id, trace.get("trace").text());
        assertEquals("loan-desk", trace.get("app").text());
        Json decision = trace.get("policy").list().get(0);
        assertEquals(List.of("action", "reasons", "event"), decision.keys().subList(0, 3));
        assertEquals("deny", decision.get("action").text());
        assertEquals(List.of("oversight.documents-missing"), decision.get("reasons").texts());
        for (Json event : trace.get("events").list()) {
            assertEquals(HIT, event.keys().subList(0, HIT.size()));
            assertEquals(List.of("parent", "name", "prompt", "answer"), event.keys()
                    .subList(HIT.size(), HIT.size() + 4));
        }
        Json missing = Cli.run("trace", binder, truth.get("faults").get("noPolicyDecision").list().get(0).text(),
                "--json")
                .expect(0).json();
        assertFalse(missing.get("gaps").list().isEmpty());
        assertEquals(List.of("code", "text", "event"), missing.get("gaps").list().get(0).keys());
    }

    @Test
    void lineageIsThatOfTheMoment() {
        for (Json point : truth.get("lineageAsOf").list()) {
            Json view = Cli.run("lineage", binder, point.get("traceId").text(), "--json").expect(0).json();
            assertEquals(List.of("subject", "asOf", "nodes", "edges", "missing"), view.keys());
            Set<String> got = new TreeSet<>();
            for (Json n : view.get("nodes").list()) {
                assertEquals(List.of("id", "type", "namespace", "name", "version"), n.keys());
                if (n.get("version").value() != null) {
                    got.add(n.get("name").text() + "@" + n.get("version").text());
                }
            }
            assertEquals(new TreeSet<>(point.get("upstream").texts()), got);
            view.get("edges").list().forEach(e -> assertEquals(List.of("from", "to", "basis", "events"),
                    e.keys().subList(0, 4)));
        }
    }

    @Test
    void assessGivesEveryControlAResult() {
        for (String catalog : List.of("eu-ai-act", "iso-42001", "readiness", "all")) {
            Json answer = Cli.run("assess", binder, "--catalog", catalog, "--as-of", "2026-12-02", "--json").expect(0)
                    .json();
            assertEquals(List.of("catalog", "version", "asOf", "controls", "totals"), answer.keys().subList(0, 5));
            assertEquals(catalog, answer.get("catalog").text());
            assertEquals("2026-12-02", answer.get("asOf").text());
            List<Json> controls = answer.get("controls").list();
            assertTrue(controls.size() > 10, catalog);
            for (Json c : controls) {
                assertEquals(List.of("id", "ref", "title", "status", "result", "checks", "cannotShow"),
                        c.keys().subList(0, 7));
                assertTrue(Set.of("in-force", "not-yet", "voluntary").contains(c.get("status").text()));
            }
            assertEquals(List.of("supported", "gap", "mixed", "not-assessable", "documents-only"),
                    answer.get("totals").keys().subList(0, 5));
            assertEquals(controls.size(), numbers(answer.get("totals")).values().stream().mapToLong(n -> n).sum());
        }
    }

    @Test
    void restoreGivesTheFileBack() throws IOException {
        for (Json source : imported.get("sources").list()) {
            Path back = work.resolve("back-" + source.get("id").text());
            Cli.run("restore", binder, source.get("id").text(), back).expect(0);
            String name = Path.of(source.get("path").text()).getFileName().toString();
            assertArrayEquals(Files.readAllBytes(trail.resolve(name)), Files.readAllBytes(back), name);
            assertEquals(2, Cli.run("restore", binder, source.get("id").text(), back).code(), "never overwrites");
        }
    }

    @Test
    void csvIsSafeAndComplete() {
        String csv = Cli.run("search", binder, "kind:review", "--csv").expect(0).text();
        String[] lines = csv.split("\r\n");
        assertEquals(String.join(",", HIT), lines[0]);
        long total = search("kind:review", "--limit", 0).get("total").number();
        assertEquals(total, lines.length - 1);
        assertTrue(csv.contains("'=SUM of the payslips"), csv);
    }

    @Test
    void textAnswersSayWhatToDoNext() {
        Cli.Result found = Cli.run("search", binder, "kind:tool").expect(0);
        assertTrue(found.text().startsWith("9 events match"), found.text());
        assertTrue(found.err().contains("tracebinder trace "), found.err());
        assertTrue(Cli.run("check", binder, "log.orphan").expect(0).text().contains("log.orphan: gap"));
        assertTrue(Cli.run("sources", binder).expect(0).text()
                .contains("219 records read = 217 accepted + 1 quarantined"));
        assertTrue(Cli.run("assess", binder).expect(0).text().contains("Documents only"));
        String trace = Cli.run("trace", binder, truth.get("phrases").get("second guarantor in Trieste").text())
                .expect(0)
                .text();
        assertTrue(trace.contains("He offers a second guarantor in Trieste"), trace);
        assertTrue(Cli.run("quarantine", binder).expect(0).text().contains("1 record could not be read"));
    }

    @Test
    void aPackIsWrittenAndVerifiedAndAFlippedByteIsFound() throws IOException {
        Path pack = work.resolve("pack.zip");
        Cli.run("export", binder, pack).expect(0);
        Json report = Cli.run("verify", pack, "--json").expect(0).json();
        assertEquals(List.of("ok", "checks"), report.keys().subList(0, 2));
        assertEquals(List.of("name", "ok", "detail"), report.get("checks").list().get(0).keys());
        byte[] bytes = Files.readAllBytes(pack);
        bytes[bytes.length / 2] ^= 1;
        Path broken = work.resolve("broken.zip");
        Files.write(broken, bytes);
        assertEquals(false, Cli.run("verify", broken, "--json").expect(1).json().get("ok").value());
        assertEquals(2, Cli.run("export", binder, pack).code(), "never overwrites");
    }

    @Test
    void doctorAndCertificate() {
        Json report = Cli.run("doctor", binder, "--json").expect(0).json();
        assertEquals(List.of("ok", "checks"), report.keys());
        Path certificate = work.resolve("one.zip");
        String id = search("kind:inference", "--limit", 1).get("hits").list().get(0).get("id").text();
        Cli.run("certificate", binder, id, certificate).expect(0);
        assertTrue(Files.exists(certificate));
        assertEquals(true, Cli.run("verify", certificate, "--json").expect(0).json().get("ok").value());
    }

    @Test
    void rebuildChangesNoAnswer() throws IOException {
        Path copy = work.resolve("copy.binder");
        Cli.run("import", copy, trail, "--json").expect(0);
        String before = Cli.run("check", copy, "--json").expect(0).text();
        Cli.run("rebuild", copy).expect(0);
        assertEquals(before, Cli.run("check", copy, "--json").expect(0).text());
        assertTrue(new String(Files.readAllBytes(trail.resolve("human-reviews.csv")), StandardCharsets.UTF_8)
                .startsWith("trace_id"));
    }
}
