// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.anthropic;

import java.util.List;
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

/** The activity feed of Anthropic's compliance interface. It tells who did what, never the words of a conversation. */
public final class AnthropicComplianceReader extends ObjectReader {

    private static final Set<String> MAPPED = Set.of("id", "created_at", "type", "actor", "claude_chat_id");

    /** The reader. */
    public AnthropicComplianceReader() {
        super("anthropic-compliance", "Anthropic compliance activity feed", List.of("data", "activities"));
    }

    @Override
    protected Match match(JsonNode o) {
        String id = Nodes.scalar(o, "id");
        String actor = Nodes.scalar(o, "actor", "type");
        boolean named = id != null && id.startsWith("activity_");
        boolean acted = actor != null && actor.endsWith("_actor");
        if (!o.has("type") || !o.has("created_at")) {
            return Match.NO;
        }
        if (named && acted) {
            return new Match.Maybe(96, "id activity_\u2026 beside an actor of type " + actor);
        }
        return acted && o.has("organization_id") || named && o.has("actor") ? new Match.Maybe(88,
                "organization_id, type and actor of an activity feed") : Match.NO;
    }

    @Override
    protected Match match(String text) {
        if (text.contains("\"activity_") && text.contains("\"organization_id\"")) {
            return new Match.Maybe(70, "text with activity_, organization_id");
        }
        return text.contains("\"activity_") && text.contains("_actor\"") ? new Match.Maybe(75,
                "text with an id activity_\u2026 and an actor") : Match.NO;
    }

    @Override
    protected void events(JsonNode o, RawRecord record, Consumer<Event> events) throws BadRecordException {
        String type = Nodes.scalar(o, "type");
        if (type == null || !o.has("actor")) {
            throw refused("no activity: no type with an actor", o);
        }
        String id = Nodes.scalar(o, "id");
        JsonNode actor = o.get("actor");
        Times.Time at = Times.of(o.get("created_at"));
        boolean failed = type.endsWith("_failed");
        Event.Builder b = Event.of(kind(type)).operation(type).span(id).name(Nodes.first(o, "mcp_server_name",
                "project_name", "name", "role")).provider("anthropic").time(at.nanos(), at.text(), at.rule())
                .session(Nodes.scalar(o, "claude_chat_id"))
                .actor(Nodes.first(actor, "email_address", "user_id", "api_key_id", "admin_api_key_id",
                        "service_key_id", "unauthenticated_email_address", "directory_id", "id"))
                .status(failed ? "error" : "ok").error(failed ? type : null)
                .identity(id == null ? null : "anthropic/" + id);
        for (String key : new String[] {"claude_artifact_id", "mcp_server_id", "resource_id", "target_id",
            "claude_file_id", "claude_project_id"}) {
            b.addId(Nodes.scalar(o, key));
        }
        Rest.add(b, "actor.", actor, Set.of("email_address"));
        Rest.add(b, "", o, MAPPED);
        events.accept(b.build());
    }

    /** Use of the assistant is no change of its settings; sharing what it made is one of rights. */
    private static EventKind kind(String type) {
        boolean use = type.startsWith("claude_chat_") || type.startsWith("claude_file_") || type.endsWith("_viewed")
                || type.endsWith("_exported") || type.contains("login") || type.contains("logout");
        boolean shared = type.contains("sharing");
        return use && !shared ? EventKind.OTHER : Actions.kind(type);
    }
}
