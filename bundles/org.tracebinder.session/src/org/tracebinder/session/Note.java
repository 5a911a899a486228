// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.List;
import java.util.Optional;
import org.tracebinder.core.Hash;

/**
 * What an auditor noted.
 *
 * @param number  unique in the binder, never given twice
 * @param kind    of the subject
 * @param subject id of an event ({@code S4:7.4}) or record, of a source ({@code S4}), or of a control
 * @param anchor  SHA-256 of the record or source that was noted on; empty for a control, which is no record
 * @param text    the note
 * @param tags    short words to find it by, sorted, each once
 * @param by      account that noted it
 * @param at      when, ISO 8601 UTC
 */
public record Note(long number, Kind kind, String subject, Optional<Hash> anchor, String text, List<String> tags,
        String by, String at) {

    /** What a note is on. */
    public enum Kind {
        /** An event, or a record that holds none or several. */
        EVENT("event"),
        /** A control of a catalogue. */
        CONTROL("control"),
        /** An imported file. */
        SOURCE("source");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** @return as it is written in the ledger and in packs */
        public String id() {
            return id;
        }

        static Kind of(String id) {
            for (Kind kind : values()) {
                if (kind.id.equals(id)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of note: " + id);
        }
    }
}
