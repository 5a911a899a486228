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
         * @throws IOException when the log can't be written
         */
        void accept(Map<String, Object> entry) throws IOException;
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
