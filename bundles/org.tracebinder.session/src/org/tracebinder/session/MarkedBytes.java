// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.List;

/**
 * Where in the original bytes of a record the words stand that a query looked for.
 *
 * @param places   in the order of the bytes, without overlaps
 * @param unplaced matches that are spelt otherwise in the bytes, for example in Base64 or in pieces, and have no place
 * @param whole    false when there are more matches, or more bytes, than were looked at
 */
public record MarkedBytes(List<Place> places, int unplaced, boolean whole) {

    /** Nothing is marked. */
    public static final MarkedBytes NONE = new MarkedBytes(List.of(), 0, true);

    /**
     * One match.
     *
     * @param field {@code prompt}, {@code answer} or {@code text}: the words that it is part of
     * @param from  first byte in the record; in the content of the source that is the record's offset and this
     * @param to    end in the record (exclusive)
     * @param text  the words as the bytes spell them, with escapes undone
     */
    public record Place(String field, int from, int to, String text) {
    }

    /** Copies the list. */
    public MarkedBytes {
        places = List.copyOf(places);
    }
}
