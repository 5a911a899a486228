// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

/** What a reader thinks of a content. */
public sealed interface Match {

    /** Not this format. */
    record No() implements Match {
    }

    /**
     * Probably this format.
     *
     * @param confidence 1 to 100; 90 and more only for a signature that no other format has
     * @param why        what in the content spoke for it, in words for the user
     */
    record Maybe(int confidence, String why) implements Match {
    }

    /** The one {@link No}. */
    Match NO = new No();
}
