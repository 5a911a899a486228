// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/** The script inside the pack agrees with the program, on good packs and on damaged ones. */
class ScriptTest {

    @TempDir
    Path dir;
    private Path zip;
    private Path folder;

    @BeforeEach
    void write() throws Exception {
        Optional<Tool.Result> python = Tool.run(dir, "python3", "--version");
        Assumptions.assumeTrue(python.isPresent() && python.get().exit() == 0, "no python3: the script is not run");
        zip = dir.resolve("pack.zip");
        folder = dir.resolve("unpacked");
        PackWriter.write(new SmallPack(5, 3), zip, PackOptions.PLAIN, Progress.NONE);
    }

    private Tool.Result script(Repack pack) throws IOException {
        for (Map.Entry<String, byte[]> file : pack.files.entrySet()) {
            Path to = folder.resolve(file.getKey());
            Files.createDirectories(to.getParent());
            Files.write(to, file.getValue());
        }
        return Tool.run(dir, "python3", folder.resolve("data/verify.py").toString()).orElseThrow();
    }

    @Test
    void aGoodPackPassesUnpackedAndAsZip() throws IOException {
        Tool.Result result = script(new Repack(zip));
        assertEquals(0, result.exit(), result.text());
        assertTrue(result.text().contains("8 records in the trees"), result.text());
        result = Tool.run(dir, "python3", folder.resolve("data/verify.py").toString(), zip.toString()).orElseThrow();
        assertEquals(0, result.exit(), result.text());
    }

    @Test
    void damageIsNamed() throws Exception {
        damaged(PackNames.RECORDS, "inference", "inferenza", "FAILED  manifests: " + PackNames.RECORDS);
        damaged("data/evidence/original/S2.bin", "anna", "otto", "the original bytes of S2:1 do not fit");
        damaged(PackNames.CUSTODY, "auditor", "nobody", "FAILED  custody: data/custody/custody.jsonl, line 1");
        damaged(PackNames.ids(1), "S1:1", "S1:4", "FAILED  queries: " + PackNames.ids(1));
        damaged("bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: 1", "bag-info.txt");
        damaged(PackNames.INCLUSION, "\"index\":1", "\"index\":2", "FAILED  records");
    }

    private void damaged(String name, String from, String to, String words) throws IOException {
        Tool.Result result = script(new Repack(zip).edit(name, t -> t.replaceFirst(from, to)));
        assertEquals(1, result.exit(), result.text());
        assertTrue(result.text().contains(words), result.text());
    }

    @Test
    void aCutLedgerIsNamedThoughManifestsWereForged() throws Exception {
        Path bad = dir.resolve("bad.zip");
        new Repack(zip).edit(PackNames.CUSTODY, t -> t.substring(0, t.lastIndexOf("\n{") + 1)).forge(bad);
        Tool.Result result = script(new Repack(bad));
        assertEquals(1, result.exit(), result.text());
        assertTrue(result.text().contains("ok      manifests") && result.text().contains("cut or extended at its end"),
                result.text());
    }

    @Test
    void theScriptNeedsTheStandardLibraryOnly() throws IOException {
        String script = new String(new Repack(zip).files.get(PackNames.SCRIPT), UTF_8);
        String imports = String.join(" ", script.lines().filter(l -> l.startsWith("import ") || l.startsWith("from "))
                .toList());
        assertEquals("import base64 import hashlib import json import os import sys import zipfile", imports);
    }
}
