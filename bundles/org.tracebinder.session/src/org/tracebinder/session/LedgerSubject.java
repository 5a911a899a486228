// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tracebinder.vault.LedgerEntry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an entry of the ledger says of its act, taken apart: for sentences that people read. The entry stays as it
 * is, since its hash is over its bytes.
 *
 * @param members the members of the subject as text, in their order; those that hold others as JSON
 * @param files   the files that an import brought
 */
public record LedgerSubject(Map<String, String> members, List<Imported> files) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * A file that was imported.
     *
     * @param path        as it was given
     * @param read        records in it
     * @param quarantined those that could not be read
     */
    public record Imported(String path, long read, long quarantined) {
    }

    /**
     * @param entry of a ledger
     * @return what its subject says; empty when that is no JSON object
     */
    public static Optional<LedgerSubject> of(LedgerEntry entry) {
        JsonNode subject;
        try {
            subject = MAPPER.readTree(entry.subject());
        } catch (JacksonException e) {
            return Optional.empty();
        }
        if (!subject.isObject()) {
            return Optional.empty();
        }
        Map<String, String> members = new LinkedHashMap<>();
        subject.properties().forEach(p -> {
            boolean word = p.getValue().isValueNode();
            members.put(p.getKey(), word ? p.getValue().asString() : p.getValue().toString());
        });
        List<Imported> files = new ArrayList<>();
        if (entry.act().equals("import")) {
            for (JsonNode source : subject.path("sources")) {
                JsonNode records = source.path("records");
                files.add(new Imported(source.path("path").asString(""), records.path("read").asLong(0),
                        records.path("quarantined").asLong(0)));
            }
        }
        return Optional.of(new LedgerSubject(members, files));
    }
}
