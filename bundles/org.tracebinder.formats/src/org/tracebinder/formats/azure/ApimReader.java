// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.azure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.ObjectReader;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * The gateway of Azure API Management in front of models: its log of models and its plain log. One call is several rows
 * of the log of models: one with model and token counts, which is the inference, and numbered ones with the pieces of
 * its messages. Each row stays an event of its own; the correlation id is the trace of all of them.
 */
public final class ApimReader extends ObjectReader {

    /** The reader. */
    public ApimReader() {
        super("apim", "Azure API Management gateway log", List.of("records", "Records", "value"));
    }

    @Override
    protected Match match(JsonNode o) {
        Fields f = new Fields(o);
        String category = f.get("category", "type");
        if ("GatewayLlmLogs".equals(category) || "ApiManagementGatewayLlmLog".equals(category)) {
            return new Match.Maybe(97, "category " + category + " of API Management");
        }
        boolean llm = f.has("correlationid") && f.has("sequencenumber")
                && (f.has("requestmessages") || f.has("responsemessages") || f.has("prompttokens"));
        // of rows under a header the columns count, also where the first row leaves them blank
        boolean columns = o.has("CorrelationId") && o.has("PromptTokens") && o.has("RequestMessages");
        if (!columns && o.has("CorrelationId") && o.has("RequestId") && o.has("ModelName")) {
            return new Match.Maybe(70, "text with CorrelationId, RequestId, ModelName");
        }
        if (llm || columns) {
            return new Match.Maybe(95,
                    "CorrelationId beside RequestMessages or PromptTokens of the gateway log of models");
        }
        String resource = f.get("resourceid") == null ? "" : f.get("resourceid").toLowerCase(Locale.ROOT);
        if ("ApiManagementGatewayLogs".equals(category) || resource.contains("microsoft.apimanagement/service")
                && "GatewayLogs".equals(category)) {
            return new Match.Maybe(95, "category " + category + " of API Management");
        }
        return o.has("ApimSubscriptionId") && o.has("CorrelationId") && o.has("ApiId") ? new Match.Maybe(93,
                "columns ApimSubscriptionId, ApiId and CorrelationId of the gateway log") : Match.NO;
    }

    @Override
    protected Match match(String text) {
        return text.contains("GatewayLlmLog") ? new Match.Maybe(75, "text with GatewayLlmLog") : Match.NO;
    }

    @Override
    protected void events(JsonNode o, RawRecord record, Consumer<Event> events) throws BadRecordException {
        Fields f = new Fields(o);
        String call = f.get("correlationid");
        if (call == null && !f.has("sequencenumber") && !f.has("apiid")) {
            throw refused("no row of a gateway log: no CorrelationId", o);
        }
        boolean plain = f.has("responsecode") || f.has("backendresponsecode") || f.has("apimsubscriptionid")
                || f.has("backendurl");
        events.accept(plain ? request(f, call) : model(f, call));
    }

    private static Event model(Fields f, String call) {
        String model = f.get("modelname");
        String deployment = f.get("deploymentname");
        long in = f.number("prompttokens");
        long out = f.number("completiontokens");
        String sequence = f.get("sequencenumber");
        boolean head = model != null || deployment != null || in > 0 || out > 0 || sequence == null;
        if (sequence != null && in <= 0 && out <= 0) {
            in = Event.NONE; // the row that ends the call counts
            out = Event.NONE;
        }
        String request = f.get("requestid");
        Times.Time at = f.time("timegenerated", "time", "timestamp");
        Event.Builder b = Event.of(EventKind.INFERENCE).operation(f.get("operationname")).trace(call).addId(request)
                .span(call).time(at.nanos(), at.text(), at.rule()).provider("azure.ai.openai")
                .modelRequested(deployment != null ? deployment : model).modelServed(model).tokensIn(in).tokensOut(out);
        if (call != null) {
            b.identity("apim/" + call + "/" + (request == null ? "" : request));
        }
        if (sequence != null) {
            b.piece(Event.NONE).turn(true); // long messages go on in further rows, all of one call
        }
        boolean cut = messages(f.node("requestmessages"), "user", head, b);
        cut |= messages(f.node("responsemessages"), "assistant", head, b);
        if (cut) {
            b.content(ContentState.TRUNCATED);
        } else if (!f.has("requestmessages") && !f.has("responsemessages")) {
            b.content(ContentState.ABSENT);
        }
        b.extra("SequenceNumber", sequence);
        f.rest(b);
        return b.build();
    }

    /** @return true when the words are a piece of JSON that goes on in the next row */
    private static boolean messages(JsonNode node, String role, boolean whole, Event.Builder b) {
        if (node == null) {
            return false;
        }
        List<Message> messages = new ArrayList<>();
        String text = Nodes.text(node);
        boolean piece = node.isString() && text != null && (!whole || text.startsWith("[") || text.startsWith("{"));
        if (text != null) {
            Messages.parse(text, role, messages);
        }
        for (Message m : messages) {
            if (role.equals("user")) {
                b.addInput(m);
            } else {
                b.addOutput(m);
            }
        }
        return piece;
    }

    private static Event request(Fields f, String call) {
        JsonNode request = f.node("backendrequestbody", "requestbody");
        JsonNode response = f.node("backendresponsebody", "responsebody");
        boolean chat = response != null && response.isObject() && response.has("choices") && response.has("model");
        Times.Time at = f.time("timegenerated", "time");
        String code = f.get("responsecode", "backendresponsecode");
        long number = Nodes.number(code);
        String error = f.get("lasterrormessage", "lasterrorreason");
        Event.Builder b = Event.of(chat ? EventKind.INFERENCE : EventKind.OTHER).operation(f.get("operationname",
                "operationid")).name(f.get("url")).trace(call).span(call == null ? null : call + "#gateway")
                .app(f.get("apiid")).actor(f.get("apimsubscriptionid", "userid"))
                .time(at.nanos(), at.text(), at.rule())
                .status(number == Event.NONE ? code : number < 400 ? "ok" : "error")
                .error(number >= 400 ? error == null ? "HTTP " + code : error : null).addText(error)
                .identity(call == null ? null : "apim/" + call + "/gateway");
        long ms = f.number("totaltime", "durationms", "backendtime");
        b.duration(ms >= 0 && ms < 10_000_000_000L ? ms * 1_000_000L : Event.NONE);
        if (chat) {
            b.provider("azure.ai.openai").modelServed(Nodes.scalar(response, "model"))
                    .modelRequested(Nodes.scalar(request, "model"))
                    .tokensIn(Nodes.number(response, "usage", "prompt_tokens"))
                    .tokensOut(Nodes.number(response, "usage", "completion_tokens"))
                    .addId(Nodes.scalar(response, "id"));
            messages(request == null ? null : request.get("messages"), "user", true, b);
            messages(response.get("choices"), "assistant", true, b);
            ContentFilter.decisions(response, b);
        } else {
            b.extra("BackendRequestBody", Rest.cut(Nodes.text(request)));
            b.extra("BackendResponseBody", Rest.cut(Nodes.text(response)));
            b.addText(request == null || request.isContainer() ? null : Nodes.text(request));
        }
        b.extra("ResponseCode", code);
        f.rest(b);
        return b.build();
    }
}
