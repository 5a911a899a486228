// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.sigstore;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Hash;
import org.tracebinder.core.TimeRule;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Leaves;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.jsonld.Graph;
import tools.jackson.databind.JsonNode;

/** One Sigstore bundle: who signed what when, as far as the file alone can tell. */
final class Bundle {

    private static final int MAX_ENTRIES = 100;

    private final JsonNode n;
    private final Findings findings = new Findings();
    private Times.Time time = Times.Time.UNKNOWN;
    private String logged;

    Bundle(JsonNode n) {
        this.n = n;
    }

    Event event() {
        JsonNode material = n.get("verificationMaterial");
        String raw = Nodes.scalar(material, "certificate", "rawBytes");
        for (JsonNode c : Graph.each(Nodes.at(material, "x509CertificateChain", "certificates"))) {
            raw = raw == null ? Nodes.scalar(c, "rawBytes") : raw;
        }
        Signer signer = Signer.of(Inclusion.bytes(raw, false));
        JsonNode entry = null;
        int count = 0;
        for (JsonNode e : Graph.each(Nodes.at(material, "tlogEntries"))) {
            if (++count <= MAX_ENTRIES && e.isObject()) {
                entry = entry == null ? e : entry;
                entry(e);
            }
        }
        if (entry == null) {
            findings.open("no entry of a transparency log is in the bundle");
        }
        JsonNode statement = signature(signer, raw != null);
        if (signer != null && time.known()) {
            findings.check(signer.validAt(Instant.ofEpochSecond(time.nanos() / 1_000_000_000L)),
                    "the certificate was valid at the time that the log wrote");
        }
        JsonNode subject = first(Nodes.at(statement, "subject"));
        String digest = digest();
        Times.Time at = time.known() || signer == null ? time : new Times.Time(signer.validFrom().getEpochSecond()
                * 1_000_000_000L, signer.validFrom().toString(), TimeRule.ISO_OFFSET);
        Event.Builder b = Event.of(EventKind.OTHER).operation("signature").name(Nodes.scalar(subject, "name"))
                .actor(signer == null ? null : signer.identities()).time(at.nanos(), at.text(), at.rule())
                .status(findings.anyFailed() ? "error" : null).addId(digest)
                .addId(Nodes.scalar(subject, "digest", "sha256"));
        if (entry != null) {
            b.identity("sigstore/" + Nodes.scalar(entry, "logId", "keyId") + "/" + Nodes.scalar(entry, "logIndex") + "/"
                    + (findings.anyFailed() ? "failed" : "held"));
        }
        findings.open("that the certificate was issued by a trusted authority (no trusted root is in the file)");
        findings.open("that the signed artifact is any file in this binder; compare its digest");
        findings.addTo(b);
        b.extra("time", time.known() || signer == null ? null : "begin of the certificate: the log wrote no time");
        b.extra("digest", digest);
        if (signer != null) {
            signer.addTo(b);
        }
        Extras.add(b, "log.", entry, Set.of("canonicalizedBody", "inclusionProof", "inclusionPromise"));
        Extras.add(b, "log.proof.", Nodes.at(entry, "inclusionProof"), Set.of("hashes"));
        Extras.add(b, "statement.", statement, Set.of());
        b.addText(Leaves.list(Nodes.at(statement, "subject"))).extra("mediaType", Nodes.scalar(n, "mediaType"));
        return b.build();
    }

    private static JsonNode first(JsonNode list) {
        return list != null && list.isArray() && !list.isEmpty() ? list.get(0) : null;
    }

    private void entry(JsonNode e) {
        byte[] body = Inclusion.bytes(Nodes.scalar(e, "canonicalizedBody"), false);
        JsonNode proof = Nodes.at(e, "inclusionProof");
        if (body == null) {
            findings.failed("the body of the log entry is not base64");
        } else if (proof == null) {
            findings.open("no inclusion proof is in the bundle");
        } else {
            Inclusion.check(proof, body, false, findings);
        }
        String written = Nodes.scalar(e, "integratedTime");
        if (written != null && !written.equals("0") && !time.known()) {
            time = Times.seconds(written);
        } else if (written == null) {
            findings.open("the log wrote no time; time stamps of another authority in the bundle were not verified");
        }
        if (Nodes.at(e, "inclusionPromise") != null) {
            findings.open("the promise of the log (signedEntryTimestamp) was not verified (its key is not here)");
        }
        logged = logged == null ? Entry.digest(Entry.body(body)) : logged;
    }

    /** @return the statement inside an envelope, null for a signature over an artifact */
    private JsonNode signature(Signer signer, boolean stated) {
        if (signer == null) {
            findings.open(stated ? "the certificate could not be read, so the signature was not verified"
                    : "the bundle names a key only by a hint, so the signature was not verified");
        }
        JsonNode envelope = Nodes.at(n, "dsseEnvelope");
        if (envelope != null) {
            return envelope(signer, envelope);
        }
        byte[] digest = Inclusion.bytes(Nodes.scalar(n, "messageSignature", "messageDigest", "digest"), false);
        byte[] signature = Inclusion.bytes(Nodes.scalar(n, "messageSignature", "signature"), false);
        if (digest == null || signature == null) {
            findings.open("no digest of the artifact beside the signature, so the signature was not verified");
            return null;
        }
        verdict(signer == null ? null : signer.made(signature, digest, true), signer, "the digest of the artifact");
        logged(digest, "the artifact");
        return null;
    }

    private JsonNode envelope(Signer signer, JsonNode envelope) {
        byte[] payload = Inclusion.bytes(Nodes.scalar(envelope, "payload"), false);
        String type = Nodes.scalar(envelope, "payloadType");
        byte[] signature = Inclusion.bytes(Nodes.scalar(first(envelope.get("signatures")), "sig"), false);
        if (payload == null || type == null || signature == null) {
            findings.failed("the envelope lacks a payload, its type or a signature");
            return null;
        }
        byte[] signed = Signer.envelope(type, payload);
        verdict(signer == null ? null : signer.made(signature, signed, false), signer, "the envelope");
        byte[] whole = Hash.newDigest().digest(signed);
        byte[] inner = Hash.newDigest().digest(payload);
        logged(same(logged, whole) ? whole : inner, "the envelope");
        return Entry.body(payload);
    }

    private void verdict(Boolean made, Signer signer, String what) {
        if (made != null) {
            findings.check(made, "the key of the certificate made the signature over " + what);
        } else if (signer != null) {
            findings.open("a kind of key that is not verified here");
        }
    }

    private void logged(byte[] digest, String what) {
        if (logged != null) {
            findings.check(same(logged, digest), "the log entry names the digest of " + what);
        }
    }

    private static boolean same(String written, byte[] digest) {
        if (written == null) {
            return false;
        }
        byte[] bytes = written.length() == 64 ? Inclusion.bytes(written, true) : Inclusion.bytes(written, false);
        return Arrays.equals(bytes, digest);
    }

    private String digest() {
        byte[] digest = Inclusion.bytes(Nodes.scalar(n, "messageSignature", "messageDigest", "digest"), false);
        return digest == null ? null : HexFormat.of().formatHex(digest);
    }
}
