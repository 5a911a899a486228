// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ui.widgets;

import java.util.List;

/** Knows what can be written next in a query. Called on the user-interface thread: answers from memory. */
@FunctionalInterface
public interface QueryCompletion {

    /**
     * @param label       what the list shows
     * @param description a sentence about it, or null
     * @param from        first character of the query that is replaced
     * @param to          end of what is replaced (exclusive)
     * @param insert      what is put there
     */
    record Proposal(String label, String description, int from, int to, String insert) {
    }

    /**
     * @param query what stands in the field
     * @param caret where the caret is
     * @return what fits, best first
     */
    List<Proposal> complete(String query, int caret);
}
