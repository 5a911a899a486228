// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.session.Samples.decision;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Fields;
import org.tracebinder.core.Progress;
import org.tracebinder.core.RecordId;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.core.query.SourceInfo;
import org.tracebinder.core.query.Trail;
import org.tracebinder.vault.LedgerEntry;

class ImportTest {

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Binder binder() throws IOException, TracebinderException {
        return Binder.create(folder.resolve("a.binder"), "Test", null);
    }

    private static ImportReport add(Binder binder, Path... paths) throws IOException, TracebinderException {
        return binder.importPaths(List.of(paths), ImportOptions.DEFAULT, Progress.NONE);
    }

    private static long count(Binder binder, String query) throws IOException, TracebinderException {
        return binder.trail().count(query, Progress.NONE);
    }

    @Test
    void recordsThatStandAgainAreCountedAndLinkedOnce() throws Exception {
        String line = decision("d1", "t1", "allow");
        Path first = file("a.jsonl", line + decision("d2", "t2", "deny") + line);
        Path second = file("b.jsonl", line + decision("d3", "t3", "allow"));
        try (Binder binder = binder()) {
            SourceInfo a = add(binder, first).sources().get(0);
            SourceInfo b = add(binder, second).sources().get(0);
            assertEquals(new SourceInfo.Totals(first.toFile().length(), a.totals().recordBytes(), 3, 0, 3, 2, 0, 1),
                    a.totals());
            assertEquals(1, b.totals().duplicate());
            assertEquals(3, count(binder, "kind:policy"));
            List<Trail.Duplicate> links = new ArrayList<>();
            binder.trail().duplicates(links::add);
            assertEquals("[S1:3 = S1:1, S2:1 = S1:1]",
                    links.stream().map(d -> d.copy() + " = " + d.first()).toList().toString());
            assertTrue(binder.doctor(Progress.NONE).ok());
        }
    }

    @Test
    void theSameIdWithOtherContentIsAConflictAndBothStay() throws Exception {
        Path first = file("a.jsonl", decision("d1", "t1", "allow"));
        Path second = file("b.jsonl", decision("d1", "t1", "deny") + decision("d1", "t1", "deny").replace("}}", "} }"));
        try (Binder binder = binder()) {
            add(binder, first);
            SourceInfo b = add(binder, second).sources().get(0);
            assertEquals(2, b.conflicts());
            assertEquals(0L, b.events().getOrDefault(EventKind.POLICY, 0L));
            assertEquals(1, count(binder, "kind:policy"), "one event in three versions");
            assertEquals(1, count(binder, "policy:deny AND id:S2:1"), "found by what only the later version says");
            assertEquals(2, count(binder, "conflict:true"));
            List<String> links = new ArrayList<>();
            binder.trail().conflicts(c -> links.add(c.variant() + " = " + c.first()));
            assertEquals("[S2:1 = S1:1, S2:2 = S1:1]", links.toString());
        }
    }

    @Test
    void aBadRecordThatStandsTwiceIsQuarantinedTwiceAndHidesNothing() throws Exception {
        Path bad = file("bad.jsonl", "{\"decision_id\":\n" + decision("d1", "t1", "allow") + "{\"decision_id\":\n");
        try (Binder binder = binder()) {
            ImportReport report = add(binder, bad);
            assertEquals(2, report.sources().get(0).totals().quarantined());
            assertTrue(report.reconciled());
            List<Long> offsets = new ArrayList<>();
            binder.trail().quarantine(q -> offsets.add(q.record().offset()));
            assertEquals(List.of(0L, bad.toFile().length() - 16), offsets);
        }
    }

    @Test
    void anUnknownFileIsKeptAndSaysWhatItIs() throws Exception {
        Path notes = file("notes.txt", "minutes of the meeting\nnothing else\n");
        try (Binder binder = binder()) {
            ImportReport report = add(binder, notes);
            assertEquals("unknown", report.sources().get(0).format());
            assertTrue(report.reconciled());
            List<String> reasons = new ArrayList<>();
            binder.trail().quarantine(q -> reasons.add(q.reason()));
            assertTrue(reasons.get(0).contains("minutes of the meeting"), reasons.toString());
            binder.restore(1, folder.resolve("back"), Progress.NONE);
            assertArrayEquals(Files.readAllBytes(notes), Files.readAllBytes(folder.resolve("back")));
        }
    }

    @Test
    void packedFilesAreReadAndGivenBackAsTheyCame() throws Exception {
        byte[] lines = (decision("d1", "t1", "allow") + decision("d2", "t2", "deny")).getBytes(StandardCharsets.UTF_8);
        Path gz = folder.resolve("x.gz");
        try (OutputStream out = Files.newOutputStream(gz)) {
            out.write(gzip(Arrays.copyOf(lines, 40))); // two members, cut in the middle of a line
            out.write(gzip(Arrays.copyOfRange(lines, 40, lines.length)));
        }
        Path zip = folder.resolve("x.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("../../outside.jsonl"));
            out.write(decision("d3", "t3", "allow").getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("inner.gz"));
            out.write(gzip(decision("d4", "t4", "redact").getBytes(StandardCharsets.UTF_8)));
        }
        try (Binder binder = binder()) {
            ImportReport report = add(binder, gz, zip);
            assertTrue(report.reconciled());
            assertEquals(List.of("opa", "archive", "opa", "opa"),
                    report.sources().stream().map(SourceInfo::format).toList());
            assertEquals(zip + "!/../../outside.jsonl", report.sources().get(2).path());
            assertEquals(4, count(binder, "kind:policy"));
            for (int source : new int[] {1, 2}) {
                binder.restore(source, folder.resolve("back"), Progress.NONE);
                assertArrayEquals(Files.readAllBytes(source == 1 ? gz : zip),
                        Files.readAllBytes(folder.resolve("back")));
            }
            assertArrayEquals(decision("d1", "t1", "allow").strip().getBytes(StandardCharsets.UTF_8),
                    binder.raw("S1:1"));
            assertTrue(binder.doctor(Progress.NONE).ok(), binder.doctor(Progress.NONE).toString());
        }
        assertFalse(Files.exists(folder.getParent().resolve("outside.jsonl")));
    }

    @Test
    void whatIsReadIsFoundWhileTheImportStillRuns() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            lines.append(decision("d" + i, "t" + i, "allow"));
        }
        Path large = file("large.jsonl", lines.toString());
        try (Binder binder = binder()) {
            List<String> seen = new ArrayList<>();
            Progress looking = new Progress() {
                @Override
                public void task(String name, long total) {
                    // of no interest here
                }

                @Override
                public void advance(long units) {
                    try { // slows the import down until something is found
                        for (int i = 0; seen.isEmpty() && i < 20; i++) {
                            var hit = binder.trail().search(SearchRequest.newest("policy:allow", 1, List.of()), NONE);
                            if (hit.total() > 0) {
                                assertFalse(hit.complete(), "more is to come");
                                seen.add(hit.hits().get(0).id().toString());
                                assertEquals(0, binder.sources().sources().size(), "not yet a source of the binder");
                            }
                            Thread.sleep(100);
                        }
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }

                @Override
                public void check() {
                    // never cancelled
                }
            };
            binder.importPaths(List.of(large, file("more.jsonl", lines.toString().replace("\"d", "\"e"))),
                    ImportOptions.DEFAULT, looking);
            assertFalse(seen.isEmpty());
            assertTrue(binder.trail().search(SearchRequest.newest("*", 1, List.of()), Progress.NONE).complete());
        }
    }

    @Test
    void aMappingReadsWhatNoFormatKnowsAndStaysInTheBinder() throws Exception {
        Path csv = file("helpdesk.csv", "Zeit;Benutzer;Frage;Ticket\n01.03.2026 09:30:00;u1;Wie hoch ist der "
                + "Zins?;T-7\ngestern;u2;Und jetzt?;T-8\n");
        Path mapping = file("helpdesk.json", """
                {"mapping": 1, "id": "helpdesk", "framing": {"type": "csv", "separator": ";"}, "kind": "inference",
                 "fields": {"time": {"column": "Zeit", "format": "dd.MM.yyyy HH:mm:ss", "zone": "Europe/Berlin"},
                  "actor": {"column": "Benutzer"}, "input": {"column": "Frage"}}}""");
        ImportOptions mapped = new ImportOptions(Optional.of("mapping:" + mapping), 0);
        try (Binder binder = binder()) {
            SourceInfo source = binder.importPaths(List.of(csv), mapped, Progress.NONE).sources().get(0);
            assertEquals("mapping:helpdesk", source.format());
            assertTrue(source.totals().reconciled());
            assertEquals(1, count(binder, "kind:inference AND actor:u1 AND extra.Ticket:T-7 AND Zins"));
            assertEquals(1, count(binder, "time:[2026-03-01T08:30:00Z TO 2026-03-01T08:30:00Z]"));
            assertEquals(1, binder.ledger().stream().filter(e -> e.act().equals("mapping")).count());
        }
        Files.delete(mapping);
        try (Binder binder = Binder.open(folder.resolve("a.binder"))) {
            assertEquals("u1", binder.trail().events(RecordId.parse("S1:1")).get(0).actor());
            Path other = file("other.json", "{\"mapping\": 1,\n\"id\": \"x\", \"fields\": {}}");
            TracebinderException e = assertThrows(TracebinderException.class, () -> binder.importPaths(List.of(csv),
                    new ImportOptions(Optional.of("mapping:" + other), 0), Progress.NONE));
            assertTrue(e.getMessage().contains("line"), e.getMessage());
        }
    }

    @Test
    void aClockThatJumpsAndTextsThatAreCutAreTold() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            String time = i == 150 ? "2026-02-01T00:00:00Z" : "2026-03-01T10:%02d:%02dZ".formatted(i / 60, i % 60);
            lines.append("{\"id\":\"c").append(i).append("\",\"call_type\":\"completion\",\"response_cost\":0.1,")
                    .append("\"model_map_information\":{},\"startTime\":\"").append(time).append("\",\"model\":\"m\",")
                    .append("\"messages\":[{\"role\":\"user\",\"content\":\"").append("x".repeat(i % 10 == 0 ? 1024
                    : 700 + i))
                    .append("\"}]}\n");
        }
        try (Binder binder = binder()) {
            List<String> codes = add(binder, file("calls.jsonl", lines.toString())).warnings().stream()
                    .map(ImportReport.Warning::code).filter(c -> c.equals("log.clock") || c.equals("log.cut")).toList();
            assertEquals(List.of("log.clock", "log.cut"), codes);
        }
    }

    @Test
    void aLargeOtlpDocumentIsReadResourceByResource() throws Exception {
        StringBuilder document = new StringBuilder("{\n \"resourceSpans\": [");
        for (int i = 0; i < 300; i++) {
            document.append(i == 0 ? "\n" : ",\n").append("""
                      {"resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "desk"}}]},
                       "scopeSpans": [{"spans": [{"traceId": "%032x", "spanId": "%016x", "name": "chat m",
                        "startTimeUnixNano": "1772323200660532000", "attributes": [
                         {"key": "gen_ai.operation.name", "value": {"stringValue": \
                         "chat"}}]}]}]}""".formatted(i + 1, i + 1));
        }
        Path file = file("whole.json", document.append("\n ]\n}\n").toString());
        assertTrue(Files.size(file) > 64 << 10);
        try (Binder binder = binder()) {
            SourceInfo source = add(binder, file).sources().get(0);
            assertTrue(source.totals().reconciled());
            assertEquals(300, source.totals().accepted());
            assertEquals(300, count(binder, "kind:inference AND app:desk"));
            assertEquals("%032x".formatted(7), binder.trail().events(RecordId.parse("S1:7")).get(0).trace());
        }
    }

    @Test
    void aFileThatOnlyIsReferredToIsMissedWhenItIsGone() throws Exception {
        Path file = file("far.jsonl", decision("d1", "t1", "allow"));
        try (Binder binder = binder()) {
            binder.importPaths(List.of(file), ImportOptions.DEFAULT.byReference(), Progress.NONE);
            assertTrue(binder.doctor(Progress.NONE).ok());
            try (var kept = Files.list(folder.resolve("a.binder/vault"))) {
                assertTrue(kept.noneMatch(f -> f.toString().endsWith(".zst")));
            }
        }
        byte[] before = Files.readAllBytes(file);
        var time = Files.getLastModifiedTime(file);
        Files.delete(file);
        try (Binder binder = Binder.open(folder.resolve("a.binder"))) {
            assertEquals(1, count(binder, "policy:allow"), "the index still answers");
            IOException gone = assertThrows(IOException.class, () -> binder.raw("S1:1"));
            assertTrue(gone.getMessage().contains("is gone"), gone.getMessage());
            assertFalse(binder.doctor(Progress.NONE).ok());
            before[20] ^= 1;
            Files.write(file, before);
            assertThrows(IOException.class, () -> binder.raw("S1:1"));
            Files.setLastModifiedTime(file, time);
            assertFalse(binder.doctor(Progress.NONE).ok(), "the digest shows what size and time hide");
        }
    }

    @Test
    void utf16IsReadAndItsBytesAreKept() throws Exception {
        String lines = "\uFEFF" + decision("d1", "t1", "allow") + decision("d2", "t2", "deny").replace("loans",
                "Größe");
        Path file = Files.write(folder.resolve("wide.jsonl"), lines.getBytes(StandardCharsets.UTF_16LE));
        try (Binder binder = binder()) {
            ImportReport report = add(binder, file);
            assertTrue(report.reconciled());
            assertEquals(2, count(binder, "kind:policy"));
            assertEquals(1, count(binder, "app:Größe"));
            assertEquals("Größe", binder.trail().events(RecordId.parse("S1:2")).get(0).app());
            assertTrue(new String(binder.raw("S1:2"), StandardCharsets.UTF_16LE).contains("Größe"));
            binder.rebuild(Progress.NONE);
            assertTrue(binder.doctor(Progress.NONE).ok());
        }
    }

    @Test
    void aDamagedPackingCostsOnlyWhatIsBehindTheDamage() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            lines.append(decision("d" + i * 7919L, "t" + i * 104_729L, "allow"));
        }
        byte[] packed = gzip(lines.toString().getBytes(StandardCharsets.UTF_8));
        Path gz = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(packed, packed.length / 2));
        try (Binder binder = binder()) {
            SourceInfo source = add(binder, gz).sources().get(0);
            assertTrue(source.totals().accepted() > 500 && source.totals().accepted() < 1_500, source.totals()
                    .toString());
            assertTrue(source.totals().reconciled());
            List<String> reasons = new ArrayList<>();
            binder.trail().quarantine(q -> reasons.add(q.reason()));
            assertTrue(reasons.get(reasons.size() - 1).endsWith("its end may have been cut off"), reasons.toString());
            assertTrue(binder.doctor(Progress.NONE).ok(), binder.doctor(Progress.NONE).toString());
            binder.rebuild(Progress.NONE);
        }
    }

    @Test
    void nothingDependsOnTheNumberOfThreads() throws Exception {
        List<String> answers = new ArrayList<>();
        for (int threads : new int[] {1, 2, 4}) {
            try (Binder binder = Binder.create(folder.resolve("t" + threads), "Test", null)) {
                binder.importPaths(Samples.trail(), new ImportOptions(Optional.empty(), threads), Progress.NONE);
                answers.add(answers(binder));
            }
        }
        assertEquals(answers.get(0), answers.get(1));
        assertEquals(answers.get(0), answers.get(2));
    }

    @Test
    void aRebuiltIndexGivesTheSameAnswers() throws Exception {
        try (Binder binder = binder()) {
            binder.importPaths(Samples.trail(), ImportOptions.DEFAULT, Progress.NONE);
            String before = answers(binder);
            binder.rebuild(Progress.NONE);
            assertEquals(before, answers(binder));
            assertTrue(binder.doctor(Progress.NONE).ok(), binder.doctor(Progress.NONE).toString());
        }
        delete(folder.resolve("a.binder/index"));
        TracebinderException missing = assertThrows(TracebinderException.class,
                () -> Binder.open(folder.resolve("a.binder")));
        assertTrue(missing.getMessage().contains("rebuild"), missing.getMessage());
        try (Binder binder = Binder.openForRepair(folder.resolve("a.binder"))) {
            binder.rebuild(Progress.NONE);
        }
        try (var files = Files.list(folder.resolve("a.binder/index/lucene"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("segments_")).toList()) {
                Files.writeString(file, "broken");
            }
        }
        assertThrows(TracebinderException.class, () -> Binder.open(folder.resolve("a.binder")));
        try (Binder binder = Binder.openForRepair(folder.resolve("a.binder"))) {
            binder.rebuild(Progress.NONE);
        }
        try (Binder binder = Binder.open(folder.resolve("a.binder"))) {
            assertTrue(count(binder, "*:*") > 100);
        }
    }

    /** @return everything that two imports of the same files must agree on */
    private static String answers(Binder binder) throws Exception {
        StringBuilder all = new StringBuilder();
        for (SourceInfo s : binder.sources().sources()) {
            all.append(s.id()).append(s.sha256()).append(s.totals()).append(s.events()).append(s.conflicts())
                    .append(s.repeated()).append(s.merkleRoot()).append('\n');
        }
        for (String query : List.of("*:*", "kind:inference", "conflict:true", "policy:deny", "loan OR credit")) {
            binder.trail().search(new SearchRequest(query, new SearchRequest.Sort(Fields.TIME_START, false), 10_000,
                    null, List.of(), List.of(), 0, null), Progress.NONE).hits().forEach(h -> all.append(h.id())
                    .append(' '));
            all.append('\n');
        }
        binder.check(List.of(), Progress.NONE).forEach(c -> all.append(c).append('\n'));
        return all.toString();
    }

    @Test
    void cancelLeavesTheBinderAsItWas() throws Exception {
        Path first = file("a.jsonl", decision("d1", "t1", "allow"));
        Path second = file("b.jsonl", decision("d2", "t2", "allow"));
        try (Binder binder = binder()) {
            add(binder, first);
            List<LedgerEntry> before = binder.ledger();
            int[] tasks = new int[1];
            Progress cancelled = new Progress() {
                @Override
                public void task(String name, long total) {
                    tasks[0]++;
                }

                @Override
                public void advance(long units) {
                    // of no interest here
                }

                @Override
                public void check() {
                    if (tasks[0] > 1) {
                        throw new CancellationException();
                    }
                }
            };
            assertThrows(CancellationException.class,
                    () -> binder.importPaths(List.of(second, first), ImportOptions.DEFAULT, cancelled));
            assertEquals(before, binder.ledger());
            assertEquals(1, count(binder, "*:*"));
            assertTrue(binder.doctor(Progress.NONE).ok(), binder.doctor(Progress.NONE).toString());
            add(binder, second);
            assertEquals(2, count(binder, "*:*"));
        }
    }

    @Test
    void anImportOfNothingThatIsThereFails() throws Exception {
        Path first = file("a.jsonl", decision("d1", "t1", "allow"));
        try (Binder binder = binder()) {
            assertThrows(TracebinderException.class, () -> add(binder, folder.resolve("missing"),
                    folder.resolve("gone")));
            assertEquals(0, count(binder, "*:*"));
            assertEquals(1, add(binder, first).sources().get(0).number());
        }
    }

    @Test
    void aSecondWindowReadsOnlyAndSaysSo() throws Exception {
        Path first = file("a.jsonl", decision("d1", "t1", "allow"));
        try (Binder binder = binder()) {
            add(binder, first);
            try (Binder other = Binder.open(folder.resolve("a.binder"))) {
                assertTrue(other.readOnly());
                assertEquals(1, count(other, "*:*"));
                TracebinderException e = assertThrows(TracebinderException.class, () -> add(other, first));
                assertTrue(e.getMessage().contains("reading only"), e.getMessage());
            }
        }
    }

    @Test
    void theDoctorFindsAFlippedByteInTheVault() throws Exception {
        Path first = file("a.jsonl", decision("d1", "t1", "allow").repeat(50) + decision("d2", "t2", "allow"));
        try (Binder binder = binder()) {
            add(binder, first);
        }
        Path frames;
        try (var files = Files.list(folder.resolve("a.binder/vault"))) {
            frames = files.filter(f -> f.toString().endsWith(".zst")).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(frames);
        bytes[bytes.length / 3] ^= 4;
        Files.write(frames, bytes);
        try (Binder binder = Binder.open(folder.resolve("a.binder"))) {
            DoctorReport report = binder.doctor(Progress.NONE);
            assertFalse(report.ok());
            assertTrue(report.checks().stream().anyMatch(c -> !c.ok() && c.detail().contains("a.jsonl")),
                    report.toString());
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static void delete(Path path) throws IOException {
        try (var all = Files.walk(path)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        }
    }
}
