// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.tracebinder.core.TracebinderException;

/** Takes the words out of finished files, not out of what they were made of. */
final class FileWords {

    private FileWords() {
    }

    /** Takes words. */
    @FunctionalInterface
    interface Sink {
        /** @param where in the file, for people */
        void accept(String where, String words) throws TracebinderException;
    }

    /** Gives the lines of each page. */
    static void pdf(Path file, Sink sink) throws IOException, TracebinderException {
        try (PDDocument document = Loader.loadPDF(new RandomAccessReadBufferedFile(file.toFile()))) {
            PDFTextStripper stripper = new PDFTextStripper();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                String text = stripper.getText(document);
                for (String line : text.split("\\R")) {
                    sink.accept("page " + page, line);
                }
            }
        }
    }

    /** Gives each text of each part of the workbook. */
    static void workbook(Path file, Sink sink) throws IOException, TracebinderException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                part(factory, new ByteArrayInputStream(zip.readAllBytes()), entry.getName(), sink);
            }
        }
    }

    private static void part(XMLInputFactory factory, InputStream in, String name, Sink sink)
            throws IOException, TracebinderException {
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.CHARACTERS && !xml.isWhiteSpace()) {
                    sink.accept(name, xml.getText());
                }
            }
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(name + " can't be read again: " + e.getMessage(), e);
        }
    }

    /** @return the words of a piece of HTML as a browser shows them: no tags, entities as characters */
    static String plain(String html) {
        return html.replaceAll("<[^>]*>", "\0").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
                .replace("&#39;", "'").replace("&amp;", "&");
    }
}
