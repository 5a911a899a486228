// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class TablesTest {

    /** Reads a workbook with what Python brings along and prints each cell: place, style, type, text. */
    private static final String READER = """
            import sys, zipfile, xml.etree.ElementTree as tree
            main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
            book = zipfile.ZipFile(sys.argv[1])
            assert book.testzip() is None
            sheet = tree.fromstring(book.read("xl/worksheets/sheet1.xml"))
            formats = tree.fromstring(book.read("xl/styles.xml")).find(main + "cellXfs").findall(main + "xf")
            fonts = tree.fromstring(book.read("xl/styles.xml")).find(main + "fonts").findall(main + "font")
            pane = sheet.find(main + "sheetViews/" + main + "sheetView/" + main + "pane")
            print("pane", pane.get("state"), pane.get("ySplit"))
            print("formulas", len(list(sheet.iter(main + "f"))))
            for cell in sheet.iter(main + "c"):
                style = formats[int(cell.get("s"))]
                bold = fonts[int(style.get("fontId"))].find(main + "b") is not None
                text = cell.findtext(main + "v") or "".join(t.text or "" for t in cell.iter(main + "t"))
                print(cell.get("r"), cell.get("t", "n"), "bold" if bold else "-",
                      "quoted" if style.get("quotePrefix") else "-", ascii(text))
            """;

    @TempDir
    Path dir;

    private Map<String, byte[]> files(PackContent content, Locale language) throws Exception {
        Path zip = dir.resolve(language + ".zip");
        PackWriter.write(content, zip, PackOptions.PLAIN.in(language), Progress.NONE);
        return new Repack(zip).files;
    }

    private static Sheet hostile() {
        Sheet sheet = new Sheet("A [title]: with / things", List.of(new Sheet.Column("=Head", 10),
                new Sheet.Column("B", 20)));
        sheet.row("=HYPERLINK(\"http://x\")", -5L);
        sheet.row("+1", "say \"hi\", please\nnow");
        sheet.row("-2", "@SUM(A1)");
        sheet.row("\u00e4\u03a9\u0436 <b>&\u0000\ud800 _x0041_", 1.5);
        sheet.row(null, "\ttab");
        return sheet;
    }

    @Test
    void formulasBecomeWordsInCsv() {
        String csv = new String(hostile().csv(), UTF_8);
        assertEquals("""
                '=Head,B
                "'=HYPERLINK(""http://x"")",-5
                '+1,"say ""hi"", please
                now"
                '-2,'@SUM(A1)
                \u00e4\u03a9\u0436 <b>&\ufffd\ufffd _x0041_,1.5
                ,'\ttab
                """, csv.replace("\r\n", "\n"));
        assertTrue(csv.endsWith("\r\n"));
        assertThrows(IllegalArgumentException.class, () -> hostile().row("too few"));
    }

    @Test
    void aWorkbookIsReadByAnotherProgram() throws Exception {
        Path file = dir.resolve("a.xlsx");
        Files.write(file, Workbook.of(hostile()));
        Files.writeString(dir.resolve("reader.py"), READER);
        Optional<Tool.Result> python = Tool.run(dir, "python3", "reader.py", "a.xlsx");
        Assumptions.assumeTrue(python.isPresent(), "no python3: the workbook is not opened again");
        assertEquals("""
                pane frozen 1
                formulas 0
                A1 inlineStr bold - '=Head'
                B1 inlineStr bold - 'B'
                A2 inlineStr - quoted '=HYPERLINK("http://x")'
                B2 n - - '-5'
                A3 inlineStr - quoted '+1'
                B3 inlineStr - - 'say "hi", please\\nnow'
                A4 inlineStr - quoted '-2'
                B4 inlineStr - quoted '@SUM(A1)'
                A5 inlineStr - - '\\xe4\\u03a9\\u0436 <b>&\\ufffd\\ufffd _x005F_x0041_'
                B5 n - - '1.5'
                B6 inlineStr - quoted '\\ttab'
                """, python.get().text().replace("\r\n", "\n"));
    }

    @Test
    void everyPartOfAWorkbookIsDeclared() throws Exception {
        byte[] bytes = Workbook.of(hostile());
        assertArrayEquals(bytes, Workbook.of(hostile()));
        StringBuilder types = new StringBuilder();
        int parts = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                        .parse(new ByteArrayInputStream(in.readAllBytes()));
                if (parts++ == 0) {
                    assertEquals("[Content_Types].xml", entry.getName());
                    NodeList overrides = xml.getElementsByTagName("Override");
                    for (int i = 0; i < overrides.getLength(); i++) {
                        types.append(((Element) overrides.item(i)).getAttribute("PartName"));
                    }
                } else if (!entry.getName().endsWith(".rels")) {
                    assertTrue(types.toString().contains("/" + entry.getName()), entry.getName());
                }
            }
        }
        assertEquals(6, parts);
        assertEquals("Z", Workbook.letters(25));
        assertEquals("AA", Workbook.letters(26));
        assertEquals("BA", Workbook.letters(52));
    }

    @Test
    void longCellsEndWhereProgramsEndThem() {
        Sheet sheet = new Sheet("t", List.of(new Sheet.Column("a", 1)));
        sheet.row("x".repeat(40_000));
        String cell = (String) sheet.rows().get(0).get(0);
        assertTrue(cell.length() < 32_767 && cell.endsWith("x [...]"));
    }

    @Test
    void aPackHoldsTheWorkingPapers() throws Exception {
        Map<String, byte[]> files = files(new SmallPack(5, 3) {
            @Override
            public List<Map<String, Object>> assessments() {
                Map<String, Object> control = Map.of("id", "aia.art12.1", "ref", "Art. 12(1)", "title",
                        "=cmd|' /C calc'!A0", "status", "in-force", "result", "mixed", "checks",
                        List.of("policy.tool-after-deny", "log.actor"), "cannotShow",
                        List.of("doc.technical", "inference.record"), "evidence", List.of(
                                Map.of("kind", "inference.record", "description", "One inference", "fromLogs", "yes")));
                return List.of(Map.of("catalog", "eu-ai-act", "version", "1", "asOf", "2026-03-05", "controls",
                        List.of(control), "totals", Map.of("mixed", 1)));
            }
        }, Locale.ENGLISH);
        String matrix = csv(files, PackNames.MATRIX);
        assertEquals(2, matrix.lines().count());
        assertTrue(matrix.contains(",'=cmd|' /C calc'!A0,"), matrix);
        assertTrue(matrix.contains(",in force,,Mixed,7,1,\"policy.tool-after-deny, log.actor\",S1:2,"), matrix);
        String requests = csv(files, PackNames.REQUESTS);
        assertTrue(requests.contains("\nR1,eu-ai-act,Art. 12(1),aia.art12.1,") && requests.contains(
                ",doc.technical,,A document: logs do not hold it.,"), requests);
        assertTrue(requests.contains(",inference.record,One inference,An export or log that records it"), requests);
        String findings = csv(files, PackNames.FINDINGS_TABLE);
        assertTrue(findings.contains("F1,Check,policy.tool-after-deny,,Gap,1 tool call after a deny,"
                + "Ask why the tool ran.,kind:tool,3,2,1,S1:2,aia.art12.1"), findings);
        assertTrue(findings.contains("F2,auditor,,A tool ran after a deny,"), findings);
        assertFalse(findings.contains("log.actor,"), findings);
        for (String name : List.of(PackNames.MATRIX, PackNames.REQUESTS, PackNames.FINDINGS_TABLE)) {
            assertEquals('P', files.get(name + ".xlsx")[0]);
        }
    }

    @Test
    void germanHeads() throws Exception {
        String requests = csv(files(new SmallPack(5, 3), Locale.GERMAN), PackNames.REQUESTS);
        assertTrue(requests.startsWith("Nr.,Katalog,Fundstelle,"), requests);
        assertTrue(requests.contains("Ein Dokument: Protokolle enthalten es nicht."), requests);
    }

    private static String csv(Map<String, byte[]> files, String name) throws IOException {
        return new String(files.get(name + ".csv"), UTF_8).replace("\r\n", "\n");
    }
}
