// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.tracebinder.ingest.BadRecordException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document of YAML 1.2 as the values of JSON. A plain word that is a number, true, false or null in JSON is that;
 * everything else stays text, and so do versions and dates. Tags are not followed; an alias is the value of its anchor.
 * One use.
 */
public final class Yaml {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_NODES = 2_000_000;
    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9]\\d{0,30})(?:\\.\\d{1,30})?(?:[eE][+-]?\\d{1,3})?");

    private record Anchored(JsonNode node, int size) {
    }

    private final Iterator<Event> events;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final boolean typed;
    private int nodes;

    private Yaml(String text, boolean typed) {
        this.typed = typed;
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(text.length() + 1).setParseComments(false)
                .build();
        events = new Parse(settings).parseString(text).iterator();
    }

    /**
     * @param text one document
     * @return its value; null in JSON for an empty one
     * @throws BadRecordException when it is not YAML, holds a second document, or breaks a bound; names the line
     */
    public static JsonNode read(String text) throws BadRecordException {
        return read(text, true);
    }

    /**
     * As {@link #read}, but every scalar stays text and only an absent one is null: a digest {@code 1234e567} that was
     * written without quotes, as YAML 1.1 allows, is no number.
     */
    public static JsonNode texts(String text) throws BadRecordException {
        return read(text, false);
    }

    private static JsonNode read(String text, boolean typed) throws BadRecordException {
        try {
            return new Yaml(text, typed).document();
        } catch (MarkedYamlEngineException e) {
            if (e.getProblemMark().isEmpty()) {
                throw new BadRecordException("not YAML: " + e.getProblem());
            }
            int line = e.getProblemMark().get().getLine() + 1;
            throw new BadRecordException("not YAML in line " + line + ": " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new BadRecordException("not YAML: " + e.getMessage());
        }
    }

    private JsonNode document() throws BadRecordException {
        JsonNode value = FACTORY.nullNode();
        boolean seen = false;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent node) {
                if (seen) {
                    throw new BadRecordException("a second YAML document in line " + line(event));
                }
                value = value(node, 0);
                seen = true;
            }
        }
        return value;
    }

    private JsonNode value(NodeEvent event, int depth) throws BadRecordException {
        if (depth > MAX_DEPTH) {
            throw new BadRecordException("YAML nested deeper than " + MAX_DEPTH + " in line " + line(event));
        }
        int before = nodes;
        count(1, event);
        if (event instanceof AliasEvent) {
            return alias(event);
        }
        JsonNode value = switch (event.getEventId()) {
            case MappingStart -> map(depth);
            case SequenceStart -> list(depth);
            default -> scalar((ScalarEvent) event);
        };
        if (event.getAnchor().isPresent()) {
            anchors.put(event.getAnchor().get().getValue(), new Anchored(value, nodes - before));
        }
        return value;
    }

    /** What an alias stands for counts as often as it stands there: a few lines can mean billions of values. */
    private JsonNode alias(NodeEvent event) throws BadRecordException {
        String name = event.getAnchor().orElseThrow().getValue();
        Anchored meant = anchors.get(name);
        if (meant == null) {
            throw new BadRecordException("the YAML alias *" + name + " in line " + line(event)
                    + " has no anchor before it");
        }
        count(meant.size(), event);
        return meant.node();
    }

    private void count(int more, Event event) throws BadRecordException {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw new BadRecordException("more than " + MAX_NODES + " values in YAML, at line " + line(event));
        }
    }

    private ObjectNode map(int depth) throws BadRecordException {
        ObjectNode map = FACTORY.objectNode();
        for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
            JsonNode name = value((NodeEvent) key, depth + 1);
            if (name.isContainer()) {
                throw new BadRecordException("a key of YAML that is a list or a map in line " + line(key));
            }
            map.set(name.asString(), value((NodeEvent) events.next(), depth + 1));
        }
        return map;
    }

    private ArrayNode list(int depth) throws BadRecordException {
        ArrayNode list = FACTORY.arrayNode();
        for (Event item = events.next(); item.getEventId() != Event.ID.SequenceEnd; item = events.next()) {
            list.add(value((NodeEvent) item, depth + 1));
        }
        return list;
    }

    private JsonNode scalar(ScalarEvent event) {
        String text = event.getValue();
        if (event.getScalarStyle() != ScalarStyle.PLAIN) {
            return FACTORY.stringNode(text);
        }
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> FACTORY.nullNode();
            default -> typed ? typed(text) : FACTORY.stringNode(text);
        };
    }

    private static JsonNode typed(String text) {
        return switch (text) {
            case "true", "True", "TRUE" -> FACTORY.booleanNode(true);
            case "false", "False", "FALSE" -> FACTORY.booleanNode(false);
            default -> NUMBER.matcher(text).matches() ? number(text) : FACTORY.stringNode(text);
        };
    }

    private static JsonNode number(String text) {
        BigDecimal exact = new BigDecimal(text);
        return text.indexOf('.') < 0 && text.length() < 18 && exact.scale() == 0
                ? FACTORY.numberNode(exact.longValueExact())
                : FACTORY.numberNode(exact);
    }

    private static String line(Event event) {
        return event.getStartMark().map(m -> Integer.toString(m.getLine() + 1)).orElse("?");
    }
}
