// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.tracebinder.core.TracebinderException;
import org.tracebinder.core.query.SearchRequest;
import org.tracebinder.pack.VerifyReport;

class ExportTest {

    @TempDir
    private Path folder;
    private Path pack;

    @BeforeEach
    void name() {
        pack = folder.resolve("pack.zip");
    }

    private Binder binder() throws Exception {
        Binder binder = Binder.create(folder.resolve("a.binder"), "Loan desk 2026", "Havelmoor Bank");
        binder.importPaths(Samples.trail(), ImportOptions.DEFAULT, Progress.NONE);
        return binder;
    }

    private static ExportOptions options(List<String> controls, List<String> queries, boolean redact) {
        return new ExportOptions(controls, queries, redact, Optional.empty(), new char[0], Locale.ENGLISH);
    }

    @Test
    void aPackOfTheSampleVerifiesAndAgainIsTheSameBytes() throws Exception {
        try (Binder binder = binder()) {
            ExportReport report = binder.export(pack, ExportOptions.ALL, Progress.NONE);
            assertFalse(report.failed());
            assertEquals(binder.sources().sources().stream().mapToLong(s -> s.totals().read()).sum(), report.records());
            VerifyReport verified = FinishedPack.verify(pack, Progress.NONE);
            assertTrue(verified.ok(), verified.toString());
            Path again = folder.resolve("again.zip");
            binder.export(again, ExportOptions.ALL, Progress.NONE);
            assertArrayEquals(Files.readAllBytes(pack), Files.readAllBytes(again));
            assertEquals(2, binder.ledger().stream().filter(e -> e.act().equals("export")).count());
        }
    }

    @Test
    void aFlippedByteIsFound() throws Exception {
        try (Binder binder = binder()) {
            binder.export(pack, options(List.of(), List.of("kind:policy"), false), Progress.NONE);
        }
        byte[] good = Files.readAllBytes(pack);
        for (int at = 50; at < good.length; at += good.length / 12) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(pack, bad);
            assertFalse(FinishedPack.verify(pack, Progress.NONE).ok(), "byte " + at);
        }
    }

    @Test
    void aQuerySelectsItsRecords() throws Exception {
        try (Binder binder = binder()) {
            long denied = binder.trail().count("kind:policy AND policy:deny", Progress.NONE);
            ExportReport report = binder.export(pack, options(List.of(), List.of("kind:policy AND policy:deny"), false),
                    Progress.NONE);
            assertEquals(denied, report.records());
            assertTrue(FinishedPack.verify(pack, Progress.NONE).ok());
        }
    }

    @Test
    void aControlSelectsTheRecordsOfItsChecks() throws Exception {
        try (Binder binder = binder()) {
            ExportReport report = binder.export(pack, options(List.of("rdy.five.enforcement"), List.of(), false),
                    Progress.NONE);
            assertTrue(report.records() > 0);
            assertThrows(TracebinderException.class,
                    () -> binder.export(folder.resolve("x.zip"), options(List.of("no.such"), List.of(), false),
                            Progress.NONE));
            assertFalse(Files.exists(folder.resolve("x.zip")));
        }
    }

    @Test
    void aMaskedPackHoldsNoPersonalDataOfTheTrail() throws Exception {
        try (Binder binder = binder()) {
            String iban = "[A-Z]{2}\\d{2}[ ]?(\\d{4}[ ]?){4}\\d{2}";
            binder.export(folder.resolve("clear.zip"), ExportOptions.ALL, Progress.NONE);
            assertTrue(matches(folder.resolve("clear.zip"), iban), "the sample leaks an IBAN");
            binder.export(pack, options(List.of(), List.of(), true), Progress.NONE);
            assertFalse(matches(pack, iban));
            assertFalse(matches(pack, "[a-z.]+@[a-z.]+\\.example"));
            assertTrue(FinishedPack.verify(pack, Progress.NONE).ok(), FinishedPack.verify(pack, Progress.NONE)
                    .toString());
            byte[] secret = Files.readAllBytes(folder.resolve("a.binder/redaction.secret"));
            assertEquals(32, secret.length);
        }
    }

    private static boolean matches(Path zip, String pattern) throws Exception {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (var entry : Collections.list(file.entries())) {
                try (InputStream in = file.getInputStream(entry)) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    if (Pattern.compile(pattern).matcher(text).find()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Personal data and chosen fields, in one preview; what it shows is what the pack then says. */
    @Test
    void thePreviewShowsWhatThePackWillHide() throws Exception {
        try (Binder binder = binder()) {
            ExportOptions options = options(List.of(), List.of("kind:inference"), true)
                    .masking(List.of("user", "session"));
            MaskPreview preview = binder.previewMasking(options, 1_000, 5_000, Progress.NONE);
            assertTrue(preview.complete() && preview.records() > 50, preview.toString());
            assertTrue(preview.counts().get("ACTOR") > 50, preview.counts().toString());
            assertEquals(5, binder.previewMasking(options, 1_000, 5, Progress.NONE).hits().size());
            assertFalse(binder.previewMasking(options, 10, 5, Progress.NONE).complete());
            assertFalse(Files.exists(folder.resolve("a.binder/redaction.secret")), "a preview writes nothing");
            binder.export(pack, options, Progress.NONE);
            for (MaskPreview.Hit hit : preview.hits()) {
                assertFalse(matches(pack, Pattern.quote(hit.words())), hit.toString());
            }
            assertThrows(TracebinderException.class, () -> binder.previewMasking(
                    options.masking(List.of("id")), 10, 5, Progress.NONE));
            byte[] first = Files.readAllBytes(pack);
            binder.export(folder.resolve("again.zip"), options, Progress.NONE);
            assertArrayEquals(first, Files.readAllBytes(folder.resolve("again.zip")));
        }
    }

    /** Three imports give three heads in the ledger; the pack proves that each only added, and doctor agrees. */
    @Test
    void importsInStagesAreProvenToHaveOnlyAdded() throws Exception {
        try (Binder binder = Binder.create(folder.resolve("a.binder"), "Loan desk 2026", "Havelmoor Bank")) {
            for (Path file : Samples.trail().subList(0, 3)) {
                binder.importPaths(List.of(file), ImportOptions.DEFAULT, Progress.NONE);
            }
            assertEquals(3, binder.ledger().stream().filter(e -> e.subject().contains("\"trail\":{")).count());
            binder.export(pack, ExportOptions.ALL, Progress.NONE);
            VerifyReport verified = FinishedPack.verify(pack, Progress.NONE);
            assertTrue(verified.ok() && verified.toString().contains("3 imports, each only added"),
                    verified.toString());
            DoctorReport doctor = binder.doctor(Progress.NONE);
            assertTrue(doctor.ok() && doctor.toString().contains("3 imports, each only added"), doctor.toString());
        }
    }

    @Test
    void aCertificateOfOneInferenceVerifies() throws Exception {
        try (Binder binder = binder()) {
            String id = binder.trail().search(SearchRequest.newest("kind:inference", 1, List.of()),
                    Progress.NONE).hits().get(0).id().toString();
            Path file = folder.resolve("one.json");
            binder.certificate(id, file, Progress.NONE);
            assertTrue(FinishedPack.verify(file, Progress.NONE).ok(), FinishedPack.verify(file, Progress.NONE)
                    .toString());
            assertThrows(TracebinderException.class, () -> binder.certificate("S1:999999", file, Progress.NONE));
        }
    }
}
