// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.chat;

import java.util.Map;
import org.tracebinder.formats.common.Extras;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows that mlcroissant read out of a published data set: the columns carry the name of their record set,
 * {@code default/conversation}, and what was a list is a text of Python.
 */
final class Croissant {

    private Croissant() {
    }

    /** @return the row with its plain names and its lists opened; any other value as it is */
    static JsonNode plain(JsonNode row) {
        if (!row.isObject() || row.isEmpty() || !row.propertyNames().stream().allMatch(n -> n.indexOf('/') > 0)) {
            return row;
        }
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> column : row.properties()) {
            String name = column.getKey().substring(column.getKey().indexOf('/') + 1);
            plain.set(name, Extras.open(bytes(column.getValue())));
        }
        return plain;
    }

    /** {@code b'gpt-4'}, as Python prints bytes. */
    private static JsonNode bytes(JsonNode value) {
        boolean printed = value.isString() && value.stringValue().matches("b(?s:'.*'|\".*\")");
        JsonNode list = printed
                ? Extras.open(JsonNodeFactory.instance.stringNode("[" + value.stringValue() + "]")) : null;
        return list != null && list.isArray() && list.size() == 1 ? list.get(0) : value;
    }
}
