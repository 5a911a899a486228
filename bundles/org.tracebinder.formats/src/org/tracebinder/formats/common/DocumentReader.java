// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.util.List;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Match;
import tools.jackson.databind.JsonNode;

/**
 * A reader of JSON documents, known by what its values hold, or by words of the text where no value speaks for it. A
 * format says which values these are, and what they mean. Stateless.
 */
public abstract class DocumentReader implements FormatReader {

    private final String id;
    private final String label;
    private final List<String> wrappers;

    /**
     * @param id       see {@link #id()}
     * @param label    see {@link #label()}
     * @param wrappers members of a document that may hold the list of records; empty when a document is one record
     */
    protected DocumentReader(String id, String label, List<String> wrappers) {
        this.id = id;
        this.label = label;
        this.wrappers = wrappers;
    }

    /**
     * @param value a record or document; possibly cut off
     * @return what speaks for this format in it; never throws
     */
    protected abstract Match match(JsonNode value);

    /**
     * @param text the beginning of a content none of whose values was recognised, say because the first is broken
     * @return what speaks for this format in it
     */
    protected abstract Match match(String text);

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String label() {
        return label;
    }

    @Override
    public final Match probe(Head head) {
        for (JsonNode value : Heads.values(head, wrappers)) {
            if (match(value) instanceof Match.Maybe found) {
                return found;
            }
        }
        return match(head.text());
    }

    @Override
    public final Framing framing(Head head) {
        return new Framing.Json(wrappers);
    }
}
