// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.openai;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.formats.common.Actions;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.ObjectReader;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** The audit log of an OpenAI organisation: answers of its interface, one record a line, copies of log collectors. */
public final class OpenAiAuditReader extends ObjectReader {

    /** The reader. */
    public OpenAiAuditReader() {
        super("openai-audit", "OpenAI audit log", List.of("data"));
    }

    @Override
    protected Match match(JsonNode o) {
        if ("organization.audit_log".equals(Nodes.scalar(o, "object"))) {
            return new Match.Maybe(97, "object organization.audit_log");
        }
        String id = Nodes.scalar(o, "id");
        if (o.has("effective_at") && id != null && id.startsWith("audit_log")) {
            return new Match.Maybe(96, "effective_at beside an id audit_log\u2026");
        }
        String type = Nodes.scalar(o, "type");
        return o.has("effective_at") && o.has("actor") && type != null && type.indexOf('.') > 0 ? new Match.Maybe(88,
                "effective_at, actor and a dotted type of an OpenAI audit log") : Match.NO;
    }

    @Override
    protected Match match(String text) {
        if (text.contains("\"audit_log-") || text.contains("\"organization.audit_log\"")) {
            return new Match.Maybe(74, "text with audit_log");
        }
        return text.contains("\"effective_at\"") && text.contains("\"audit_log") ? new Match.Maybe(75,
                "text with effective_at and audit_log") : Match.NO;
    }

    @Override
    protected void events(JsonNode o, RawRecord record, Consumer<Event> events) throws BadRecordException {
        String type = Nodes.scalar(o, "type");
        if (type == null || !o.has("effective_at") && !o.has("actor")) {
            throw refused("no entry of an OpenAI audit log: no type with effective_at or actor", o);
        }
        String id = Nodes.scalar(o, "id");
        Times.Time at = Times.of(o.get("effective_at"));
        // the details stand under a member that is named like the type; some collectors turn its dots into underscores
        String key = o.has(type) ? type : type.replace('.', '_');
        JsonNode details = o.get(key);
        String target = Nodes.scalar(details, "id");
        Event.Builder b = Event.of(Actions.kind(type)).operation(type).name(target == null ? type : type + " " + target)
                .span(id).addId(target).app(Nodes.first(Nodes.at(o, "project"), "name", "id"))
                .time(at.nanos(), at.text(), at.rule()).provider("openai")
                .identity(id == null ? null : "openai-audit/" + id);
        actor(o.get("actor"), b);
        boolean failed = type.endsWith(".failed");
        String error = Nodes.first(details, "error_message", "error_code");
        // the log tells of what was done; an outcome it says of attempts alone
        b.status(failed ? "error" : type.endsWith(".succeeded") ? "ok" : null).error(failed ? error == null ? type
                : error : null).addText(error);
        Rest.add(b, "details.", details, Set.of());
        Rest.add(b, "project.", o.get("project"), Set.of());
        Rest.add(b, "", o, Set.of("id", "type", "effective_at", "actor", "project", key, "object"));
        events.accept(b.build());
    }

    /** A person by address, a key by the person or service account that it belongs to, else by its own id. */
    private static void actor(JsonNode actor, Event.Builder b) {
        JsonNode session = Nodes.at(actor, "session");
        JsonNode key = Nodes.at(actor, "api_key");
        String person = null;
        for (JsonNode place : new JsonNode[] {Nodes.at(session, "user"), Nodes.at(key, "user"), Nodes.at(key,
                "service_account")}) {
            person = person == null && place != null ? Nodes.first(place, "email", "id") : person;
        }
        b.actor(person != null ? person : Nodes.first(key, "id"));
        b.extra("actor.type", Nodes.scalar(actor, "type")).extra("actor.api_key.type", Nodes.scalar(key, "type"));
        b.extra("actor.api_key.id", Nodes.scalar(key, "id"));
        String user = Nodes.scalar(session, "user", "id");
        b.extra("actor.user.id", user != null ? user : Nodes.scalar(key, "user", "id"));
        b.extra("actor.service_account.id", Nodes.scalar(key, "service_account", "id"));
        Rest.add(b, "actor.", session, Set.of("user"));
        Rest.add(b, "actor.api_key.", key, Set.of("type", "id", "user", "service_account"));
    }
}
