// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.phoenix;

import java.util.Collection;
import java.util.Map;
import org.tracebinder.formats.common.Extras;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row of Phoenix's table of spans, as its client gives it and as Parquet, CSV or JSON lines keep it: the columns are
 * the members of a span joined by dots, {@code context.span_id}, {@code attributes.llm.model_name}.
 */
final class FrameRow {

    private static final String CONTEXT = "context.";
    private static final String ATTRIBUTES = "attributes.";

    private FrameRow() {
    }

    /** @return true when these are columns of that table */
    static boolean is(Collection<String> columns) {
        return columns.contains("context.span_id") && columns.contains("context.trace_id")
                && (columns.contains("span_kind") || columns.stream().anyMatch(c -> c.startsWith(ATTRIBUTES)));
    }

    /** @return the row as the span it was made of; cells without a value are left out */
    static ObjectNode span(JsonNode row) {
        ObjectNode span = JsonNodeFactory.instance.objectNode();
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> cell : row.properties()) {
            String column = cell.getKey();
            JsonNode value = Extras.open(cell.getValue());
            if (value.isNull() || value.isString()
                    && (value.stringValue().isEmpty() || value.stringValue().equals("nan"))) {
                continue;
            }
            if (column.startsWith(CONTEXT)) {
                context.set(column.substring(CONTEXT.length()), value);
            } else if (column.startsWith(ATTRIBUTES)) {
                attributes.set(column.substring(ATTRIBUTES.length()), value);
            } else {
                span.set(column, value);
            }
        }
        span.set("context", context);
        span.set("attributes", attributes);
        return span;
    }
}
