// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.pyrit;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Message;
import org.tracebinder.core.Review;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Rest;
import org.tracebinder.formats.common.Times;
import tools.jackson.databind.JsonNode;

/** One message of a conversation between attacker and model, with its digests; and what scorers made of it. */
final class Turn {

    private static final Set<String> MAPPED = Set.of("_table", "id", "role", "conversation_id", "timestamp",
            "original_value", "converted_value", "scores", "response_error");

    private final JsonNode n;

    Turn(JsonNode n) {
        this.n = n;
    }

    void events(Consumer<Event> events) {
        events.accept(message());
        JsonNode scores = Extras.open(n.get("scores"));
        if (scores != null && scores.isArray()) {
            for (JsonNode s : scores) {
                if (PyritReader.isScore(s)) {
                    events.accept(score(s, Nodes.scalar(n, "id")));
                }
            }
        }
    }

    private Event message() {
        String role = Nodes.scalar(n, "role");
        boolean answer = "assistant".equals(role);
        String id = Nodes.scalar(n, "id");
        String conversation = Nodes.scalar(n, "conversation_id");
        String original = Nodes.text(n, "original_value");
        String sent = Nodes.text(n, "converted_value");
        JsonNode target = Extras.open(n.get("prompt_target_identifier"));
        JsonNode attack = Extras.open(Nodes.at(n, "attack_identifier") != null ? n.get("attack_identifier")
                : n.get("orchestrator_identifier"));
        String error = Nodes.scalar(n, "response_error");
        boolean failed = error != null && !error.equals("none");
        Times.Time at = Times.of(n.get("timestamp"));
        // what was sent to the model is the attack, what came back is its answer
        Event.Builder b = Event.of(answer ? EventKind.INFERENCE : EventKind.OTHER).operation("message")
                .name(Nodes.first(attack, "__type__", "class_name")).trace(conversation).session(conversation).span(id)
                .modelRequested(Nodes.first(target, "model_name", "underlying_model_name", "deployment_name"))
                .time(at.nanos(), at.text(), at.rule()).status(failed ? "blocked".equals(error) ? "blocked" : "error"
                : null).error(failed ? error : null).addText(failed ? error : null);
        if (id != null) {
            b.identity("pyrit/message/" + id);
        }
        String text = sent != null ? sent : original;
        if (text != null && answer) {
            b.addOutput(new Message("assistant", text));
        } else if (text != null) {
            b.addInput(new Message(role == null ? "user" : role, text));
        }
        b.content(text == null ? ContentState.ABSENT : null);
        if (original != null && !original.equals(text)) {
            b.addText(original);
            b.extra("original_value", Rest.cut(original));
        }
        digest(b, "original_value", original);
        digest(b, "converted_value", sent);
        Extras.add(b, "", n, MAPPED);
        return b.build();
    }

    /** Each message carries a digest of its words: a message that was changed afterwards gives itself away. */
    private void digest(Event.Builder b, String key, String value) {
        String claimed = Nodes.scalar(n, key + "_sha256");
        String type = Nodes.scalar(n, key + "_data_type");
        if (claimed == null || value == null || type != null && !type.equals("text") && !type.equals("error")) {
            return;
        }
        String actual = Hash.of(value.getBytes(StandardCharsets.UTF_8)).toString();
        b.extra(key + " digest", actual.equalsIgnoreCase(claimed) ? "matches" : "differs from the words");
    }

    static Event score(JsonNode s, String message) {
        JsonNode scorer = Extras.open(s.get("scorer_class_identifier"));
        String who = scorer != null && scorer.isObject() ? Nodes.first(scorer, "__type__", "class_name")
                : Nodes.scalar(scorer);
        String word = who == null ? "" : who;
        String by = word.contains("Human") ? "human" : word.contains("SelfAsk") || word.contains("Gandalf") ? "llm"
                : "code";
        String about = Nodes.first(s, "prompt_request_response_id", "message_piece_id");
        String why = Nodes.text(s, "score_rationale");
        String id = Nodes.scalar(s, "id");
        Times.Time at = Times.of(s.get("timestamp"));
        Event.Builder b = Event.of(EventKind.REVIEW).operation("score").name(Nodes.text(s, "score_category"))
                .parent(about != null ? about : message).actor(who).time(at.nanos(), at.text(), at.rule())
                .review(new Review(by, who, Nodes.scalar(s, "score_value"), why)).addText(why)
                .addText(Nodes.scalar(s, "score_value_description")).addId(id);
        if (id != null) {
            b.identity("pyrit/score/" + id + (message == null ? "" : "/in message"));
        }
        Extras.add(b, "", s, Set.of("_table", "id", "score_rationale", "timestamp"));
        return b.build();
    }

    /** An attack that succeeded is a test that was not passed. */
    static Event result(JsonNode n) {
        String outcome = Nodes.scalar(n, "outcome");
        String word = outcome == null ? "" : outcome.toLowerCase(Locale.ROOT);
        Boolean passed = word.equals("success") ? Boolean.FALSE : word.equals("failure") ? Boolean.TRUE : null;
        JsonNode attack = Extras.open(n.get("attack_identifier"));
        String family = Nodes.first(attack, "__type__", "class_name");
        String objective = Nodes.scalar(n, "objective");
        String conversation = Nodes.scalar(n, "conversation_id");
        Times.Time at = Times.of(n.get("timestamp"));
        Event.Builder b = Event.of(EventKind.EVALUATION).operation("attack result").name(family).trace(conversation)
                .session(conversation).time(at.nanos(), at.text(), at.rule()).addText(objective)
                .addText(Nodes.scalar(n, "outcome_reason"))
                .evaluation(new Evaluation(null, objective, null, null, passed, null, family));
        if (Nodes.scalar(n, "id") != null) {
            b.identity("pyrit/result/" + Nodes.scalar(n, "id"));
        }
        Extras.add(b, "", n, Set.of("_table", "id", "timestamp"));
        return b.build();
    }
}
