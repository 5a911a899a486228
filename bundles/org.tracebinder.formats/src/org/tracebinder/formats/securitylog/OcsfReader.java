// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.securitylog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.PolicyDecision;
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

/**
 * Events of the Open Cybersecurity Schema Framework. With its profile for AI they tell model, conversation and token
 * counts, never the words.
 */
public final class OcsfReader extends ObjectReader {

    private static final int ROLE_USER = 1;
    private static final int ROLE_ASSISTANT = 2;
    private static final int ROLE_TOOL = 3;
    private static final int ROLE_AGENT = 4;
    private static final int ROLE_ORCHESTRATOR = 5;
    private static final int ROLE_RETRIEVER = 6;
    private static final int CATEGORY_FINDINGS = 2;
    private static final int CATEGORY_IDENTITY = 3;
    private static final Set<String> MAPPED = Set.of("time", "status", "status_id", "ai_model", "message", "actor");

    /** The reader. */
    public OcsfReader() {
        super("ocsf", "OCSF security events", List.of("events", "Records", "records"));
    }

    @Override
    protected Match match(JsonNode o) {
        if (!o.has("class_uid")) {
            return Match.NO;
        }
        String version = Nodes.scalar(o, "metadata", "version");
        if (o.has("category_uid") && (version != null || o.has("metadata"))) {
            return new Match.Maybe(97, "class_uid, category_uid and metadata of OCSF" + (version == null ? "" : " "
                    + version));
        }
        return o.has("type_uid") || o.has("activity_id") || o.has("category_uid") ? new Match.Maybe(90,
                "class_uid beside type_uid, category_uid or activity_id of OCSF") : Match.NO;
    }

    @Override
    protected Match match(String text) {
        return text.contains("\"class_uid\"") && text.contains("\"category_uid\"") ? new Match.Maybe(75,
                "text with class_uid and category_uid") : Match.NO;
    }

    @Override
    protected void events(JsonNode o, RawRecord record, Consumer<Event> events) throws BadRecordException {
        if (!o.has("class_uid")) {
            throw refused("no OCSF event: no class_uid", o);
        }
        JsonNode context = ObjectReader.opened(o.get("message_context"));
        JsonNode model = ObjectReader.opened(o.get("ai_model"));
        JsonNode actor = ObjectReader.opened(o.get("actor"));
        JsonNode metadata = ObjectReader.opened(o.get("metadata"));
        String operation = Nodes.scalar(o, "api", "operation");
        operation = operation == null ? Nodes.first(o, "activity_name", "type_name", "activity_id") : operation;
        Times.Time at = Times.first(o, "time", "time_dt");
        String id = Nodes.scalar(metadata, "uid");
        EventKind kind = kind(o, context, model, operation);
        Event.Builder b = Event.of(kind).operation(operation).name(Nodes.first(o, "class_name", "type_name",
                "class_uid"))
                .span(id).time(at.nanos(), at.text(), at.rule()).identity(id == null ? null : "ocsf/" + id)
                .trace(Nodes.first(metadata, "trace_uid", "correlation_uid")).addId(Nodes.scalar(o, "api", "request",
                "uid")).addId(Nodes.scalar(metadata, "correlation_uid"))
                .session(context != null && Nodes.scalar(context, "uid") != null ? Nodes.scalar(context, "uid")
                        : Nodes.scalar(actor, "session", "uid"))
                .app(app(o, context, metadata)).actor(who(o, actor))
                .modelServed(Nodes.first(model, "name", "uid")).version(Nodes.scalar(model, "version"))
                .provider(Nodes.first(model, "ai_provider", "provider"))
                .tokensIn(Nodes.number(context, "prompt_tokens")).tokensOut(Nodes.number(context, "completion_tokens"))
                .content(ContentState.NOT_RECORDED);
        long ms = Nodes.number(o, "duration");
        b.duration(ms >= 0 && ms < 10_000_000_000L ? ms * 1_000_000L : Event.NONE);
        status(o, b);
        decision(o, metadata, b);
        b.addText(Nodes.scalar(o, "message")).extra("message", Rest.cut(Nodes.scalar(o, "message")));
        b.addText(Nodes.scalar(o, "finding_info", "title")).addText(Nodes.scalar(o, "finding_info", "desc"));
        Rest.add(b, "actor.", actor, Set.of());
        Rest.add(b, "ai_model.", model, Set.of("name"));
        Rest.add(b, "", o, MAPPED);
        events.accept(b.build());
    }

    private static EventKind kind(JsonNode o, JsonNode context, JsonNode model, String operation) {
        long role = Nodes.number(context, "ai_role_id");
        if (model != null || context != null && role != Event.NONE) {
            if (role == ROLE_USER) {
                return EventKind.OTHER; // the question; the answer is the call
            }
            if (role == ROLE_TOOL) {
                return EventKind.TOOL;
            }
            if (role == ROLE_RETRIEVER) {
                return EventKind.RETRIEVAL;
            }
            if (role == ROLE_AGENT || role == ROLE_ORCHESTRATOR) {
                return EventKind.AGENT;
            }
            boolean answered = role == ROLE_ASSISTANT || Nodes.number(context, "completion_tokens") != Event.NONE;
            return answered || model != null && context != null ? EventKind.INFERENCE : EventKind.OTHER;
        }
        long category = Nodes.number(o, "category_uid");
        if (category == CATEGORY_FINDINGS && (o.has("disposition") || o.has("disposition_id") || o.has("action_id"))) {
            return EventKind.POLICY;
        }
        boolean interfaceCall = Nodes.number(o, "class_uid") == 6003;
        boolean identity = category == CATEGORY_IDENTITY && Nodes.number(o, "class_uid") != 3002;
        return interfaceCall || identity ? Actions.kind(operation) : EventKind.OTHER;
    }

    private static String app(JsonNode o, JsonNode context, JsonNode metadata) {
        for (String name : new String[] {"application", "service"}) {
            JsonNode found = Nodes.at(context, name);
            String text = found != null && found.isObject() ? Nodes.first(found, "name", "uid") : Nodes.scalar(found);
            if (text != null) {
                return text;
            }
        }
        String service = Nodes.scalar(o, "api", "service", "name");
        String app = Nodes.scalar(o, "app", "name");
        return service != null ? service : app != null ? app : Nodes.scalar(metadata, "product", "name");
    }

    private static String who(JsonNode o, JsonNode actor) {
        for (JsonNode user : new JsonNode[] {Nodes.at(actor, "user"), Nodes.at(o, "user"), Nodes.at(actor, "process",
                "user")}) {
            String name = user == null ? null : Nodes.first(user, "email_addr", "name", "uid");
            if (name != null) {
                return name;
            }
        }
        return Nodes.first(actor, "invoked_by", "app_name");
    }

    private static void status(JsonNode o, Event.Builder b) {
        long id = Nodes.number(o, "status_id");
        String word = Nodes.scalar(o, "status");
        boolean failed = id == 2 || "failure".equalsIgnoreCase(word);
        b.status(failed ? "error" : id == 1 || "success".equalsIgnoreCase(word) ? "ok" : word);
        String error = Nodes.scalar(o, "api", "response", "error_message");
        error = error == null ? Nodes.scalar(o, "api", "response", "error") : error;
        error = error == null ? Nodes.first(o, "status_detail", "status_code") : error;
        b.error(failed ? error : null).addText(error);
    }

    private static void decision(JsonNode o, JsonNode metadata, Event.Builder b) {
        String word = Nodes.first(o, "disposition", "action");
        long disposition = Nodes.number(o, "disposition_id");
        long action = Nodes.number(o, "action_id");
        if (word == null) {
            word = disposition == 1 || action == 1 ? "allowed" : disposition == 2 || action == 2 ? "blocked" : null;
        }
        if (word == null) {
            return;
        }
        List<String> reasons = new ArrayList<>();
        for (String reason : new String[] {Nodes.scalar(o, "finding_info", "title"), Nodes.scalar(o, "policy",
                "desc")}) {
            if (reason != null) {
                reasons.add(reason);
            }
        }
        String rule = Nodes.scalar(o, "policy", "name") != null ? Nodes.scalar(o, "policy", "name") : Nodes.scalar(o,
                "firewall_rule", "name");
        b.addDecision(new PolicyDecision(Nodes.scalar(metadata, "product", "name"), rule, Nodes.scalar(o, "policy",
                "version"), Words.action(word.toLowerCase(Locale.ROOT)), reasons));
    }
}
