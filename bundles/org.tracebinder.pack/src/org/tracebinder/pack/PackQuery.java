// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tracebinder.core.Hash;

/**
 * A query and what it found.
 *
 * @param text  as the auditor typed it; {@code *:*} for everything
 * @param total what it found in the trail
 * @param ids   of the found records or events in their order; may be fewer than the total, never more
 * @param facts what else a second run needs: sort, language version, purpose... JSON values
 */
public record PackQuery(String text, long total, List<String> ids, Map<String, Object> facts) {

    /** Refuses absent parts and more ids than hits. */
    public PackQuery {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(facts, "facts");
        if (ids.size() > total) {
            throw new IllegalArgumentException(ids.size() + " ids for " + total + " hits of '" + text + "'");
        }
    }

    /** @return the result hash: SHA-256 over the ids, each followed by a line feed */
    public Hash resultHash() {
        return resultHash(ids);
    }

    /**
     * @param ids in their order
     * @return SHA-256 over the ids, each followed by a line feed, so that {@code sha256sum} of the list gives the same
     */
    public static Hash resultHash(Iterable<String> ids) {
        MessageDigest digest = Hash.newDigest();
        for (String id : ids) {
            digest.update(id.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
        }
        return Hash.wrap(digest.digest());
    }
}
