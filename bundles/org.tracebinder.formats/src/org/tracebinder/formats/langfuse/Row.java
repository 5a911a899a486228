// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.langfuse;

import java.util.Locale;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;

/** A row whose columns are written either way: {@code parentObservationId} or {@code parent_observation_id}. */
record Row(JsonNode node) {

    JsonNode at(String camel) {
        JsonNode found = Nodes.at(node, camel);
        return found != null ? found : Nodes.at(node, snake(camel));
    }

    String text(String camel) {
        JsonNode found = at(camel);
        return found == null || found.isContainer() ? null : Nodes.text(found);
    }

    boolean has(String camel) {
        return node.has(camel) || node.has(snake(camel));
    }

    Times.Time time(String camel) {
        return Times.of(at(camel));
    }

    /** Ids that OpenTelemetry gave are hexadecimal and compared in lower case. */
    String id(String camel) {
        String id = text(camel);
        return id != null && id.matches("[0-9A-Fa-f]+") ? id.toLowerCase(Locale.ROOT) : id;
    }

    static String snake(String camel) {
        StringBuilder snake = new StringBuilder(camel.length() + 4);
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                snake.append('_').append((char) (c + 32));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}
