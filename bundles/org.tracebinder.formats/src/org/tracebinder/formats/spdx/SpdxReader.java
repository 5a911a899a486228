// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.spdx;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.DocumentReader;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import org.tracebinder.formats.jsonld.Graph;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * SPDX 3 documents (JSON-LD) with the AI and dataset profiles. A document is a record, each element of its graph an
 * event. SPDX 2 has no fields for AI and is refused with that reason.
 */
public final class SpdxReader extends DocumentReader {

    /** Made once for all contents. */
    public SpdxReader() {
        super("spdx3", "SPDX 3 bill of materials", List.of());
    }

    @Override
    protected Match match(JsonNode v) {
        for (String context : Graph.contexts(v)) {
            if (context.contains("spdx.org/rdf/3")) {
                return new Match.Maybe(98, "@context " + context);
            }
        }
        String two = Nodes.scalar(v, "spdxVersion");
        if (two != null && two.startsWith("SPDX-2") && v.has("SPDXID")) {
            return new Match.Maybe(90, "spdxVersion " + two + ", which has no fields for AI");
        }
        if (v.has("spdxId") && v.has("creationInfo") && !Graph.types(v).isEmpty()) {
            return new Match.Maybe(88, "objects with spdxId, creationInfo and type");
        }
        return Match.NO;
    }

    @Override
    protected Match match(String text) {
        return text.contains("spdx.org/rdf/3") && text.contains("\"@context\"")
                ? new Match.Maybe(75, "text with an SPDX 3 context") : Match.NO;
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        if (n.isObject() && n.has("spdxVersion") && !n.has("@context")) {
            throw new BadRecordException("an " + Nodes.scalar(n, "spdxVersion")
                    + " document: only SPDX 3 has fields for models and data sets");
        }
        boolean graph = n.isObject() && n.has("@graph") && n.has("@context");
        if (!graph && !(n.isObject() && (n.has("spdxId") || n.has("@context")) && !Graph.types(n).isEmpty())) {
            throw new BadRecordException("no SPDX 3 document: neither @context beside @graph nor spdxId beside type");
        }
        new Elements(new Graph(n)).read(Parts.of(record, Set.of("@graph")), events);
    }
}
