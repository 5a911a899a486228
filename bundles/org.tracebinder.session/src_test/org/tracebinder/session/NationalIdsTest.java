// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.controls.CheckResult;
import org.tracebinder.core.Progress;

/**
 * National ids of each country stand in a prompt and in a tool's argument: reported by kind, and gone from a masked
 * pack.
 */
class NationalIdsTest {

    /** Invented, or examples that the issuers publish. */
    private static final Map<String, String> IDS = new TreeMap<>(Map.ofEntries(
            Map.entry("NATIONAL_ID_AT", "SVNR 1237010180"), Map.entry("NATIONAL_ID_BE", "NISS 85073003328"),
            Map.entry("NATIONAL_ID_BG", "EGN 7523169263"), Map.entry("NATIONAL_ID_CZ_SK", "rodne cislo 710319/2745"),
            Map.entry("NATIONAL_ID_DE", "Steuer-ID 86095742719"), Map.entry("NATIONAL_ID_DK", "CPR 211062-5629"),
            Map.entry("NATIONAL_ID_ES", "DNI 12345678Z"), Map.entry("NATIONAL_ID_FI", "HETU 131052-308T"),
            Map.entry("NATIONAL_ID_FR", "NIR 255081416802538"), Map.entry("NATIONAL_ID_GR", "AMKA 01013099997"),
            Map.entry("NATIONAL_ID_HR", "OIB 33392005961"), Map.entry("NATIONAL_ID_HU", "TAJ 037687210"),
            Map.entry("NATIONAL_ID_IE", "PPSN 6433435F"), Map.entry("NATIONAL_ID_IT", "CF RSSMRA85T10A562S"),
            Map.entry("NATIONAL_ID_NL", "BSN 111222333"), Map.entry("NATIONAL_ID_PL", "PESEL 44051401359"),
            Map.entry("NATIONAL_ID_PT", "NIF 123456789"), Map.entry("NATIONAL_ID_RO", "CNP 1850730400127"),
            Map.entry("NATIONAL_ID_SE", "personnummer 811218-9876")));

    @TempDir
    Path folder;

    @Test
    void eachIsReportedByKindAndMasked() throws Exception {
        StringBuilder decisions = new StringBuilder();
        int n = 0;
        for (String said : IDS.values()) {
            String[] words = {said.substring(0, said.lastIndexOf(' ')), said.substring(said.lastIndexOf(' ') + 1)};
            decisions.append(Samples.decision("p" + n, "t" + n, "allow").replace("\"result\":",
                    "\"input\":{\"prompt\":\"Here is my " + said + ".\"},\"result\":"));
            decisions.append(Samples.decision("m" + n, "u" + n++, "allow").replace("\"result\":",
                    "\"input\":{\"" + words[0] + "\":\"" + words[1] + "\",\"nif\":123456789},\"result\":"));
        }
        Files.writeString(folder.resolve("opa.jsonl"), decisions);
        try (Binder binder = Binder.create(folder.resolve("a.binder"), "Ids", null)) {
            binder.importPaths(List.of(folder.resolve("opa.jsonl")), ImportOptions.DEFAULT, Progress.NONE);
            CheckResult leak = binder.check(List.of("privacy.leak"), Progress.NONE).get(0);
            for (String kind : IDS.keySet()) {
                assertTrue(binder.trail().count("leak:" + kind, Progress.NONE) >= 1, kind);
            }
            assertTrue(leak.contrary() >= IDS.size(), leak.summary());
            Path pack = folder.resolve("pack.zip");
            binder.export(pack, new ExportOptions(List.of(), List.of(), true, Optional.empty(), new char[0],
                    Locale.ENGLISH), Progress.NONE);
            assertEquals(new TreeSet<>(), left(pack));
            assertTrue(FinishedPack.verify(pack, Progress.NONE).ok());
            assertFalse(leak.toString().contains("8112189876"));
        }
    }

    /** @return the numbers that stand in a file of the pack */
    private static TreeSet<String> left(Path zip) throws Exception {
        TreeSet<String> left = new TreeSet<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (var entry : Collections.list(file.entries())) {
                try (InputStream in = file.getInputStream(entry)) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    IDS.forEach((kind, said) -> {
                        if (text.contains(said.substring(said.lastIndexOf(' ') + 1))) {
                            left.add(kind + " in " + entry.getName());
                        }
                    });
                }
            }
        }
        return left;
    }
}
