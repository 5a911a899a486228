// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.io.IOException;
import java.util.Arrays;
import org.tracebinder.core.EventId;
import org.tracebinder.core.RecordId;

/**
 * The bytes of one record and where its events stand in them.
 *
 * @param record the record
 * @param bytes  its bytes as they came
 * @param events how many events it holds
 * @param places begin and end (exclusive) of each event; an end of -1, or no places at all, mean the whole record
 */
record Pieces(RecordId record, byte[] bytes, int events, int[] places) {

    /** Of a record that there is not. */
    static final Pieces NONE = new Pieces(new RecordId(0, 0), new byte[0], 0, null);

    /**
     * @param id an event of this record
     * @return its bytes; the array is shared where it is the whole record
     * @throws IOException when the record holds no such event
     */
    byte[] of(EventId id) throws IOException {
        int n = id.ordinal() == 0 && events == 1 ? 0 : id.ordinal() - 1;
        if (!id.record().equals(record) || n < 0 || n >= events) {
            throw new IOException("there is no event " + id + " in this binder");
        }
        if (places == null || places[2 * n + 1] < 0) {
            return bytes;
        }
        if (places[2 * n] < 0 || places[2 * n] > places[2 * n + 1] || places[2 * n + 1] > bytes.length) {
            throw new IOException("event " + id + " lies outside its record: the reader changed, or the vault is "
                    + "damaged");
        }
        return Arrays.copyOfRange(bytes, places[2 * n], places[2 * n + 1]);
    }
}
