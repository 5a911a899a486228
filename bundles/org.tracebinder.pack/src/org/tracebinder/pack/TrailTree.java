// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.Hash;
import org.tracebinder.core.MerkleProofs;
import org.tracebinder.core.MerkleTree;

/**
 * The tree over all sources of a binder in the order of their import (RFC 9162, 2.1). Its leaves are the tree heads of
 * the sources, so each of its roots stands for all records imported by then, and a consistency proof between two roots
 * shows that what came between was only added. Not thread-safe.
 */
public final class TrailTree {

    /** How a leaf is made, for packs. */
    static final String LEAF_RULE = "leaf = SHA-256 over a zero byte and the RFC 8785 form of rootHash, source, "
            + "sourceSha256 and treeSize of a source; sources in the order of their import; RFC 9162 section 2.1";

    private final List<byte[]> leaves = new ArrayList<>();

    /**
     * Adds the next source.
     *
     * @param source   {@code S1}
     * @param sha256   of the file
     * @param treeSize number of its records
     * @param root     of the tree over its records
     */
    public void add(String source, Hash sha256, long treeSize, Hash root) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("rootHash", root.toString());
        head.put("source", source);
        head.put("sourceSha256", sha256.toString());
        head.put("treeSize", treeSize);
        byte[] json = CanonicalJson.bytes(head);
        leaves.add(MerkleTree.leafHash(json, 0, json.length));
    }

    /** @return number of sources */
    public int size() {
        return leaves.size();
    }

    /**
     * @param size number of sources, from the first
     * @return the root when there were so many
     */
    public Hash root(int size) {
        try {
            return proofs().root(size);
        } catch (IOException e) {
            throw new UncheckedIOException("leaves in memory can be read", e);
        }
    }

    /** @return proof that the tree of all sources begins with the first {@code size} (RFC 9162, 2.1.4.1) */
    public List<Hash> consistency(int size) {
        try {
            return proofs().consistency(size, leaves.size());
        } catch (IOException e) {
            throw new UncheckedIOException("leaves in memory can be read", e);
        }
    }

    /** @return audit path of the source at the index, from 0, to the root over all (RFC 9162, 2.1.3.1) */
    public List<Hash> inclusion(int index) {
        try {
            return proofs().inclusion(index, leaves.size());
        } catch (IOException e) {
            throw new UncheckedIOException("leaves in memory can be read", e);
        }
    }

    /** @return hash of the leaf at the index */
    Hash leaf(int index) {
        return Hash.wrap(leaves.get(index).clone());
    }

    private MerkleProofs proofs() throws IOException {
        return new MerkleProofs(new MerkleTree.Leaves() {
            @Override
            public long size() {
                return leaves.size();
            }

            @Override
            public void read(long index, byte[] into) {
                System.arraycopy(leaves.get((int) index), 0, into, 0, Hash.LENGTH);
            }
        });
    }
}
