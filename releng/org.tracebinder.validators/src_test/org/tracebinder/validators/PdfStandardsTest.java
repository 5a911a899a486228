// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.validators;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** The PDF report is archivable and accessible as far as a machine can tell: PDF/A-3u and PDF/UA-1, says veraPDF. */
class PdfStandardsTest {

    @BeforeAll
    static void initialise() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private static ValidationResult validate(byte[] pdf, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            return validator.validate(parser);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3u", "ua1"})
    void reportsKeepTheStandards(String flavour) throws Exception {
        for (Path pack : Packs.unpacked().values()) {
            byte[] pdf = Files.readAllBytes(pack.resolve("data/report/report.pdf"));
            ValidationResult result = validate(pdf, PDFAFlavour.fromString(flavour));
            assertEquals("", result.getTestAssertions().stream().filter(t -> t.getStatus().name().equals("FAILED"))
                    .map(t -> t.getRuleId().getClause() + " " + t.getMessage()).distinct()
                    .collect(Collectors.joining("\n")));
            assertTrue(result.isCompliant());
        }
    }

    @Test
    void aReportWithoutLanguageDoesNot() throws Exception {
        Path pack = Packs.unpacked().get("english");
        String pdf = new String(Files.readAllBytes(pack.resolve("data/report/report.pdf")), ISO_8859_1);
        assertTrue(pdf.contains("/Lang (en)"));
        byte[] mute = pdf.replace("/Lang (en)", "/Lung (en)").getBytes(ISO_8859_1);
        assertFalse(validate(mute, PDFAFlavour.fromString("ua1")).isCompliant());
    }
}
