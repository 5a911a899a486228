// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tracebinder.core.Hash;

/**
 * Evidence that an auditor attached to a control, as the database keeps it.
 *
 * @param number    unique in the binder, never given twice; 0 before it is kept
 * @param control   id of the control
 * @param kind      {@code event}, {@code query} or {@code document}
 * @param reference id of the event, text of the query, or name of the file
 * @param bearing   {@code supporting}, {@code contrary} or {@code context}
 * @param sha256    of the record, of the ids that the query found, or of the document
 * @param size      bytes of the record or document, events that the query found
 * @param text      what the auditor says of it, may be empty
 * @param actor     account that attached it
 * @param at        when, ISO 8601 UTC
 */
public record KeptEvidence(long number, String control, String kind, String reference, String bearing, String sha256,
        long size, String text, String actor, String at) {

    /** @return what the ledger keeps of it: digests of what may hold words that a pack masks */
    public Map<String, Object> act() {
        Map<String, Object> act = new LinkedHashMap<>();
        act.put("number", number);
        act.put("control", control);
        act.put("kind", kind);
        act.put("bearing", bearing);
        act.put("sha256", sha256);
        act.put("size", size);
        act.put("words", Hash.of((reference + '\n' + text).getBytes(StandardCharsets.UTF_8)).toString());
        return act;
    }
}
