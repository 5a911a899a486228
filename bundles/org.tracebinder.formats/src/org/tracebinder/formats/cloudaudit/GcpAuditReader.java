// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.cloudaudit;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Actions;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.ObjectReader;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Words;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** Cloud Audit Logs of Google Cloud. Of calls of models on Vertex AI they know who made them, their own log not. */
public final class GcpAuditReader extends ObjectReader {

    private static final Set<String> MAPPED = Set.of("insertId", "insertid", "timestamp", "protoPayload",
            "protopayload",
            "proto_payload", "jsonPayload", "trace", "spanId");
    private static final Set<String> MAPPED_PAYLOAD = Set.of("methodName", "serviceName", "status",
            "authenticationInfo");

    /** The reader. */
    public GcpAuditReader() {
        super("gcp-audit", "Google Cloud audit log", List.of("entries"));
    }

    private static JsonNode payload(JsonNode o) {
        for (String name : new String[] {"protoPayload", "protopayload", "proto_payload"}) {
            JsonNode found = ObjectReader.opened(o.get(name));
            if (found != null && found.isObject()) {
                return found;
            }
        }
        return null;
    }

    @Override
    protected Match match(JsonNode o) {
        JsonNode p = payload(o);
        if (p != null) {
            return new Match.Maybe(96, "protoPayload of a Google Cloud audit log");
        }
        String log = Nodes.first(o, "logName", "logname");
        if (log != null && log.contains("cloudaudit.googleapis.com")) {
            return new Match.Maybe(95, "logName of cloudaudit.googleapis.com");
        }
        boolean entry = (o.has("insertId") || o.has("insertid")) && (o.has("resource") || log != null);
        return entry && o.has("severity") ? new Match.Maybe(60, "insertId, resource and severity of a Google Cloud log")
                : Match.NO;
    }

    @Override
    protected Match match(String text) {
        return text.contains("\"protoPayload\"") && text.contains("googleapis.com") ? new Match.Maybe(75,
                "text with protoPayload and a service of Google Cloud") : Match.NO;
    }

    @Override
    protected void events(JsonNode o, RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode p = payload(o);
        JsonNode inner = p == null ? o : p;
        String method = Nodes.first(inner, "methodName");
        method = method == null ? Nodes.scalar(inner, "metadata", "methodName") : method;
        if (p == null && method == null && match(o) == Match.NO) {
            throw refused("no entry of a Google Cloud audit log: no protoPayload", o);
        }
        JsonNode refused = null;
        for (JsonNode asked : inner.path("authorizationInfo")) {
            // some exports lose the method: what was asked for says as much
            method = method == null ? Nodes.scalar(asked, "permission") : method;
            refused = refused == null && Boolean.FALSE.equals(Nodes.bool(asked.get("granted"))) ? asked : refused;
        }
        String service = Nodes.first(inner, "serviceName");
        String id = Nodes.first(o, "insertId", "insertid");
        String log = Nodes.first(o, "logName", "logname");
        Times.Time at = Times.first(o, "timestamp", "receiveTimestamp", "receivetimestamp");
        if (!at.known()) {
            at = Times.first(inner, "timestamp", "receiveTimestamp", "receivetimestamp");
        }
        JsonNode operation = o.get("operation");
        JsonNode request = inner.get("request");
        String model = Nodes.first(request, "model", "endpoint");
        String resource = Nodes.scalar(inner, "resourceName");
        EventKind kind = kind(service, method, log);
        boolean generative = kind == EventKind.INFERENCE;
        Event.Builder b = Event.of(kind).operation(method).name(resource).span(id)
                .app(service).actor(actor(inner)).time(at.nanos(), at.text(), at.rule())
                .trace(trace(Nodes.scalar(o, "trace"))).parent(Nodes.scalar(o, "spanId"))
                .addId(Nodes.scalar(operation, "id"))
                .modelRequested(generative ? Words.modelOfPath(model == null ? resource : model) : null)
                .provider(generative ? "gcp.vertex_ai" : null);
        if (id != null && at.known()) {
            // an insert id is unique among entries of one log with one time
            b.identity("gcp-audit/" + log + "/" + at.text() + "/" + id);
        }
        long code = Nodes.number(inner, "status", "code");
        String message = Nodes.scalar(inner, "status", "message");
        b.status(code > 0 || message != null ? "error" : refused != null ? "not granted" : p == null || begun(operation)
                ? null : "ok");
        if (refused != null && code <= 0) {
            b.addText(Nodes.scalar(refused, "permission"));
        }
        b.error(code > 0 ? "code " + code + (message == null ? "" : ": " + message) : message).addText(message);
        Rest.add(b, "authentication.", inner.get("authenticationInfo"), Set.of());
        if (p != null) {
            Rest.add(b, "", p, MAPPED_PAYLOAD);
            Rest.add(b, "status.", p.get("status"), Set.of("code", "message"));
        }
        Rest.add(b, "", o, MAPPED);
        events.accept(b.build());
    }

    /** The first of several entries of one long operation says nothing of how it ended. */
    private static boolean begun(JsonNode operation) {
        return operation != null && Boolean.TRUE.equals(Nodes.bool(operation.get("first")))
                && !Boolean.TRUE.equals(Nodes.bool(operation.get("last")));
    }

    private static String actor(JsonNode p) {
        JsonNode who = p.get("authenticationInfo");
        String person = Nodes.first(who, "principalEmail", "principalSubject");
        return person != null ? person : Nodes.scalar(p, "metadata", "authenticationInfo", "principalEmail");
    }

    private static String trace(String name) {
        return name == null ? null : name.substring(name.lastIndexOf('/') + 1);
    }

    private static EventKind kind(String service, String method, String log) {
        String m = method == null ? "" : method.toLowerCase(Locale.ROOT);
        if ("aiplatform.googleapis.com".equals(service)) {
            if (m.contains("generatecontent") || m.contains("rawpredict") || m.contains("chatcompletions")) {
                return EventKind.INFERENCE;
            }
            if (m.contains("predict") || m.contains("explain") || m.contains("counttokens")) {
                return EventKind.OTHER;
            }
        }
        return Actions.kind(method);
    }
}
