// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.sigstore;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * Sigstore bundles and entries of a Rekor log. What can be checked without keys of others and without a network is
 * checked at import; each event says what was checked, what came out, and what that does not prove.
 */
public final class SigstoreReader implements FormatReader {

    @Override
    public String id() {
        return "sigstore";
    }

    @Override
    public String label() {
        return "Sigstore bundle or Rekor entry";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode v : head.values()) {
            String type = Nodes.scalar(v, "mediaType");
            if (type != null && type.startsWith("application/vnd.dev.sigstore.bundle")) {
                return new Match.Maybe(98, "mediaType " + type);
            }
            if (v.has("verificationMaterial") && (v.has("messageSignature") || v.has("dsseEnvelope"))) {
                return new Match.Maybe(93, "verificationMaterial beside a signature");
            }
            if (isEntry(v) || rest(v) != null) {
                return new Match.Maybe(92, "body, logIndex, logID and integratedTime of a Rekor entry");
            }
        }
        String text = head.text();
        if (text.contains("\"integratedTime\"") && text.contains("\"logID\"") && text.contains("\"body\"")) {
            return new Match.Maybe(75, "text with body, integratedTime, logID");
        }
        return text.contains("vnd.dev.sigstore.bundle") && text.contains("\"verificationMaterial\"")
                ? new Match.Maybe(75, "text with the media type of a Sigstore bundle") : Match.NO;
    }

    private static boolean isEntry(JsonNode v) {
        return v.has("body") && v.has("logIndex") && v.has("logID") && v.has("integratedTime");
    }

    /** The first entry of an answer of the Rekor interface, a map of ids to entries; null when it is none. */
    private static JsonNode rest(JsonNode v) {
        if (!v.isObject() || v.isEmpty() || v.size() > 10_000) {
            return null;
        }
        Map.Entry<String, JsonNode> first = v.properties().iterator().next();
        return first.getKey().matches("[0-9a-f]{64,80}") && isEntry(first.getValue()) ? first.getValue() : null;
    }

    @Override
    public Framing framing(Head head) {
        return new Framing.Json(List.of());
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        if (n.isObject() && n.has("verificationMaterial")) {
            events.accept(new Bundle(n).event());
        } else if (n.isObject() && isEntry(n)) {
            events.accept(Entry.rest(null, n));
        } else if (rest(n) != null) {
            for (Map.Entry<String, JsonNode> e : n.properties()) {
                if (isEntry(e.getValue())) {
                    events.accept(Entry.rest(e.getKey(), e.getValue()));
                }
            }
        } else {
            throw new BadRecordException("no Sigstore bundle and no Rekor entry: neither verificationMaterial nor body "
                    + "with logIndex and logID");
        }
    }
}
