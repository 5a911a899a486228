// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/** What is done to a pack is found and named. */
class TamperTest {

    @TempDir
    Path dir;
    private Path zip;
    private Path bad;

    @BeforeEach
    void write() throws Exception {
        zip = dir.resolve("good.zip");
        bad = dir.resolve("bad.zip");
        PackWriter.write(new SmallPack(5, 3), zip, PackOptions.PLAIN, Progress.NONE);
    }

    /** The named check fails, and its words name the thing. */
    private void fails(String check, String words) throws IOException {
        VerifyReport report = PackVerifier.verify(bad, Progress.NONE);
        assertFalse(report.ok());
        assertTrue(report.checks().stream().anyMatch(c -> c.name().equals(check) && !c.ok()
                && c.detail().contains(words)), PackTest.explain(report));
    }

    private static String dropLine(String text, int line) {
        String[] lines = text.split("(?<=\n)");
        lines[line] = "";
        return String.join("", lines);
    }

    private static String swapLines(String text, int a, int b) {
        String[] lines = text.split("(?<=\n)");
        String kept = lines[a];
        lines[a] = lines[b];
        lines[b] = kept;
        return String.join("", lines);
    }

    @Test
    void eachChangedFileIsNamed() throws Exception {
        for (String name : new Repack(zip).files.keySet()) {
            Repack pack = new Repack(zip);
            byte[] bytes = pack.files.get(name);
            if (bytes.length == 0) {
                continue;
            }
            bytes[bytes.length / 2] ^= 1;
            pack.zip(bad);
            VerifyReport report = PackVerifier.verify(bad, Progress.NONE);
            assertFalse(report.ok(), name);
            assertTrue(report.checks().stream().anyMatch(c -> !c.ok() && (c.detail().contains(name)
                    || name.contains("manifest") && c.detail().contains("anifest"))), name + PackTest.explain(report));
        }
    }

    @Test
    void addedAndRemovedFiles() throws Exception {
        Repack pack = new Repack(zip);
        pack.files.put("data/evidence/more.jsonl", new byte[] {1});
        pack.zip(bad);
        fails("manifest", "data/evidence/more.jsonl was added");
        fails("bag", "Payload-Oxum");
        pack = new Repack(zip);
        pack.files.put("signature/other.p7s", new byte[] {1});
        pack.zip(bad);
        fails("tagmanifest", "signature/other.p7s was added");
        pack = new Repack(zip);
        pack.files.remove("data/report/report.html");
        pack.zip(bad);
        fails("manifest", "data/report/report.html was removed");
        pack = new Repack(zip);
        pack.files.remove("manifest-sha512.txt");
        pack.zip(bad);
        fails("manifest", "manifest-sha512.txt is missing");
    }

    @Test
    void forgedManifestsDoNotHideRecords() throws Exception {
        new Repack(zip).edit(PackNames.RECORDS, t -> dropLine(t, 4)).forge(bad);
        fails("records", "4 records of S1");
        new Repack(zip).edit(PackNames.RECORDS, t -> dropLine(t, 2)).edit(PackNames.INCLUSION, t -> dropLine(t, 2))
                .forge(bad);
        fails("records", "4 records of S1");
        fails("original bytes", "S1:4");
        new Repack(zip).edit(PackNames.RECORDS, t -> swapLines(t, 1, 2)).forge(bad);
        fails("records", "S1:2 stands behind S1:3");
        new Repack(zip).edit(PackNames.INCLUSION, t -> swapLines(t, 1, 2)).forge(bad);
        fails("inclusion proofs", "S1:2");
        new Repack(zip).edit(PackNames.INCLUSION, t -> dropLine(t, 7)).forge(bad);
        fails("inclusion proofs", "ends before record S2:3");
        new Repack(zip).edit("data/evidence/original/S1.bin", t -> t.replace("anna", "otto")).forge(bad);
        fails("original bytes", "S1:1");
        new Repack(zip).edit("data/evidence/original/S1.bin", t -> t + "x").forge(bad);
        fails("original bytes", "behind its last record");
        new Repack(zip).edit(PackNames.RECORDS, t -> t.replaceFirst("\"index\":0", "\"index\":1")).forge(bad);
        fails("inclusion proofs", "S1:1");
        new Repack(zip).edit(PackNames.RECORDS, t -> t.replaceFirst("\\{", "{ ")).forge(bad);
        fails("records", "canonical");
    }

    @Test
    void forgedManifestsDoNotHideOtherTampering() throws Exception {
        new Repack(zip).edit(PackNames.CUSTODY, t -> dropLine(t, 4)).forge(bad);
        fails("custody", "holds 4 entries");
        new Repack(zip).edit(PackNames.CUSTODY, t -> dropLine(t, 1)).forge(bad);
        fails("custody", "line 2");
        new Repack(zip).edit(PackNames.CUSTODY, t -> t.replaceFirst("auditor", "nobody")).forge(bad);
        fails("custody", "does not fit its hash");
        new Repack(zip).edit(PackNames.CUSTODY, t -> t.replaceFirst("\"hash\"", "\"masked\":true,\"hash\"")).forge(bad);
        fails("custody", "");
        new Repack(zip).edit(PackNames.ids(1), t -> swapLines(t, 0, 1)).forge(bad);
        fails("queries", "Q1.ids.txt");
        new Repack(zip).edit(PackNames.QUERIES, t -> t.replace("\"listed\":3", "\"listed\":2")).forge(bad);
        fails("queries", "Q1.ids.txt");
        new Repack(zip).edit(PackNames.SOURCES, t -> t.replaceFirst("\"accepted\":5", "\"accepted\":4")).forge(bad);
        fails("sources", "S1");
        new Repack(zip).edit(PackNames.CONSISTENCY, t -> t.replaceFirst("\"size1\":2", "\"size1\":3")).forge(bad);
        fails("consistency proofs", "S1");
        new Repack(zip).edit(PackNames.HEADS, t -> t.replaceFirst("\"treeSize\":5", "\"treeSize\":6")).forge(bad);
        fails("inclusion proofs", "another tree");
        new Repack(zip).edit("bag-info.txt", t -> t.replace("northbank-2026", "northbank-2027")).forge(bad);
        fails("bag", "another pack");
    }

    /** A control: forging without a change gives a good pack, so the tests above fail for the right reason. */
    @Test
    void forgingNothingIsSeenAsGood() throws Exception {
        new Repack(zip).forge(bad);
        VerifyReport report = PackVerifier.verify(bad, Progress.NONE);
        assertTrue(report.ok(), PackTest.explain(report));
        assertTrue(Arrays.equals(Files.readAllBytes(zip), Files.readAllBytes(bad)));
    }

    @Test
    void foreignZips() throws Exception {
        Map<String, byte[]> files = new TreeMap<>(new Repack(zip).files);
        foreign(files, "northbank-2026/");
        fails("container", "");
        files.put("../../outside.txt", new byte[] {1});
        foreign(files, "northbank-2026/");
        fails("container", "");
        Files.write(bad, new byte[0]);
        fails("container", "too short");
        Files.writeString(bad, "not a zip at all, but some words that are long enough");
        fails("container", "end record");
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.write(Files.readAllBytes(zip));
        twice.write(Files.readAllBytes(zip));
        Files.write(bad, twice.toByteArray());
        fails("container", "");
    }

    @Test
    void duplicateNamesAndTraversalInTheRightLayout() throws Exception {
        ZipLayout.Entry one = new ZipLayout.Entry("a/data/x", 0, 0, 0);
        ZipLayout.Entry two = new ZipLayout.Entry("a/data/x", 0, 0, ZipLayout.local(one).length);
        layout(one, two);
        fails("container", "a/data/x twice");
        for (String name : new String[] {"a/../x", "/etc/x", "a//x", "a\\x", "C:/x", "a/.x", "a/x\n", "\u00e4/x"}) {
            layout(new ZipLayout.Entry(name, 0, 0, 0));
            fails("container", "a name that no pack has");
        }
        layout(new ZipLayout.Entry("a/x", 1L << 40, 0, 0));
        fails("container", "");
    }

    private void layout(ZipLayout.Entry... entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ZipLayout.Entry e : entries) {
            out.write(ZipLayout.local(e));
        }
        int directory = out.size();
        for (ZipLayout.Entry e : entries) {
            out.write(ZipLayout.central(e));
        }
        out.write(ZipLayout.end(List.of(entries), directory, out.size() - directory));
        Files.write(bad, out.toByteArray());
    }

    private void foreign(Map<String, byte[]> files, String top) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bad), UTF_8)) {
            for (var file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(top + file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        }
    }
}
