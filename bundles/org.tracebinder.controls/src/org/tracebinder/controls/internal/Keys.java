// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.controls.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.tracebinder.core.Hash;
import org.tracebinder.core.TraceIds;

/**
 * 64-bit keys of texts for joins over millions of events: the first eight bytes of their SHA-256. Among ten million
 * keys the chance that any two differ and look alike is below one in a hundred thousand, and nobody can choose ids
 * that hit a given key. Hexadecimal ids have one key in all their spellings. Not thread-safe.
 */
final class Keys {

    private final MessageDigest digest = Hash.newDigest();

    long key(String text) {
        return ByteBuffer.wrap(digest.digest(TraceIds.bare(text).getBytes(StandardCharsets.UTF_8))).getLong();
    }

    long key(String first, String second) {
        digest.update(TraceIds.bare(first).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return key(second);
    }
}
