// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Writes a {@link Sheet} as a workbook of one sheet (Office Open XML, ECMA-376 part 1, SpreadsheetML): text in the
 * cells themselves, heads bold and frozen, with a filter. The zip is laid out like that of a pack, so the same table
 * gives the same bytes everywhere.
 */
final class Workbook {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /** Cell formats in styles.xml. */
    private static final int STYLE_HEAD = 1;
    private static final int STYLE_TEXT = 2;
    private static final int STYLE_NUMBER = 3;
    private static final int STYLE_QUOTED = 4;

    private static final String STYLES = HEAD + "<styleSheet xmlns=\"" + MAIN + "\">"
            + "<fonts count=\"2\"><font><sz val=\"10\"/><name val=\"Arial\"/><family val=\"2\"/></font>"
            + "<font><b/><sz val=\"10\"/><color rgb=\"FFFFFFFF\"/><name val=\"Arial\"/><family val=\"2\"/></font>"
            + "</fonts>"
            + "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
            + "<fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\">"
            + "<fgColor rgb=\"FF17406D\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>"
            + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            + "<cellXfs count=\"5\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
            + "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\""
            + " applyAlignment=\"1\"><alignment vertical=\"center\" wrapText=\"1\"/></xf>"
            + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\""
            + " applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
            + "<xf numFmtId=\"3\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\""
            + " applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>"
            + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\""
            + " applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
            + "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
            + "</styleSheet>";

    private Workbook() {
    }

    /** @return the bytes of an .xlsx file */
    static byte[] of(Sheet sheet) {
        Map<String, byte[]> parts = new TreeMap<>();
        put(parts, "[Content_Types].xml", "<Types xmlns=\"" + TYPES + "\"><Default Extension=\"rels\""
                + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" + override("workbook", "sheet.main")
                + override("worksheets/sheet1", "worksheet") + override("styles", "styles") + "</Types>");
        put(parts, "_rels/.rels", relations("officeDocument", "xl/workbook.xml"));
        put(parts, "xl/_rels/workbook.xml.rels",
                relations("worksheet", "worksheets/sheet1.xml", "styles", "styles.xml"));
        String name = escape(sheet.title().replaceAll("[\\\\/?*\\[\\]:']", " "));
        put(parts, "xl/workbook.xml", "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + DOCUMENT + "\"><sheets>"
                + "<sheet name=\"" + (name.length() > 31 ? name.substring(0, 31) : name)
                + "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        parts.put("xl/styles.xml", STYLES.getBytes(UTF_8));
        put(parts, "xl/worksheets/sheet1.xml", worksheet(sheet));
        return zip(parts);
    }

    private static void put(Map<String, byte[]> parts, String name, String xml) {
        parts.put(name, (HEAD + xml).getBytes(UTF_8));
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"/xl/" + part + ".xml\" ContentType=\"" + TYPE + type + "+xml\"/>";
    }

    private static String relations(String... typesAndTargets) {
        StringBuilder xml = new StringBuilder("<Relationships xmlns=\"" + RELATIONS + "\">");
        for (int i = 0; i < typesAndTargets.length; i += 2) {
            xml.append("<Relationship Id=\"rId").append(i / 2 + 1).append("\" Type=\"").append(DOCUMENT).append('/')
                    .append(typesAndTargets[i]).append("\" Target=\"").append(typesAndTargets[i + 1]).append("\"/>");
        }
        return xml.append("</Relationships>").toString();
    }

    private static String worksheet(Sheet sheet) {
        String last = letters(sheet.columns().size() - 1);
        String area = "A1:" + last + (sheet.rows().size() + 1);
        StringBuilder xml = new StringBuilder(1 << 16).append("<worksheet xmlns=\"" + MAIN + "\"><dimension ref=\"")
                .append(area).append("\"/><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" ")
                .append("topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>")
                .append("<cols>");
        for (int i = 0; i < sheet.columns().size(); i++) {
            xml.append("<col min=\"").append(i + 1).append("\" max=\"").append(i + 1).append("\" width=\"")
                    .append(sheet.columns().get(i).width()).append("\" customWidth=\"1\"/>");
        }
        xml.append("</cols><sheetData>");
        row(xml, 1, sheet.columns().stream().map(Sheet.Column::head).toList(), true);
        for (int i = 0; i < sheet.rows().size(); i++) {
            row(xml, i + 2, sheet.rows().get(i), false);
        }
        return xml.append("</sheetData><autoFilter ref=\"").append(area).append("\"/></worksheet>").toString();
    }

    private static void row(StringBuilder xml, int number, List<?> cells, boolean head) {
        xml.append("<row r=\"").append(number).append("\">");
        for (int i = 0; i < cells.size(); i++) {
            String place = letters(i) + number;
            Object cell = cells.get(i);
            if (cell instanceof Number) {
                xml.append("<c r=\"").append(place).append("\" s=\"" + STYLE_NUMBER + "\"><v>").append(cell)
                        .append("</v></c>");
            } else if (!cell.toString().isEmpty()) {
                String text = cell.toString();
                int style = head ? STYLE_HEAD : Sheet.formula(text) ? STYLE_QUOTED : STYLE_TEXT;
                xml.append("<c r=\"").append(place).append("\" s=\"").append(style)
                        .append("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">").append(escape(text))
                        .append("</t></is></c>");
            }
        }
        xml.append("</row>");
    }

    /** {@code _x0041_} would be read as a character: the underscore of such a place is written that way itself. */
    private static String escape(String text) {
        return text.replaceAll("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_").replace("&", "&amp;").replace("<", "&lt;")
                .replace(">", "&gt;").replace("\"", "&quot;").replace("\t", "&#9;");
    }

    /** @return the name of a column: A for 0, AA for 26 */
    static String letters(int column) {
        String last = String.valueOf((char) ('A' + column % 26));
        return column < 26 ? last : letters(column / 26 - 1) + last;
    }

    private static byte[] zip(Map<String, byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<ZipLayout.Entry> entries = new ArrayList<>();
        parts.forEach((name, content) -> {
            CRC32 crc = new CRC32();
            crc.update(content);
            ZipLayout.Entry entry = new ZipLayout.Entry(name, content.length, crc.getValue(), out.size());
            entries.add(entry);
            out.writeBytes(ZipLayout.local(entry));
            out.writeBytes(content);
        });
        int directory = out.size();
        entries.forEach(entry -> out.writeBytes(ZipLayout.central(entry)));
        out.writeBytes(ZipLayout.end(entries, directory, out.size() - directory));
        return out.toByteArray();
    }
}
