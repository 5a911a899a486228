// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MerkleTreeTest {

    /** Inputs and roots of the test set that Certificate Transparency logs publish. */
    private static final String[] INPUTS = {"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f"};
    private static final String[] ROOTS = {
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

    /** Leaves in memory. */
    private static final class Memory implements MerkleTree.Leaves {

        private final List<byte[]> hashes = new ArrayList<>();
        private final List<byte[]> blocks = new ArrayList<>();

        @Override
        public long size() {
            return hashes.size();
        }

        @Override
        public void read(long index, byte[] into) {
            System.arraycopy(hashes.get((int) index), 0, into, 0, into.length);
        }
    }

    @Test
    void rootsOfThePublishedSet() {
        MerkleTree.Builder builder = new MerkleTree.Builder();
        assertEquals(ROOTS[0], builder.root().toString());
        for (int i = 0; i < INPUTS.length; i++) {
            byte[] input = HexFormat.of().parseHex(INPUTS[i]);
            builder.addLeaf(input, 0, input.length);
            assertEquals(ROOTS[i + 1], builder.root().toString());
            assertEquals(i + 1, builder.size());
        }
    }

    @Test
    void everyProofOfSmallTreesHoldsAndNoOtherDoes() throws IOException {
        Memory memory = leaves(70);
        MerkleProofs proofs = new MerkleProofs(memory);
        for (int n = 1; n <= 70; n++) {
            Hash root = naiveRoot(memory, 0, n);
            assertEquals(root, proofs.root(n));
            for (int i = 0; i < n; i++) {
                List<Hash> path = proofs.inclusion(i, n);
                Hash leaf = proofs.leaf(i);
                assertTrue(MerkleTree.verifyInclusion(leaf, i, n, path, root));
                assertFalse(MerkleTree.verifyInclusion(leaf, n, n, path, root));
                assertFalse(MerkleTree.verifyInclusion(leaf, -1, n, path, root));
                assertFalse(MerkleTree.verifyInclusion(Hash.of(leaf.bytes()), i, n, path, root));
                List<Hash> longer = new ArrayList<>(path);
                longer.add(leaf);
                assertFalse(MerkleTree.verifyInclusion(leaf, i, n, longer, root));
                for (int j = 0; j < n; j++) {
                    assertEquals(i == j, MerkleTree.verifyInclusion(leaf, j, n, path, root));
                }
                for (int k = 0; k < path.size(); k++) {
                    List<Hash> other = new ArrayList<>(path);
                    other.set(k, leaf);
                    assertEquals(other.equals(path), MerkleTree.verifyInclusion(leaf, i, n, other, root));
                    assertFalse(MerkleTree.verifyInclusion(leaf, i, n, path.subList(0, k), root));
                }
            }
            for (int m = 0; m <= n; m++) {
                List<Hash> path = proofs.consistency(m, n);
                Hash older = m == 0 ? MerkleTree.EMPTY : naiveRoot(memory, 0, m);
                assertTrue(MerkleTree.verifyConsistency(m, n, path, older, root), m + " in " + n);
                assertFalse(MerkleTree.verifyConsistency(m, n, path, Hash.of(older.bytes()), root));
                assertFalse(MerkleTree.verifyConsistency(m, n, path, older, Hash.of(root.bytes())) && m > 0);
                if (!path.isEmpty()) {
                    assertFalse(MerkleTree.verifyConsistency(m, n, path.subList(1, path.size()), older, root));
                    assertFalse(MerkleTree.verifyConsistency(m, n, path.subList(0, path.size() - 1), older, root));
                }
            }
        }
    }

    @Test
    void storedBlocksGiveTheSameProofs() throws IOException {
        int n = 5 * MerkleProofs.BLOCK + 37;
        Memory memory = leaves(n);
        MerkleTree.Leaves withBlocks = new MerkleTree.Leaves() {
            @Override
            public long size() {
                return memory.size();
            }

            @Override
            public void read(long index, byte[] into) {
                memory.read(index, into);
            }

            @Override
            public boolean readBlock(long block, byte[] into) {
                System.arraycopy(memory.blocks.get((int) block), 0, into, 0, into.length);
                return true;
            }
        };
        MerkleProofs computed = new MerkleProofs(memory);
        MerkleProofs stored = new MerkleProofs(withBlocks);
        assertEquals(5, memory.blocks.size());
        for (int size : new int[] {1, MerkleProofs.BLOCK, MerkleProofs.BLOCK + 1, 3 * MerkleProofs.BLOCK, n - 1, n}) {
            Hash root = stored.root(size);
            assertEquals(naiveRoot(memory, 0, size), root);
            assertEquals(root, computed.root(size));
            for (int i = 0; i < size; i += 97) {
                assertEquals(computed.inclusion(i, size), stored.inclusion(i, size));
                assertTrue(MerkleTree.verifyInclusion(stored.leaf(i), i, size, stored.inclusion(i, size), root));
            }
            assertTrue(MerkleTree.verifyConsistency(size, n, stored.consistency(size, n), root, stored.root(n)));
        }
    }

    @Test
    void wrongQuestionsAreRefused() throws IOException {
        MerkleProofs proofs = new MerkleProofs(leaves(3));
        assertThrows(IndexOutOfBoundsException.class, () -> proofs.inclusion(3, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> proofs.inclusion(-1, 3));
        assertThrows(IllegalArgumentException.class, () -> proofs.inclusion(0, 4));
        assertThrows(IllegalArgumentException.class, () -> proofs.consistency(3, 2));
        assertThrows(IllegalArgumentException.class, () -> new MerkleTree.Builder().add(new byte[31]));
        assertThrows(IndexOutOfBoundsException.class, () -> MerkleTree.leafHash(new byte[3], 2, 2));
    }

    /** The two stores of a big import: a file of leaf hashes, and its block hashes. */
    @Test
    void proofsFromAFileReadOnlyWhatTheyNeed(@TempDir Path dir) throws IOException {
        int n = 1_000_000;
        Path file = dir.resolve("leaves");
        List<byte[]> blocks = new ArrayList<>();
        MerkleTree.Builder builder = new MerkleTree.Builder().onBlock((b, hash) -> blocks.add(hash));
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocate(Hash.LENGTH * MerkleProofs.BLOCK);
            byte[] leaf = new byte[8];
            for (int i = 0; i < n; i++) {
                ByteBuffer.wrap(leaf).putLong(i);
                buffer.put(builder.addLeaf(leaf, 0, leaf.length));
                if (!buffer.hasRemaining() || i == n - 1) {
                    out.write(buffer.flip());
                    buffer.clear();
                }
            }
        }
        assertEquals(n / MerkleProofs.BLOCK, blocks.size());
        long[] leavesRead = {0};
        try (FileChannel in = FileChannel.open(file)) {
            MerkleTree.Leaves leaves = new MerkleTree.Leaves() {
                @Override
                public long size() {
                    return n;
                }

                @Override
                public void read(long index, byte[] into) throws IOException {
                    read(index, 1, into);
                }

                @Override
                public void read(long first, int count, byte[] into) throws IOException {
                    leavesRead[0] += count;
                    in.read(ByteBuffer.wrap(into, 0, count * Hash.LENGTH), first * Hash.LENGTH);
                }

                @Override
                public boolean readBlock(long block, byte[] into) {
                    System.arraycopy(blocks.get((int) block), 0, into, 0, into.length);
                    return true;
                }
            };
            MerkleProofs proofs = new MerkleProofs(leaves);
            List<Hash> path = proofs.inclusion(777_777, n);
            assertTrue(MerkleTree.verifyInclusion(proofs.leaf(777_777), 777_777, n, path, builder.root()));
            assertTrue(leavesRead[0] <= 4 * MerkleProofs.BLOCK, "read " + leavesRead[0] + " leaves");
        }
        assertEquals((long) n * Hash.LENGTH, Files.size(file));
    }

    private static Memory leaves(int n) {
        Memory memory = new Memory();
        MerkleTree.Builder builder = new MerkleTree.Builder().onBlock((b, hash) -> {
            assertEquals(memory.blocks.size(), b);
            memory.blocks.add(hash);
        });
        for (int i = 0; i < n; i++) {
            byte[] bytes = ("leaf " + i).getBytes(StandardCharsets.UTF_8);
            memory.hashes.add(builder.addLeaf(bytes, 0, bytes.length));
        }
        return memory;
    }

    /** The definition of RFC 9162, 2.1.1, word for word. */
    private static Hash naiveRoot(Memory memory, int from, int to) {
        if (to - from == 1) {
            return Hash.wrap(memory.hashes.get(from));
        }
        int k = 1;
        while (k * 2 < to - from) {
            k *= 2;
        }
        MessageDigest digest = Hash.newDigest();
        digest.update((byte) 1);
        digest.update(naiveRoot(memory, from, from + k).bytes());
        digest.update(naiveRoot(memory, from + k, to).bytes());
        return Hash.wrap(digest.digest());
    }
}
