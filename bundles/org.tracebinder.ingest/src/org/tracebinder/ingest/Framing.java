// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.util.List;

/** How a content is cut into records. */
public sealed interface Framing {

    /**
     * JSON in any of its shapes: one value a line, one document, concatenated values, an array. A value on its own line
     * or at top level is a record; the elements of a top-level array are records each; so are the elements of an array
     * at one of the paths. What stands around such an array is handed to the reader as {@link RawRecord#envelope()}.
     *
     * @param unwrap paths of arrays whose elements are records, keys joined by dots, for example
     *               {@code results.results}; tried in order, the first that leads to an array wins;
     *               {@code tables[].rows} looks into each element of an array
     * @param known  what the head says about every record, where nothing stands around the records; it is handed on as
     *               the envelope then; empty when there is nothing of the kind
     * @param pages  true when each value on a line of its own is looked into for such arrays, too
     */
    record Json(List<String> unwrap, String known, boolean pages) implements Framing {

        /** A value on a line of its own is a record. */
        public Json(List<String> unwrap, String known) {
            this(unwrap, known, false);
        }

        /** Records that stand for themselves, or in an array whose surroundings say what they share. */
        public Json(List<String> unwrap) {
            this(unwrap, "");
        }
    }

    /** Every line is a record. */
    record Lines() implements Framing {
    }

    /**
     * Delimited text with a header row (RFC 4180, with quoted line breaks). Every row after the header is a record, the
     * header row is the {@link RawRecord#envelope()}.
     *
     * @param separator {@code ,} {@code ;} or tab
     */
    record Csv(char separator) implements Framing {
    }

    /** What stands between lines of {@code ---} is a record: documents of YAML. */
    record Documents() implements Framing {
    }

    /** The whole content is one record, up to the limit for one value. */
    record Whole() implements Framing {
    }
}
