// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.phoenix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Documents;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Words;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One span with OpenInference attributes, whose names are either joined by dots or nested. */
final class Span {

    private static final Set<String> MAPPED = Set.of("_table", "_joined", "context", "span_id", "trace_id", "parent_id",
            "name", "span_kind", "start_time", "end_time", "attributes", "status_code", "status_message", "annotations",
            "span_annotations");
    private static final Set<String> WORDS = Set.of("input", "output", "llm", "input.value", "output.value",
            "retrieval", "openinference");

    private final JsonNode n;
    private final JsonNode around;
    private final JsonNode attributes;
    private final RawRecord record;

    Span(JsonNode n, JsonNode around, RawRecord record) {
        this.record = record;
        this.n = n;
        this.around = around;
        this.attributes = Extras.open(n.get("attributes"));
    }

    /** A row of the database refers to others by their numbers, which mean nothing outside it. */
    static String row(RawRecord record, String what, String number) {
        return number == null ? null : (database(record) + " " + what + " row " + number).strip();
    }

    /** @return the path of the database that the row came out of; empty for a file of its own */
    static String database(RawRecord record) {
        int member = record.source().path().lastIndexOf("!/");
        return member < 0 ? "" : record.source().path().substring(0, member);
    }

    private JsonNode at(String name) {
        JsonNode flat = Nodes.at(attributes, name);
        return flat != null ? flat : Nodes.at(attributes, name.split("\\."));
    }

    private String text(String... names) {
        for (String name : names) {
            JsonNode found = at(name);
            if (found != null && !found.isContainer() && Nodes.text(found) != null) {
                return Nodes.text(found);
            }
        }
        return null;
    }

    Event.Builder event() {
        String word = Nodes.scalar(n, "span_kind");
        word = word == null || word.equals("UNKNOWN") ? text("openinference.span.kind") : word;
        EventKind kind = kind(word == null ? "" : word.toUpperCase(Locale.ROOT));
        String span = first(Nodes.scalar(n, "context", "span_id"), Nodes.scalar(n, "span_id"));
        String trace = first(Nodes.scalar(n, "context", "trace_id"), Nodes.scalar(n, "trace_id"));
        trace = first(trace, Nodes.scalar(n, "_joined", "trace", "trace_id"));
        trace = first(trace, first(Nodes.scalar(around, "trace_id"), row(record, "trace", Nodes.scalar(n,
                "trace_rowid"))));
        Times.Time start = Times.of(n.get("start_time"));
        String name = Nodes.scalar(n, "name");
        String code = Nodes.scalar(n, "status_code");
        String message = Nodes.scalar(n, "status_message");
        Event.Builder b = Event.of(kind).operation(word == null ? null : word.toLowerCase(Locale.ROOT)).name(name)
                .trace(trace).span(span).parent(Nodes.scalar(n, "parent_id")).session(text("session.id"))
                .actor(text("user.id"))
                .app(first(text("openinference.project.name"), Nodes.scalar(n, "_joined", "trace", "project")))
                .provider(text("llm.provider", "llm.system"))
                .modelRequested(text("llm.request.model_name", "llm.model_name"))
                .modelServed(text("llm.response.model_name"))
                .time(start.nanos(), start.text(), start.rule()).duration(start.until(Times.of(n.get("end_time"))))
                .status("ERROR".equals(code) ? "error" : "OK".equals(code) ? "ok" : null)
                .error("ERROR".equals(code) ? message : null).addText(message)
                .tokensIn(Nodes.number(text("llm.token_count.prompt")))
                .tokensOut(Nodes.number(text("llm.token_count.completion")))
                .cost(Nodes.decimal(text("llm.cost.total")));
        if (span != null) {
            b.identity("phoenix/span/" + trace + "/" + span);
        }
        b.addId(n.has("_table") ? row(record, "span", Nodes.scalar(n, "id")) : null);
        content(b);
        if (kind == EventKind.TOOL) {
            b.tool(first(text("tool.name"), name));
        }
        Documents.add(b, documents());
        Extras.add(b, "", attributes, WORDS);
        Extras.add(b, "llm.", Nodes.at(attributes, "llm"), Set.of("input_messages", "output_messages"));
        Extras.add(b, "", n, MAPPED);
        return b;
    }

    private static EventKind kind(String word) {
        return switch (word) {
            case "LLM", "EMBEDDING" -> EventKind.INFERENCE;
            case "AGENT", "CHAIN" -> EventKind.AGENT;
            case "TOOL" -> EventKind.TOOL;
            case "RETRIEVER", "RERANKER" -> EventKind.RETRIEVAL;
            case "GUARDRAIL" -> EventKind.POLICY;
            case "EVALUATOR" -> EventKind.EVALUATION;
            default -> EventKind.OTHER;
        };
    }

    /** Documents stand in a list, each under its own member {@code document}. */
    private JsonNode documents() {
        for (String name : new String[] {"retrieval.documents", "reranker.output_documents"}) {
            JsonNode list = Extras.open(at(name));
            if (list != null && list.isArray()) {
                ArrayNode plain = JsonNodeFactory.instance.arrayNode();
                list.forEach(d -> plain.add(inner(d, "document")));
                return plain;
            }
        }
        return null;
    }

    /** What stands under the member, nested or joined by dots ({@code document.content}), or the element itself. */
    private static JsonNode inner(JsonNode element, String member) {
        if (Nodes.at(element, member) != null) {
            return element.get(member);
        }
        ObjectNode inner = JsonNodeFactory.instance.objectNode();
        String prefix = member + '.';
        element.properties().stream().filter(p -> p.getKey().startsWith(prefix))
                .forEach(p -> inner.set(p.getKey().substring(prefix.length()), p.getValue()));
        return inner.isEmpty() ? element : inner;
    }

    private void content(Event.Builder b) {
        List<Message> in = messages("llm.input_messages", "input.value", "user");
        List<Message> out = messages("llm.output_messages", "output.value", "assistant");
        in.forEach(b::addInput);
        out.forEach(b::addOutput);
        ContentState state = first(Words.state(in), Words.state(out));
        b.content(state != null ? state : in.isEmpty() && out.isEmpty() ? ContentState.ABSENT : null);
    }

    private List<Message> messages(String list, String value, String role) {
        List<Message> found = new ArrayList<>();
        JsonNode messages = Extras.open(at(list));
        if (messages != null && messages.isArray()) {
            for (JsonNode m : messages) {
                JsonNode inner = inner(m, "message");
                String said = Nodes.scalar(inner, "role");
                String words = Messages.words(Nodes.at(inner, "content") != null ? inner.get("content")
                        : Nodes.at(inner, "contents"));
                words = words != null ? words : Nodes.text(inner, "tool_calls");
                if (words != null) {
                    found.add(new Message(said == null ? role : said, words));
                }
            }
        }
        String whole = text(value);
        if (found.isEmpty() && whole != null) {
            Messages.parse(whole, role, found);
        }
        return found;
    }

    private static <T> T first(T one, T other) {
        return one != null ? one : other;
    }
}
