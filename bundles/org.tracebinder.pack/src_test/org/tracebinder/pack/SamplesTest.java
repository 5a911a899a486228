// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/**
 * Samples in a pack are drawn again by the program and by the script; attached documents go with it, or it says why
 * not.
 */
class SamplesTest {

    @TempDir
    Path dir;

    private Path pack(String name, PackOptions options) throws Exception {
        Path zip = dir.resolve(name);
        PackWriter.write(new SampledPack(), zip, options, Progress.NONE);
        return zip;
    }

    private static PackOptions masked() {
        return PackOptions.PLAIN.maskedBy(new Masking(new byte[Masking.SECRET_LENGTH], Set.of()));
    }

    private Optional<Tool.Result> script(Path zip) throws Exception {
        Path script = dir.resolve("verify.py");
        Files.write(script, new Repack(zip).files.get(PackNames.SCRIPT));
        return Tool.run(dir, "python3", script.toString(), zip.toString());
    }

    @Test
    void drawnAgainByProgramAndScript() throws Exception {
        for (PackOptions options : new PackOptions[] {PackOptions.PLAIN, masked()}) {
            Path zip = pack("a" + options.originals() + ".zip", options);
            VerifyReport report = PackVerifier.verify(zip, Progress.NONE);
            assertTrue(report.ok(), PackTest.explain(report));
            assertTrue(PackTest.explain(report).contains("4 samples, drawn again"), PackTest.explain(report));
            Optional<Tool.Result> result = script(zip);
            Assumptions.assumeTrue(result.isPresent(), "no python3: the script is not run");
            assertEquals(0, result.get().exit(), result.get().text());
            assertTrue(result.get().text().contains("4 samples drawn again"), result.get().text());
        }
    }

    @Test
    void anotherSampleIsNamedThoughManifestsWereForged() throws Exception {
        Path zip = pack("good.zip", PackOptions.PLAIN);
        forged(zip, PackNames.SAMPLES, "\"seed\":\"seed\"", "\"seed\":\"sead\"", true);
        forged(zip, PackNames.SAMPLES, "\"result\":\"exception\"", "\"result\":\"conforms\"", false);
        forged(zip, PackNames.SAMPLES, "\"upperLimit\":\"0", "\"upperLimit\":\"1", false);
        forged(zip, PackNames.SAMPLES, "\"event\":\"S1:", "\"event\":\"S2:", true);
        forged(zip, PackNames.population(1), "S1:40\n", "", true);
        forged(zip, PackNames.population(4), "S1:1\t10", "S1:1\t11", true);
    }

    private void forged(Path zip, String file, String from, String to, boolean byScript) throws Exception {
        Path bad = dir.resolve("bad.zip");
        Files.deleteIfExists(bad);
        new Repack(zip).edit(file, t -> t.replaceFirst(from, to)).forge(bad);
        VerifyReport report = PackVerifier.verify(bad, Progress.NONE);
        assertTrue(report.checks().stream().anyMatch(c -> c.name().equals("samples") && !c.ok()),
                file + " " + to + "\n" + PackTest.explain(report));
        Optional<Tool.Result> result = script(bad);
        if (byScript && result.isPresent()) {
            assertEquals(1, result.get().exit(), result.get().text());
            assertTrue(result.get().text().contains("FAILED  samples"), result.get().text());
        }
    }

    @Test
    void theReportTellsOfThemInBothLanguages() throws Exception {
        Repack english = new Repack(pack("en.zip", PackOptions.PLAIN));
        String report = new String(english.files.get(PackNames.REPORT), UTF_8);
        assertTrue(report.contains("at 90\u00a0% confidence the rate of deviations is not above"), "no conclusion");
        assertTrue(report.contains("Left out: the copy in the binder is gone"));
        assertTrue(new String(english.files.get(PackNames.SELECTION + ".csv"), UTF_8).contains("S1:"));
        String german = new String(new Repack(pack("de.zip", PackOptions.PLAIN.in(Locale.GERMAN))).files
                .get(PackNames.REPORT), UTF_8);
        assertTrue(german.contains("Mit 90\u00a0% Sicherheit liegt die Abweichungsrate nicht über"), "no conclusion");
    }

    @Test
    void documentsGoWithThePack() throws Exception {
        Path zip = pack("a.zip", PackOptions.PLAIN);
        Repack files = new Repack(zip);
        assertArrayEquals(SampledPack.PLAIN, files.files.get(PackNames.DOCUMENT_FOLDER + "D1.txt"));
        assertArrayEquals(SampledPack.BINARY, files.files.get(PackNames.DOCUMENT_FOLDER + "D2.pdf"));
        assertArrayEquals(Files.readAllBytes(zip), Files.readAllBytes(pack("b.zip", PackOptions.PLAIN)));
        Repack none = new Repack(pack("none.zip", PackOptions.PLAIN.withDocuments(0)));
        assertFalse(none.files.containsKey(PackNames.DOCUMENT_FOLDER + "D1.txt"));
        assertTrue(new String(none.files.get(PackNames.DOCUMENTS), UTF_8).contains("\"leftOut\":\"choice\""));
        Path bad = dir.resolve("bad.zip");
        files.edit(PackNames.DOCUMENT_FOLDER + "D1.txt", t -> t.replace("nothing", "nobody")).forge(bad);
        assertTrue(PackTest.explain(PackVerifier.verify(bad, Progress.NONE)).contains("documents false: "));
    }

    @Test
    void aMaskedPackHasMaskedTextsOnly() throws Exception {
        Repack files = new Repack(pack("a.zip", masked()));
        String text = new String(files.files.get(PackNames.DOCUMENT_FOLDER + "D1.txt"), UTF_8);
        assertTrue(text.startsWith("Interview with [EMAIL_ADDRESS-") && text.endsWith(",\nnothing else.\n"), text);
        assertFalse(files.files.containsKey(PackNames.DOCUMENT_FOLDER + "D2.pdf"));
        String told = new String(files.files.get(PackNames.DOCUMENTS), UTF_8);
        assertTrue(told.contains("\"leftOut\":\"masking\"") && told.contains("\"maskedCopy\":true"), told);
        assertFalse(told.contains("otto@"), told);
    }
}
