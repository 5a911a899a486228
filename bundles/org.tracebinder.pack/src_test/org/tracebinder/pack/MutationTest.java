// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/** What is done to a signed pack of a staged import is caught and named by the program and by the script alike. */
class MutationTest {

    /** Flips the first, the middle and the last byte of each file, one after the other, and asks the script. */
    private static final String FLIPS = """
            import contextlib, importlib.util, io, os, sys
            root = sys.argv[1]
            spec = importlib.util.spec_from_file_location("verify", os.path.join(root, "data", "verify.py"))
            verify = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(verify)
            def ask():
                out = io.StringIO()
                with contextlib.redirect_stdout(out):
                    return verify.main(["verify.py", root]), out.getvalue()
            assert ask()[0] == 0, ask()[1]
            for name in verify.Folder(root).names:
                path = os.path.join(root, *name.split("/"))
                good = open(path, "rb").read()
                for at in sorted({0, len(good) // 2, len(good) - 1}) if good else []:
                    bad = bytearray(good)
                    bad[at] ^= 1
                    open(path, "wb").write(bad)
                    code, said = ask()
                    if code != 1 or not (name in said or "manifest" in name and "manifest" in said):
                        print("MISSED %s byte %d: %s" % (name, at, said))
                open(path, "wb").write(good)
            print("asked for all")
            """;

    @TempDir
    Path dir;
    private Path zip;
    private Path bad;

    @BeforeEach
    void write() throws Exception {
        zip = dir.resolve("good.zip");
        bad = dir.resolve("bad.zip");
        Signer signer = Signer.open(SignerTest.keyStore(dir, "Ed25519"), "correct horse".toCharArray());
        PackWriter.write(new StagedPack(true, 1, 2, 1), zip, PackOptions.PLAIN.signedBy(signer), Progress.NONE);
        VerifyReport report = PackVerifier.verify(zip, Progress.NONE);
        assertTrue(report.ok(), PackTest.explain(report));
    }

    @Test
    void aFlippedByteInEveryFileIsNamedByTheProgram() throws Exception {
        for (String name : new Repack(zip).files.keySet()) {
            Repack pack = new Repack(zip);
            byte[] bytes = pack.files.get(name);
            if (bytes.length > 0) {
                bytes[bytes.length - 1] ^= 1;
                pack.zip(bad);
                VerifyReport report = PackVerifier.verify(bad, Progress.NONE);
                assertTrue(report.checks().stream().anyMatch(c -> !c.ok() && (c.detail().contains(name)
                        || name.contains("manifest") && c.detail().contains("anifest"))), name
                        + PackTest.explain(report));
            }
        }
    }

    @Test
    void aFlippedByteInEveryFileIsNamedByTheScript() throws Exception {
        Path folder = unpack(new Repack(zip), "flips");
        Files.writeString(dir.resolve("flips.py"), FLIPS);
        Optional<Tool.Result> result = Tool.run(dir, "python3", "flips.py", folder.toString());
        Assumptions.assumeTrue(result.isPresent(), "no python3: the script is not run");
        assertEquals("asked for all\n", result.get().text().replace("\r", ""));
    }

    private Path unpack(Repack pack, String name) throws IOException {
        Path folder = dir.resolve(name);
        for (Map.Entry<String, byte[]> file : pack.files.entrySet()) {
            Path to = folder.resolve(file.getKey());
            Files.createDirectories(to.getParent());
            Files.write(to, file.getValue());
        }
        return folder;
    }

    private static UnaryOperator<String> lines(UnaryOperator<List<String>> change) {
        return text -> String.join("", change.apply(new ArrayList<>(List.of(text.split("(?<=\n)")))));
    }

    private static UnaryOperator<String> drop(int line) {
        return lines(all -> {
            all.remove(line);
            return all;
        });
    }

    private static UnaryOperator<String> swap(int a, int b) {
        return lines(all -> {
            all.set(a, all.set(b, all.get(a)));
            return all;
        });
    }

    /** The pack as somebody leaves it who makes the manifests anew, and whom the signature does not stop. */
    private void caught(Repack pack, String check, String said, String script, String saidToo) throws Exception {
        for (String name : List.of(PackNames.SIGNATURE, PackNames.RAW_SIGNATURE, PackNames.SIGNER,
                PackNames.SIGNED_HEADS)) {
            pack.files.remove(name);
        }
        pack.edit("bag-info.txt", t -> t.replace("Tracebinder-Signature: " + PackNames.SIGNATURE,
                "Tracebinder-Signature: none"));
        pack.forge(bad);
        VerifyReport report = PackVerifier.verify(bad, Progress.NONE);
        assertTrue(report.checks().stream().anyMatch(c -> c.name().equals(check) && !c.ok()
                && c.detail().contains(said)), said + PackTest.explain(report));
        Files.write(dir.resolve("verify.py"), new Repack(zip).files.get(PackNames.SCRIPT));
        Optional<Tool.Result> result = Tool.run(dir, "python3", "verify.py", bad.toString());
        Assumptions.assumeTrue(result.isPresent(), "no python3: the script is not run");
        assertTrue(result.get().exit() == 1 && result.get().text().lines()
                .anyMatch(l -> l.startsWith("FAILED  " + script) && l.contains(saidToo)), result.get().text());
    }

    @Test
    void recordsAndProofs() throws Exception {
        caught(new Repack(zip).edit(PackNames.RECORDS, drop(1)), "records", "4 records of S1", "records", "line 2");
        caught(new Repack(zip).edit(PackNames.RECORDS, drop(1)).edit(PackNames.INCLUSION, drop(1)), "records",
                "4 records of S1", "records", "wrong offset");
        caught(new Repack(zip).edit(PackNames.RECORDS, swap(1, 2)), "records", "S1:2 stands behind S1:3", "records",
                "line 2: the proof is for another record");
        caught(new Repack(zip).edit(PackNames.RECORDS, swap(1, 2)).edit(PackNames.INCLUSION, swap(1, 2)), "records",
                "S1:2 stands behind S1:3", "records", "line 2: wrong offset");
        caught(new Repack(zip).edit(PackNames.INCLUSION, swap(1, 2)), "inclusion proofs", "S1:2", "records",
                "the proof is for another record");
        String path = "\"path\":(\\[[^]]*])";
        caught(new Repack(zip).edit(PackNames.INCLUSION, t -> {
            String other = t.lines().toList().get(3).replaceAll(".*" + path + ".*", "$1");
            return t.replaceFirst(path, "\"path\":" + other);
        }), "inclusion proofs", "S1:1 does not lie in the tree", "records", "S1:1 does not lie in the tree");
    }

    @Test
    void filesAndLedger() throws Exception {
        Repack more = new Repack(zip);
        more.files.put("data/evidence/more.jsonl", new byte[] {1});
        more.zip(bad);
        assertTrue(PackTest.explain(PackVerifier.verify(bad, Progress.NONE)).contains("more.jsonl was added"));
        Files.write(dir.resolve("verify.py"), more.files.get(PackNames.SCRIPT));
        Optional<Tool.Result> result = Tool.run(dir, "python3", "verify.py", bad.toString());
        assertTrue(result.isEmpty() || result.get().text().contains("more.jsonl was added"));
        caught(new Repack(zip).edit(PackNames.CUSTODY, drop(6)), "custody", "holds 6 entries", "custody",
                "cut or extended at its end");
        caught(new Repack(zip).edit(PackNames.CUSTODY, drop(2)), "custody", "line 3", "custody", "line 3");
        caught(new Repack(zip).edit(PackNames.CUSTODY, t -> t.replaceFirst("auditor", "nobody")), "custody",
                "does not fit its hash", "custody", "does not fit its hash");
    }

    @Test
    void importStages() throws Exception {
        String proofs = PackNames.STAGES;
        caught(new Repack(zip).edit(proofs, t -> t.replaceFirst("\"size\":1", "\"size\":2")), "import stages", proofs,
                "import stages", proofs);
        caught(new Repack(zip).edit(proofs, t -> t.replaceFirst("(\"path\":\\[\")(..)", "$100")), "import stages",
                "the proof from the head over 1 source", "import stages", "the proof from the head over 1 source");
        Repack without = new Repack(zip);
        without.files.remove(proofs);
        caught(without, "import stages", proofs + " is missing", "import stages", proofs + " is missing");
        Repack swapped = new Repack(zip).edit(PackNames.HEADS, t -> t.replaceFirst(
                "(\"sourceSha256\":\")(\\w{64})(.*?\"sourceSha256\":\")(\\w{64})", "$1$4$3$2"));
        caught(swapped, "import stages", "does not fit the tree heads", "import stages", "another source");
        assertTrue(new String(new Repack(zip).files.get(proofs), ISO_8859_1).contains("\"entry\":2"));
    }

    @Test
    void anOldLedgerWithoutHeadsHasItsStagesComputed() throws Exception {
        PackWriter.write(new StagedPack(false, 2, 1), bad, PackOptions.PLAIN, Progress.NONE);
        VerifyReport report = PackVerifier.verify(bad, Progress.NONE);
        assertTrue(report.ok() && PackTest.explain(report).contains("2 imports, each only added"),
                PackTest.explain(report));
        Repack old = new Repack(bad);
        old.files.remove(PackNames.STAGES);
        old.forge(zip);
        assertTrue(PackVerifier.verify(zip, Progress.NONE).ok(), "a pack of an older program");
    }
}
