// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tracebinder.session.Samples.decision;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.query.SourceInfo;

/** What lies in archives is read, and what could not be read of them stands in the quarantine. */
class ArchivesTest {

    @TempDir
    private Path folder;
    private int binders;

    private static byte[] line(int n) {
        return decision("d" + n, "t" + n, "allow").getBytes(StandardCharsets.UTF_8);
    }

    /** @return a tar file with the numbered members, one decision in each, without the zero blocks at its end */
    private static byte[] members(boolean magic, int... numbers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int n : numbers) {
            byte[] content = line(n);
            byte[] header = new byte[512];
            put(header, 0, "logs/" + n + ".jsonl");
            put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
            put(header, 124, String.format(Locale.ROOT, "%011o\0", content.length) + "00000000000\0        0");
            if (magic) {
                put(header, 257, "ustar\00000");
            }
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xFF;
            }
            put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
            out.writeBytes(header);
            out.writeBytes(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
        }
        return out.toByteArray();
    }

    private static byte[] tar(int... numbers) {
        return joined(members(true, numbers), new byte[1024]);
    }

    private static void put(byte[] into, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, into, at, bytes.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
            gz.write(bytes);
        }
        return out.toByteArray();
    }

    /** @return one frame with one raw block (RFC 8878, 3.1.1) */
    private static byte[] zstd(byte[] bytes) {
        int block = bytes.length << 3 | 1;
        return ByteBuffer.allocate(bytes.length + 12).order(ByteOrder.LITTLE_ENDIAN).putInt(0xFD2FB528)
                .put((byte) 0xA0).putInt(bytes.length).putShort((short) block).put((byte) (block >>> 16)).put(bytes)
                .array();
    }

    private static byte[] zip(String name, byte[]... contents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            int n = 0;
            for (byte[] content : contents) {
                ZipEntry entry = new ZipEntry(n++ + name);
                CRC32 crc = new CRC32();
                crc.update(content);
                entry.setCrc(crc.getValue());
                entry.setSize(content.length);
                entry.setCompressedSize(content.length);
                entry.setMethod(ZipEntry.STORED);
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
        return out.toByteArray();
    }

    /** What an import made of one file. */
    private record Read(long policies, List<String> paths, List<String> reasons, List<String> warnings) {
    }

    private Read read(String name, byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve(name), bytes);
        try (Binder binder = Binder.create(folder.resolve(binders++ + ".binder"), "Archives", null)) {
            ImportReport report = binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
            assertTrue(report.reconciled(), name);
            List<String> reasons = new ArrayList<>();
            binder.trail().quarantine(q -> reasons.add(q.reason()));
            assertTrue(binder.doctor(Progress.NONE).ok(), binder.doctor(Progress.NONE).toString());
            long policies = binder.trail().count("kind:policy", Progress.NONE);
            if (!reasons.isEmpty()) {
                binder.rebuild(Progress.NONE); // there is nothing to read of them again, and nothing is missing
                assertEquals(policies, binder.trail().count("kind:policy", Progress.NONE));
            }
            for (String reason : reasons) {
                assertNotEquals(reason, Translation.to(Locale.GERMAN).say(reason));
            }
            binder.restore(1, folder.resolve("back"), Progress.NONE);
            assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("back")));
            return new Read(policies, report.sources().stream().map(SourceInfo::path)
                    .map(p -> p.substring(folder.toString().length() + 1)).toList(), reasons,
                    report.warnings().stream().map(Object::toString).toList());
        }
    }

    @Test
    void archivesWithinPackedFilesAreOpened() throws Exception {
        Read gz = read("g.tar.gz", gzip(tar(1, 2)));
        assertEquals(List.of("g.tar.gz", "g.tar.gz!/g.tar", "g.tar.gz!/g.tar!/logs/1.jsonl",
                "g.tar.gz!/g.tar!/logs/2.jsonl"), gz.paths());
        assertEquals(2, gz.policies());
        assertEquals(List.of(), gz.reasons());
        assertEquals(List.of("x.tzst", "x.tzst!/x.tar", "x.tzst!/x.tar!/logs/3.jsonl"),
                read("x.tzst", zstd(tar(3))).paths());
        assertEquals(1, read("twice.jsonl.gz.gz", gzip(gzip(line(4)))).policies());
        assertEquals(2, read("z.zip", zip(".tgz", gzip(tar(5, 6)))).policies());
        byte[] cut = gzip(tar(1, 2));
        Read damaged = read("cut.tgz", Arrays.copyOf(cut, cut.length - 20));
        assertTrue(damaged.reasons().stream().anyMatch(r -> r.contains("the packing is damaged")), damaged.toString());
        assertTrue(damaged.policies() > 0, damaged.toString());
    }

    @Test
    void aPreviewLooksIntoPackedArchives() throws Exception {
        Path file = Files.write(folder.resolve("g.tgz"), gzip(tar(1)));
        assertEquals(List.of("archive", "archive", "opa"), Preview.of(file, new Preview.Options(1),
                Progress.NONE).stream().map(FilePreview::format).toList());
    }

    @Test
    void aMemberThatCannotBeReadStandsInTheQuarantine() throws Exception {
        byte[] zip = zip(".jsonl", line(1), line(2));
        byte[] encrypted = zip.clone();
        for (int i = 0; i < zip.length - 4; i++) { // flag 1 of both members, in local header and directory
            boolean local = zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 3 && zip[i + 3] == 4;
            boolean central = zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2;
            if (local || central) {
                encrypted[i + (local ? 6 : 8)] |= 1;
            }
        }
        Read read = read("secret.zip", encrypted);
        assertEquals(0, read.policies());
        assertEquals(List.of("encrypted; unpack it with its password first",
                "encrypted; unpack it with its password first"), read.reasons());
        assertEquals(List.of("secret.zip", "secret.zip!/0.jsonl", "secret.zip!/1.jsonl"), read.paths());
    }

    @Test
    void theEndOfATarFileIsLookedFor() throws Exception {
        Read two = read("two.tar", joined(tar(1), tar(2, 3)));
        assertEquals(3, two.policies());
        assertEquals(List.of(), two.reasons());
        Read border = read("border.tar", members(true, 1));
        assertEquals(1, border.policies());
        assertTrue(border.reasons().get(0).contains("may have been cut off"), border.toString());
        byte[] broken = tar(1, 2);
        broken[1536 - 512 + (line(1).length > 512 ? 512 : 0) + 148] = 'x'; // the checksum of the second header
        Read damaged = read("broken.tar", broken);
        assertTrue(damaged.warnings().get(0).contains("could not be read to its end: ") && !damaged.warnings().get(0)
                .contains(".."), damaged.toString());
        Read behind = read("behind.tar", joined(tar(1), line(2)));
        assertTrue(behind.reasons().get(0).contains("stands something else"), behind.toString());
    }

    @Test
    void zipFilesOneBehindTheOtherAreAllRead() throws Exception {
        byte[] first = zip(".jsonl", line(1), line(2));
        byte[] second = zip(".jsonl", line(3));
        Read both = read("both.zip", joined(first, second));
        assertEquals(3, both.policies());
        assertEquals(List.of("both.zip", "both.zip!/0.jsonl", "both.zip!/1.jsonl", "both.zip!/0.jsonl (2)"),
                both.paths());
        assertEquals(List.of(), both.reasons());
        assertEquals(4, read("three.zip", joined(first, second, zip(".jsonl", line(4)))).policies());
        Read behind = read("behind.zip", joined(first, line(3)));
        assertEquals(2, behind.policies());
        assertEquals(List.of("bytes " + first.length + " to " + (first.length + line(3).length)
                + " of the archive belong to no member that its directory names"), behind.reasons());
        Read between = read("between.zip", joined(first, line(9), second));
        assertEquals(3, between.policies());
        assertEquals(1, between.reasons().size(), between.toString());
        assertEquals(List.of(), read("aligned.zip", joined(first, new byte[64])).reasons());
    }

    @Test
    void aZipFileBehindTheProgramThatUnpacksItIsRead() throws Exception {
        byte[] zip = zip(".jsonl", line(1), line(2));
        byte[] script = "#!/bin/sh\nexec unzip \"$0\"\n".getBytes(StandardCharsets.US_ASCII);
        for (byte[] program : List.of(script, joined("MZ".getBytes(StandardCharsets.US_ASCII), new byte[700]))) {
            Read read = read("setup" + program.length + ".exe", joined(program, zip));
            assertEquals(2, read.policies());
            assertEquals(3, read.paths().size(), read.paths().toString());
            assertEquals(List.of(), read.reasons());
            assertEquals(1, read.warnings().size(), read.warnings().toString());
            assertTrue(read.warnings().get(0).contains("import.skipped") && read.warnings().get(0).contains(
                    "!/(bytes 0 to " + program.length + "): the program that unpacks the archive; it is kept and never"
                    + " run"), read.warnings().get(0));
            assertEquals(4, read("two" + program.length + ".exe", joined(program, zip, zip(".jsonl", line(3), line(4))))
                    .policies());
        }
        assertEquals(2, read("adjusted.exe", adjusted(script, zip)).policies());
        assertEquals(List.of("alone.sh"), read("alone.sh", script).paths());
    }

    /** @return a zip file behind a program, its directory telling the places in the whole file */
    private static byte[] adjusted(byte[] program, byte[] zip) {
        ByteBuffer all = ByteBuffer.wrap(joined(program, zip)).order(ByteOrder.LITTLE_ENDIAN);
        int end = all.capacity() - 22;
        all.putInt(end + 16, all.getInt(end + 16) + program.length);
        for (int at = program.length; at < end; at++) {
            if (all.getInt(at) == 0x02014B50) {
                all.putInt(at + 42, all.getInt(at + 42) + program.length);
            }
        }
        return all.array();
    }

    @Test
    void aMemberThatTheDirectoryDoesNotNameIsTold() throws Exception {
        byte[] zip = zip(".jsonl", line(1), line(2));
        int directory = 0;
        while (zip[directory] != 'P' || zip[directory + 1] != 'K' || zip[directory + 2] != 1) {
            directory++;
        }
        int entry = 46 + "0.jsonl".length();
        byte[] without = joined(Arrays.copyOf(zip, directory), Arrays.copyOfRange(zip, directory + entry, zip.length));
        int end = without.length - 22;
        without[end + 8] = 1;
        without[end + 10] = 1;
        without[end + 12] = (byte) entry;
        Read read = read("without.zip", without);
        assertEquals(2, read.policies() + read.reasons().size(), read.toString());
        assertEquals(1, read.reasons().size(), read.toString());
    }

    @Test
    void aZipFileWithoutItsDirectoryIsReadAsFarAsItGoes() throws Exception {
        byte[] zip = zip(".jsonl", line(1), line(2), line(3));
        Read cut = read("cut.zip", Arrays.copyOf(zip, 3 * (30 + 7 + line(1).length)));
        assertEquals(3, cut.policies());
        assertEquals(List.of("the archive could not be read to its end: the directory at the end of the zip file is"
                + " missing or damaged: it may have been cut off"), cut.reasons());
        Read half = read("half.zip", Arrays.copyOf(zip, 2 * (30 + 7 + line(1).length) + 60));
        assertEquals(2, half.policies());
        assertTrue(half.reasons().size() >= 2, half.toString());
    }

    @Test
    void aMemberWithChangedBytesIsTold() throws Exception {
        byte[] zip = zip(".jsonl", line(1), line(2));
        int allow = new String(zip, StandardCharsets.ISO_8859_1).indexOf("allow");
        zip[allow] = 'A';
        Read read = read("changed.zip", zip);
        assertEquals(2, read.policies());
        assertEquals(1, read.reasons().size(), read.toString());
    }

    @Test
    void oldTarFilesAndParallelFramesAreKnown() throws Exception {
        Read old = read("old.tar", joined(members(false, 1, 2), new byte[1024]));
        assertEquals(2, old.policies());
        assertEquals(List.of(), old.reasons());
        byte[] frame = zstd(line(1));
        byte[] skip = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(0x184D2A50).putInt(4)
                .putInt(frame.length).array();
        Read parallel = read("p.jsonl.zst", joined(skip, frame, skip, zstd(line(2))));
        assertEquals(2, parallel.policies());
        assertEquals(List.of(), parallel.reasons());
    }
}
