// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.trace;

import org.tracebinder.core.EventId;

/** Takes what the reader of an answer has to be told. */
interface Notes {

    /**
     * @param code  one of {@link LineageView.Note}
     * @param text  a whole sentence
     * @param event that it is about, or null
     */
    void note(String code, String text, EventId event);
}
