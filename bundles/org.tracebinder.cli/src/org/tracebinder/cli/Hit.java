// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import org.tracebinder.core.Event;
import org.tracebinder.core.EventId;
import org.tracebinder.core.Hash;
import org.tracebinder.core.query.RecordRef;

/**
 * An event with the way back to its bytes.
 *
 * @param id     the event
 * @param event  what it says
 * @param record place of its record in the content of the source
 * @param sha256 digest of the record's bytes
 */
record Hit(EventId id, Event event, RecordRef record, Hash sha256) {

    /** Writes the fields that every hit has, in the order of the contract; the object stays open for more. */
    void writeTo(JsonOut json, String snippet) {
        json.put("id", id).put("kind", event.kind().id()).put("time", Words.iso(event.time())).put("app", event.app())
                .put("actor", event.actor()).put("provider", event.provider()).put("model", event.model())
                .put("version", event.version()).put("trace", event.trace()).put("span", event.span())
                .put("session", event.session()).put("status", event.status()).put("policy", event.policy())
                .put("tool", event.tool()).put("tokensIn", known(event.tokensIn()))
                .put("tokensOut", known(event.tokensOut())).put("cost", event.cost()).put("snippet", snippet)
                .put("source", "S" + id.record().source()).put("offset", record.offset())
                .put("length", (long) record.length()).put("sha256", sha256);
    }

    /** @return the number, or null when the record does not say */
    static Long known(long value) {
        return value == Event.NONE ? null : value;
    }
}
