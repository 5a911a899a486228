// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Hides what the receiver of a pack must not see. Masking the same value in the same place gives the same result, so
 * that packs stay reproducible. Called from one thread.
 */
public interface Redaction {

    /** Takes what was masked. */
    @FunctionalInterface
    interface Log {
        /**
         * @param entry {@code place pointer rule kind reason replacement commitment}, never the hidden words or a salt
         * @param words what was hidden: for whoever may see it, never for a pack
         * @throws IOException when the log can't be written
         */
        void accept(Map<String, Object> entry, String words) throws IOException;
    }

    /** @return true when all events have to be shown to {@link #learn} before anything is masked */
    default boolean learns() {
        return false;
    }

    /** @return names of the fields that are masked as a whole, in order */
    default List<String> fields() {
        return List.of();
    }

    /**
     * Takes note of what the masked fields hold, to find it again elsewhere.
     *
     * @param events of a record, as in {@link PackRecord}
     */
    default void learn(List<Map<String, Object>> events) {
        // nothing but the place decides
    }

    /** @param published words of the program, its catalogues and its layout, which tell nothing of the masked values */
    default void forget(String published) {
        // nothing was learned
    }

    /**
     * Masks events, in which fields may have been chosen.
     *
     * @param place  id of the record
     * @param events a list of JSON objects; not changed
     * @param log    is told each masked place
     * @return the events with everything masked
     * @throws IOException from the log
     */
    default Object maskEvents(String place, Object events, Log log) throws IOException {
        return mask(place, events, log);
    }

    /**
     * @param place where the value goes, for example a record id or a file name; part of the log
     * @param json  a JSON value; not changed
     * @param log   is told each masked place
     * @return the value with everything masked
     * @throws IOException from the log
     */
    Object mask(String place, Object json, Log log) throws IOException;

    /**
     * @param text of a finished file: a line, or a text value of a JSON file
     * @return what should have been masked, by kind, without the words; empty when the text is clean
     */
    List<String> leaks(String text);
}
