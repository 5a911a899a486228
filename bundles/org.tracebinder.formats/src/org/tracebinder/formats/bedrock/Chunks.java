// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.bedrock;

import java.math.BigDecimal;
import java.util.List;
import org.tracebinder.core.Event;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Nodes;
import tools.jackson.databind.JsonNode;

/** A streamed answer as its list of chunks, put together again. */
final class Chunks {

    private final StringBuilder words = new StringBuilder();
    private String model;
    private String id;
    private String stop;
    private long in = Event.NONE;
    private long out = Event.NONE;
    private BigDecimal latency;

    private Chunks() {
    }

    static Bodies.Answer answer(JsonNode list, int max) {
        Chunks chunks = new Chunks();
        int seen = 0;
        for (JsonNode chunk : list) {
            if (seen++ < max) {
                chunks.add(chunk);
            }
        }
        return new Bodies.Answer(chunks.words.isEmpty() ? List.of() : List.of(new Message("assistant",
                chunks.words.toString())), chunks.model, chunks.id, chunks.stop, chunks.in, chunks.out, chunks.latency);
    }

    private void add(JsonNode chunk) {
        JsonNode start = chunk.get("message");
        if (start != null && start.isObject()) {
            model = or(Nodes.scalar(start, "model"), model);
            id = or(Nodes.scalar(start, "id"), id);
            numbers(start);
        }
        JsonNode block = Nodes.at(chunk, "content_block");
        if (block != null) {
            String tool = Nodes.scalar(block, "name");
            words.append(tool == null ? "" : tool + " ").append(orEmpty(Nodes.scalar(block, "text")));
        }
        for (JsonNode delta : new JsonNode[] {Nodes.at(chunk, "delta"), Nodes.at(chunk, "contentBlockDelta",
                "delta")}) {
            if (delta != null) {
                words.append(orEmpty(Nodes.first(delta, "text", "partial_json", "thinking")));
                stop = or(Nodes.first(delta, "stop_reason", "stopReason"), stop);
            }
        }
        words.append(orEmpty(Nodes.first(chunk, "outputText", "generation", "completion", "text")));
        JsonNode choices = chunk.get("choices");
        if (choices != null && choices.isArray() && !choices.isEmpty()) {
            words.append(orEmpty(Nodes.scalar(choices.get(0), "delta", "content")));
        }
        stop = or(Nodes.first(chunk, "stop_reason", "completionReason", "stopReason"), stop);
        stop = or(Nodes.scalar(chunk, "messageStop", "stopReason"), stop);
        numbers(chunk);
        JsonNode metadata = Nodes.at(chunk, "metadata");
        if (metadata != null) {
            numbers(metadata);
        }
    }

    private void numbers(JsonNode from) {
        long more = Bodies.number(from, new String[] {"amazon-bedrock-invocationMetrics", "inputTokenCount"},
                new String[] {"usage", "input_tokens"}, new String[] {"usage", "inputTokens"},
                new String[] {"prompt_token_count"}, new String[] {"inputTextTokenCount"});
        in = more == Event.NONE ? in : more;
        more = Bodies.number(from, new String[] {"amazon-bedrock-invocationMetrics", "outputTokenCount"},
                new String[] {"usage", "output_tokens"}, new String[] {"usage", "outputTokens"},
                new String[] {"generation_token_count"}, new String[] {"totalOutputTextTokenCount"});
        out = more == Event.NONE ? out : more;
        for (String[] path : new String[][] {{"amazon-bedrock-invocationMetrics", "invocationLatency"},
            {"metrics", "latencyMs"}}) {
            BigDecimal ms = Nodes.decimal(Nodes.scalar(from, path));
            latency = ms == null ? latency : ms;
        }
    }

    private static String or(String first, String second) {
        return first != null ? first : second;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
