// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.ingest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tracebinder.core.Hash;
import tools.jackson.databind.JsonNode;

/**
 * Finds records in the pages that interfaces give them in, such as {@code {"data": [...]}}, where the reader of the
 * records does not know the page.
 */
public final class Pages {

    /** What the lists of records in pages are called. */
    private static final List<String> LISTS = List.of("data", "value", "values", "Records", "records", "results",
            "items", "rows", "entries", "events", "logs");
    private static final int LOOKED_AT = 3;

    private Pages() {
    }

    /**
     * @param reader of the content
     * @param head   its beginning
     * @return how it is cut: as the reader says; where the reader refuses a page and takes what stands in its list, as
     *         pages
     */
    public static Framing framing(FormatReader reader, Head head) {
        Framing framing = reader.framing(head);
        if (!(framing instanceof Framing.Json json)) {
            return framing;
        }
        boolean lines = JsonShape.lines(head.bytes(), head.complete());
        Set<String> names = new LinkedHashSet<>(json.unwrap());
        names.addAll(LISTS);
        for (JsonNode value : head.values().stream().limit(LOOKED_AT).toList()) {
            for (String name : names) {
                JsonNode first = value.path(name).path(0);
                if (first.isObject() && value.isObject() && (lines || !json.unwrap().contains(name))) {
                    return refused(reader, head, value) && !refused(reader, head, first)
                            ? new Framing.Json(List.of(name), json.known(), true) : framing;
                }
            }
        }
        return framing;
    }

    private static boolean refused(FormatReader reader, Head head, JsonNode value) {
        byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
        RawRecord.SourceContext source = new RawRecord.SourceContext(head.name(), head.path(), new byte[0],
                Hash.of(bytes));
        try {
            reader.read(new RawRecord(bytes, 0, bytes.length, 1, source), event -> { });
            return false;
        } catch (BadRecordException | RuntimeException e) {
            return true; // this was to be found out; the records themselves are told of where they are read
        }
    }
}
