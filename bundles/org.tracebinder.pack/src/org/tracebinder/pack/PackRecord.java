// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tracebinder.core.RecordId;

/**
 * One record of a pack.
 *
 * @param id     the record
 * @param index  of its leaf in the tree of its source, from 0
 * @param offset of its first byte in the content of its source
 * @param state  {@code accepted}, {@code quarantined} or {@code duplicate}
 * @param bytes  the original bytes; the writer does not change them
 * @param events what it says happened, one JSON object for each event; empty for a record that could not be read
 */
public record PackRecord(RecordId id, long index, long offset, String state, byte[] bytes,
        List<Map<String, Object>> events) {

    /** Refuses absent parts. */
    public PackRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(events, "events");
    }

    /** @return {@code S3} */
    public String source() {
        return "S" + id.source();
    }
}
