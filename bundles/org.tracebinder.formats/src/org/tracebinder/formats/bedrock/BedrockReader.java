// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.bedrock;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.ObjectReader;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * Model invocation logs of Amazon Bedrock, from S3 or CloudWatch, with the bodies of each model family and the trace of
 * the guardrail. {@code requestId} is the same as in CloudTrail.
 */
public final class BedrockReader extends ObjectReader {

    private static final Set<String> MAPPED = Set.of("timestamp", "requestId", "modelId", "operation", "identity",
            "input",
            "output", "schemaType", "errorCode", "status", "requestMetadata");
    private static final Set<String> MAPPED_BODY = Set.of("inputBodyJson", "outputBodyJson", "inputTokenCount",
            "outputTokenCount");

    /** The reader. */
    public BedrockReader() {
        super("bedrock", "Amazon Bedrock model invocation log", List.of("Records", "records", "events", "logEvents",
                "Events"));
    }

    @Override
    protected Match match(JsonNode o) {
        if ("ModelInvocationLog".equals(Nodes.scalar(o, "schemaType"))) {
            return new Match.Maybe(98, "schemaType ModelInvocationLog");
        }
        return o.has("modelId") && o.has("requestId") && (Nodes.at(o, "input", "inputBodyJson") != null
                || Nodes.at(o, "output", "outputBodyJson") != null) ? new Match.Maybe(90,
                "modelId and requestId beside inputBodyJson or outputBodyJson") : Match.NO;
    }

    @Override
    protected Match match(String text) {
        return text.contains("\"ModelInvocationLog\"") ? new Match.Maybe(75, "text with ModelInvocationLog") : Match.NO;
    }

    @Override
    protected void events(JsonNode o, RawRecord record, Consumer<Event> events) throws BadRecordException {
        String id = Nodes.scalar(o, "requestId");
        if (Nodes.scalar(o, "modelId") == null && Nodes.scalar(o, "schemaType") == null) {
            throw refused("no model invocation log: neither schemaType nor modelId", o);
        }
        JsonNode request = ObjectReader.opened(Nodes.at(o, "input", "inputBodyJson"));
        JsonNode response = ObjectReader.opened(Nodes.at(o, "output", "outputBodyJson"));
        Times.Time at = Times.first(o, "timestamp");
        Event.Builder b = Event.of(EventKind.INFERENCE).operation(Nodes.scalar(o, "operation")).span(id).addId(id)
                .provider("aws.bedrock").modelRequested(Nodes.scalar(o, "modelId"))
                .time(at.nanos(), at.text(), at.rule()).identity(id == null ? null : "bedrock/" + id);
        people(o, b);
        Bodies.Answer answer = Bodies.answer(response);
        Bodies.prompt(request).forEach(b::addInput);
        answer.messages().forEach(b::addOutput);
        b.modelServed(answer.model()).addId(answer.id());
        long in = Nodes.number(o, "input", "inputTokenCount");
        long out = Nodes.number(o, "output", "outputTokenCount");
        b.tokensIn(in != Event.NONE ? in : answer.tokensIn()).tokensOut(out != Event.NONE ? out : answer.tokensOut());
        BigDecimal latency = answer.latencyMs();
        if (latency != null && latency.signum() >= 0 && latency.compareTo(BigDecimal.valueOf(1_000_000_000_000L)) < 0) {
            b.duration(latency.movePointRight(6).longValue());
        }
        content(o, request, response, b);
        Guardrail.decisions(response, answer.stop(), b);
        String error = Nodes.scalar(o, "errorCode");
        String status = Nodes.scalar(o, "status");
        b.status(error != null ? "error" : status == null ? "ok" : status).error(error).addText(error);
        b.extra("stopReason", answer.stop());
        Rest.add(b, "request.", request, Bodies.PROMPT);
        Rest.add(b, "response.", response, Bodies.ANSWER);
        Rest.add(b, "", o.get("input"), MAPPED_BODY);
        Rest.add(b, "", o.get("output"), MAPPED_BODY);
        Rest.add(b, "", o, MAPPED);
        events.accept(b.build());
    }

    private static void people(JsonNode o, Event.Builder b) {
        JsonNode tags = o.get("requestMetadata");
        String arn = Nodes.scalar(o, "identity", "arn");
        String user = Nodes.first(tags, "user", "userId", "user_id", "endUser", "end_user");
        b.actor(user != null ? user : arn);
        b.trace(Nodes.first(tags, "trace", "traceId", "trace_id"));
        b.session(Nodes.first(tags, "session", "sessionId", "session_id", "conversationId"));
        b.app(Nodes.first(tags, "app", "application", "appId", "useCase", "use_case"));
        b.env(Nodes.first(tags, "environment", "env"));
        b.extra("identity.arn", arn);
        if (tags != null && tags.isObject()) {
            for (Map.Entry<String, JsonNode> tag : tags.properties()) {
                b.extra("requestMetadata." + tag.getKey(), Rest.cut(Nodes.text(tag.getValue())));
            }
        }
    }

    private static void content(JsonNode o, JsonNode request, JsonNode response, Event.Builder b) {
        boolean outside = Nodes.scalar(o, "input", "inputBodyS3Path") != null
                || Nodes.scalar(o, "output", "outputBodyS3Path") != null
                || Nodes.scalar(o, "output", "outputVideoS3Path") != null;
        if (outside) {
            b.content(ContentState.EXTERNAL);
        } else if (request == null && response == null) {
            // the delivery of text can be switched off while the records go on
            b.content(ContentState.ABSENT);
        }
    }
}
