// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.PersonalData;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.FormatReader;
import org.tracebinder.ingest.Framing;
import org.tracebinder.ingest.Head;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Collections of conversations: ShareGPT, LMSYS and WildChat rows, FastChat answers, what ChatGPT gives its users, and
 * files of {@code messages} as they are made for fine-tuning. Most of them know no times: their events are undated and
 * stay in the order of the file.
 */
public final class ChatReader implements FormatReader {

    private static final Set<String> LISTS = Set.of("messages", "conversations", "conversation", "choices", "system",
            "prompt", "completion", "openai_moderation");

    @Override
    public String id() {
        return "chat";
    }

    @Override
    public String label() {
        return "Conversations";
    }

    @Override
    public Match probe(Head head) {
        for (JsonNode row : head.values()) {
            JsonNode v = Croissant.plain(row);
            if (isTurns(v.get("conversation"), "role") && (v.has("model") || v.has("conversation_id")
                    || v.has("conversation_hash"))) {
                return new Match.Maybe(90, "a conversation of roles and contents beside its model or id");
            }
            if (ChatGptExport.is(v)) {
                return new Match.Maybe(92,
                        "a mapping of messages with parents, the conversations that ChatGPT gives out");
            }
            if (isTurns(v.get("conversations"), "from")) {
                return new Match.Maybe(86, "conversations of from and value, as ShareGPT writes them");
            }
            if (isAnswer(v)) {
                return new Match.Maybe(90, "question_id, model_id and choices with turns, answers of FastChat");
            }
            if (isTurns(v.get("messages"), "role") && !v.has("model_parameters")) {
                return new Match.Maybe(v.size() <= 8 ? 55 : 40,
                        "messages of roles and contents, as in files for fine-tuning");
            }
            if (v.size() == 2 && v.has("prompt") && v.has("completion")) {
                return new Match.Maybe(50, "pairs of prompt and completion");
            }
        }
        return isList(head) ? new Match.Maybe(50, "one list of roles and contents") : Match.NO;
    }

    private static boolean isTurns(JsonNode list, String role) {
        JsonNode first = list != null && list.isArray() ? list.get(0) : null;
        return first != null && first.isObject() && first.has(role) && (first.has("content") || first.has("value"));
    }

    private static boolean isAnswer(JsonNode v) {
        JsonNode choices = v.get("choices");
        JsonNode first = choices != null && choices.isArray() ? choices.get(0) : null;
        return v.has("question_id") && v.has("model_id") && first != null && first.has("turns");
    }

    private static boolean isList(Head head) {
        long turns = head.values().stream().filter(v -> v.has("role") && v.has("content") && v.size() <= 6).count();
        // one of them may be broken, and stands there once more without what is behind the break
        return head.text().stripLeading().startsWith("[") && turns > 1 && head.values().size() - turns <= 1;
    }

    @Override
    public Framing framing(Head head) {
        return isList(head) ? new Framing.Whole() : new Framing.Json(List.of());
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Croissant.plain(Json.tree(record));
        if (n.isObject() && ChatGptExport.is(n)) {
            new ChatGptExport(n).read(events);
            return;
        }
        JsonNode list = n.isArray() ? n : null;
        for (String key : new String[] {"messages", "conversations", "conversation"}) {
            list = list == null && n.get(key) != null && n.get(key).isArray() ? n.get(key) : list;
        }
        if (list == null && !isAnswer(n) && !(n.has("prompt") && n.has("completion"))) {
            throw new BadRecordException("no conversation: none of messages, conversations, conversation, choices"
                    + Nodes.firstKey(n));
        }
        List<Event> found = new ArrayList<>();
        Conversation conversation = new Conversation(n, record);
        if (list != null) {
            new Turns().read(withSystem(n, list), conversation, found::add);
        } else if (isAnswer(n)) {
            answers(n, conversation, found);
        } else {
            Event.Builder b = conversation.event(EventKind.INFERENCE, 0, null);
            b.addInput(new Message("user", "" + Nodes.text(n, "prompt")));
            b.addOutput(new Message("assistant", "" + Nodes.text(n, "completion")));
            found.add(b.build());
        }
        found.forEach(events);
    }

    /** Anthropic's form keeps the words of the system beside the messages. */
    private static JsonNode withSystem(JsonNode n, JsonNode list) {
        JsonNode system = n.isObject() ? Nodes.at(n, "system") : null;
        if (system == null) {
            return list;
        }
        var all = JsonNodeFactory.instance.arrayNode();
        var first = JsonNodeFactory.instance.objectNode().put("role", "system");
        first.set("content", system);
        all.add(first);
        list.forEach(all::add);
        return all;
    }

    private static void answers(JsonNode n, Conversation conversation, List<Event> found) {
        int index = 0;
        for (JsonNode choice : n.get("choices")) {
            JsonNode turns = choice.get("turns");
            for (int i = 0; turns != null && turns.isArray() && i < turns.size(); i++) {
                Event.Builder b = conversation.event(EventKind.INFERENCE, index++, choice).operation("answer");
                b.addOutput(new Message("assistant", "" + Nodes.text(turns.get(i))));
                found.add(b.build());
            }
        }
    }

    /** What a row says of all its turns. */
    private record Conversation(JsonNode n, RawRecord record) implements Turns.Frame {

        @Override
        public Event.Builder event(EventKind kind, int index, JsonNode turn) {
            String id = Nodes.first(n, "conversation_id", "conversation_hash", "answer_id", "id");
            String place = id != null ? id : record.source().name() + "#" + record.number();
            Times.Time own = Times.first(turn, "timestamp", "created_at", "create_time");
            Times.Time at = own.known() ? own : Times.first(n, "timestamp", "tstamp", "created_at", "create_time");
            Event.Builder b = Event.of(kind).trace(place).session(place).span(place + "/" + index)
                    .time(at.nanos(), at.text(), at.rule());
            b.actor(Nodes.first(n, "user_id", "user", "hashed_ip"));
            if (kind == EventKind.INFERENCE) {
                b.modelRequested(Nodes.first(n, "model", "model_id"));
            }
            if (id != null) {
                b.identity("chat/" + id + "/" + index);
            }
            if (!at.known()) {
                b.extra("undated", "the source records no time; the order is that of the file");
            }
            if (Boolean.TRUE.equals(Nodes.bool(n.get("redacted")))) {
                b.content(ContentState.REDACTED).addPersonalData(new PersonalData("REDACTED", 1, true));
            }
            moderation(b, index);
            Extras.add(b, "", n, LISTS);
            return b;
        }

        /** One judgement for each turn: those of the answer and of what was said since the answer before. */
        private void moderation(Event.Builder b, int index) {
            JsonNode list = n.get("openai_moderation");
            for (int i = index; list != null && list.isArray() && i >= 0 && (i == index || !answer(i)); i--) {
                flagged(b, list.get(i));
            }
        }

        private boolean answer(int turn) {
            JsonNode said = Nodes.at(n, "conversation") != null ? n.get("conversation") : n.path("messages");
            return Turns.role(Nodes.first(said.get(turn), "role", "from")).equals("assistant");
        }

        private static void flagged(Event.Builder b, JsonNode one) {
            if (one == null || !Boolean.TRUE.equals(Nodes.bool(one.get("flagged")))) {
                return;
            }
            List<String> reasons = new ArrayList<>();
            JsonNode categories = Nodes.at(one, "categories");
            if (categories != null && categories.isObject()) {
                for (Map.Entry<String, JsonNode> c : categories.properties()) {
                    if (Boolean.TRUE.equals(Nodes.bool(c.getValue()))) {
                        reasons.add(c.getKey());
                    }
                }
            }
            b.addDecision(new PolicyDecision("openai moderation", null, null, "flagged", reasons));
        }
    }
}
