// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.azure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.TimeRule;
import org.tracebinder.formats.common.Actions;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.ObjectReader;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * Diagnostic logs of Azure OpenAI and the other Azure AI services: blobs of one record a line, hub batches, rows of a
 * workspace. They tell that a model was called, when and by whom; words and token counts are never there.
 */
public final class AzureOpenAiReader extends ObjectReader {

    private static final BigDecimal TICKS_1970 = BigDecimal.valueOf(621_355_968_000_000_000L);
    private static final BigDecimal TICKS_2200 = BigDecimal.valueOf(694_000_000_000_000_000L);

    /** The reader. */
    public AzureOpenAiReader() {
        super("azure-openai", "Azure OpenAI diagnostic log", List.of("records", "Records", "value"));
    }

    @Override
    protected Match match(JsonNode o) {
        Fields f = new Fields(o);
        String resource = lower(f.get("resourceid", "resource"));
        String provider = lower(f.get("resourceprovider"));
        String category = f.node("category") != null && f.node("category").isContainer() ? ""
                : lower(f.get("category"));
        boolean cognitive = resource.contains("microsoft.cognitiveservices/accounts")
                || provider.equals("microsoft.cognitiveservices");
        if (!cognitive || category.isEmpty() || AzureActivityReader.isActivity(category)) {
            return Match.NO;
        }
        return new Match.Maybe(95, "category " + f.get("category") + " of a resource of Microsoft.CognitiveServices");
    }

    @Override
    protected Match match(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.contains("MICROSOFT.COGNITIVESERVICES/ACCOUNTS") && text.contains("RequestResponse")
                ? new Match.Maybe(75,
                        "text with a resource of Microsoft.CognitiveServices and category RequestResponse")
                : Match.NO;
    }

    @Override
    protected void events(JsonNode o, RawRecord record, Consumer<Event> events) throws BadRecordException {
        Fields f = new Fields(o);
        String category = f.get("category");
        String operation = f.get("operationname");
        if (category == null && operation == null) {
            throw refused("no Azure diagnostic record: neither category nor operationName", o);
        }
        Times.Time start = ticks(f.get("requesttime"));
        Times.Time end = ticks(f.get("responsetime"));
        Times.Time at = start.known() ? start : f.time("time", "timegenerated");
        String id = f.get("correlationid");
        EventKind kind = kind(category, operation);
        Event.Builder b = Event.of(kind).operation(operation).name(category).span(id).addId(id)
                .actor(f.get("objectid", "identity")).modelRequested(f.get("modeldeploymentname"))
                .modelServed(f.get("modelname")).version(f.get("modelversion"))
                .time(at.nanos(), at.text(), at.rule());
        if (kind == EventKind.INFERENCE) {
            b.provider("azure.ai.openai").content(ContentState.NOT_RECORDED);
            b.identity(id == null ? null : "azure-openai/" + id + "/" + operation);
        } else if (id != null) {
            b.identity("azure-openai/" + id + "/" + category + "/" + operation);
        }
        long duration = start.until(end);
        long ms = f.number("durationms");
        b.duration(ms >= 0 && ms < 10_000_000_000L ? ms * 1_000_000L : duration);
        String signature = f.get("resultsignature", "resulttype");
        long code = Nodes.number(signature);
        b.status(signature == null ? null : code == Event.NONE ? signature : code < 400 ? "ok" : "error");
        b.error(code >= 400 ? "HTTP " + code : null).extra("resultSignature", signature);
        if (start.known()) {
            b.extra("time", f.get("time", "timegenerated"));
        }
        f.rest(b);
        events.accept(b.build());
    }

    /** Usage records and traces repeat calls that have their own record: they must not count as calls again. */
    private static EventKind kind(String category, String operation) {
        String c = lower(category);
        String o = lower(operation);
        if (c.equals("requestresponse")) {
            boolean model = o.contains("completion") || o.contains("responses_create") || o.contains("create_response")
                    || o.contains("embedding") || o.contains("image") || o.contains("transcri") || o.contains("speech")
                    || o.contains("messages_create") || o.contains("inference");
            return model ? EventKind.INFERENCE : EventKind.OTHER;
        }
        return c.equals("audit") ? Actions.kind(operation) : EventKind.OTHER;
    }

    /** @return the time in 100 ns ticks since year 1, exact; unknown when it is none */
    static Times.Time ticks(String text) {
        BigDecimal value = Nodes.decimal(text);
        if (value == null || value.compareTo(TICKS_1970) < 0 || value.compareTo(TICKS_2200) > 0) {
            return text == null ? Times.Time.UNKNOWN : Times.parse(text);
        }
        return new Times.Time(value.subtract(TICKS_1970).movePointRight(2).longValue(), text, TimeRule.DOTNET_TICKS);
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
