// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.sigstore;

import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An entry of a transparency log: its body, its place, its proof. */
final class Entry {

    private Entry() {
    }

    /** @return what the log keeps as the body of an entry, null when it is no JSON in base64 */
    static JsonNode body(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return Json.tree(bytes);
        } catch (JacksonException e) {
            // the proof of inclusion can be followed all the same
            return null;
        }
    }

    /** @return the SHA-256 of what was signed, as lower-case text (hex or base64 as the log writes it); null if none */
    static String digest(JsonNode body) {
        JsonNode spec = Nodes.at(body, "spec");
        String[][] places = {{"data", "hash", "value"}, {"hashedRekordV002", "data", "digest"},
            {"payloadHash", "value"}, {"content", "payloadHash", "value"}};
        for (String[] place : places) {
            String digest = Nodes.scalar(spec, place);
            if (digest != null) {
                return digest;
            }
        }
        return null;
    }

    /** One entry of the answer of the Rekor interface. */
    static Event rest(String uuid, JsonNode n) {
        Findings findings = new Findings();
        byte[] bytes = Inclusion.bytes(Nodes.scalar(n, "body"), false);
        JsonNode body = body(bytes);
        JsonNode proof = Nodes.at(n, "verification", "inclusionProof");
        if (bytes == null) {
            findings.failed("the body is not base64");
        } else if (proof != null) {
            Inclusion.check(proof, bytes, true, findings);
        } else {
            findings.open("no inclusion proof is in the file");
        }
        findings.open("signedEntryTimestamp was not verified (the key of the log is not in the file)");
        findings.open("the signature over the artifact was not verified (artifact and trusted root are not here)");
        Times.Time at = Times.of(n.get("integratedTime"));
        Event.Builder b = Event.of(EventKind.OTHER).operation("log entry").name(Nodes.scalar(body, "kind")).span(uuid)
                .time(at.nanos(), at.text(), at.rule()).addId(digest(body)).status(findings.anyFailed() ? "error"
                        : null)
                .identity("rekor/" + Nodes.scalar(n, "logID") + "/" + Nodes.scalar(n, "logIndex"));
        findings.addTo(b);
        b.extra("digest", digest(body));
        Extras.add(b, "", n, Set.of("body"));
        return b.build();
    }
}
