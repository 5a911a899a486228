// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.vault;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tracebinder.core.Hash;

/**
 * A note as the database keeps it.
 *
 * @param number  unique in the binder, never given twice
 * @param kind    {@code event}, {@code control} or {@code source}
 * @param subject id of the event, control or source
 * @param anchor  SHA-256 of the record or source that was seen, empty for a control
 * @param text    what was noted
 * @param tags    one a line
 * @param actor   account that noted it
 * @param at      when, ISO 8601 UTC
 */
public record KeptNote(long number, String kind, String subject, String anchor, String text, String tags, String actor,
        String at) {

    /** @return what the ledger keeps of it: of the text the digest only, since a note may hold what a pack masks */
    public Map<String, Object> act() {
        Map<String, Object> act = new LinkedHashMap<>();
        act.put("number", number);
        act.put("on", kind);
        act.put("id", subject);
        act.put("anchor", anchor);
        act.put("sha256", Hash.of((text + '\n' + tags).getBytes(StandardCharsets.UTF_8)).toString());
        return act;
    }
}
