// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.query;

import org.tracebinder.core.Hash;
import org.tracebinder.core.RecordId;

/**
 * A record and its place in the content of its source.
 *
 * @param id     the record
 * @param state  what the import made of it
 * @param offset first byte, in the content of the source (the file itself, or the member of an archive)
 * @param length bytes
 * @param leaf   RFC 9162 leaf hash of the record's bytes: SHA-256 over 0x00 and the bytes
 */
public record RecordRef(RecordId id, State state, long offset, int length, Hash leaf) {

    /** What the import made of a record. */
    public enum State {
        /** Its events are in the trail. */
        ACCEPTED,
        /** It could not be read; the reason is in the quarantine. */
        QUARANTINED,
        /** The same bytes stand in an earlier record. */
        DUPLICATE
    }
}
