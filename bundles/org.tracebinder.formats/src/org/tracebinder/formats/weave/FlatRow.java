// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tracebinder.formats.common.ObjectReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row of a table of calls whose objects were spread over columns, {@code inputs.model} or {@code
 * output.choices.0.message.content}: put together again.
 */
final class FlatRow {

    private static final Set<String> SPREAD = Set.of("inputs", "output", "attributes", "summary");
    /** Objects whose keys are names of models, which hold dots themselves. */
    private static final List<List<String>> BY_MODEL = List.of(List.of("summary", "usage"),
            List.of("summary", "weave", "costs"));
    private static final int MAX_DEPTH = 12;
    private static final int MAX_INDEX = 1_000;

    private FlatRow() {
    }

    /** @return the row with its objects; the row itself when none is spread */
    static JsonNode whole(JsonNode row) {
        if (row.properties().stream().noneMatch(m -> spread(m.getKey()))) {
            return row;
        }
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : row.properties()) {
            boolean blank = member.getValue().isString() && member.getValue().stringValue().isBlank();
            if (!blank && !(spread(member.getKey()) && put(whole, steps(member.getKey()), member.getValue()))) {
                whole.set(member.getKey(), member.getValue());
            }
        }
        SPREAD.stream().filter(whole::has).forEach(key -> whole.set(key, lists(whole.get(key))));
        return whole;
    }

    private static boolean spread(String column) {
        int dot = column.indexOf('.');
        return dot > 0 && SPREAD.contains(column.substring(0, dot));
    }

    private static List<String> steps(String column) {
        List<String> steps = Arrays.asList(column.split("\\."));
        for (List<String> before : BY_MODEL) {
            int n = before.size();
            if (steps.size() > n + 2 && steps.subList(0, n).equals(before)) {
                List<String> named = new ArrayList<>(before);
                named.add(String.join(".", steps.subList(n, steps.size() - 1)));
                named.add(steps.get(steps.size() - 1));
                return named;
            }
        }
        return steps;
    }

    /** @return false when something else stands where the value belongs */
    private static boolean put(ObjectNode whole, List<String> steps, JsonNode value) {
        if (steps.size() > MAX_DEPTH) {
            return false;
        }
        ObjectNode here = whole;
        for (String step : steps.subList(0, steps.size() - 1)) {
            JsonNode next = here.get(step);
            if (next != null && !next.isObject()) {
                return false;
            }
            here = next == null ? here.putObject(step) : (ObjectNode) next;
        }
        String last = steps.get(steps.size() - 1);
        if (here.has(last)) {
            return false;
        }
        here.set(last, ObjectReader.opened(value));
        return true;
    }

    /** Objects whose keys count from 0 were lists. */
    private static JsonNode lists(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(m -> object.set(m.getKey(), lists(m.getValue())));
        boolean list = !object.isEmpty() && object.size() <= MAX_INDEX;
        for (int i = 0; list && i < object.size(); i++) {
            list = object.has(String.valueOf(i));
        }
        if (!list) {
            return object;
        }
        ArrayNode elements = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < object.size(); i++) {
            elements.add(object.get(String.valueOf(i)));
        }
        return elements;
    }
}
