// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mapping;

import java.util.Locale;
import java.util.StringJoiner;

/** The fields of an event that a mapping can fill, by the names that a mapping file uses. */
public enum Target {
    /** Texts that stand as they are. */
    OPERATION, NAME, TRACE, SPAN, PARENT, SESSION, APP, ENV, ACTOR, PROVIDER, MODEL_REQUESTED, MODEL_SERVED, VERSION,
    TOOL, STATUS, ERROR,
    /** When it happened. */
    TIME,
    /** When it ended: with the time, this gives the duration. */
    END_TIME,
    /** How long it took, in seconds, milliseconds or nanoseconds. */
    DURATION_SECONDS, DURATION_MILLIS, DURATION_NANOS,
    /** Whole numbers. */
    TOKENS_IN, TOKENS_OUT,
    /** A decimal number. */
    COST,
    /** What the model was given and gave back: words, or JSON with messages. */
    INPUT, OUTPUT,
    /** Words that a search should find. */
    TEXT,
    /** What makes the event the same event when it comes again. */
    IDENTITY,
    /** A further id. */
    ID,
    /** In a log that is chained by hashes: the hash of the entry before, and the entry's own. */
    PREVIOUS_HASH, RECORD_HASH,
    /** What a policy engine decided. */
    DECISION, DECISION_ENGINE, DECISION_POLICY, DECISION_REASON,
    /** Who judged and what. */
    REVIEW_BY, REVIEWER, REVIEW_VALUE, REVIEW_COMMENT,
    /** A test and how it came out. */
    EVALUATION_SUITE, EVALUATION_TEST, EVALUATION_PASSED, EVALUATION_SCORE,
    /** The id of a document behind the answer. */
    DATA_SOURCE,
    /** A kind of personal data that the source declares. */
    PERSONAL_DATA;

    private final String id = camel(name());

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String part : name.toLowerCase(Locale.ROOT).split("_")) {
            camel.append(camel.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return camel.toString();
    }

    /** @return the name in a mapping file, for example {@code modelServed} */
    public String id() {
        return id;
    }

    /** @return the field of that name, or null */
    static Target of(String id) {
        for (Target t : values()) {
            if (t.id.equals(id)) {
                return t;
            }
        }
        return null;
    }

    /** @return all names, for messages */
    static String names() {
        StringJoiner names = new StringJoiner(", ");
        for (Target t : values()) {
            names.add(t.id);
        }
        return names.toString();
    }
}
