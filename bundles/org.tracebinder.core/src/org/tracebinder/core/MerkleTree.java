// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;

/**
 * The hash tree of RFC 9162 section 2.1 with SHA-256: a leaf is {@code H(0x00 || bytes)}, a node
 * {@code H(0x01 || left || right)}, and a tree of n leaves splits at the largest power of two below n. The class
 * computes roots and checks proofs; {@link MerkleProofs} makes proofs. Static methods are thread-safe.
 */
public final class MerkleTree {

    /** The root of a tree without leaves: the digest of no bytes. */
    public static final Hash EMPTY = Hash.of(new byte[0]);

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {
    }

    /**
     * The hashes of the leaves of a tree, by position. Implementations need not be thread-safe.
     */
    public interface Leaves {

        /** @return number of leaves, not negative, the same at every call */
        long size();

        /**
         * @param index from 0 to {@link #size()} - 1
         * @param into  takes the 32 bytes of the leaf's hash
         * @throws IOException when the store can't be read
         */
        void read(long index, byte[] into) throws IOException;

        /**
         * Reads neighbouring leaves in one go. A store on disk does better than this loop.
         *
         * @param first index of the first leaf
         * @param count number of leaves
         * @param into  takes {@code 32 * count} bytes
         * @throws IOException when the store can't be read
         */
        default void read(long first, int count, byte[] into) throws IOException {
            byte[] one = new byte[Hash.LENGTH];
            for (int i = 0; i < count; i++) {
                read(first + i, one);
                System.arraycopy(one, 0, into, i * Hash.LENGTH, Hash.LENGTH);
            }
        }

        /**
         * Gives the hash over the complete block of {@link MerkleProofs#BLOCK} leaves with this number, where the store
         * kept it while the tree was built ({@link Builder#onBlock}). With these, proofs need no pass over all leaves.
         *
         * @param block number of the block, from 0
         * @param into  takes 32 bytes
         * @return false when the store keeps no blocks
         * @throws IOException when the store can't be read
         */
        default boolean readBlock(long block, byte[] into) throws IOException {
            return false;
        }
    }

    /** Takes the hash over each complete block of {@link MerkleProofs#BLOCK} leaves while a tree grows. */
    @FunctionalInterface
    public interface BlockSink {

        /**
         * @param block number of the block, from 0, ascending without holes
         * @param hash  32 bytes, owned by the receiver
         */
        void block(long block, byte[] hash);
    }

    /** Computes the root of a growing tree in memory of O(log n). Not thread-safe. */
    public static final class Builder {

        private final MessageDigest digest = Hash.newDigest();
        /** At position l stands the hash of the complete subtree of 2^l leaves, where bit l of the size is set. */
        private final byte[][] peaks = new byte[64][];
        private long size;
        private BlockSink blocks;

        /**
         * @param sink is told the hash of each complete block of leaves from now on
         * @return this
         */
        public Builder onBlock(BlockSink sink) {
            blocks = sink;
            return this;
        }

        /** @return number of leaves so far */
        public long size() {
            return size;
        }

        /**
         * @param leafHash 32 bytes from {@link #leafHash}; kept, so the caller must not change them
         */
        public void add(byte[] leafHash) {
            if (leafHash.length != Hash.LENGTH) {
                throw new IllegalArgumentException("a leaf's hash has 32 bytes, not " + leafHash.length);
            }
            byte[] carry = leafHash;
            int level = 0;
            while (peaks[level] != null) {
                carry = node(digest, peaks[level], carry);
                peaks[level++] = null;
                if (level == MerkleProofs.BLOCK_LEVEL && blocks != null) {
                    blocks.block(size >>> level, carry.clone());
                }
            }
            peaks[level] = carry;
            size++;
        }

        /**
         * Adds a leaf over the bytes.
         *
         * @return the leaf's hash, 32 bytes, not to be changed
         */
        public byte[] addLeaf(byte[] bytes, int off, int len) {
            byte[] leaf = leaf(digest, bytes, off, len);
            add(leaf);
            return leaf;
        }

        /** @return the root over the leaves so far; more leaves may follow */
        public Hash root() {
            byte[] right = null;
            for (byte[] peak : peaks) {
                if (peak != null) {
                    right = right == null ? peak : node(digest, peak, right);
                }
            }
            return right == null ? EMPTY : Hash.wrap(right);
        }
    }

    /** @return the hash of the leaf over {@code len} bytes from {@code off}, 32 bytes */
    public static byte[] leafHash(byte[] bytes, int off, int len) {
        return leaf(Hash.newDigest(), bytes, off, len);
    }

    /** @return the hash of the leaf over the bytes */
    public static Hash leafHash(byte[] bytes) {
        return Hash.wrap(leafHash(bytes, 0, bytes.length));
    }

    /**
     * Checks an inclusion proof (RFC 9162, 2.1.3.2).
     *
     * @param leaf  hash of the leaf
     * @param index of the leaf, from 0
     * @param size  leaves of the tree
     * @param proof hashes from the leaf's sibling up
     * @param root  of the tree
     * @return true when the tree of that size and root holds the leaf at that place
     */
    public static boolean verifyInclusion(Hash leaf, long index, long size, List<Hash> proof, Hash root) {
        if (index < 0 || size <= index) {
            return false;
        }
        MessageDigest digest = Hash.newDigest();
        long fn = index;
        long sn = size - 1;
        byte[] r = leaf.bytes();
        for (Hash p : proof) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = node(digest, p.bytes(), r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                r = node(digest, r, p.bytes());
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && Hash.wrap(r).equals(root);
    }

    /**
     * Checks a consistency proof (RFC 9162, 2.1.4.2). Every tree grows from the empty one, so a first size of 0 needs
     * an empty proof and the empty root.
     *
     * @param size1 leaves of the older tree
     * @param size2 leaves of the newer tree, not fewer
     * @param proof as made for the two sizes
     * @param root1 of the older tree
     * @param root2 of the newer tree
     * @return true when the newer tree begins with the leaves of the older one
     */
    public static boolean verifyConsistency(long size1, long size2, List<Hash> proof, Hash root1, Hash root2) {
        if (size1 < 0 || size2 < size1) {
            return false;
        }
        if (size1 == size2) {
            return proof.isEmpty() && root1.equals(root2);
        }
        if (size1 == 0) {
            return proof.isEmpty() && root1.equals(EMPTY);
        }
        boolean power = Long.bitCount(size1) == 1;
        if (proof.isEmpty()) {
            return false;
        }
        MessageDigest digest = Hash.newDigest();
        long fn = size1 - 1;
        long sn = size2 - 1;
        int shift = Long.numberOfTrailingZeros(~fn);
        fn >>>= shift;
        sn >>>= shift;
        byte[] fr = power ? root1.bytes() : proof.get(0).bytes();
        byte[] sr = fr;
        for (Hash h : proof.subList(power ? 0 : 1, proof.size())) {
            if (sn == 0) {
                return false;
            }
            byte[] c = h.bytes();
            if ((fn & 1) == 1 || fn == sn) {
                fr = node(digest, c, fr);
                sr = node(digest, c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                sr = node(digest, sr, c);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && Hash.wrap(fr).equals(root1) && Hash.wrap(sr).equals(root2);
    }

    static byte[] leaf(MessageDigest digest, byte[] bytes, int off, int len) {
        Objects.checkFromIndexSize(off, len, bytes.length);
        digest.update(LEAF);
        digest.update(bytes, off, len);
        return digest.digest();
    }

    static byte[] node(MessageDigest digest, byte[] left, byte[] right) {
        digest.update(NODE);
        digest.update(left, 0, Hash.LENGTH);
        digest.update(right, 0, Hash.LENGTH);
        return digest.digest();
    }
}
