// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Makes proofs over a tree whose leaf hashes can be read by position. Where the store keeps block hashes, opening reads
 * only these; else one pass over all leaves computes them. After that a proof reads at most a few blocks of
 * {@value #BLOCK} leaves; neighbouring proofs share them. Memory: about 64 bytes per {@value #BLOCK} leaves plus 256
 * KiB. Not thread-safe.
 */
public final class MerkleProofs {

    /** Levels of a block. */
    static final int BLOCK_LEVEL = 10;
    /** Leaves of a block. */
    public static final int BLOCK = 1 << BLOCK_LEVEL;

    private static final int CACHED = 4;

    private final MerkleTree.Leaves leaves;
    private final long size;
    private final MessageDigest digest = Hash.newDigest();
    /** Complete subtrees from the level of blocks upwards: element 0 holds the blocks, each 32 bytes. */
    private final List<byte[]> upper = new ArrayList<>();
    private final Block[] cache = new Block[CACHED];
    private int oldest;

    /** All complete subtrees inside one block: level after level, 32 bytes each. */
    private record Block(long number, byte[][] levels) {
    }

    /**
     * @param leaves the tree's leaves; must not change while this object is used
     * @throws IOException when the store can't be read
     */
    public MerkleProofs(MerkleTree.Leaves leaves) throws IOException {
        this(leaves, Progress.NONE);
    }

    /**
     * @param leaves   the tree's leaves; must not change while this object is used
     * @param progress asked once per block
     * @throws IOException when the store can't be read
     */
    public MerkleProofs(MerkleTree.Leaves leaves, Progress progress) throws IOException {
        this.leaves = leaves;
        this.size = leaves.size();
        int blocks = Math.toIntExact(size >>> BLOCK_LEVEL);
        byte[] level = new byte[Math.multiplyExact(blocks, Hash.LENGTH)];
        byte[] one = new byte[Hash.LENGTH];
        for (int i = 0; i < blocks; i++) {
            progress.check();
            byte[] hash = leaves.readBlock(i, one) ? one : load(i).levels()[BLOCK_LEVEL];
            System.arraycopy(hash, 0, level, i * Hash.LENGTH, Hash.LENGTH);
        }
        upper.add(level);
        while (level.length >= 2 * Hash.LENGTH) {
            level = parents(level);
            upper.add(level);
        }
    }

    /** @return number of leaves */
    public long size() {
        return size;
    }

    /**
     * @param treeSize number of first leaves, from 0 to {@link #size()}
     * @return the root of the tree over them
     * @throws IOException when the store can't be read
     */
    public Hash root(long treeSize) throws IOException {
        checkSize(treeSize);
        return treeSize == 0 ? MerkleTree.EMPTY : Hash.wrap(hash(0, treeSize));
    }

    /**
     * @param index of the leaf, from 0
     * @return its hash
     * @throws IOException when the store can't be read
     */
    public Hash leaf(long index) throws IOException {
        checkIndex(index, size);
        return Hash.wrap(hash(index, index + 1));
    }

    /**
     * The audit path of RFC 9162, 2.1.3.1.
     *
     * @param index    of the leaf, from 0
     * @param treeSize of the tree that the proof is for, at most {@link #size()}
     * @return hashes from the leaf's sibling up
     * @throws IOException when the store can't be read
     */
    public List<Hash> inclusion(long index, long treeSize) throws IOException {
        checkSize(treeSize);
        checkIndex(index, treeSize);
        List<Hash> down = new ArrayList<>();
        long from = 0;
        long to = treeSize;
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (index < middle) {
                down.add(Hash.wrap(hash(middle, to)));
                to = middle;
            } else {
                down.add(Hash.wrap(hash(from, middle)));
                from = middle;
            }
        }
        Collections.reverse(down);
        return down;
    }

    /**
     * The consistency proof of RFC 9162, 2.1.4.1; empty when one size is 0 or both are equal.
     *
     * @param size1 leaves of the older tree
     * @param size2 leaves of the newer tree, from size1 to {@link #size()}
     * @return the proof, for {@link MerkleTree#verifyConsistency}
     * @throws IOException when the store can't be read
     */
    public List<Hash> consistency(long size1, long size2) throws IOException {
        checkSize(size2);
        if (size1 < 0 || size1 > size2) {
            throw new IllegalArgumentException("no tree of " + size1 + " leaves lies inside one of " + size2);
        }
        List<Hash> down = new ArrayList<>();
        if (size1 == 0 || size1 == size2) {
            return down;
        }
        long from = 0;
        long to = size2;
        while (to != size1) {
            long middle = from + split(to - from);
            if (size1 <= middle) {
                down.add(Hash.wrap(hash(middle, to)));
                to = middle;
            } else {
                down.add(Hash.wrap(hash(from, middle)));
                from = middle;
            }
        }
        if (from != 0) {
            down.add(Hash.wrap(hash(from, to)));
        }
        Collections.reverse(down);
        return down;
    }

    private void checkSize(long treeSize) {
        if (treeSize < 0 || treeSize > size) {
            throw new IllegalArgumentException("the tree has " + size + " leaves, not " + treeSize);
        }
    }

    private static void checkIndex(long index, long treeSize) {
        if (index < 0 || index >= treeSize) {
            throw new IndexOutOfBoundsException("no leaf " + index + " in a tree of " + treeSize);
        }
    }

    /** @return the largest power of two below n, for n of at least 2 */
    private static long split(long n) {
        return Long.highestOneBit(n - 1);
    }

    /** The hash over the leaves from (inclusive) to (exclusive), a subtree as the splitting rule makes it. */
    private byte[] hash(long from, long to) throws IOException {
        long n = to - from;
        if (Long.bitCount(n) == 1) {
            int level = Long.numberOfTrailingZeros(n);
            return complete(level, from >>> level);
        }
        long middle = from + split(n);
        return MerkleTree.node(digest, hash(from, middle), hash(middle, to));
    }

    private byte[] complete(int level, long index) throws IOException {
        if (level >= BLOCK_LEVEL) {
            return slice(upper.get(level - BLOCK_LEVEL), Math.toIntExact(index));
        }
        int shift = BLOCK_LEVEL - level;
        Block block = block(index >>> shift);
        return slice(block.levels()[level], (int) (index & ((1L << shift) - 1)));
    }

    private Block block(long number) throws IOException {
        for (Block b : cache) {
            if (b != null && b.number() == number) {
                return b;
            }
        }
        Block loaded = load(number);
        cache[oldest] = loaded;
        oldest = (oldest + 1) % CACHED;
        return loaded;
    }

    private Block load(long number) throws IOException {
        long first = number << BLOCK_LEVEL;
        int count = (int) Math.min(BLOCK, size - first);
        byte[][] levels = new byte[BLOCK_LEVEL + 1][];
        levels[0] = new byte[count * Hash.LENGTH];
        leaves.read(first, count, levels[0]);
        for (int i = 1; i <= BLOCK_LEVEL; i++) {
            levels[i] = parents(levels[i - 1]);
        }
        return new Block(number, levels);
    }

    /** The complete parents of neighbouring hashes; a last one without partner has none. */
    private byte[] parents(byte[] children) {
        int count = children.length / Hash.LENGTH / 2;
        byte[] parents = new byte[count * Hash.LENGTH];
        for (int i = 0; i < count; i++) {
            byte[] node = MerkleTree.node(digest, slice(children, 2 * i), slice(children, 2 * i + 1));
            System.arraycopy(node, 0, parents, i * Hash.LENGTH, Hash.LENGTH);
        }
        return parents;
    }

    private static byte[] slice(byte[] hashes, int index) {
        byte[] one = new byte[Hash.LENGTH];
        System.arraycopy(hashes, index * Hash.LENGTH, one, 0, Hash.LENGTH);
        return one;
    }
}
