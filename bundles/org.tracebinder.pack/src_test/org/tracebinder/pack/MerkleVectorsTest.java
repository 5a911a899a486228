// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tracebinder.core.Hash;
import org.tracebinder.core.MerkleProofs;
import org.tracebinder.core.MerkleTree;

/**
 * The well-known test set of Certificate Transparency (RFC 6962, RFC 9162) with proofs for every leaf and size; what
 * stands in the file beside this test, which says where it comes from.
 */
class MerkleVectorsTest {

    @Test
    void allVectors() throws Exception {
        Path file = Path.of("src_test/org/tracebinder/pack/merkle-vectors.json");
        Map<String, Object> vectors = JsonTree.object(Files.readAllBytes(file));
        List<Hash> roots = JsonTree.hashes(vectors, "rootsBySize");
        List<Hash> leafHashes = JsonTree.hashes(vectors, "leafHashes");
        MerkleTree.Builder builder = new MerkleTree.Builder();
        List<byte[]> leaves = new ArrayList<>();
        for (Object hex : JsonTree.list(vectors, "inputsHex")) {
            byte[] input = HexFormat.of().parseHex((String) hex);
            assertEquals(roots.get(leaves.size()), builder.root());
            leaves.add(builder.addLeaf(input, 0, input.length));
            assertEquals(leafHashes.get(leaves.size() - 1), MerkleTree.leafHash(input));
        }
        assertEquals(roots.get(leaves.size()), builder.root());
        MerkleProofs proofs = new MerkleProofs(SmallPack.leaves(leaves));
        List<Map<String, Object>> inclusion = JsonTree.objects(vectors, "inclusion");
        for (Map<String, Object> v : inclusion) {
            long index = JsonTree.whole(v, "index");
            int size = (int) JsonTree.whole(v, "treeSize");
            List<Hash> path = JsonTree.hashes(v, "proof");
            assertEquals(path, proofs.inclusion(index, size));
            assertTrue(MerkleTree.verifyInclusion(proofs.leaf(index), index, size, path, roots.get(size)));
        }
        List<Map<String, Object>> consistency = JsonTree.objects(vectors, "consistency");
        for (Map<String, Object> v : consistency) {
            int size1 = (int) JsonTree.whole(v, "size1");
            int size2 = (int) JsonTree.whole(v, "size2");
            List<Hash> path = JsonTree.hashes(v, "proof");
            assertEquals(path, proofs.consistency(size1, size2));
            assertTrue(MerkleTree.verifyConsistency(size1, size2, path, roots.get(size1), roots.get(size2)));
        }
        List<Map<String, Object>> negative = JsonTree.objects(vectors, "negative");
        for (Map<String, Object> v : negative) {
            assertFalse(MerkleTree.verifyInclusion(JsonTree.hash(v, "leafHash"), JsonTree.whole(v, "index"),
                    JsonTree.whole(v, "treeSize"), JsonTree.hashes(v, "proof"), JsonTree.hash(v, "root")),
                    v.get("name").toString());
        }
        assertEquals(List.of(36, 36, 7), List.of(inclusion.size(), consistency.size(), negative.size()));
    }
}
