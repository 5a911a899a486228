// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.langfuse;

import org.tracebinder.formats.common.Nodes;
import tools.jackson.databind.JsonNode;

/**
 * What the answer of an interface says of itself, where a program kept the whole answer as its output.
 *
 * @param model  that answered, null when it is not said
 * @param id     of the answer, null when it is not said
 * @param finish why it ended, null when it is not said
 */
record Answered(String model, String id, String finish) {

    static final Answered NOTHING = new Answered(null, null, null);

    /** @param output as it was kept, JSON inside text opened; anything but an answer of an interface says nothing */
    static Answered of(JsonNode output) {
        JsonNode choice = first(output, "choices");
        JsonNode candidate = first(output, "candidates");
        String object = Nodes.scalar(output, "object");
        boolean message = "message".equals(Nodes.scalar(output, "type")) && Nodes.at(output, "usage") != null;
        if (choice == null && candidate == null && !"response".equals(object) && !message) {
            return NOTHING;
        }
        String finish = Nodes.first(choice, "finish_reason");
        finish = finish != null ? finish : Nodes.first(candidate, "finish_reason", "finishReason");
        return new Answered(Nodes.first(output, "model", "modelVersion", "model_version"),
                Nodes.first(output, "id", "responseId", "response_id"),
                finish != null ? finish : Nodes.first(output, "stop_reason", "status"));
    }

    private static JsonNode first(JsonNode object, String list) {
        JsonNode found = object != null && object.isObject() ? object.get(list) : null;
        JsonNode first = found != null && found.isArray() ? found.get(0) : null;
        return first != null && first.isObject() ? first : null;
    }
}
