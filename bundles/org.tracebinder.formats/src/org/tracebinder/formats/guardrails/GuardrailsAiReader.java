// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.guardrails;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.PolicyDecision;
import org.tracebinder.formats.common.DocumentReader;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.formats.jsonld.Graph;
import org.tracebinder.ingest.BadRecordException;
import org.tracebinder.ingest.Json;
import org.tracebinder.ingest.Match;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/**
 * Guardrails AI: outcomes of validation and histories of calls with the log of each validator. An early version wrote
 * {@code validation_passed} inverted: where a validator says otherwise, the validator counts and the contradiction is
 * said.
 */
public final class GuardrailsAiReader extends DocumentReader {

    private static final List<String> WRAPPERS = List.of("history", "calls", "outcomes");
    private static final Set<String> MAPPED = Set.of("call_id", "raw_llm_output", "validated_output", "iterations",
            "validator_logs", "validation_summaries");
    private static final int MAX = 2_000;

    /** Made once for all contents. */
    public GuardrailsAiReader() {
        super("guardrails-ai", "Guardrails AI", WRAPPERS);
    }

    @Override
    protected Match match(JsonNode v) {
        if (isOutcome(v)) {
            return new Match.Maybe(94, "validation_passed beside raw_llm_output or validated_output");
        }
        if (isLog(v)) {
            return new Match.Maybe(92, "validator_name beside validation_result");
        }
        if (hasLogs(v)) {
            return new Match.Maybe(91, "iterations with validator_logs");
        }
        return Match.NO;
    }

    @Override
    protected Match match(String text) {
        return text.contains("\"validation_passed\"") && text.contains("\"raw_llm_output\"")
                ? new Match.Maybe(72, "text with validation_passed and raw_llm_output") : Match.NO;
    }


    private static boolean isOutcome(JsonNode v) {
        return v.has("validation_passed") && (v.has("raw_llm_output") || v.has("validated_output"));
    }

    private static boolean isLog(JsonNode v) {
        return v.has("validator_name") && v.has("validation_result");
    }

    private static boolean hasLogs(JsonNode v) {
        return !logs(v).isEmpty();
    }

    @Override
    public void read(RawRecord record, Consumer<Event> events) throws BadRecordException {
        JsonNode n = Json.tree(record);
        if (!n.isObject() || !isOutcome(n) && !isLog(n) && !hasLogs(n)) {
            throw new BadRecordException("no record of Guardrails AI: no validation_passed, validator_logs or "
                    + "validator_name");
        }
        events.accept(isLog(n) ? single(n) : outcome(n));
    }

    /** The logs of all iterations, wherever this version keeps them. */
    private static List<JsonNode> logs(JsonNode n) {
        List<JsonNode> logs = new ArrayList<>();
        collect(n, logs);
        for (JsonNode i : Graph.each(Nodes.at(n, "iterations"))) {
            collect(i, logs);
            collect(Nodes.at(i, "outputs"), logs);
        }
        return logs;
    }

    private static void collect(JsonNode holder, List<JsonNode> to) {
        for (JsonNode log : Graph.each(Nodes.at(holder, "validator_logs"))) {
            if (isLog(log) && to.size() < MAX) {
                to.add(log);
            }
        }
    }

    private static Event single(JsonNode log) {
        Times.Time at = Times.of(log.get("start_time"));
        Event.Builder b = Event.of(EventKind.POLICY).operation("validation").name(Nodes.scalar(log, "validator_name"))
                .time(at.nanos(), at.text(), at.rule()).duration(at.until(Times.of(log.get("end_time"))))
                .addDecision(decision(log)).addText(Nodes.scalar(log, "validation_result", "error_message"));
        values(b, log);
        Extras.add(b, "", log, Set.of("value_before_validation", "value_after_validation"));
        return b.build();
    }

    private static void values(Event.Builder b, JsonNode log) {
        String before = Nodes.text(log, "value_before_validation");
        String after = Nodes.text(log, "value_after_validation");
        if (before != null) {
            b.addInput(new Message("value", before));
        }
        if (after != null) {
            b.addOutput(new Message("value", after));
        }
    }

    private static Event outcome(JsonNode n) {
        String call = Nodes.first(n, "call_id", "id");
        Event.Builder b = Event.of(EventKind.POLICY).operation("validation outcome").name("validation").span(call)
                .identity(call == null ? null : "guardrails-ai/" + call);
        String raw = Nodes.text(n, "raw_llm_output");
        String validated = Nodes.text(n, "validated_output");
        if (raw != null) {
            b.addInput(new Message("assistant", raw));
        }
        if (validated != null) {
            b.addOutput(new Message("assistant", validated));
        }
        Boolean passed = Nodes.bool(n.get("validation_passed"));
        boolean changed = raw != null && validated != null && !raw.equals(validated);
        List<JsonNode> logs = logs(n);
        Times.Time at = Times.Time.UNKNOWN;
        boolean failed = false;
        boolean fixed = false;
        for (JsonNode log : logs) {
            PolicyDecision d = decision(log);
            failed |= d.action().equals("deny");
            fixed |= isFix(d.action());
            b.addDecision(d);
            at = at.known() ? at : Times.of(log.get("start_time"));
        }
        for (JsonNode s : Graph.each(n.get("validation_summaries"))) {
            String status = Nodes.scalar(s, "validator_status");
            String validator = Nodes.scalar(s, "validator_name");
            // the summary does not say what became of a failure: words that came out changed do, where it passed then
            boolean mended = "fail".equals(status) && changed && Boolean.TRUE.equals(passed);
            failed |= "fail".equals(status) && !mended;
            fixed |= mended;
            b.addDecision(new PolicyDecision("guardrails-ai", validator, null, mended ? fix(validator)
                    : "fail".equals(status) ? "deny" : "pass".equals(status) ? "allow" : String.valueOf(status),
                    reason(Nodes.scalar(s, "failure_reason"))));
        }
        if (logs.isEmpty() && !n.has("validation_summaries") && passed != null) {
            b.addDecision(new PolicyDecision("guardrails-ai", null, null, !passed ? "deny" : changed ? "modify"
                    : "allow", reason("validation_passed alone, which an early version wrote inverted")));
        } else if (passed != null && passed == failed && !(fixed && !passed)) {
            b.extra("contradiction", "validation_passed is " + passed + ", the validators say otherwise");
        }
        String error = Nodes.text(n, "error");
        b.time(at.nanos(), at.text(), at.rule()).error(error).status(error == null ? null : "error").addText(error);
        Extras.add(b, "", n, MAPPED);
        return b.build();
    }

    private static boolean isFix(String action) {
        return action.equals("modify") || action.equals("redact");
    }

    /** @return what a validator did that mended what it refused: those for personal data and secrets mask */
    private static String fix(String validator) {
        String name = validator == null ? "" : validator.toLowerCase(Locale.ROOT);
        return name.contains("pii") || name.contains("secret") ? "redact" : "modify";
    }

    private static List<String> reason(String words) {
        return words == null ? List.of() : List.of(words);
    }

    private static PolicyDecision decision(JsonNode log) {
        JsonNode result = Nodes.at(log, "validation_result");
        String outcome = Nodes.scalar(result, "outcome");
        String fixed = Nodes.text(result, "fix_value");
        String after = Nodes.text(log, "value_after_validation");
        boolean changed = "fail".equals(outcome) && fixed != null && fixed.equals(after);
        String validator = Nodes.scalar(log, "validator_name");
        String action = outcome == null ? "undefined" : outcome.equals("pass") ? "allow" : changed ? fix(validator)
                : "deny";
        return new PolicyDecision("guardrails-ai", validator, null, action,
                reason(Nodes.scalar(result, "error_message")));
    }
}
