// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.sigstore;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.tracebinder.core.Event;
import org.tracebinder.core.Hash;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.jsonld.Graph;
import tools.jackson.databind.JsonNode;

/** The path from an entry to the root of the log's Merkle tree (RFC 6962, section 2.1.1), and the checkpoint. */
final class Inclusion {

    private static final int MAX_PATH = 64;

    private Inclusion() {
    }

    /**
     * @param proof  with logIndex, treeSize, rootHash, hashes and checkpoint
     * @param body   the entry as the log keeps it
     * @param hex    true when hashes are hexadecimal (answers of the interface), false for base64 (bundles)
     */
    static void check(JsonNode proof, byte[] body, boolean hex, Findings findings) {
        long index = Nodes.number(proof, "logIndex");
        long size = Nodes.number(proof, "treeSize");
        byte[] root = bytes(Nodes.scalar(proof, "rootHash"), hex);
        List<byte[]> path = new ArrayList<>();
        for (JsonNode h : Graph.each(Nodes.at(proof, "hashes"))) {
            byte[] hash = bytes(Nodes.scalar(h), hex);
            if (hash == null || hash.length != Hash.LENGTH || path.size() >= MAX_PATH) {
                findings.failed("the inclusion proof holds something that is no SHA-256");
                return;
            }
            path.add(hash);
        }
        if (index == Event.NONE || size == Event.NONE || root == null || index < 0 || index >= size) {
            findings.failed("the inclusion proof lacks a usable index, tree size or root");
            return;
        }
        byte[] reached = root(body, index, size, path);
        findings.check(reached != null && MessageDigest.isEqual(reached, root),
                "the inclusion proof leads from the entry to the root hash of a tree of " + size);
        checkpoint(Nodes.scalar(proof, "checkpoint", "envelope") != null
                ? Nodes.scalar(proof, "checkpoint", "envelope") : Nodes.scalar(proof, "checkpoint"), size, root,
                findings);
    }

    private static void checkpoint(String envelope, long size, byte[] root, Findings findings) {
        if (envelope == null) {
            findings.open("no checkpoint binds the root hash to the log");
            return;
        }
        String[] lines = envelope.split("\n", 4);
        boolean same = lines.length > 3 && lines[1].equals(Long.toString(size))
                && Arrays.equals(bytes(lines[2], false), root);
        findings.check(same, "the checkpoint of " + lines[0] + " names the same size and root");
        findings.open("the signature of the log on the checkpoint was not verified (its key is not in the file)");
    }

    /** @return the root that the path leads to, or null when the path has the wrong length */
    static byte[] root(byte[] body, long index, long size, List<byte[]> path) {
        byte[] hash = node((byte) 0, body, new byte[0]);
        long at = index;
        long last = size - 1;
        for (byte[] sibling : path) {
            if (last == 0) {
                return null;
            }
            if ((at & 1) == 1 || at == last) {
                hash = node((byte) 1, sibling, hash);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node((byte) 1, hash, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 ? hash : null;
    }

    private static byte[] node(byte prefix, byte[] left, byte[] right) {
        MessageDigest digest = Hash.newDigest();
        digest.update(prefix);
        digest.update(left);
        return digest.digest(right);
    }

    /** @return the bytes behind base64 or hexadecimal text, null when it is neither */
    static byte[] bytes(String text, boolean hex) {
        if (text == null) {
            return null;
        }
        try {
            return hex ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text.strip().getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            // not what it should be: the caller says so
            return null;
        }
    }
}
