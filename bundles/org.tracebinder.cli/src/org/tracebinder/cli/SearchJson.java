// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.query.SearchResult;
import org.tracebinder.core.query.SearchResult.Bucket;
import org.tracebinder.core.query.SearchResult.FacetValue;
import org.tracebinder.core.query.Trail;
import org.tracebinder.session.MarkedBytes;
import org.tracebinder.session.Snippets;

/** The answer to a search as JSON. */
final class SearchJson {

    private SearchJson() {
    }

    static void print(Terminal terminal, String query, SearchResult result, List<Hit> hits, Snippets snippets,
            long millis, Trail trail) throws IOException {
        try (JsonOut json = new JsonOut(terminal.out())) {
            json.put("query", query).put("total", result.total()).put("exact", result.exact())
                    .put("complete", result.complete()).put("tookMillis", millis).put("next", result.next());
            json.array("hits");
            for (Hit hit : hits) {
                json.object();
                Snippets.Snippet snippet = snippets.of(hit.event());
                hit.writeTo(json, snippet.text());
                json.put("parent", hit.event().parent()).put("name", hit.event().name()).array("marks");
                snippet.marks().forEach(m -> json.object().put("from", (long) m.from()).put("to", (long) m.to()).end());
                json.endArray();
                PlacesPrinter.json(json, hit, snippet.marks().isEmpty() ? MarkedBytes.NONE
                        : PlacesPrinter.of(trail, hit, snippets));
                json.end();
            }
            json.endArray().object("facets");
            for (Map.Entry<String, List<FacetValue>> facet : result.facets().entrySet()) {
                json.array(facet.getKey());
                for (FacetValue v : facet.getValue()) {
                    json.object().put("value", v.value()).put("count", v.count()).end();
                }
                json.endArray();
            }
            json.end().array("histogram");
            for (Bucket b : result.histogram()) {
                json.object().put("from", b.from()).put("count", b.count()).end();
            }
            json.endArray();
        }
    }
}
