// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.common;

import java.util.Map;
import java.util.Set;
import org.tracebinder.core.Event;
import tools.jackson.databind.JsonNode;

/** Keeps what no field of the common event holds, so that it can be found: scalars as text, containers as JSON. */
public final class Rest {

    /** Longer values are cut here; the record itself keeps them whole. */
    public static final int MAX = 16_384;

    private Rest() {
    }

    /**
     * Adds the members of an object to the extras.
     *
     * @param to     the event
     * @param prefix before each name, for example {@code userIdentity.}; empty for none
     * @param object nothing is added when it is null or no object
     * @param known  names that are mapped already
     */
    public static void add(Event.Builder to, String prefix, JsonNode object, Set<String> known) {
        if (object == null || !object.isObject()) {
            return;
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            JsonNode value = member.getValue();
            if (!known.contains(member.getKey()) && !(value.isContainer() && value.isEmpty())) {
                to.extra(prefix + member.getKey(), cut(Nodes.text(value)));
            }
        }
    }

    /** @return the text, cut after {@link #MAX} characters with a mark that says how much is missing; null for null */
    public static String cut(String text) {
        if (text == null || text.length() <= MAX) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX - 1)) ? MAX - 1 : MAX;
        return text.substring(0, end) + "\u2026 (" + (text.length() - end) + " more characters in the record)";
    }
}
