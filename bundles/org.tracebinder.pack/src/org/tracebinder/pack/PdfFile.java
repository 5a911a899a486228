// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.tracebinder.core.Hash;
import org.tracebinder.pack.PdfReport.Link;
import org.tracebinder.pack.PdfReport.Place;

/**
 * The report as PDF/A-3u (ISO 19005-3) and PDF/UA-1 (ISO 14289-1). Streams are not compressed and all dates and ids
 * come from the content, so that the same report has the same bytes wherever it is written.
 */
final class PdfFile {

    private PdfFile() {
    }

    /** @return the bytes of the file */
    static byte[] of(PackFacts facts, List<ReportBlock> blocks, ReportWords words, String title) throws IOException {
        try (PDDocument document = new PDDocument(); PdfFonts fonts = new PdfFonts(document)) {
            PdfTags tags = new PdfTags();
            PdfPages pages = new PdfPages(fonts, tags);
            PdfReport report = new PdfReport(blocks, words, new PdfText(fonts), tags, pages);
            report.draw();
            List<Link> links = report.contents();
            report.edges(title, facts.engagementId(), facts.custodyHead());
            pages(document, fonts, pages);
            links.forEach(link -> link(tags, pages, link));
            fonts.finish();
            COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
            catalog.setItem(COSName.getPDFName("StructTreeRoot"), tags.finish());
            outline(document, pages, report.places());
            String id = NameUuid.of(facts.engagementId(), "report", words.of("lang"), facts.custodyHead());
            about(catalog, facts, words.of("lang"), title + " - " + facts.engagementId(), id);
            document.getDocument().setVersion(1.7f);
            COSString fixed = new COSString(Hash.of(id.getBytes(US_ASCII)).bytes());
            COSArray ids = new COSArray();
            ids.add(fixed);
            ids.add(fixed);
            document.getDocument().getTrailer().setItem(COSName.ID, ids);
            unpack(catalog, new HashSet<>());
            ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
            document.save(out, CompressParameters.NO_COMPRESSION);
            return out.toByteArray();
        }
    }

    private static COSStream stream(byte[] content) throws IOException {
        COSStream stream = new COSStream();
        try (OutputStream out = stream.createRawOutputStream()) {
            out.write(content);
        }
        return stream;
    }

    private static void pages(PDDocument document, PdfFonts fonts, PdfPages pages) throws IOException {
        COSDictionary resources = new COSDictionary();
        resources.setItem(COSName.FONT, fonts.resources());
        for (int i = 0; i < pages.pages().size(); i++) {
            PDPage page = pages.pages().get(i);
            COSDictionary dictionary = page.getCOSObject();
            dictionary.setItem(COSName.RESOURCES, resources);
            dictionary.setItem(COSName.CONTENTS, stream(pages.content(i).getBytes(US_ASCII)));
            dictionary.setInt(COSName.STRUCT_PARENTS, i);
            dictionary.setItem(COSName.getPDFName("Tabs"), COSName.S);
            document.addPage(page);
        }
    }

    private static void link(PdfTags tags, PdfPages pages, Link link) {
        COSDictionary page = pages.pages().get(0).getCOSObject();
        COSDictionary annotation = new COSDictionary();
        annotation.setItem(COSName.TYPE, COSName.ANNOT);
        annotation.setItem(COSName.SUBTYPE, COSName.getPDFName("Link"));
        annotation.setItem(COSName.RECT, PdfTags.numbers(link.left(), link.bottom(), link.right(), link.top()));
        annotation.setItem(COSName.BORDER, PdfTags.numbers(0, 0, 0));
        annotation.setItem(COSName.F, COSInteger.get(4));
        annotation.setString(COSName.CONTENTS, link.to().title());
        annotation.setItem(COSName.DEST, destination(pages, link.to()));
        COSArray all = page.getCOSArray(COSName.ANNOTS);
        if (all == null) {
            all = new COSArray();
            page.setItem(COSName.ANNOTS, all);
        }
        all.add(annotation);
        tags.annotation(link.element(), annotation, page);
    }

    private static PDPageXYZDestination destination(PdfPages pages, Place place) {
        PDPageXYZDestination destination = new PDPageXYZDestination();
        destination.setPage(pages.pages().get(place.page()));
        destination.setLeft(0);
        destination.setTop(Math.round(place.top() + 12));
        return destination;
    }

    private static void outline(PDDocument document, PdfPages pages, List<Place> places) {
        PDDocumentOutline outline = new PDDocumentOutline();
        PDOutlineItem section = null;
        for (Place place : places) {
            PDOutlineItem item = new PDOutlineItem();
            item.setTitle(Printable.of(place.title()));
            item.setDestination(destination(pages, place));
            if (place.level() == 2 || section == null) {
                outline.addLast(item);
                section = item;
            } else {
                section.addLast(item);
            }
        }
        document.getDocumentCatalog().setDocumentOutline(outline);
    }

    private static void about(COSDictionary catalog, PackFacts facts, String language, String title, String id)
            throws IOException {
        String product = PackFacts.text(facts.engagement(), "product");
        COSStream metadata = stream(PdfProfile.xmp(title, language, PackFacts.text(facts.words(), "preparedBy"),
                product.isBlank() ? "Tracebinder" : product, facts.time(), id));
        metadata.setItem(COSName.TYPE, COSName.METADATA);
        metadata.setItem(COSName.SUBTYPE, COSName.getPDFName("XML"));
        catalog.setItem(COSName.METADATA, metadata);
        catalog.setString(COSName.LANG, language);
        COSDictionary marked = new COSDictionary();
        marked.setItem(COSName.getPDFName("Marked"), COSBoolean.TRUE);
        catalog.setItem(COSName.getPDFName("MarkInfo"), marked);
        COSDictionary viewer = new COSDictionary();
        viewer.setItem(COSName.getPDFName("DisplayDocTitle"), COSBoolean.TRUE);
        catalog.setItem(COSName.getPDFName("ViewerPreferences"), viewer);
        COSStream profile = stream(PdfProfile.srgb());
        profile.setInt(COSName.N, 3);
        COSDictionary intent = new COSDictionary();
        intent.setItem(COSName.TYPE, COSName.getPDFName("OutputIntent"));
        intent.setItem(COSName.S, COSName.getPDFName("GTS_PDFA1"));
        intent.setString(COSName.getPDFName("OutputConditionIdentifier"), "sRGB IEC61966-2.1");
        intent.setString(COSName.getPDFName("Info"), "sRGB IEC61966-2.1");
        intent.setItem(COSName.getPDFName("DestOutputProfile"), profile);
        COSArray intents = new COSArray();
        intents.add(intent);
        catalog.setItem(COSName.getPDFName("OutputIntents"), intents);
    }

    /** Streams that the library compressed are stored as they are: what compression gives differs between platforms. */
    private static void unpack(COSBase value, Set<COSBase> seen) throws IOException {
        COSBase plain = value instanceof COSObject reference ? reference.getObject() : value;
        if (plain == null || !(plain instanceof COSDictionary || plain instanceof COSArray) || !seen.add(plain)) {
            return;
        }
        if (plain instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                unpack(array.get(i), seen);
            }
            return;
        }
        COSDictionary dictionary = (COSDictionary) plain;
        if (plain instanceof COSStream stream && stream.getDictionaryObject(COSName.FILTER) != null) {
            byte[] content = content(stream);
            stream.removeItem(COSName.FILTER);
            stream.removeItem(COSName.DECODE_PARMS);
            try (OutputStream out = stream.createRawOutputStream()) {
                out.write(content);
            }
        }
        for (COSBase item : dictionary.getValues()) {
            unpack(item, seen);
        }
    }

    private static byte[] content(COSStream stream) throws IOException {
        try (InputStream in = stream.createInputStream()) {
            return in.readAllBytes();
        }
    }
}
