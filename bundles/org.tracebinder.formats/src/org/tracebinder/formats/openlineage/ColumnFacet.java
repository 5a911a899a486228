// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.openlineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tracebinder.core.LineageFact;
import org.tracebinder.core.LineageFact.ColumnUse;
import org.tracebinder.formats.common.Nodes;
import tools.jackson.databind.JsonNode;

/**
 * Column lineage in both forms of the facet: up to 1-0-1 one transformation for a column of the output
 * ({@code transformationType}, {@code transformationDescription}), from 1-1-0 on a list of them for each input field,
 * and from 1-2-0 on inputs that bear on the whole dataset ({@code dataset}).
 */
final class ColumnFacet {

    /** Most uses of one event; a hostile facet must not fill the memory. */
    private static final int MOST = 200_000;

    private final List<ColumnUse> uses = new ArrayList<>();

    private ColumnFacet() {
    }

    /** @return what the outputs of an event, or the dataset that it is about, say of their columns */
    static List<ColumnUse> of(JsonNode event) {
        ColumnFacet columns = new ColumnFacet();
        JsonNode outputs = event.get("outputs");
        if (outputs != null && outputs.isArray()) {
            outputs.forEach(columns::dataset);
        }
        JsonNode alone = event.has("run") || event.has("job") ? null : event.get("dataset");
        if (alone != null && alone.isObject()) {
            columns.dataset(alone);
        }
        return columns.uses.isEmpty() ? List.of() : columns.uses;
    }

    private void dataset(JsonNode d) {
        JsonNode facet = Nodes.at(d, "facets", "columnLineage");
        if (facet == null || !facet.isObject() || Nodes.scalar(d, "name") == null) {
            return;
        }
        LineageFact.Dataset output = OpenLineageReader.dataset(d);
        JsonNode fields = facet.get("fields");
        if (fields != null && fields.isObject()) {
            for (Map.Entry<String, JsonNode> column : fields.properties()) {
                inputs(output, column.getKey(), column.getValue(), column.getValue().get("inputFields"));
            }
        }
        inputs(output, null, facet, facet.get("dataset"));
    }

    private void inputs(LineageFact.Dataset output, String column, JsonNode whole, JsonNode inputs) {
        if (inputs == null || !inputs.isArray()) {
            return;
        }
        for (JsonNode in : inputs) {
            String name = Nodes.scalar(in, "name");
            String field = Nodes.scalar(in, "field");
            JsonNode steps = in.get("transformations");
            if (name == null || field == null) {
                continue; // names no column; the words of the facet stay among the other values
            }
            if (steps != null && steps.isArray() && !steps.isEmpty()) {
                for (JsonNode step : steps) {
                    add(new ColumnUse(output, column, Nodes.scalar(in, "namespace"), name, field,
                            text(step, "type"), text(step, "subtype"), text(step, "description"),
                            Nodes.bool(step.get("masking"))));
                }
            } else {
                String type = text(whole, "transformationType");
                add(new ColumnUse(output, column, Nodes.scalar(in, "namespace"), name, field, null, type,
                        text(whole, "transformationDescription"), "MASKED".equals(type) ? Boolean.TRUE : null));
            }
        }
    }

    private void add(ColumnUse use) {
        if (uses.size() < MOST) {
            uses.add(use);
        }
    }

    private static String text(JsonNode node, String name) {
        String text = Nodes.scalar(node, name);
        return text == null || text.isBlank() ? null : text;
    }
}
