// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.index.internal.query;

import java.util.List;

/** A query as it was written. Positions are indexes of characters, from 0. */
public sealed interface Node {

    /** @return where it begins */
    int at();

    /** Every event. */
    record All(int at) implements Node {
    }

    /**
     * Parts side by side.
     *
     * @param must   all of them match
     * @param should at least one matches, where there is no {@code must}
     * @param not    none matches
     */
    record Group(int at, List<Node> must, List<Node> should, List<Node> not) implements Node {
    }

    /**
     * A part with a weight for the order by relevance.
     *
     * @param weight 0 or more
     */
    record Boost(int at, Node part, float weight) implements Node {
    }

    /**
     * What is asked of one field.
     *
     * @param field   the name as written, or null for words without a field
     * @param fieldAt where the name begins, or where the words begin
     */
    record Name(String field, int fieldAt) {
    }

    /** The field has a value. */
    record Exists(int at, Name name) implements Node {
    }

    /**
     * A value, or words.
     *
     * @param quoted it stood in quotes
     * @param slop   words that may stand between those of a phrase
     */
    record Value(int at, Name name, String text, boolean quoted, int slop) implements Node {
    }

    /**
     * A value with placeholders.
     *
     * @param text holds {@link QueryReader#ANY} and {@link QueryReader#ONE}
     */
    record Pattern(int at, Name name, String text) implements Node {
    }

    /**
     * A word and those that differ from it by few letters.
     *
     * @param edits 0 to 2
     */
    record Fuzzy(int at, Name name, String text, int edits) implements Node {
    }

    /**
     * Values between two others.
     *
     * @param low  null for no lower end
     * @param high null for no upper end
     */
    record Range(int at, Name name, Bound low, Bound high) implements Node {
    }

    /**
     * One end of a range.
     *
     * @param inclusive the value itself belongs to the range
     */
    record Bound(int at, String text, boolean inclusive) {
    }
}
