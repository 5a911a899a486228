// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.azure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Actions;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.ObjectReader;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The activity log of Azure and the resource logs that share its shape. What has only begun is no change yet: the
 * record that ends it is.
 */
public final class AzureActivityReader extends ObjectReader {

    private static final Set<String> ACTIVITY = Set.of("administrative", "policy", "recommendation", "servicehealth",
            "resourcehealth", "security", "alert", "autoscale");
    private static final String[] CLAIMS = {"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "upn", "email", "unique_name",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name", "name", "appid"};

    /** Headings of the list that the portal downloads as CSV, and what the log calls them. */
    private static final Map<String, String> HEADINGS = Map.ofEntries(Map.entry("Correlation id", "correlationId"),
            Map.entry("Operation name", "operationName"), Map.entry("Status", "status"),
            Map.entry("Event category", "category"), Map.entry("Level", "level"), Map.entry("Time", "eventTimestamp"),
            Map.entry("Time stamp", "eventTimestamp"), Map.entry("Subscription", "subscriptionId"),
            Map.entry("Event initiated by", "caller"), Map.entry("Resource type", "resourceType"),
            Map.entry("Resource group", "resourceGroup"), Map.entry("Resource", "resource"));

    /** The reader. */
    public AzureActivityReader() {
        super("azure-activity", "Azure activity log", List.of("records", "Records", "value"));
    }

    /** @return whether the category, in lower case, is one of the activity log */
    static boolean isActivity(String category) {
        return ACTIVITY.contains(category);
    }

    private static boolean isPortal(JsonNode o) {
        return o.has("Operation name") && o.has("Event initiated by") && o.has("Event category");
    }

    private static JsonNode portal(JsonNode row) {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        row.properties().forEach(cell -> named.set(HEADINGS.getOrDefault(cell.getKey(), cell.getKey()),
                cell.getValue()));
        return named;
    }

    @Override
    protected Match match(JsonNode o) {
        if (isPortal(o)) {
            return new Match.Maybe(93, "columns Operation name, Event category, Event initiated by");
        }
        Fields f = new Fields(o);
        if (!f.has("operationname") && !f.has("operationnamevalue")) {
            return Match.NO;
        }
        if (o.has("eventDataId") && o.has("operationName") || o.has("OperationNameValue")) {
            return new Match.Maybe(93, "operation and event id of the Azure activity log");
        }
        String resource = f.get("resourceid", "resourceuri");
        String lower = resource == null ? "" : resource.toLowerCase(Locale.ROOT);
        if ((lower.startsWith("/subscriptions/") || lower.startsWith("/providers/") || lower.startsWith("/tenants/"))
                && (f.has("time") || f.has("eventtimestamp") || f.has("timegenerated"))) {
            return new Match.Maybe(90, "operationName and resourceId of an Azure resource, with a time");
        }
        return o.has("time") && o.has("correlationId") && (o.has("callerIpAddress") || o.has("tenantId"))
                ? new Match.Maybe(80, "time, operationName, correlationId and callerIpAddress of an Azure log")
                        : Match.NO;
    }

    @Override
    protected Match match(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("\"authorization\"") && lower.contains("\"caller\"") && lower.contains("\"microsoft.")) {
            return new Match.Maybe(68, "text with authorization, caller, Microsoft.");
        }
        return lower.contains("\"operationname\"") && lower.contains("\"/subscriptions/") ? new Match.Maybe(70,
                "text with operationName and the id of an Azure resource") : Match.NO;
    }

    @Override
    protected void events(JsonNode o, RawRecord record, Consumer<Event> events) throws BadRecordException {
        Fields f = new Fields(isPortal(o) ? portal(o) : o);
        String operation = value(f.node("operationname", "operationnamevalue"));
        if (operation == null) {
            throw refused("no record of an Azure log: no operationName", o);
        }
        String category = value(f.node("category", "categoryvalue"));
        String result = value(f.node("resulttype", "status", "activitystatusvalue", "activitystatus"));
        String code = value(f.node("resultsignature", "statuscode", "activitysubstatusvalue", "substatus"));
        Times.Time at = f.time("time", "eventtimestamp", "timegenerated", "submissiontimestamp");
        String call = f.get("correlationid");
        String id = f.get("eventdataid");
        JsonNode who = f.node("identity");
        Event.Builder b = Event.of(kind(operation, category, result)).operation(operation).name(category).trace(call)
                .addId(call).span(id).actor(actor(f, who)).time(at.nanos(), at.text(), at.rule())
                .identity(id == null ? null : "azure-activity/" + id);
        // logs of storage accounts have no result, only what was answered over HTTP
        long answered = result == null ? Nodes.number(code) : Event.NONE;
        boolean failed = result != null ? result.toLowerCase(Locale.ROOT).startsWith("fail") : answered >= 400;
        boolean done = result != null ? result.toLowerCase(Locale.ROOT).startsWith("succe")
                : answered >= 200 && answered < 300;
        b.status(failed ? "error" : done ? "ok" : result);
        String words = f.get("resultdescription", "statustext");
        String message = f.get("statusmessage");
        if (failed) {
            b.error(String.join(": ", Stream.of(code, words, message).filter(t -> t != null).toList()));
        }
        b.addText(words).addText(message).extra("resultType", result).extra("resultSignature", code);
        b.extra("resultDescription", words);
        long ms = f.number("durationms");
        b.duration(ms >= 0 && ms < 10_000_000_000L ? ms * 1_000_000L : Event.NONE);
        b.extra("identity", Nodes.text(who));
        f.rest(b);
        events.accept(b.build());
    }

    private static EventKind kind(String operation, String category, String result) {
        String c = category == null ? "" : category.toLowerCase(Locale.ROOT);
        String r = result == null ? "" : result.toLowerCase(Locale.ROOT);
        boolean begun = r.startsWith("start") || r.startsWith("accept");
        boolean changes = c.equals("administrative") || c.equals("policy") || c.equals("security")
                || c.isEmpty() && operation.indexOf('/') > 0;
        boolean reads = operation.toLowerCase(Locale.ROOT).endsWith("/read");
        return changes && !begun && !reads ? Actions.kind(operation) : EventKind.OTHER;
    }

    private static String actor(Fields f, JsonNode identity) {
        String caller = f.get("caller");
        if (caller != null) {
            return caller;
        }
        JsonNode claims = f.node("claims");
        for (JsonNode place : new JsonNode[] {Nodes.at(identity, "claims"), ObjectReader.opened(claims)}) {
            String claim = place == null ? null : Nodes.first(place, CLAIMS);
            if (claim != null) {
                return claim;
            }
        }
        String requester = Nodes.first(Nodes.at(identity, "requester"), "upn", "objectId", "appId");
        String principal = Nodes.scalar(identity, "authorization", "evidence", "principalId");
        return requester != null ? requester : principal != null ? principal
                : identity != null && !identity.isContainer() ? Nodes.scalar(identity) : null;
    }

    /** A word as it is, or as {@code {value, localizedValue}}. */
    private static String value(JsonNode node) {
        return node != null && node.isObject() ? Nodes.first(node, "value", "localizedValue") : Nodes.scalar(node);
    }
}
