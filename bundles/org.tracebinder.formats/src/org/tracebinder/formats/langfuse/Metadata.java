// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.langfuse;

import java.util.Map;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import tools.jackson.databind.JsonNode;

/** The metadata of a row: often JSON inside text, and behind it the attributes that OpenTelemetry gave. */
final class Metadata {

    /** Attributes that repeat prompt and answer, which the row itself holds. */
    private static final Set<String> WORDS = Set.of("input.value", "output.value", "gen_ai.prompt",
            "gen_ai.completion", "gen_ai.input.messages", "gen_ai.output.messages", "events", "all_messages_events",
            "langfuse.observation.input", "langfuse.observation.output");

    private final JsonNode node;

    Metadata(Row row) {
        node = Extras.open(row.at("metadata"));
    }

    /** @return the first of the attributes that is there, also among the metadata themselves */
    String attribute(String... names) {
        JsonNode attributes = Extras.open(Nodes.at(node, "attributes"));
        String found = Nodes.first(attributes, names);
        return found != null ? found : Nodes.first(node, names);
    }

    String resource(String name) {
        return Nodes.scalar(Extras.open(Nodes.at(node, "resourceAttributes")), name);
    }

    void extras(Event.Builder b) {
        if (node == null) {
            return;
        }
        if (!node.isObject()) {
            b.extra("metadata", Rest.cut(Nodes.text(node)));
            return;
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            JsonNode value = Extras.open(member.getValue());
            if (member.getKey().equals("attributes") && value.isObject()) {
                for (Map.Entry<String, JsonNode> a : value.properties()) {
                    if (!WORDS.contains(a.getKey()) && !a.getKey().startsWith("llm.input_messages")
                            && !a.getKey().startsWith("llm.output_messages")) {
                        b.extra("metadata." + a.getKey(), Rest.cut(Nodes.text(a.getValue())));
                    }
                }
            } else if (value.isObject()) {
                Extras.add(b, "metadata." + member.getKey() + ".", value, Set.of());
            } else {
                b.extra("metadata." + member.getKey(), Rest.cut(Nodes.text(value)));
            }
        }
    }
}
