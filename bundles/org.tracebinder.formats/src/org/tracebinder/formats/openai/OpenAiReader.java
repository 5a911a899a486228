// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.openai;

import java.util.List;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.ObjectReader;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * Objects of the OpenAI platform as its interfaces and files give them: stored completions and their messages,
 * responses,
 * conversations and their items, batch jobs with their input and output lines, fine-tuning jobs, moderations, usage.
 */
public final class OpenAiReader extends ObjectReader {

    /** The reader. */
    public OpenAiReader() {
        super("openai", "OpenAI platform objects", List.of("data"));
    }

    /** What an object of the platform can be. */
    private enum Kind {
        COMPLETION(93, "object chat.completion"),
        RESPONSE(95, "object response with an id resp_\u2026"),
        BATCH(96, "object batch of the OpenAI platform"),
        FINE_TUNING(97, "object fine_tuning of the OpenAI platform"),
        CONVERSATION(92, "object conversation with an id conv_\u2026"),
        MODERATION(95, "id modr-\u2026 beside results"),
        BATCH_OUTPUT(93, "custom_id beside response and error, a line of a batch output"),
        BATCH_INPUT(93, "custom_id beside method, url and body, a line of a batch input"),
        STORED_MESSAGE(92, "id chatcmpl-\u2026 beside role and content, a message of a stored completion"),
        ITEM(86, "an item of a conversation or response: type, id and role or status"),
        BUCKET(90, "object bucket with start_time and results, a usage report");

        private final int sure;
        private final String why;

        Kind(int sure, String why) {
            this.sure = sure;
            this.why = why;
        }
    }

    private static Kind kind(JsonNode o) {
        String object = orEmpty(Nodes.scalar(o, "object"));
        String id = orEmpty(Nodes.scalar(o, "id"));
        String type = orEmpty(Nodes.scalar(o, "type"));
        if (o.has("custom_id")) {
            return o.has("body") && o.has("url") ? Kind.BATCH_INPUT : o.has("response") ? Kind.BATCH_OUTPUT : null;
        }
        switch (object) {
            case "chat.completion", "text_completion" -> {
                return o.has("choices") || o.has("model") ? Kind.COMPLETION : null;
            }
            case "response" -> {
                return o.has("output") || id.startsWith("resp_") ? Kind.RESPONSE : null;
            }
            case "batch" -> {
                return o.has("input_file_id") || o.has("endpoint") || id.startsWith("batch_") ? Kind.BATCH : null;
            }
            case "conversation" -> {
                return id.startsWith("conv_") ? Kind.CONVERSATION : null;
            }
            case "bucket" -> {
                return o.has("start_time") ? Kind.BUCKET : null;
            }
            default -> {
                if (object.startsWith("fine_tuning.")) {
                    return Kind.FINE_TUNING;
                }
            }
        }
        if (id.startsWith("modr-") && o.has("results")) {
            return Kind.MODERATION;
        }
        if (id.startsWith("chatcmpl-") && o.has("role") && o.has("content")) {
            return Kind.STORED_MESSAGE;
        }
        boolean item = type.equals("message") && id.startsWith("msg_") && o.has("content")
                && !o.has("stop_reason") || id.matches("(fc|fs|ws|rs|ci|mcp|cu|ig)_[0-9a-zA-Z]{6,200}")
                && (type.endsWith("_call") || type.equals("reasoning"));
        return item ? Kind.ITEM : null;
    }

    @Override
    protected Match match(JsonNode o) {
        Kind kind = kind(o);
        return kind == null ? Match.NO : new Match.Maybe(kind.sure, kind.why);
    }

    @Override
    protected Match match(String text) {
        return text.contains("\"object\"") && (text.contains("\"chat.completion\"")
                || text.contains("\"fine_tuning.job\"")
                || text.contains("\"resp_")) ? new Match.Maybe(55, "text with an object of the OpenAI platform")
                        : Match.NO;
    }

    @Override
    protected void events(JsonNode o, RawRecord record, Consumer<Event> events) throws BadRecordException {
        Kind kind = kind(o);
        if (kind == null) {
            throw refused("no known object of the OpenAI platform", o);
        }
        events.accept(switch (kind) {
            case COMPLETION -> Completion.event(o);
            case RESPONSE -> Response.event(o);
            case BATCH -> Jobs.batch(o);
            case FINE_TUNING -> Jobs.fineTuning(o);
            case MODERATION -> Moderation.event(o);
            case BATCH_OUTPUT -> BatchLine.output(o);
            case BATCH_INPUT -> BatchLine.input(o);
            case CONVERSATION -> Items.conversation(o);
            case STORED_MESSAGE -> Items.stored(o);
            case ITEM -> Items.item(o);
            case BUCKET -> Jobs.bucket(o);
        });
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
