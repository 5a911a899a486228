// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.promptfoo;

import java.util.regex.Pattern;
import org.tracebinder.formats.common.Nodes;
import tools.jackson.databind.JsonNode;

/**
 * What a provider id such as {@code openai:chat:gpt-4} or {@code credit-scorer:3.1.0} says.
 *
 * @param name    who serves it: the first segment when there is one before the model, else null
 * @param model   the last segment that is no version, null when there is no id
 * @param version the last segment when it is a number with dots, else null; a digest is a version, too
 */
record Provider(String name, String model, String version) {

    private static final Pattern VERSION = Pattern.compile("v?\\d+(\\.\\d+)+([-+.][0-9A-Za-z.-]+)?|[0-9a-f]{32,64}");

    /**
     * @param node      text, or an object with id and label; null when the row names none
     * @param otherwise speaks for a row that names none, may be null
     */
    static Provider of(JsonNode node, String otherwise) {
        String id = node != null && node.isObject() ? Nodes.first(node, "id", "label") : Nodes.scalar(node);
        return of(id != null ? id : otherwise);
    }

    static Provider of(String id) {
        if (id == null) {
            return new Provider(null, null, null);
        }
        String[] segments = id.split(":");
        int last = segments.length - 1;
        String version = null;
        if (last > 0 && VERSION.matcher(segments[last]).matches()) {
            version = segments[last];
            last--;
        }
        if (last < 0 || segments[last].isEmpty()) {
            return new Provider(null, id, null);
        }
        return new Provider(last > 0 ? segments[0] : null, segments[last], version);
    }
}
