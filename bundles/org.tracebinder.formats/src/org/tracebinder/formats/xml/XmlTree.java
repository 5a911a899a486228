// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.xml;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.RawRecord;

/**
 * Reads an XML document as a tree. A document type declaration is refused, so that no entity is ever declared, expanded
 * or fetched; depth and number of elements are bounded.
 */
public final class XmlTree {

    private static final int MAX_DEPTH = 80;
    private static final int MAX_ELEMENTS = 500_000;
    private static final int MAX_ATTRIBUTES = 200;

    private XmlTree() {
    }

    /** @return true when the content begins like XML, behind a byte order mark and blanks */
    public static boolean possible(Head head) {
        byte[] b = head.bytes();
        int at = b.length >= 3 && b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF ? 3 : 0;
        while (at < b.length && b[at] <= ' ' && b[at] >= 0) {
            at++;
        }
        return at < b.length && b[at] == '<';
    }

    /**
     * @param record a whole document
     * @return its root element
     * @throws BadRecordException when it is not well-formed, holds a document type declaration, or breaks a bound
     */
    public static XmlElement read(RawRecord record) throws BadRecordException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external content is not read");
        });
        int from = record.from();
        int to = from + record.length();
        while (from < to && record.bytes()[from] >= 0 && record.bytes()[from] <= ' ') {
            from++;
        }
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(
                    new ByteArrayInputStream(record.bytes(), from, to - from));
            try {
                return tree(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw place(e) == null ? new BadRecordException("not well-formed XML: " + words(e), e)
                    : new BadRecordException("not well-formed XML at line " + place(e).getLineNumber() + ", column "
                            + place(e).getColumnNumber() + ": " + words(e), e);
        } catch (RuntimeException e) {
            // the parser of the runtime reports some broken declarations this way
            throw new BadRecordException("not well-formed XML: " + words(e), e);
        }
    }

    private static XmlElement tree(XMLStreamReader reader) throws XMLStreamException, BadRecordException {
        XmlElement root = null;
        Deque<XmlElement> open = new ArrayDeque<>();
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++elements > MAX_ELEMENTS || open.size() >= MAX_DEPTH) {
                        throw new BadRecordException(elements > MAX_ELEMENTS ? "more than " + MAX_ELEMENTS
                                + " XML elements" : "XML elements nested deeper than " + MAX_DEPTH);
                    }
                    XmlElement element = element(reader);
                    if (open.isEmpty()) {
                        root = element;
                    } else {
                        open.peek().child(element);
                    }
                    open.push(element);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.peek().text(reader.getText());
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw new BadRecordException(
                        "the XML holds a document type declaration or an entity, which is not read");
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
        if (root == null) {
            throw new BadRecordException("no XML element");
        }
        return root;
    }

    private static XmlElement element(XMLStreamReader reader) throws BadRecordException {
        String namespace = reader.getNamespaceURI();
        String prefix = reader.getPrefix();
        XmlElement element = new XmlElement(namespace == null ? "" : namespace, prefix == null ? "" : prefix,
                reader.getLocalName());
        if (reader.getAttributeCount() > MAX_ATTRIBUTES) {
            throw new BadRecordException("an XML element with more than " + MAX_ATTRIBUTES + " attributes");
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            element.attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String declared = reader.getNamespacePrefix(i);
            element.attribute("xmlns:" + (declared == null ? "" : declared), reader.getNamespaceURI(i));
        }
        return element;
    }

    /** @return where the parser stopped, null when it does not say */
    private static Location place(XMLStreamException e) {
        return e.getLocation() == null || e.getLocation().getLineNumber() < 0 ? null : e.getLocation();
    }

    private static String words(Exception e) {
        String text = e.getMessage() == null ? "unreadable" : e.getMessage();
        int message = text.indexOf("Message: ");
        String line = (message >= 0 ? text.substring(message + 9) : text).lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }
}
