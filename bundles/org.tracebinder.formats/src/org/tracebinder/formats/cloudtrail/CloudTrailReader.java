// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.cloudtrail;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.Actions;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.ObjectReader;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * AWS CloudTrail: who called which interface, when, from where. Calls of models are inferences whose words this source
 * never carries; {@code requestID} leads to the invocation log of Bedrock.
 */
public final class CloudTrailReader extends ObjectReader {

    private static final Set<String> MAPPED = Set.of("eventID", "requestID", "eventTime", "eventName", "eventSource",
            "errorCode", "errorMessage", "userIdentity");
    /** Ids that were replaced, by "1" or the like, identify nothing. */
    private static final Pattern ID = Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
    private static final Set<String> MODEL_CALLS = Set.of("InvokeModel", "InvokeModelWithResponseStream", "Converse",
            "ConverseStream", "InvokeModelWithBidirectionalStream", "RetrieveAndGenerate", "RetrieveAndGenerateStream");

    /** The reader. */
    public CloudTrailReader() {
        super("cloudtrail", "AWS CloudTrail", List.of("Records", "Events", "events", "logEvents"));
    }

    @Override
    protected Match match(JsonNode o) {
        if (HistoryRow.is(o)) {
            return new Match.Maybe(94, "columns Event name, Event source, Event ID");
        }
        if (!o.has("eventName") || o.has("schemaType")) {
            return Match.NO;
        }
        String source = Nodes.scalar(o, "eventSource");
        boolean amazon = source != null && source.endsWith(".amazonaws.com");
        if (o.has("eventVersion") && (amazon || o.has("userIdentity"))) {
            return new Match.Maybe(97, "eventVersion, eventName and eventSource of an AWS service");
        }
        if (amazon) {
            return new Match.Maybe(94, "eventName and eventSource of an AWS service");
        }
        return o.has("awsRegion") && (o.has("userIdentity") || o.has("sourceIPAddress")) ? new Match.Maybe(90,
                "eventName, awsRegion and userIdentity of AWS CloudTrail") : Match.NO;
    }

    @Override
    protected Match match(String head) {
        String text = head.replace("\\\"", "\""); // the event as a text of another record
        boolean inside = text.contains("\"CloudTrailEvent\"") && (text.contains("eventName")
                || text.contains("\"EventName\""));
        return inside || text.contains("\"eventSource\"") && text.contains(".amazonaws.com")
                && text.contains("\"eventName\"")
                ? new Match.Maybe(75, "text with eventName and an eventSource of an AWS service") : Match.NO;
    }

    @Override
    protected void events(JsonNode read, RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode o = HistoryRow.is(read) ? HistoryRow.event(read) : read;
        String name = Nodes.scalar(o, "eventName");
        if (name == null) {
            throw refused("no CloudTrail event: no eventName", o);
        }
        String source = Nodes.scalar(o, "eventSource");
        Times.Time at = HistoryRow.time(o);
        String id = Nodes.scalar(o, "eventID");
        String request = Nodes.scalar(o, "requestID");
        boolean reads = Boolean.TRUE.equals(Nodes.bool(o.get("readOnly")));
        EventKind kind = kind(name, source, reads);
        JsonNode parameters = ObjectReader.opened(o.get("requestParameters"));
        Event.Builder b = Event.of(kind).operation(name).name(source == null ? name : service(source) + ":" + name)
                .span(id).addId(request).app(source).actor(actor(o.get("userIdentity")))
                .time(at.nanos(), at.text(), at.rule()).identity(id == null || !ID.matcher(id).matches() ? null
                        : "cloudtrail/" + id)
                .modelRequested(Nodes.first(parameters, "modelId", "modelIdentifier", "modelArn"));
        if (kind == EventKind.INFERENCE || kind == EventKind.RETRIEVAL) {
            b.provider("aws.bedrock");
        }
        if (kind == EventKind.POLICY) {
            String action = Nodes.scalar(o, "responseElements", "action");
            b.addDecision(new PolicyDecision("bedrock-guardrails", Nodes.scalar(parameters, "guardrailIdentifier"),
                    Nodes.scalar(parameters, "guardrailVersion"), action == null ? "undefined"
                    : action.endsWith("INTERVENED") ? "deny" : "NONE".equals(action) ? "allow"
                    : action.toLowerCase(Locale.ROOT), List.of()));
        }
        b.session(Nodes.first(parameters, "sessionId"));
        String code = Nodes.scalar(o, "errorCode");
        String message = Nodes.scalar(o, "errorMessage");
        boolean signIn = "Failure".equals(Nodes.scalar(o, "responseElements", name));
        b.status(code != null || message != null || signIn ? "error" : "ok");
        b.error(code == null ? message : message == null ? code : code + ": " + message).addText(message);
        Rest.add(b, "userIdentity.", o.get("userIdentity"), Set.of());
        if (o.get("userIdentity") != null && !o.get("userIdentity").isObject()) {
            b.extra("userIdentity", Nodes.text(o, "userIdentity"));
        }
        Rest.add(b, "", o, MAPPED);
        if (o != read && id != null && ID.matcher(id).matches()) {
            b.piece(Event.NONE); // the event history holds less of each event than the trail
        }
        events.accept(b.build());
    }

    private static String service(String source) {
        int dot = source.indexOf('.');
        return dot > 0 ? source.substring(0, dot) : source;
    }

    private static EventKind kind(String name, String source, boolean reads) {
        EventKind otherwise = reads || name.startsWith("Invoke") ? EventKind.OTHER : Actions.kind(name);
        if (source == null || !source.startsWith("bedrock")) {
            return otherwise;
        }
        if (MODEL_CALLS.contains(name)) {
            return EventKind.INFERENCE;
        }
        return switch (name) {
            case "Retrieve" -> EventKind.RETRIEVAL;
            case "InvokeAgent", "InvokeInlineAgent", "InvokeFlow", "InvokeAgentRuntime" -> EventKind.AGENT;
            case "ApplyGuardrail" -> EventKind.POLICY;
            default -> otherwise;
        };
    }

    /** Who acted: a role session by its ARN, which holds the session's name; a service by its host. */
    private static String actor(JsonNode identity) {
        if (identity != null && !identity.isObject()) {
            return Nodes.scalar(identity);
        }
        String arn = Nodes.scalar(identity, "arn");
        String other = Nodes.first(identity, "userName", "invokedBy", "principalId", "accountId");
        return arn != null ? arn : other;
    }
}
