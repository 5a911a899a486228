// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.mlflow;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The flat YAML that MLflow writes: a key and a scalar on each line. What is nested is kept as the text of its lines;
 * no anchors, tags or other constructions are followed.
 */
final class Yaml {

    private static final int MAX_KEYS = 1_000;

    private Yaml() {
    }

    /** @return its top-level keys, with text; an absent value is null */
    static JsonNode flat(String text) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        String open = null;
        StringBuilder nested = new StringBuilder();
        for (String line : text.lines().toList()) {
            int colon = line.indexOf(':');
            boolean top = !line.isEmpty() && colon > 0 && !Character.isWhitespace(line.charAt(0))
                    && line.charAt(0) != '-' && line.charAt(0) != '#';
            if (!top) {
                if (open != null && !line.isBlank()) {
                    nested.append(nested.isEmpty() ? "" : "\n").append(line);
                }
                continue;
            }
            close(object, open, nested);
            open = null;
            String key = unquoted(line.substring(0, colon).strip());
            String value = line.substring(colon + 1).strip();
            if (object.size() >= MAX_KEYS) {
                break;
            }
            if (value.isEmpty()) {
                open = key;
                object.putNull(key);
            } else if (value.equals("null") || value.equals("~")) {
                object.putNull(key);
            } else {
                object.put(key, unquoted(value));
            }
        }
        close(object, open, nested);
        return object;
    }

    private static void close(ObjectNode object, String open, StringBuilder nested) {
        if (open != null && !nested.isEmpty()) {
            object.put(open, nested.toString());
        }
        nested.setLength(0);
    }

    private static String unquoted(String text) {
        int last = text.length() - 1;
        boolean quoted = last > 0 && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                && text.charAt(last) == text.charAt(0);
        return quoted ? text.substring(1, last).replace("''", "'") : text;
    }
}
