// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 digest (FIPS 180-4). Immutable. */
public final class Hash implements Comparable<Hash> {

    /** Bytes of a digest. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @return the digest of the bytes */
    public static Hash of(byte[] content) {
        return new Hash(newDigest().digest(content));
    }

    /**
     * @param digest 32 bytes, copied
     * @return the digest
     * @throws IllegalArgumentException when the length is wrong
     */
    public static Hash wrap(byte[] digest) {
        if (digest.length != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 digest has 32 bytes, not " + digest.length);
        }
        return new Hash(digest.clone());
    }

    /**
     * @param hex 64 hexadecimal digits
     * @return the digest
     * @throws IllegalArgumentException when the text has another form
     */
    public static Hash parse(String hex) {
        return wrap(HexFormat.of().parseHex(hex));
    }

    /** @return a fresh SHA-256 digest; not thread-safe */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** @return a copy of the 32 bytes */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public int compareTo(Hash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash h && Arrays.equals(bytes, h.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** @return 64 lower-case hexadecimal digits */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
