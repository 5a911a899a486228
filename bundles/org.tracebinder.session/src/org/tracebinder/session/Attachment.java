// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.Locale;
import org.tracebinder.core.Hash;

/**
 * Evidence that an auditor attached to a control.
 *
 * @param number    unique in the binder, never given twice
 * @param control   id of the control
 * @param kind      what it is
 * @param reference id of the event or record, text of the query, or name of the document
 * @param bearing   how it bears on the control, says the auditor
 * @param sha256    of the record, of the ids that the query found, or of the document, when it was attached
 * @param size      bytes of the record or document, events that the query found
 * @param text      what the auditor says of it, may be empty
 * @param by        account that attached it
 * @param at        when, ISO 8601 UTC
 */
public record Attachment(long number, String control, Kind kind, String reference, Bearing bearing, Hash sha256,
        long size, String text, String by, String at) {

    /** What is attached. */
    public enum Kind {
        /** An event, or a record that holds none or several. */
        EVENT,
        /** What a query finds. */
        QUERY,
        /** A file that is no part of the trail; the binder keeps a copy. */
        DOCUMENT;

        /** @return as it is written in the ledger and in packs */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it bears on the control. */
    public enum Bearing {
        /** Speaks for. */
        SUPPORTING,
        /** Speaks against. */
        CONTRARY,
        /** Neither: helps to understand. */
        CONTEXT;

        /** @return as it is written in the ledger and in packs */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
