// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.pack;

import java.util.Map;

/**
 * Says facts of a pack in the language of its report. Only what people read goes through here: report and tables. The
 * JSON files of a pack are English whatever the report is. Each method takes a JSON object as the pack holds it, masked
 * where the pack is, and gives one for the report; the one it takes stays as it is.
 */
public interface PackSpeech {

    /** Leaves everything as it is. */
    PackSpeech ENGLISH = new PackSpeech() {
    };

    /** @return the source, its warnings in the language */
    default Map<String, Object> source(Map<String, Object> source) {
        return source;
    }

    /** @return the result of a check, its words in the language */
    default Map<String, Object> check(Map<String, Object> check) {
        return check;
    }

    /** @return the results of a catalogue, its words in the language */
    default Map<String, Object> assessment(Map<String, Object> assessment) {
        return assessment;
    }

    /** @return words for the report, those of the product in the language */
    default Map<String, Object> words(Map<String, Object> words) {
        return words;
    }

    /** @return all words of the product that this may say: nobody who is called like one of them can be told from it */
    default String everything() {
        return "";
    }
}
