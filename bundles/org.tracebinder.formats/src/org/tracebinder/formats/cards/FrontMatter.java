// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.cards;

import java.util.ArrayList;
import java.util.List;
import org.tracebinder.ingest.BadRecordException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The YAML that stands before the words of a card: maps and lists by indentation, plain and quoted scalars, folded and
 * literal texts, flat lists and maps in brackets. Everything stays text; anchors, tags and merges are never followed.
 * One use.
 */
final class FrontMatter {

    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;
    private static final int MAX_LINES = 50_000;
    private static final int MAX_DEPTH = 40;

    private record Line(int indent, String text, int number) {
    }

    private final List<Line> lines = new ArrayList<>();
    private final List<String> raw;
    private int at;

    private FrontMatter(List<String> raw) {
        this.raw = raw;
        for (int i = 0; i < raw.size(); i++) {
            String text = raw.get(i).stripTrailing();
            String words = text.stripLeading();
            if (!words.isEmpty() && !words.startsWith("#")) {
                lines.add(new Line(text.length() - words.length(), words, i));
            }
        }
    }

    /**
     * @param raw the lines between the two rules
     * @return what they say
     * @throws BadRecordException when they are not a map, or break a bound
     */
    static ObjectNode read(List<String> raw) throws BadRecordException {
        if (raw.size() > MAX_LINES) {
            throw new BadRecordException("front matter of more than " + MAX_LINES + " lines");
        }
        FrontMatter matter = new FrontMatter(raw);
        if (matter.lines.isEmpty()) {
            return FACTORY.objectNode();
        }
        JsonNode all = matter.block(matter.lines.get(0).indent(), 0);
        if (!(all instanceof ObjectNode map) || matter.at < matter.lines.size()) {
            throw new BadRecordException("the front matter is not a map of keys; line "
                    + (matter.at < matter.lines.size()
                    ? matter.lines.get(matter.at).number() + 2 : 2));
        }
        return map;
    }

    private JsonNode block(int indent, int depth) throws BadRecordException {
        if (depth > MAX_DEPTH) {
            throw new BadRecordException("front matter nested deeper than " + MAX_DEPTH);
        }
        return isItem(lines.get(at).text()) ? list(indent, depth) : map(FACTORY.objectNode(), indent, depth);
    }

    private static boolean isItem(String text) {
        return text.equals("-") || text.startsWith("- ");
    }

    private ArrayNode list(int indent, int depth) throws BadRecordException {
        ArrayNode list = FACTORY.arrayNode();
        while (at < lines.size() && lines.get(at).indent() == indent && isItem(lines.get(at).text())) {
            Line line = lines.get(at);
            String rest = line.text().substring(1).stripLeading();
            int inner = line.indent() + line.text().length() - rest.length();
            if (rest.isEmpty()) {
                at++;
                list.add(nested(indent + 1, depth));
            } else if (isItem(rest) || colon(rest) > 0 && "{[\"'".indexOf(rest.charAt(0)) < 0) {
                lines.set(at, new Line(inner, rest, line.number()));
                list.add(block(inner, depth + 1));
            } else {
                at++;
                list.add(scalar(rest, indent, line.number()));
            }
        }
        return list;
    }

    private ObjectNode map(ObjectNode map, int indent, int depth) throws BadRecordException {
        while (at < lines.size() && lines.get(at).indent() == indent && !isItem(lines.get(at).text())) {
            Line line = lines.get(at);
            int colon = colon(line.text());
            if (colon < 0) {
                throw new BadRecordException("the front matter holds no 'key: value' in line " + (line.number() + 2));
            }
            String key = unquoted(line.text().substring(0, colon).strip());
            String rest = line.text().substring(colon + 1).strip();
            at++;
            if (rest.isEmpty() || rest.startsWith("#")) {
                boolean same = at < lines.size() && lines.get(at).indent() == indent && isItem(lines.get(at).text());
                map.set(key, same ? list(indent, depth + 1) : nested(indent + 1, depth));
            } else {
                map.set(key, scalar(rest, indent, line.number()));
            }
        }
        return map;
    }

    private JsonNode nested(int atLeast, int depth) throws BadRecordException {
        return at < lines.size() && lines.get(at).indent() >= atLeast ? block(lines.get(at).indent(), depth + 1)
                : FACTORY.nullNode();
    }

    private JsonNode scalar(String rest, int indent, int number) {
        if (rest.matches("[|>][+-]?\\d?")) {
            return FACTORY.stringNode(text(rest.charAt(0) == '>', indent, number));
        }
        return Flow.read(rest);
    }

    /** A literal or folded text: all deeper lines, comments and empty lines included. */
    private String text(boolean folded, int indent, int number) {
        StringBuilder text = new StringBuilder();
        int i = number + 1;
        for (; i < raw.size(); i++) {
            String line = raw.get(i);
            int own = line.length() - line.stripLeading().length();
            if (!line.isBlank() && own <= indent) {
                break;
            }
            text.append(text.isEmpty() ? "" : folded && !line.isBlank() ? " " : "\n").append(line.strip());
        }
        while (at < lines.size() && lines.get(at).number() < i) {
            at++;
        }
        return text.toString().strip();
    }

    /** @return where the key ends: a colon before a blank or the end, outside quotes; -1 when there is none */
    private static int colon(String text) {
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if ((c == '"' || c == '\'') && i == 0) {
                quote = c;
            } else if (c == ':' && (i + 1 == text.length() || text.charAt(i + 1) == ' ')) {
                return i;
            }
        }
        return -1;
    }

    static String unquoted(String text) {
        int last = text.length() - 1;
        boolean quoted = last > 0 && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                && text.charAt(last) == text.charAt(0);
        return !quoted ? text : text.charAt(0) == '\'' ? text.substring(1, last).replace("''", "'")
                : text.substring(1, last).replace("\\\"", "\"");
    }
}
