// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.cards;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A value on one line of YAML: a scalar, or a list or map in brackets. What is not closed is kept as text. */
final class Flow {

    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 20;

    private final String text;
    private int at;
    private boolean broken;

    private Flow(String text) {
        this.text = text;
    }

    static JsonNode read(String line) {
        if (line.startsWith("[") || line.startsWith("{")) {
            Flow flow = new Flow(line);
            JsonNode value = flow.value(0);
            flow.blanks();
            boolean rest = flow.at < line.length() && line.charAt(flow.at) != '#';
            return flow.broken || rest ? FACTORY.stringNode(line) : value;
        }
        int comment = line.startsWith("\"") || line.startsWith("'") ? -1 : line.indexOf(" #");
        String plain = (comment >= 0 ? line.substring(0, comment) : line).strip();
        return plain.equals("null") || plain.equals("~") ? FACTORY.nullNode()
                : FACTORY.stringNode(FrontMatter.unquoted(plain));
    }

    private JsonNode value(int depth) {
        blanks();
        if (at >= text.length() || depth > MAX_DEPTH) {
            broken = true;
            return FACTORY.nullNode();
        }
        char c = text.charAt(at);
        if (c == '[') {
            at++;
            ArrayNode list = FACTORY.arrayNode();
            while (!closed(']')) {
                list.add(value(depth + 1));
                separator(']');
            }
            return list;
        }
        if (c == '{') {
            at++;
            ObjectNode map = FACTORY.objectNode();
            while (!closed('}')) {
                String key = word(":,}");
                if (at < text.length() && text.charAt(at) == ':') {
                    at++;
                    map.set(key, value(depth + 1));
                } else {
                    map.putNull(key);
                }
                separator('}');
            }
            return map;
        }
        return FACTORY.stringNode(word(",]}"));
    }

    private boolean closed(char bracket) {
        blanks();
        if (broken || at >= text.length()) {
            broken = true;
            return true;
        }
        if (text.charAt(at) == bracket) {
            at++;
            return true;
        }
        return false;
    }

    private void separator(char bracket) {
        blanks();
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
        } else if (at >= text.length() || text.charAt(at) != bracket) {
            broken = true;
        }
    }

    private String word(String ends) {
        blanks();
        int from = at;
        if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
            int end = text.indexOf(text.charAt(at), at + 1);
            broken |= end < 0;
            at = end < 0 ? text.length() : end + 1;
        } else {
            while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
                at++;
            }
        }
        return FrontMatter.unquoted(text.substring(from, at).strip());
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
