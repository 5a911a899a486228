// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an archivable PDF says about itself: the meaning of its colours, and its metadata. */
final class PdfProfile {

    private PdfProfile() {
    }

    /**
     * The sRGB colour space (IEC 61966-2-1) as an ICC profile of version 4 (ICC.1:2010), made here because the one of
     * the Java platform differs from release to release. The primaries are adapted to D50 after Bradford.
     *
     * @return the profile
     */
    static byte[] srgb() {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", words("sRGB IEC61966-2.1"));
        tags.put("cprt", words("No copyright, use freely"));
        tags.put("wtpt", xyz(0.9642, 1, 0.8249));
        tags.put("chad", fixed("sf32", 1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508,
                0.75168));
        tags.put("rXYZ", xyz(0.43607, 0.22249, 0.01392));
        tags.put("gXYZ", xyz(0.38515, 0.71687, 0.09708));
        tags.put("bXYZ", xyz(0.14307, 0.06061, 0.71410));
        byte[] curve = curve();
        tags.put("rTRC", curve);
        tags.put("gTRC", curve);
        tags.put("bTRC", curve);
        int size = 128 + 4 + 12 * tags.size();
        for (byte[] tag : tags.values()) {
            size += tag.length;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(size).putInt(0).putInt(0x04300000).put(ascii("mntr")).put(ascii("RGB ")).put(ascii("XYZ "));
        out.putShort((short) 2000).putShort((short) 1).putShort((short) 1).put(new byte[6]).put(ascii("acsp"));
        out.position(68).putInt(0xF6D6).putInt(0x10000).putInt(0xD32D).position(128).putInt(tags.size());
        int at = 128 + 4 + 12 * tags.size();
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            out.put(ascii(tag.getKey())).putInt(at).putInt(tag.getValue().length);
            at += tag.getValue().length;
        }
        tags.values().forEach(out::put);
        return out.array();
    }

    private static byte[] ascii(String four) {
        return four.getBytes(US_ASCII);
    }

    private static byte[] words(String text) {
        byte[] utf16 = text.getBytes(UTF_16BE);
        return ByteBuffer.allocate(28 + (utf16.length + 3) / 4 * 4).put(ascii("mluc")).putInt(0).putInt(1).putInt(12)
                .put(ascii("enUS")).putInt(utf16.length).putInt(28).put(utf16).array();
    }

    private static byte[] xyz(double x, double y, double z) {
        return fixed("XYZ ", x, y, z);
    }

    private static byte[] fixed(String type, double... values) {
        ByteBuffer out = ByteBuffer.allocate(8 + 4 * values.length).put(ascii(type)).putInt(0);
        for (double value : values) {
            out.putInt((int) Math.round(value * 65536));
        }
        return out.array();
    }

    /** The curve of sRGB: a straight piece near black, then a power of 2.4. */
    private static byte[] curve() {
        byte[] numbers = fixed("para", 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);
        return ByteBuffer.allocate(numbers.length + 4).put(numbers, 0, 8).putShort((short) 3).putShort((short) 0)
                .put(numbers, 8, numbers.length - 8).array();
    }

    /**
     * @param title    of the document
     * @param language of its words
     * @param author   who prepared it, may be empty
     * @param product  that made it
     * @param time     of the state it shows, ISO 8601
     * @param id       UUID of the document
     * @return the XMP packet: PDF/A-3u and PDF/UA-1, and a description of the name space that PDF/A does not know
     */
    static byte[] xmp(String title, String language, String author, String product, String time, String id) {
        String creator = author.isBlank() ? "" : "<dc:creator><rdf:Seq><rdf:li>" + escape(author)
                + "</rdf:li></rdf:Seq></dc:creator>";
        return ("""
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
                  xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
                  xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
                  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
                <dc:format>application/pdf</dc:format>
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
                <dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>
                %s
                <pdf:Producer>Tracebinder</pdf:Producer>
                <xmp:CreatorTool>%s</xmp:CreatorTool>
                <xmp:CreateDate>%s</xmp:CreateDate>
                <xmp:ModifyDate>%5$s</xmp:ModifyDate>
                <xmp:MetadataDate>%5$s</xmp:MetadataDate>
                <xmpMM:DocumentID>uuid:%6$s</xmpMM:DocumentID>
                <pdfaid:part>3</pdfaid:part>
                <pdfaid:conformance>U</pdfaid:conformance>
                <pdfuaid:part>1</pdfuaid:part>
                </rdf:Description>
                <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
                  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
                  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
                <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
                <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
                <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
                <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
                <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
                <pdfaProperty:name>part</pdfaProperty:name>
                <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                <pdfaProperty:category>internal</pdfaProperty:category>
                <pdfaProperty:description>Part of ISO 14289 that the document follows</pdfaProperty:description>
                </rdf:li></rdf:Seq></pdfaSchema:property>
                </rdf:li></rdf:Bag></pdfaExtension:schemas>
                </rdf:Description>
                </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="r"?>
                """.formatted(escape(title), escape(language), creator, escape(product), escape(time), escape(id)))
                .getBytes(UTF_8);
    }

    private static String escape(String text) {
        return Printable.of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
