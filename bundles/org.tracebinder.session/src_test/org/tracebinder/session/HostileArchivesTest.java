// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.session.Samples.decision;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.SourceInfo;

/** Archives that were made to hurt, links in them and beside them, and an index of two billion in a name. */
class HostileArchivesTest {

    @TempDir
    private Path folder;

    private static byte[] line(int n) {
        return decision("d" + n, "t" + n, "allow").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.putNextEntry(new ZipEntry("beside.jsonl"));
            zip.write(line(name.hashCode()));
        }
        return out.toByteArray();
    }

    private Binder binder() throws Exception {
        return Binder.create(folder.resolve("a.binder"), "Hostile", null);
    }

    private static List<String> reasons(Binder binder) throws Exception {
        List<String> reasons = new ArrayList<>();
        binder.trail().quarantine(q -> reasons.add(q.reason()));
        return reasons;
    }

    @Test
    void archivesAreOpenedToADepth() throws Exception {
        byte[] bytes = line(1);
        for (int depth = 1; depth <= 8; depth++) {
            bytes = zip(depth == 1 ? "in.jsonl" : "in" + depth + ".zip", bytes);
        }
        Path file = Files.write(folder.resolve("deep.zip"), bytes);
        try (Binder binder = binder()) {
            ImportReport report = binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
            assertTrue(report.reconciled());
            assertFalse(report.complete());
            assertEquals(5, report.sources().stream().filter(s -> s.format().equals("archive")).count());
            assertEquals(4, binder.trail().count("kind:policy", Progress.NONE), "what stands beside is read");
            SourceInfo closed = report.sources().stream().filter(s -> s.path().endsWith("in5.zip!/(rest)")).findFirst()
                    .orElseThrow();
            assertEquals(0, closed.totals().accepted());
            assertTrue(closed.totals().quarantined() > 0, closed.toString());
            assertTrue(binder.doctor(Progress.NONE).ok());
        }
    }

    @Test
    void aMemberThatGrowsBeyondReasonIsCut() throws Exception {
        Path bomb = folder.resolve("bomb.zip");
        byte[] spaces = new byte[1 << 20];
        Arrays.fill(spaces, (byte) ' ');
        spaces[spaces.length - 1] = '\n';
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb))) {
            out.putNextEntry(new ZipEntry("bomb.jsonl"));
            out.write(line(1));
            for (int i = 0; i < 300; i++) {
                out.write(spaces);
            }
            out.putNextEntry(new ZipEntry("good.jsonl"));
            out.write(line(2));
        }
        try (Binder binder = binder()) {
            ImportReport report = binder.importPaths(List.of(bomb), ImportOptions.DEFAULT, Progress.NONE);
            assertTrue(report.reconciled());
            assertEquals(2, binder.trail().count("kind:policy", Progress.NONE), "the next member is read");
            assertTrue(report.sources().get(1).totals().contentBytes() < 280L << 20, report.sources().toString());
            assertTrue(reasons(binder).get(0).contains("times larger than the file"), reasons(binder).toString());
        }
    }

    @Test
    void membersThatGrowBeyondReasonTogetherAreCut() throws Exception {
        byte[] spaces = new byte[1 << 20];
        Arrays.fill(spaces, (byte) ' ');
        spaces[spaces.length - 1] = '\n';
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(inner)) {
            for (int n = 1; n <= 6; n++) { // none of them is too large by itself
                out.putNextEntry(new ZipEntry(n + ".jsonl"));
                out.write(line(n));
                for (int i = 0; i < 200; i++) {
                    out.write(spaces);
                }
            }
        }
        Path bomb = Files.write(folder.resolve("bomb.zip"), zip("inner.zip", inner.toByteArray()));
        Path good = Files.write(folder.resolve("good.jsonl"), line(9));
        try (Binder binder = binder()) {
            ImportReport report = binder.importPaths(List.of(bomb, good), ImportOptions.DEFAULT, Progress.NONE);
            assertTrue(report.reconciled());
            assertFalse(report.complete());
            long unpacked = report.sources().stream().filter(s -> s.path().contains("jsonl"))
                    .mapToLong(s -> s.totals().contentBytes()).sum();
            assertTrue(unpacked < 520L << 20, unpacked + " bytes");
            assertEquals(4, binder.trail().count("kind:policy", Progress.NONE), "three members and the next file");
            assertTrue(reasons(binder).stream().anyMatch(r -> r.contains("together more than 400 times larger")),
                    reasons(binder).toString());
            for (String reason : reasons(binder)) {
                assertNotEquals(reason, Translation.to(Locale.GERMAN).say(reason));
            }
        }
    }

    @Test
    void linksAreNamedAndNotFollowed() throws Exception {
        Path secret = Files.write(Files.createDirectory(folder.resolve("away")).resolve("secret.jsonl"), line(9));
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        for (char type : new char[] {'2', '1'}) { // symbolic link, hard link
            byte[] header = new byte[512];
            put(header, 0, "link" + type + ".jsonl");
            put(header, 100, "0000777\0" + "0000000\0" + "0000000\0");
            put(header, 124, "00000000000\0" + "00000000000\0        " + type);
            put(header, 157, secret.toString());
            put(header, 257, "ustar\00000");
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xFF;
            }
            put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
            tar.writeBytes(header);
        }
        tar.writeBytes(new byte[1024]);
        Path trail = Files.createDirectory(folder.resolve("trail"));
        Files.write(trail.resolve("links.tar"), tar.toByteArray());
        Files.write(trail.resolve("good.jsonl"), line(1));
        try {
            Files.createSymbolicLink(trail.resolve("link.jsonl"), secret);
        } catch (FileSystemException | UnsupportedOperationException e) {
            Assumptions.abort("no symbolic links here: " + e);
        }
        try (Binder binder = binder()) {
            ImportReport report = binder.importPaths(List.of(trail), ImportOptions.DEFAULT, Progress.NONE);
            assertEquals(1, binder.trail().count("kind:policy", Progress.NONE));
            List<String> skipped = report.warnings().stream().filter(w -> w.code().equals("import.skipped"))
                    .map(ImportReport.Warning::text).toList();
            assertEquals(3, skipped.size(), skipped.toString());
            assertEquals(2, skipped.stream().filter(s -> s.endsWith("are not followed")).count(), skipped.toString());
            assertEquals(1, skipped.stream().filter(s -> s.contains("not a file")).count(), skipped.toString());
        }
    }

    private static void put(byte[] into, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, into, at, Math.min(bytes.length, 100));
    }

    @Test
    void anIndexOfTwoBillionInANameMakesNoList() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (String key : new String[] {"gen_ai.prompt.2000000000.content", "gen_ai.prompt.99999999999999999999.role",
            "llm.input_messages.2147483647.message.content", "gen_ai.completion.-1.content"}) {
            lines.append("""
                    {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":\
                    "%016x","name":"chat","startTimeUnixNano":"1764000000000000000","attributes":[{"key":\
                    "gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"%s","value":{"stringValue":\
                    "x"}}]}]}]}]}
                    """.formatted(key.length() * 31L, key));
        }
        Path file = folder.resolve("index.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
        try (Binder binder = binder()) {
            ImportReport report = binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
            assertEquals("otlp", report.sources().get(0).format());
            assertEquals(4, report.sources().get(0).totals().accepted());
            assertEquals(4, binder.trail().count("kind:inference", Progress.NONE));
        }
    }
}
