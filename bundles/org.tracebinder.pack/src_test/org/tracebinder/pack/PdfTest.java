// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;

/** The PDF report, as bytes and as another program reads it; PDF/A and PDF/UA are judged in a module of their own. */
class PdfTest {

    private static final Pattern STREAM = Pattern.compile("stream\r?\n(.*?)\r?\nendstream", Pattern.DOTALL);

    @TempDir
    Path dir;

    private byte[] pdf(PackContent content, Locale language) throws Exception {
        Path zip = dir.resolve(language + ".zip");
        PackWriter.write(content, zip, PackOptions.PLAIN.in(language), Progress.NONE);
        return new Repack(zip).files.get(PackNames.PDF);
    }

    private static List<String> pages(byte[] pdf) {
        List<String> pages = new ArrayList<>();
        Matcher streams = STREAM.matcher(new String(pdf, ISO_8859_1));
        while (streams.find()) {
            if (streams.group(1).contains(">> BDC\n")) {
                pages.add(streams.group(1));
            }
        }
        return pages;
    }

    private String read(byte[] pdf) throws Exception {
        Path file = dir.resolve("report.pdf");
        Files.write(file, pdf);
        Optional<Tool.Result> text = Tool.run(dir, "pdftotext", "-enc", "UTF-8", "report.pdf", "-");
        Assumptions.assumeTrue(text.isPresent(), "no pdftotext: the PDF is not read by another program");
        assertEquals(0, text.get().exit(), text.get().text());
        return text.get().text().replaceAll("\\s+", " ");
    }

    @Test
    void saysWhatTheHtmlSays() throws Exception {
        String text = read(pdf(new SmallPack(5, 3), Locale.ENGLISH));
        for (String words : List.of("Evidence report", "Northbank <AI> & sons", "State of 2026-03-05", "Art. 12(1)",
                "Mixed", "policy.tool-after-deny", "Advice: Ask why the tool ran.", "doc.annex4", "a <b>warning</b>",
                "A tool ran after a deny", "yes, to the unit", "First. Second.", "Page 1 of ", "Custody head")) {
            assertTrue(text.contains(words), words + " in " + text);
        }
        assertFalse(text.toLowerCase(Locale.ROOT).contains("compliant"));
        String german = read(pdf(new SmallPack(5, 3), Locale.GERMANY));
        assertTrue(german.contains("Nachweisbericht") && german.contains("Seite 1 von "), german);
    }

    @Test
    void nothingDependsOnWhereItIsWritten() throws Exception {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        byte[] here = pdf(new SmallPack(5, 3), Locale.ENGLISH);
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertArrayEquals(here, pdf(new SmallPack(5, 3), Locale.ENGLISH));
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        String text = new String(here, ISO_8859_1);
        assertFalse(text.contains("/Filter") || text.contains("FlateDecode"), "compressed");
        assertFalse(text.contains("/CreationDate"), "a date of today");
    }

    @Test
    void everythingIsTaggedOrDecoration() throws Exception {
        byte[] pdf = pdf(new SmallPack(5, 3), Locale.GERMAN);
        String text = new String(pdf, ISO_8859_1);
        for (String mark : List.of("%PDF-1.7", "/Lang (de)", "/Marked true", "/DisplayDocTitle true", "/Scope /Column",
                "/Scope /Row", "/StructTreeRoot", "/ParentTree", "/S /TOC", "/S /Figure", "/Outlines", "/Tabs /S",
                "/S /GTS_PDFA1", "<pdfaid:part>3<", "<pdfaid:conformance>U<", "<pdfuaid:part>1<")) {
            assertTrue(text.contains(mark), mark);
        }
        List<String> pages = pages(pdf);
        assertTrue(pages.size() >= 3, pages.size() + " pages");
        for (String page : pages) {
            Set<String> numbers = new HashSet<>();
            int open = 0;
            for (String line : page.split("\n")) {
                if (line.endsWith("BDC") || line.endsWith("BMC")) {
                    assertEquals(0, open++, "marked content inside marked content");
                    assertTrue(line.startsWith("/Artifact") || numbers.add(line.replaceAll(".*MCID ", "")), line);
                } else if (line.equals("EMC")) {
                    open--;
                } else {
                    assertEquals(1, open, "neither tagged nor decoration: " + line);
                }
            }
            assertEquals(0, open);
        }
    }

    @Test
    void everyLetterIsShownOrSpelledOut() throws Exception {
        String words = "\u00c5ngstr\u00f6m \u0395\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac \u0420\u0443\u0441 \u2192 "
                + "\u4e2d\u6587 \u202egnp.exe \u200b zero";
        String text = read(pdf(new SmallPack(5, 3) {
            @Override
            public Map<String, String> report() {
                return Map.of("scope", words, "title", "T \u4e2d");
            }
        }, Locale.ENGLISH));
        for (String part : List.of("\u00c5ngstr\u00f6m", "\u0395\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac",
                "\u0420\u0443\u0441", "\u2192", "[U+4E2D][U+6587]", "\ufffdgnp.exe", "[U+200B] zero")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
    }

    @Test
    void longCellsGoOnOnTheNextPage() throws Exception {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            words.append("word").append(i).append(' ');
        }
        String text = read(pdf(new SmallPack(5, 3) {
            @Override
            public List<Map<String, Object>> checks() {
                return List.of(Map.of("id", "log.long", "result", "gap", "summary", words.toString(), "query",
                        "x".repeat(5000), "population", 1, "supporting", 0, "contrary", 1, "records", List.of()));
            }
        }, Locale.ENGLISH));
        for (int i = 0; i < 3000; i++) {
            assertTrue(text.contains("word" + i + " "), "word" + i);
        }
    }

    @Test
    void linesFit() throws Exception {
        try (PDDocument document = new PDDocument(); PdfFonts fonts = new PdfFonts(document)) {
            PdfText text = new PdfText(fonts);
            String words = "Some words, then averyveryverylongwordwithoutanybreakinit and a/path/with-signs.in_it\nnew";
            for (float width = 20; width < 200; width += 7) {
                StringBuilder all = new StringBuilder();
                for (PdfText.Line line : text.lines(words, PdfFonts.Face.TEXT, 9, PdfText.INK, width)) {
                    assertTrue(line.width() <= width + 0.02f, line.width() + " of " + width);
                    line.glyphs().forEach(p -> all.appendCodePoint(p.glyph().codePoint()));
                }
                assertEquals(words.replace("\n", ""), all.toString());
            }
            assertEquals(List.of(), text.lines("", PdfFonts.Face.TEXT, 9, PdfText.INK, 50));
        }
        assertEquals("-1.05", PdfPages.n(-1.049f));
        assertEquals("12.3", PdfPages.n(12.3f).replaceAll("0$", ""));
        assertEquals("7", PdfPages.n(7));
    }

    @Test
    void theColourProfileIsWhole() {
        byte[] profile = PdfProfile.srgb();
        ByteBuffer in = ByteBuffer.wrap(profile);
        assertEquals(profile.length, in.getInt(0));
        assertEquals("acsp", new String(profile, 36, 4, UTF_8));
        assertEquals(10, in.getInt(128));
        int end = 132 + 12 * 10;
        for (int i = 0; i < 10; i++) {
            assertEquals(end, in.getInt(136 + 12 * i), "tag " + i);
            end += in.getInt(140 + 12 * i);
        }
        assertEquals(profile.length, end);
    }
}
