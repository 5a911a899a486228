// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.session.Samples.decision;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.SourceInfo;

/** Input that was made to hurt, or was damaged on its way: a reason, the rest of the file, and totals that add up. */
class HostileTest {

    @TempDir
    private Path folder;

    private static Map<String, byte[]> hostileLines() {
        String open = "{\"decision_id\":\"bad\",\"result\":";
        Map<String, byte[]> lines = new LinkedHashMap<>();
        lines.put("nested arrays", (open + "[".repeat(200_000) + "]".repeat(200_000) + "}")
                .getBytes(StandardCharsets.UTF_8));
        lines.put("nested objects",
                (open + "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_001)).getBytes(StandardCharsets.UTF_8));
        lines.put("never closed", (open + "{".repeat(5_000)).getBytes(StandardCharsets.UTF_8));
        lines.put("a number of 100 000 digits", (open + "9".repeat(100_000) + "}").getBytes(StandardCharsets.UTF_8));
        lines.put("an exponent beyond all reason", (open + "1e999999999}").getBytes(StandardCharsets.UTF_8));
        lines.put("3 MB of base64", (open + "\"" + "QUJD".repeat(750_000) + "\"}").getBytes(StandardCharsets.UTF_8));
        lines.put("100 000 keys", many(open + "{", "}}").getBytes(StandardCharsets.UTF_8));
        lines.put("the same key twice", (open + "{\"action\":\"allow\",\"action\":\"deny\"}}")
                .getBytes(StandardCharsets.UTF_8));
        lines.put("lone surrogates", (open + "\"\\ud800 \\udfff\"}").getBytes(StandardCharsets.UTF_8));
        lines.put("NUL bytes", (open + "\"a\u0000b\"}").getBytes(StandardCharsets.UTF_8));
        byte[] invalid = (open + "\"xxxx\"}").getBytes(StandardCharsets.UTF_8);
        Arrays.fill(invalid, invalid.length - 6, invalid.length - 2, (byte) 0xC3);
        lines.put("invalid UTF-8", invalid);
        lines.put("an index of two billion",
                ("{\"decision_id\":\"x\",\"result\":true,\"input\":{\"gen_ai.prompt.2000000000.content\":"
                + "\"x\"}}").getBytes(StandardCharsets.UTF_8));
        return lines;
    }

    private static String many(String begin, String end) {
        StringBuilder b = new StringBuilder(begin);
        for (int i = 0; i < 100_000; i++) {
            b.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":").append(i);
        }
        return b.append(end).toString();
    }

    @Test
    void aHostileLineCostsAtMostItself() throws Exception {
        List<Path> files = new ArrayList<>();
        int n = 0;
        for (Map.Entry<String, byte[]> hostile : hostileLines().entrySet()) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.writeBytes(decision("before" + n, "t", "allow").getBytes(StandardCharsets.UTF_8));
            file.writeBytes(hostile.getValue());
            file.write('\n');
            file.writeBytes(decision("after" + n, "t", "deny").getBytes(StandardCharsets.UTF_8));
            files.add(Files.write(folder.resolve("hostile-" + n++ + ".jsonl"), file.toByteArray()));
        }
        try (Binder binder = Binder.create(folder.resolve("a.binder"), "Hostile", null)) {
            ImportReport report = binder.importPaths(files, ImportOptions.DEFAULT, Progress.NONE);
            assertTrue(report.reconciled());
            List<String> names = List.copyOf(hostileLines().keySet());
            for (SourceInfo source : report.sources()) {
                String name = names.get(source.number() - 1);
                assertEquals("opa", source.format(), name);
                assertEquals(3, source.totals().read(), name);
                assertTrue(source.totals().accepted() >= 2, name + " " + source.totals());
            }
            List<String> doubled = report.warnings().stream().filter(w -> w.code().equals("import.duplicate-keys"))
                    .map(w -> w.source() + " " + w.text()).toList();
            String twice = "S" + (names.indexOf("the same key twice") + 1);
            assertEquals(1, doubled.size(), doubled.toString());
            assertTrue(doubled.get(0).startsWith(twice + " ") && doubled.get(0).contains(
                    "in 1 record one object has the same key twice; the first is 'action' in record " + twice + ":2."),
                    doubled.get(0));
            assertTrue(Translation.to(Locale.GERMAN).say(doubled.get(0).substring(3).strip()).contains(
                    "In 1 Datensatz hat ein Objekt denselben Schl\u00fcssel zweimal"), "German");
            assertEquals(files.size(), binder.trail().count("policy:deny AND trace:t", Progress.NONE)
                    - binder.trail().count("policy:deny AND ids:bad", Progress.NONE));
            List<String> reasons = new ArrayList<>();
            binder.trail().quarantine(q -> reasons.add(q.reason()));
            assertTrue(reasons.stream().noneMatch(r -> r.contains("the reader '")), reasons.toString());
            assertTrue(binder.doctor(Progress.NONE).ok());
        }
    }

    @Test
    void aFileThatGrowsBeyondReasonWhenUnpackedIsCut() throws Exception {
        Path bomb = folder.resolve("bomb.gz");
        byte[] zeros = new byte[1 << 20];
        Arrays.fill(zeros, (byte) ' ');
        zeros[zeros.length - 1] = '\n';
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            out.write(decision("d1", "t", "allow").getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 400; i++) {
                out.write(zeros);
            }
        }
        try (Binder binder = Binder.create(folder.resolve("a.binder"), "Hostile", null)) {
            SourceInfo source = binder.importPaths(List.of(bomb), ImportOptions.DEFAULT, Progress.NONE).sources()
                    .get(0);
            assertEquals(1, source.totals().accepted());
            assertTrue(source.totals().contentBytes() < 300L << 20, source.totals().toString());
            List<String> reasons = new ArrayList<>();
            binder.trail().quarantine(q -> reasons.add(q.reason()));
            assertTrue(reasons.get(0).contains("times larger than the file"), reasons.toString());
        }
    }

    @Test
    void whateverHappensToAFileItsTotalsAddUp() throws Exception {
        Random random = new Random(3);
        Path damaged = Files.createDirectory(folder.resolve("damaged"));
        for (Path sample : Samples.trail()) {
            damage(sample, 12, damaged, random);
        }
        try (var files = Files.walk(Samples.root().resolve(
                "bundles/org.tracebinder.formats/src_test/org/tracebinder/formats/samples"))) {
            List<Path> samples = files.filter(f -> Files.isRegularFile(f) && !f.toString().endsWith(".events.txt"))
                    .sorted().toList();
            assertTrue(samples.size() > 100, "samples of every format: " + samples.size());
            for (Path sample : samples) {
                damage(sample, 2, Files.createDirectories(damaged.resolve(sample.getParent().getFileName())), random);
            }
        }
        try (Binder binder = Binder.create(folder.resolve("a.binder"), "Hostile", null)) {
            ImportReport report = binder.importPaths(List.of(damaged), ImportOptions.DEFAULT, Progress.NONE);
            assertTrue(report.reconciled());
            long bytes = 0;
            for (SourceInfo s : report.sources()) {
                bytes += s.path().contains("!/") ? 0 : s.bytes();
            }
            try (var files = Files.walk(damaged)) {
                assertEquals(files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum(), bytes);
            }
            List<String> reasons = new ArrayList<>();
            binder.trail().quarantine(q -> reasons.add(q.reason()));
            assertTrue(reasons.stream().noneMatch(r -> r.contains("the reader '")), reasons.toString());
            assertTrue(binder.doctor(Progress.NONE).ok());
        }
    }

    private static void damage(Path sample, int times, Path into, Random random) throws IOException {
        byte[] good = Files.readAllBytes(sample);
        for (int i = 0; i < times; i++) {
            Files.write(into.resolve(i + "-" + sample.getFileName()), mutated(good, random));
        }
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] bad = good.clone();
        int kind = random.nextInt(4);
        if (kind == 0) {
            return Arrays.copyOf(bad, random.nextInt(bad.length));
        }
        if (kind == 1) {
            int from = random.nextInt(bad.length);
            int length = random.nextInt(Math.min(2_000, bad.length - from));
            System.arraycopy(good, random.nextInt(good.length - length), bad, from, length);
            return bad;
        }
        for (int i = 0; i < 1 << random.nextInt(8); i++) {
            int at = random.nextInt(bad.length);
            bad[at] = (byte) (kind == 2 ? random.nextInt(256) : "{}[]\",:\n".charAt(random.nextInt(8)));
        }
        return bad;
    }
}
