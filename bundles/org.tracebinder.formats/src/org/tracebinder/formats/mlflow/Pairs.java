// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mlflow;

import org.tracebinder.formats.common.Nodes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tags, parameters and metrics, which files give as an object and the interface as a list of key and value. */
final class Pairs {

    private Pairs() {
    }

    /** @return an object; of a metric's history the last value; null for null */
    static JsonNode object(JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (node.isArray()) {
            for (JsonNode pair : node) {
                String key = Nodes.scalar(pair, "key");
                if (key != null && pair.has("value")) {
                    object.set(key, pair.get("value"));
                }
            }
        } else if (node.isObject()) {
            node.properties().forEach(m -> {
                JsonNode value = m.getValue();
                boolean history = value.isArray() && !value.isEmpty() && value.get(value.size() - 1).has("value");
                object.set(m.getKey(), history ? value.get(value.size() - 1).get("value") : value);
            });
        }
        return object;
    }
}
