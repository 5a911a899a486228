// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.promptfoo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Hash;
import org.tracebinder.core.Message;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.common.Times.Time;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** One row of a JSON result. */
final class ResultRow {

    private static final int ERROR = 2;
    /** What the tool writes for a reason when a case has no assertion. */
    private static final String NOTHING_ASSERTED = "No assertions";
    private static final int MOST_VARIABLES = 8;
    private static final int LONGEST_VARIABLE = 60;
    private static final Set<String> MAPPED = Set.of("id", "provider", "prompt", "vars", "response", "providerResponse",
            "success", "score", "latencyMs", "cost", "description", "testIdx", "promptIdx", "timestamp", "createdAt",
            "error",
            "tokenUsage", "metadata", "testCase");

    private final JsonNode row;
    private final Document document;

    ResultRow(JsonNode row, Document document) {
        this.row = row;
        this.document = document;
    }

    Event event(RawRecord record) {
        Provider provider = Provider.of(row.get("provider"), document.provider());
        String suite = document.suite();
        String test = test();
        JsonNode response = Nodes.at(row, "response") != null ? row.get("response") : Nodes.at(row, "providerResponse");
        Time at = time();
        Event.Builder b = Event.of(EventKind.EVALUATION).operation(attack() != null ? "redteam" : "eval").name(test)
                .actor(document.author()).provider(provider.name()).modelRequested(provider.model())
                .version(provider.version())
                .session(Nodes.scalar(response, "sessionId")).time(at.nanos(), at.text(), at.rule());
        boolean error = Nodes.number(row, "failureReason") == ERROR || unanswered(response);
        boolean judged = judged();
        Boolean passed = error || !judged ? null : Nodes.bool(row.get("success"));
        var score = judged ? Nodes.decimal(Nodes.scalar(row, "score")) : null;
        b.evaluation(new Evaluation(suite, test, provider.model(), provider.version(), passed,
                score == null ? null : score.doubleValue(), attack()));
        b.status(error ? "error" : null).error(error ? Nodes.text(row, "error") : null);
        numbers(response, b);
        content(response, b);
        words(b);
        String id = Nodes.scalar(row, "id");
        b.addId(id);
        // a row without an id is the n-th of its document, and other documents have an n-th row, too
        b.identity(id != null ? "promptfoo/" + id
                : suite == null ? null : "promptfoo/" + suite + "/" + record.number());
        if (!judged) {
            b.extra("success", Nodes.scalar(row, "success")).extra("score", Nodes.scalar(row, "score"));
        }
        extras(response, b);
        return b.build();
    }

    /** A failed assertion stands under {@code error}, too: then there is an answer, and no error of the provider. */
    private boolean unanswered(JsonNode response) {
        boolean answered = response != null && Nodes.at(response, "output") != null;
        return Nodes.scalar(row, "error") != null && (response == null || !answered
                && Nodes.scalar(response, "error") != null);
    }

    /**
     * A case that nothing was asserted of gets {@code success} and score 1 from the tool, which says only that an
     * answer came; a failure is one whatever stands beside it.
     */
    private boolean judged() {
        if (!Boolean.TRUE.equals(Nodes.bool(row.get("success")))) {
            return true;
        }
        JsonNode graded = Nodes.at(row, "gradingResult");
        if (graded == null || !graded.isObject()) {
            return !document.assertsNothing();
        }
        JsonNode parts = Nodes.at(graded, "componentResults");
        return parts != null && !parts.isEmpty() || Nodes.at(graded, "assertion") != null
                || !NOTHING_ASSERTED.equals(Nodes.scalar(graded, "reason"));
    }

    private Time time() {
        Time own = Times.first(row, "timestamp", "createdAt");
        return own.known() || !document.time().known() ? own : document.time();
    }

    private String test() {
        String name = Nodes.scalar(row, "description");
        name = name != null ? name : Nodes.scalar(row, "testCase", "description");
        String index = Nodes.scalar(row, "testIdx");
        String prompt = Nodes.scalar(row, "promptIdx");
        return name != null ? name : index == null ? variables() : "test " + index + (prompt == null ? "" : ", prompt "
                + prompt);
    }

    /** Early versions number nothing: what a case was made of tells it from the others, in this run and in the next. */
    private String variables() {
        JsonNode vars = Nodes.at(row, "vars");
        if (vars == null || !vars.isObject() || vars.isEmpty()) {
            return null;
        }
        StringJoiner values = new StringJoiner(", ");
        vars.properties().stream().limit(MOST_VARIABLES).forEach(v -> values.add(v.getKey() + " = "
                + brief(Nodes.text(v.getValue()))));
        JsonNode prompt = Nodes.at(row, "prompt");
        String label = Nodes.first(prompt, "label", "display", "raw");
        label = label != null ? label : Nodes.scalar(prompt);
        return values + (label == null ? "" : ", prompt " + brief(label));
    }

    /** Two long values with one beginning stay two. */
    private static String brief(String value) {
        return value == null || value.length() <= LONGEST_VARIABLE ? value : value.substring(0, LONGEST_VARIABLE)
                + "\u2026 (" + Hash.of(value.getBytes(StandardCharsets.UTF_8)).toString().substring(0, 8) + ")";
    }

    /** The attack of a red-team row: the plugin that made it, with the strategy that disguised it. */
    private String attack() {
        for (JsonNode place : new JsonNode[] {Nodes.at(row, "testCase", "metadata"), Nodes.at(row, "metadata")}) {
            String plugin = Nodes.scalar(place, "pluginId");
            if (plugin != null) {
                String strategy = Nodes.scalar(place, "strategyId");
                return strategy == null || strategy.equals("basic") ? plugin : plugin + " via " + strategy;
            }
        }
        return null;
    }

    private void numbers(JsonNode response, Event.Builder b) {
        JsonNode usage = Nodes.at(response, "tokenUsage") != null ? response.get("tokenUsage") : Nodes.at(row,
                "tokenUsage");
        b.tokensIn(Nodes.number(usage, "prompt")).tokensOut(Nodes.number(usage, "completion"));
        var cost = Nodes.decimal(Nodes.scalar(row, "cost"));
        b.cost(cost != null ? cost : Nodes.decimal(Nodes.scalar(response, "cost")));
        var latency = Nodes.decimal(Nodes.scalar(row, "latencyMs"));
        if (latency != null && latency.signum() >= 0 && latency.precision() - latency.scale() <= 12) {
            b.duration(latency.movePointRight(6).longValue());
        }
        if (usage != null) {
            Nodes.extras(b, "tokenUsage.", usage, Set.of("prompt", "completion"));
        }
    }

    private void content(JsonNode response, Event.Builder b) {
        JsonNode prompt = Nodes.at(row, "prompt");
        String raw = prompt != null && prompt.isObject() ? Nodes.text(prompt, "raw") : Nodes.text(prompt);
        if (raw != null) {
            Messages.parse(raw, "user").forEach(b::addInput);
        }
        JsonNode output = response == null ? null : response.isObject() ? Nodes.at(response, "output") : response;
        String answer = Nodes.text(output);
        if (answer != null) {
            b.addOutput(new Message("assistant", answer));
        }
        JsonNode guardrails = Nodes.at(response, "guardrails");
        if (guardrails != null) {
            boolean flagged = Boolean.TRUE.equals(Nodes.bool(guardrails.get("flagged")));
            List<String> reasons = new ArrayList<>(1);
            if (Nodes.text(guardrails, "reason") != null) {
                reasons.add(Nodes.text(guardrails, "reason"));
            }
            b.addDecision(new PolicyDecision("provider guardrails", null, null, flagged ? "deny" : "allow", reasons));
        }
    }

    private void words(Event.Builder b) {
        b.addText(Nodes.text(row, "gradingResult", "reason")).addText(Nodes.text(row, "error"));
        JsonNode vars = Nodes.at(row, "vars");
        if (vars != null && vars.isObject()) {
            for (Map.Entry<String, JsonNode> v : vars.properties()) {
                b.addText(Nodes.text(v.getValue()));
                b.extra("vars." + v.getKey(), Nodes.text(v.getValue()));
            }
        }
    }

    private void extras(JsonNode response, Event.Builder b) {
        b.extra("prompt.label", Nodes.scalar(row, "prompt", "label"));
        b.extra("provider.id", Nodes.scalar(row, "provider", "id"));
        b.extra("provider.label", Nodes.scalar(row, "provider", "label"));
        b.extra("testIdx", Nodes.scalar(row, "testIdx")).extra("promptIdx", Nodes.scalar(row, "promptIdx"));
        Nodes.extras(b, "response.", response, Set.of("output", "tokenUsage", "cost", "sessionId", "guardrails"));
        Nodes.extras(b, "metadata.", Nodes.at(row, "metadata"), Set.of("_promptfooFileMetadata"));
        JsonNode test = Nodes.at(row, "testCase", "metadata");
        if (test != null && !test.equals(Nodes.at(row, "metadata"))) {
            Nodes.extras(b, "test.metadata.", test, Set.of());
        }
        Nodes.extras(b, "", row, MAPPED);
    }
}
