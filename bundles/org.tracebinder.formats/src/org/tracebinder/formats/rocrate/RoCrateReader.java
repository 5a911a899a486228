// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.rocrate;

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

/** Metadata of research objects (RO-Crate 1.0 to 1.2): each entity of the flat graph is an event. */
public final class RoCrateReader extends DocumentReader {

    /** Made once for all contents. */
    public RoCrateReader() {
        super("ro-crate", "RO-Crate", List.of());
    }

    @Override
    protected Match match(JsonNode v) {
        for (String context : Graph.contexts(v)) {
            if (context.contains("w3id.org/ro/crate")) {
                return new Match.Maybe(97, "@context " + context);
            }
        }
        JsonNode graph = v.get("@graph");
        if (graph != null && graph.isArray()) {
            for (JsonNode n : graph) {
                String conforms = Graph.ref(n.get("conformsTo"));
                if (conforms != null && conforms.contains("w3id.org/ro/crate")) {
                    return new Match.Maybe(95, "an entity that conforms to " + conforms);
                }
            }
        }
        return Match.NO;
    }

    @Override
    protected Match match(String text) {
        return text.contains("w3id.org/ro/crate") && text.contains("\"@context\"")
                ? new Match.Maybe(74, "text with an RO-Crate context") : Match.NO;
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        JsonNode graph = n.isObject() ? Nodes.at(n, "@graph") : null;
        if (graph == null || !graph.isArray()) {
            throw new BadRecordException("no RO-Crate: the document has no list under @graph");
        }
        new Crate(new Graph(n), record).read(Parts.of(record, Set.of("@graph")), events);
    }
}
