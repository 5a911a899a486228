// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.math.BigDecimal;
import org.tracebinder.core.DataSource;
import org.tracebinder.core.Event;
import tools.jackson.databind.JsonNode;

/** Finds the documents in what a retriever gave back. */
public final class Documents {

    private static final int MAX = 1_000;

    private Documents() {
    }

    /**
     * @param to     takes a data source for each document that has an id or origin
     * @param output a list of documents, or an object that holds one under documents, results, chunks or nodes
     */
    public static void add(Event.Builder to, JsonNode output) {
        JsonNode list = output;
        for (String name : new String[] {"documents", "results", "chunks", "nodes", "output"}) {
            JsonNode member = Nodes.at(output, name);
            if (member != null && member.isArray()) {
                list = member;
                break;
            }
        }
        if (list == null || !list.isArray()) {
            return;
        }
        for (int i = 0; i < Math.min(MAX, list.size()); i++) {
            JsonNode d = list.get(i).isObject() && list.get(i).has("document") ? list.get(i).get("document")
                    : list.get(i);
            JsonNode meta = Nodes.at(d, "metadata");
            String id = Nodes.first(d, "id", "document_id", "doc_id", "doc_uri", "uri", "url", "source", "file_id");
            id = id != null ? id : Nodes.first(meta, "id", "document_id", "doc_id", "doc_uri", "uri", "url", "source",
                    "file_path", "file_name");
            if (id != null) {
                String title = Nodes.first(d, "title", "name");
                String name = title != null ? title : Nodes.first(meta, "title", "name", "file_name");
                BigDecimal score = Nodes.decimal(Nodes.first(list.get(i), "score", "relevance_score", "similarity"));
                DataSource source = Words.dataSource(id, name, score == null ? null : score.doubleValue());
                String version = Nodes.first(meta, "version", "revision", "digest");
                to.addDataSource(version == null ? source
                        : new DataSource(source.id(), source.name(), version, source.score()));
            }
        }
    }
}
