// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.prov;

import java.util.List;
import org.tracebinder.formats.xml.XmlElement;
import org.tracebinder.ingest.BadRecordException;

/** PROV-XML: an element for each statement, references in {@code prov:ref}. */
final class XmlNotation {

    private static final int MAX_BUNDLES = 20;

    private final Document document = new Document();

    private XmlNotation() {
    }

    static Document read(XmlElement root) throws BadRecordException {
        if (!root.name().equals("document") || !root.namespace().equals(Document.PROV)) {
            throw new BadRecordException("no provenance document: the XML element is '" + root.qualifiedName()
                    + "', expected 'document' in the namespace " + Document.PROV);
        }
        XmlNotation notation = new XmlNotation();
        notation.content(root, null, 0);
        return notation.document;
    }

    private void content(XmlElement holder, String bundle, int depth) throws BadRecordException {
        if (depth > MAX_BUNDLES) {
            throw new BadRecordException("bundles nested deeper than " + MAX_BUNDLES);
        }
        prefixes(holder);
        for (XmlElement e : holder.children()) {
            if (e.namespace().equals(Document.PROV) && e.name().equals("bundleContent")) {
                content(e, e.attribute("id"), depth + 1);
                continue;
            }
            String relation = e.namespace().equals(Document.PROV) ? Terms.relation(e.name()) : null;
            String element = e.namespace().equals(Document.PROV) ? Terms.element(e.name()) : null;
            if (relation != null || element != null) {
                statement(e, relation != null ? relation : element, bundle);
            }
        }
    }

    private void prefixes(XmlElement e) {
        e.attributes().forEach((name, value) -> {
            if (name.startsWith("xmlns:")) {
                document.prefix(name.equals("xmlns:") ? "default" : name.substring(6), value);
            }
        });
    }

    private void statement(XmlElement e, String type, String bundle) throws BadRecordException {
        prefixes(e);
        Statement s = document.add(type, e.attribute("id"), bundle);
        if (Terms.element(e.name()) != null && !e.name().equals(type)) {
            s.attribute("prov:type", "prov:" + e.name());
        }
        List<String> roles = Terms.RELATIONS.getOrDefault(type, List.of("startTime", "endTime"));
        for (XmlElement part : e.children()) {
            String ref = part.attribute("ref");
            String value = ref != null ? ref : part.text();
            if (part.namespace().equals(Document.PROV) && roles.contains(part.name())) {
                s.role(part.name(), value);
            } else {
                String language = part.attribute("lang");
                s.attribute(part.qualifiedName(), value, language != null ? "@" + language : part.attribute("type"));
            }
        }
    }
}
