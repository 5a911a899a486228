// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.ingest.Archive;

/** Parts of an input that its own directory or its name hides are read, or told. */
class HiddenPartsTest {

    @TempDir
    private Path folder;
    private int binders;

    private record Read(ImportReport report, long policies, List<String> reasons) {
    }

    private Read read(Path file) throws Exception {
        try (Binder binder = Binder.create(folder.resolve(binders++ + ".binder"), "Hidden", null)) {
            ImportReport report = binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
            List<String> reasons = new ArrayList<>();
            binder.trail().quarantine(q -> reasons.add(q.reason()));
            assertTrue(binder.doctor(Progress.NONE).ok(), binder.doctor(Progress.NONE).toString());
            Translation german = Translation.to(Locale.GERMAN);
            reasons.forEach(r -> assertNotEquals(r, german.say(r)));
            report.warnings().forEach(w -> assertNotEquals(w.text(), german.say(w.text())));
            return new Read(report, binder.trail().count("kind:policy", Progress.NONE), reasons);
        }
    }

    private static byte[] line(int n) {
        return decision("d" + n, "t" + n, "allow").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aMemberWithTheNameOfAFolderIsReadWhenItHasContent() throws Exception {
        Path file = folder.resolve("folders.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("logs/"));
            zip.putNextEntry(new ZipEntry("logs/1.jsonl"));
            zip.write(line(1));
            for (String name : new String[] {"more/", "stored/"}) {
                ZipEntry entry = new ZipEntry(name);
                byte[] content = line(name.length());
                if (name.equals("stored/")) {
                    CRC32 crc = new CRC32();
                    crc.update(content);
                    entry.setCrc(crc.getValue());
                    entry.setSize(content.length);
                    entry.setMethod(ZipEntry.STORED);
                }
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
        Read read = read(file);
        assertEquals(3, read.policies());
        assertEquals(List.of(file.toString(), file + "!/logs/1.jsonl", file + "!/more", file + "!/stored"),
                read.report().sources().stream().map(s -> s.path()).toList());
        assertTrue(read.report().complete());
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length + 100];
        return Arrays.copyOf(packed, deflater.deflate(packed));
    }

    /** @return a zip file with one member, whose packed bytes these are */
    private static byte[] zip(byte[] packed, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ByteBuffer common = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 20)
                .putShort((short) 0).putShort((short) 8).putInt(0x21 << 16).putInt((int) crc.getValue())
                .putInt(packed.length).putInt(content.length).putShort((short) 7).putShort((short) 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(little(0x04034B50));
        out.write(common.array());
        out.write("a.jsonl".getBytes(StandardCharsets.US_ASCII));
        out.write(packed);
        int directory = out.size();
        out.write(little(0x02014B50));
        out.write(new byte[] {20, 0});
        out.write(common.array());
        out.write(new byte[14]);
        out.write("a.jsonl".getBytes(StandardCharsets.US_ASCII));
        int size = out.size() - directory;
        out.write(little(0x06054B50));
        out.write(new byte[] {0, 0, 0, 0, 1, 0, 1, 0});
        out.write(little(size));
        out.write(little(directory));
        out.write(new byte[2]);
        return out.toByteArray();
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }

    @Test
    void whatStandsBehindThePackedBytesOfAMemberIsTold() throws Exception {
        byte[] one = deflated(line(1));
        byte[] two = deflated(line(2));
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(one);
        both.write(two);
        Read whole = read(Files.write(folder.resolve("one.zip"), zip(one, line(1))));
        assertEquals(List.of(), whole.reasons());
        assertEquals(1, whole.policies());
        Read read = read(Files.write(folder.resolve("two.zip"), zip(both.toByteArray(), line(1))));
        assertEquals(1, read.policies());
        int from = 30 + 7 + one.length;
        assertEquals(List.of("bytes " + from + " to " + (from + two.length)
                + " of the archive belong to no member that its directory names"), read.reasons());
        assertFalse(read.report().complete());
    }

    @Test
    void soItIsWhereTheDirectoryIsMissing() throws Exception {
        byte[] one = deflated(line(1));
        byte[] two = deflated(line(2));
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        for (byte[] packed : List.of(one, both)) {
            byte[] whole = zip(packed, line(1));
            Path file = Files.write(folder.resolve("cut" + packed.length + ".zip"), Arrays.copyOf(whole, 30
                    + "a.jsonl".length() + packed.length));
            Read read = read(file);
            assertEquals(1, read.policies());
            assertFalse(read.report().complete());
            assertEquals(packed == one ? 0 : 1, read.report().warnings().stream().filter(w -> w.text().contains(
                    "bytes " + (37 + one.length) + " to " + (37 + both.length)
                    + " of the archive belong to no member")).count(), read.report().warnings().toString());
        }
    }

    @Test
    void changesBesideADatabaseAreTold() throws Exception {
        Path live = folder.resolve("live.db");
        Path in = Files.createDirectory(folder.resolve("in"));
        Path file = in.resolve("w.db");
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + live); Statement s = db.createStatement()) {
            s.execute("PRAGMA journal_mode=WAL");
            s.execute("PRAGMA wal_autocheckpoint=0");
            s.execute("CREATE TABLE t (a)");
            s.execute("INSERT INTO t VALUES ('first')");
            s.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            Files.copy(live, file);
            assertTrue(read(file).report().complete());
            s.execute("INSERT INTO t VALUES ('second')");
            Files.copy(live, file, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(folder.resolve("live.db-wal"), in.resolve("w.db-wal"));
        }
        Read alone = read(file);
        assertFalse(alone.report().complete());
        assertEquals(1, alone.report().warnings().stream().filter(w -> w.code().equals("import.unread")
                && w.text().contains("w.db-wal: changes that the database had not yet taken up are not read")).count());
        assertTrue(alone.reasons().stream().anyMatch(r -> r.contains("VACUUM INTO")), alone.reasons().toString());
        Read both = read(in);
        assertFalse(both.report().complete());
        assertTrue(both.reasons().stream().anyMatch(r -> r.startsWith("no known format: changes that a database")),
                both.reasons().toString());
        assertEquals("unknown", both.report().sources().stream().filter(s -> s.path().equals("in/w.db-wal")).findFirst()
                .orElseThrow().format());
    }

    @Test
    void anArchiveTooDeepWithinOthersIsTold() throws Exception {
        byte[] nested = line(1);
        for (int depth = 1; depth <= Archive.MAX_NESTING + 1; depth++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.setLevel(Deflater.NO_COMPRESSION); // the line stays readable through all its packings
                zip.putNextEntry(new ZipEntry(depth == 1 ? "a.jsonl" : "in.zip"));
                zip.write(nested);
            }
            nested = out.toByteArray();
            Path file = Files.write(folder.resolve("deep" + depth + ".zip"), nested);
            Read read = read(file);
            boolean open = depth <= Archive.MAX_NESTING;
            assertEquals(open ? 1 : 0, read.policies());
            assertEquals(open, read.report().complete());
            assertEquals(open ? List.of() : List.of(Archive.TOO_DEEP), read.reasons());
            assertEquals(!open, Preview.of(file, new Preview.Options(5), Progress.NONE).stream().anyMatch(
                    l -> Archive.TOO_DEEP.equals(l.problem())));
        }
    }

    @Test
    void aPackedFileWithoutItsEndSaysSo() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            for (int i = 0; i < 2000; i++) {
                gzip.write(line(i));
            }
        }
        Read read = read(Files.write(folder.resolve("cut.jsonl.gz"), Arrays.copyOf(out.toByteArray(),
                out.size() / 2)));
        assertFalse(read.report().complete());
        assertTrue(read.policies() > 0);
        assertTrue(read.reasons().stream().anyMatch(r -> r.startsWith("the packing ends too early behind byte ")
                && r.endsWith(" of the content: its end may have been cut off")), read.reasons().toString());
    }

    @Test
    void membersThatLieOverEachOtherEndTheArchive() throws Exception {
        byte[] whole = zip(deflated(line(1)), line(1));
        int directory = whole.length - 22 - 46 - "a.jsonl".length();
        byte[] entry = Arrays.copyOfRange(whole, directory, whole.length - 22);
        byte[] last = Arrays.copyOfRange(whole, whole.length - 22, whole.length);
        int entries = 40;
        System.arraycopy(new byte[] {(byte) entries, 0, (byte) entries, 0}, 0, last, 8, 4);
        System.arraycopy(little(entries * entry.length), 0, last, 12, 4);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(whole, 0, directory);
        for (int i = 0; i < entries; i++) {
            out.write(entry);
        }
        out.write(last);
        Read read = read(Files.write(folder.resolve("over.zip"), out.toByteArray()));
        assertEquals(1, read.policies());
        assertTrue(read.report().sources().size() < entries, read.report().toString());
        assertFalse(read.report().complete());
        assertTrue(read.reasons().stream().anyMatch(r -> r.endsWith("perhaps to fill the disk")), read.reasons()
                .toString());
    }
}
