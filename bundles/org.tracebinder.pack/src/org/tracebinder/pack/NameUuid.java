// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs made from names (RFC 9562, version 5): the same name gives the same UUID in each export. */
final class NameUuid {

    /** Drawn once; all our names live in it. */
    private static final UUID SPACE = UUID.fromString("6f2b1c0e-5d34-4a0f-9a57-3c1e8a7d42b6");

    private NameUuid() {
    }

    /** @param parts of the name; each stands for itself, so {@code a,bc} differs from {@code ab,c} */
    static String of(String... parts) {
        return of(SPACE, String.join("\0", parts)).toString();
    }

    /** @return the UUID of a name in a name space */
    static UUID of(UUID space, String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16).putLong(space.getMostSignificantBits())
                    .putLong(space.getLeastSignificantBits()).flip());
            ByteBuffer digest = ByteBuffer.wrap(sha1.digest(name.getBytes(UTF_8)));
            long high = digest.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x5000L;
            long low = digest.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
