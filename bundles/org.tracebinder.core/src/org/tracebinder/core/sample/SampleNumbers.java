// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.tracebinder.core.Hash;

/**
 * Random numbers from words, the same on every machine: the i-th value, from 0, is the first eight bytes of
 * {@code SHA-256(key + ":" + i)} as a number without sign. A value at or above the largest multiple of the bound is
 * passed over, the others are taken modulo the bound. So each number below the bound is equally likely. Not
 * thread-safe.
 */
public final class SampleNumbers {

    private final String key;
    private final MessageDigest digest = Hash.newDigest();
    private long at;

    /** @param key any words */
    public SampleNumbers(String key) {
        this.key = key;
    }

    /**
     * @param bound at least 1
     * @return the next number from 0 to bound - 1
     */
    public long next(long bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("no number is below " + bound);
        }
        // 2^64 mod bound, in arithmetic without sign
        long over = Long.remainderUnsigned(Long.remainderUnsigned(-1L, bound) + 1, bound);
        while (true) {
            byte[] bytes = digest.digest((key + ":" + at++).getBytes(UTF_8));
            long value = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                value = value << Byte.SIZE | bytes[i] & 0xFF;
            }
            // below 2^64 - over, which is -over without sign; with over = 0 every value is
            if (over == 0 || Long.compareUnsigned(value, -over) < 0) {
                return Long.remainderUnsigned(value, bound);
            }
        }
    }
}
