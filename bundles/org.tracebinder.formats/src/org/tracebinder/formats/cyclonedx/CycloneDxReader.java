// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.cyclonedx;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import org.tracebinder.formats.xml.XmlElement;
import org.tracebinder.formats.xml.XmlTree;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * Bills of material in the CycloneDX format, JSON and XML, with models, their cards, data sets, how things were made,
 * and attestations. A document is a record; the bill itself, each component, metric, workflow, claim and attestation is
 * an event.
 */
public final class CycloneDxReader implements FormatReader {

    static final String NAMESPACE = "http://cyclonedx.org/schema/bom/";
    private static final Pattern ROOT = Pattern.compile("<(?:\\w{1,40}:)?bom\\b[^>]{0,8000}"
            + Pattern.quote(NAMESPACE));

    @Override
    public String id() {
        return "cyclonedx";
    }

    @Override
    public String label() {
        return "CycloneDX bill of materials";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : head.values()) {
            if ("cyclonedx".equals(lower(Nodes.scalar(v, "bomFormat")))) {
                return new Match.Maybe(98, "bomFormat CycloneDX");
            }
            String schema = Nodes.scalar(v, "$schema");
            if (schema != null && schema.contains("cyclonedx.org/schema/bom-") && v.has("specVersion")) {
                return new Match.Maybe(96, "$schema of CycloneDX beside specVersion");
            }
        }
        if (XmlTree.possible(head)) {
            return ROOT.matcher(head.text()).find() ? new Match.Maybe(98,
                    "XML element bom in the namespace of CycloneDX")
                    : Match.NO;
        }
        String text = head.text();
        return text.contains("\"bomFormat\"") && text.contains("\"CycloneDX\"") && text.contains("\"specVersion\"")
                ? new Match.Maybe(75, "text with bomFormat, CycloneDX and specVersion") : Match.NO;
    }

    private static String lower(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    @Override
    public Framing framing(Head head) {
        return XmlTree.possible(head) ? new Framing.Whole() : new Framing.Json(List.of());
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        if (isXml(record)) {
            XmlElement root = XmlTree.read(record);
            if (!root.name().equals("bom") || !root.namespace().startsWith(NAMESPACE)) {
                throw new BadRecordException("no CycloneDX bill: the XML element is '" + root.qualifiedName()
                        + "', expected 'bom' in the namespace " + NAMESPACE);
            }
            new Bom(XmlBom.json(root), null, events).read();
            return;
        }
        JsonNode n = Json.tree(record);
        if (!n.isObject() || !"cyclonedx".equals(lower(Nodes.scalar(n, "bomFormat"))) && !n.has("specVersion")) {
            throw new BadRecordException("no CycloneDX bill: neither bomFormat CycloneDX nor specVersion");
        }
        new Bom(n, Parts.of(record, Set.of("components")), events).read();
    }

    private static boolean isXml(RawRecord record) {
        for (int i = record.from(); i < record.from() + record.length(); i++) {
            byte b = record.bytes()[i];
            if (b < 0 || b > ' ') {
                return b == '<' || b == (byte) 0xEF;
            }
        }
        return false;
    }
}
