// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.List;
import java.util.Map;

/**
 * What a masked pack would hide, seen by the auditor, who may see it. The words are never part of a pack.
 *
 * @param records  how many records were looked at
 * @param complete true when these are all that the pack would hold
 * @param counts   masked places in them by kind, such as {@code ACTOR} or {@code IBAN}, sorted
 * @param hits     the first of these places
 */
public record MaskPreview(long records, boolean complete, Map<String, Long> counts, List<Hit> hits) {

    /**
     * One masked place.
     *
     * @param record      id of the record
     * @param field       where in its events, as a JSON pointer, for example {@code /0/input/1/text}
     * @param rule        {@code chosen-field}, {@code value-of-chosen-field} or {@code personal-data}
     * @param kind        {@code ACTOR}, {@code IBAN}...
     * @param words       what stands there now
     * @param replacement what the pack would say instead
     */
    public record Hit(String record, String field, String rule, String kind, String words, String replacement) {
    }

    /** Copies what it is given. */
    public MaskPreview {
        hits = List.copyOf(hits);
    }
}
