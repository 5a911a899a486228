// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.promptfoo;

import java.util.Set;
import java.util.regex.Pattern;
import org.tracebinder.formats.common.Yaml;
import org.tracebinder.formats.xml.XmlElement;
import org.tracebinder.formats.xml.XmlTree;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The whole document of an evaluation, written as YAML or XML: the same members as its JSON. */
final class WrittenDocument {

    private static final Pattern YAML = Pattern.compile("(?m)\\A(?:---\\s*\\n)?(?:(?:evalId|version|timestamp|id): "
            + ".*\\n)*results:\\s*\\n");
    private static final Pattern YAML_ROWS = Pattern.compile("(?m)^ +(?:- "
            + ")?(?:prompts|results|version|success|prompt):");
    private static final Pattern XML = Pattern.compile("\\A\\uFEFF?\\s*(?:<\\?xml[^>]*>\\s*)?<promptfoo>");
    /** Members that are lists even when they hold one thing. */
    private static final Set<String> LISTS = Set.of("prompts", "componentResults", "assert", "results.results");
    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

    private WrittenDocument() {
    }

    static boolean isYaml(String head) {
        String text = head.replace("\r", "");
        return YAML.matcher(text).find() && YAML_ROWS.matcher(text).find();
    }

    static boolean isXml(String head) {
        return XML.matcher(head).find();
    }

    static JsonNode read(RawRecord record) throws BadRecordException {
        String text = record.text();
        return isXml(text) ? json(XmlTree.read(record), "") : Yaml.read(text.startsWith("\uFEFF") ? text.substring(1)
                : text);
    }

    private static JsonNode json(XmlElement element, String parent) throws BadRecordException {
        if (element.children().isEmpty()) {
            return element.text().isEmpty() ? FACTORY.nullNode() : FACTORY.stringNode(element.text());
        }
        ObjectNode object = FACTORY.objectNode();
        for (XmlElement child : element.children()) {
            String name = child.name();
            JsonNode value = json(child, name);
            if (LISTS.contains(name) || LISTS.contains(parent + "." + name)) {
                object.withArrayProperty(name).add(value);
            } else if (!object.has(name)) {
                object.set(name, value);
            } else if (object.get(name).isArray()) {
                object.withArrayProperty(name).add(value);
            } else {
                object.set(name, FACTORY.arrayNode().add(object.get(name)).add(value));
            }
        }
        return object;
    }
}
