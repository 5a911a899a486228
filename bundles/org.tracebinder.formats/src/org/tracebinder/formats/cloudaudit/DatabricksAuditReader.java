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
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** The audit log of Databricks, as delivered files and as rows of its system table. */
public final class DatabricksAuditReader extends ObjectReader {

    private static final Set<String> MAPPED = Set.of("timestamp", "serviceName", "service_name", "actionName",
            "action_name", "userIdentity", "user_identity", "requestId", "request_id", "event_id", "event_time",
                    "sessionId",
            "session_id", "response", "requestParams", "request_params");

    /** The reader. */
    public DatabricksAuditReader() {
        super("databricks-audit", "Databricks audit log", List.of("records"));
    }

    @Override
    protected Match match(JsonNode o) {
        if (o.has("serviceName") && o.has("actionName")) {
            boolean more = o.has("userIdentity") || o.has("requestParams") || o.has("workspaceId");
            return new Match.Maybe(more ? 95 : 82, "serviceName and actionName" + (more ? " beside userIdentity or"
                    + " requestParams" : "") + " of a Databricks audit log");
        }
        return o.has("service_name") && o.has("action_name") && (o.has("request_params") || o.has("user_identity"))
                ? new Match.Maybe(93, "service_name, action_name and request_params of system.access.audit") : Match.NO;
    }

    @Override
    protected Match match(String text) {
        return text.contains("\"serviceName\"") && text.contains("\"actionName\"") ? new Match.Maybe(75,
                "text with serviceName and actionName") : Match.NO;
    }

    @Override
    protected void events(JsonNode o, RawRecord record, Consumer<Event> events) throws BadRecordException {
        String service = Nodes.first(o, "serviceName", "service_name");
        String action = Nodes.first(o, "actionName", "action_name");
        if (action == null) {
            throw refused("no entry of a Databricks audit log: no actionName", o);
        }
        Times.Time at = Times.first(o, "timestamp", "event_time");
        JsonNode who = ObjectReader.opened(o.has("userIdentity") ? o.get("userIdentity") : o.get("user_identity"));
        JsonNode parameters = ObjectReader.opened(o.has("requestParams") ? o.get("requestParams") : o.get(
                "request_params"));
        JsonNode response = ObjectReader.opened(o.get("response"));
        String id = Nodes.scalar(o, "event_id");
        String request = Nodes.first(o, "requestId", "request_id");
        boolean serving = "servingEndpoints".equals(service) && action.toLowerCase(Locale.ROOT).contains("query");
        Event.Builder b = Event.of(serving ? EventKind.INFERENCE : Actions.kind(action)).operation(action)
                .name(service + "." + action).span(id != null ? id : request).addId(request).app(service)
                .actor(Nodes.first(who, "email", "subjectName", "subject_name"))
                .session(Nodes.first(o, "sessionId", "session_id")).time(at.nanos(), at.text(), at.rule())
                .identity(id == null ? null : "databricks/" + id);
        String target = Nodes.first(parameters, "name", "endpoint_name", "model_name", "registered_model_name",
                "full_name_arg", "run_id", "experiment_id");
        b.addId(target);
        if (serving) {
            b.provider("databricks").modelRequested(target);
        }
        long code = Nodes.number(Nodes.first(response, "statusCode", "status_code"));
        String error = Nodes.first(response, "errorMessage", "error_message");
        b.status(code == Event.NONE ? error == null ? null : "error" : code < 400 ? "ok" : "error");
        b.error(code >= 400 || code == Event.NONE ? error == null && code >= 400 ? "status " + code : error : null);
        b.addText(error);
        Rest.add(b, "userIdentity.", who, Set.of("email"));
        Rest.add(b, "requestParams.", parameters, Set.of());
        Rest.add(b, "response.", response, Set.of());
        Rest.add(b, "", o, MAPPED);
        events.accept(b.build());
    }
}
