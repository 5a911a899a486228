// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tracebinder.core.Progress;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportTest {

    private static String report(Path dir, PackContent content, Locale language) throws Exception {
        Path zip = dir.resolve(language + ".zip");
        PackWriter.write(content, zip, PackOptions.PLAIN.in(language), Progress.NONE);
        return new String(new Repack(zip).files.get(PackNames.REPORT), UTF_8);
    }

    @Test
    void saysWhatWasFoundAndForWhom(@TempDir Path dir) throws Exception {
        String html = report(dir, new SmallPack(5, 3), Locale.ENGLISH);
        for (String words : List.of("<html lang=\"en\">", "Northbank &lt;AI&gt; &amp; sons", "Art. 12(1)", "Mixed",
                "in force", "not yet", "Documents only", "policy.tool-after-deny", "Ask why the tool ran.",
                "<code>S1:2</code>", "doc.annex4", "a &lt;b&gt;warning&lt;/b&gt;", "A tool ran after a deny",
                "yes, to the unit", "A. Auditor", "<p>First.</p>")) {
            assertTrue(html.contains(words), words);
        }
        assertFalse(html.toLowerCase(Locale.ROOT).contains("compliant"));
        String german = report(dir, new SmallPack(5, 3), Locale.GERMANY);
        assertTrue(german.contains("<html lang=\"de\">") && german.contains("Beweiskette"), "German words");
        assertFalse(german.contains("Custody"));
    }

    @Test
    void isSelfContainedAndWellFormed(@TempDir Path dir) throws Exception {
        String html = report(dir, new SmallPack(5, 3), Locale.ENGLISH);
        assertFalse(html.contains("<script") || html.contains("http:") || html.contains("https:")
                || html.contains("src=") || html.contains("url(") || html.contains("@import"));
        String xml = html.replace("<!DOCTYPE html>", "").replaceAll("<(meta[^>]*|br)>", "<$1/>");
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
        NodeList tables = document.getElementsByTagName("table");
        assertTrue(tables.getLength() >= 8);
        for (int i = 0; i < tables.getLength(); i++) {
            Element table = (Element) tables.item(i);
            assertEquals(1, table.getElementsByTagName("caption").getLength());
            int columns = -1;
            NodeList rows = table.getElementsByTagName("tr");
            for (int r = 0; r < rows.getLength(); r++) {
                Element row = (Element) rows.item(r);
                NodeList heads = row.getElementsByTagName("th");
                int cells = heads.getLength() + row.getElementsByTagName("td").getLength();
                columns = columns < 0 ? cells : columns;
                assertEquals(columns, cells, table.getTextContent());
                for (int h = 0; h < heads.getLength(); h++) {
                    assertFalse(((Element) heads.item(h)).getAttribute("scope").isEmpty());
                }
            }
        }
        NodeList links = document.getElementsByTagName("a");
        for (int i = 0; i < links.getLength(); i++) {
            String id = ((Element) links.item(i)).getAttribute("href").substring(1);
            assertTrue(html.contains("<h2 id=\"" + id + "\">"), id);
        }
    }

    @Test
    void hostileWordsStayWords(@TempDir Path dir) throws Exception {
        SmallPack hostile = new SmallPack(5, 3) {
            @Override
            public Map<String, Object> engagement() {
                Map<String, Object> map = super.engagement();
                map.put("client", "\"><script>alert('x')</script>\u202egnp.exe\u0000\ud800");
                return map;
            }
        };
        String html = report(dir, hostile, Locale.ENGLISH);
        assertTrue(html.contains("&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;\ufffdgnp.exe\ufffd\ufffd"));
    }

    /** A name in a log is the audited party's to choose: it must not stop the report. */
    @Test
    void lineBreaksInTablesAreLineBreaks(@TempDir Path dir) throws Exception {
        SmallPack broken = new SmallPack(5, 3) {
            @Override
            public List<Map<String, Object>> sources() {
                List<Map<String, Object>> list = super.sources();
                list.forEach(s -> s.put("path", "first\nsecond\n\n" + "w".repeat(90) + "\n.jsonl"));
                return list;
            }

            @Override
            public List<Map<String, Object>> findings() {
                return List.of(Map.of("title", "two\nlines", "text", "a\n=2+2"));
            }
        };
        PackWriter.write(broken, dir.resolve("p.zip"), PackOptions.PLAIN, Progress.NONE);
        assertTrue(PackVerifier.verify(dir.resolve("p.zip"), Progress.NONE).ok());
    }

    @Test
    void bothLanguagesHaveTheSameWords() throws Exception {
        assertEquals(keys("report.properties"), keys("report_de.properties"));
    }

    private static Object keys(String name) throws Exception {
        Properties words = new Properties();
        try (InputStream in = PackReport.class.getResourceAsStream(name)) {
            words.load(new InputStreamReader(in, UTF_8));
        }
        return words.keySet();
    }
}
