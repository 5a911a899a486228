// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tracebinder.core.CanonicalJson;
import org.tracebinder.core.Hash;
import org.tracebinder.pack.JsonTree.BadFormException;

/**
 * Follows a custody ledger entry by entry: numbers without holes, each entry naming the hash of the one before, each
 * hash the SHA-256 over the canonical JSON of its entry without {@code hash}.
 */
final class CustodyChain {

    /** Marks an entry whose words were masked, so that its own hash can't be computed from what is shown. */
    static final String MASKED = "masked";
    /** What the first entry names as the one before. */
    static final String NONE = "0".repeat(64);

    private long count;
    private long masked;
    private String head = NONE;

    long count() {
        return count;
    }

    /** @return how many entries were masked: only their place in the chain is checked */
    long masked() {
        return masked;
    }

    String head() {
        return head;
    }

    void add(Map<String, Object> entry) throws BadFormException {
        long expected = count + 1;
        if (JsonTree.whole(entry, "seq") != expected) {
            throw new BadFormException("entry " + entry.get("seq") + " stands where entry " + expected + " belongs");
        }
        if (JsonTree.whole(entry, "count") != expected) {
            throw new BadFormException("entry " + expected + " counts " + entry.get("count") + " entries");
        }
        if (!JsonTree.text(entry, "previous").equals(head)) {
            throw new BadFormException("entry " + expected + " does not follow the entry before it");
        }
        String hash = JsonTree.hash(entry, "hash").toString();
        if (Boolean.TRUE.equals(entry.get(MASKED))) {
            masked++;
        } else {
            Map<String, Object> rest = new LinkedHashMap<>(entry);
            rest.remove("hash");
            if (!Hash.of(CanonicalJson.bytes(rest)).toString().equals(hash)) {
                throw new BadFormException("the content of entry " + expected + " does not fit its hash");
            }
        }
        count = expected;
        head = hash;
    }
}
