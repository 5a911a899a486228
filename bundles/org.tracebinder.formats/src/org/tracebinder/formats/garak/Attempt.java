// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.garak;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.ContentState;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import tools.jackson.databind.JsonNode;

/**
 * One attack. It stands in the report twice: answered (status 1), and judged by the detectors (status 2). Only the
 * judged one is a test.
 */
final class Attempt {

    private static final Set<String> MAPPED = Set.of("entry_type", "uuid", "status", "prompt", "outputs", "output",
            "detector_results", "probe_classname", "conversations", "reverse_translation_outputs");

    private final JsonNode n;
    private final String suite;

    Attempt(JsonNode n, String suite) {
        this.n = n;
        this.suite = suite;
    }

    Event.Builder event(Setup setup) {
        long status = Nodes.number(n, "status");
        boolean judged = status == 2;
        String probe = Nodes.scalar(n, "probe_classname");
        String id = Nodes.scalar(n, "uuid");
        String seq = Nodes.scalar(n, "seq");
        Event.Builder b = setup.to(Event.of(judged ? EventKind.EVALUATION : EventKind.OTHER).operation("attempt"))
                .name(probe).span(id).addText(Nodes.text(n, "goal"))
                .status(judged ? null : status == 1 ? "not evaluated" : "not sent");
        if (judged) {
            Double worst = worst();
            b.evaluation(new Evaluation(suite, seq == null ? probe : probe + " " + seq, setup.model(), null,
                    passed(worst, setup.threshold()), worst, family(probe)));
        }
        if (id != null) {
            b.identity(identity(id, probe, seq, status));
        }
        turns(b, n.get("prompt"));
        JsonNode outputs = n.get("outputs");
        for (int i = 0; outputs != null && outputs.isArray() && i < outputs.size(); i++) {
            String text = words(outputs.get(i));
            if (text != null) {
                b.addOutput(new Message("assistant", text));
            }
        }
        b.content(words(n.get("prompt")) == null && (outputs == null || outputs.isEmpty()) ? ContentState.ABSENT
                : null);
        scores(b);
        Setup.served(b, setup.model());
        Extras.add(b, "", n, MAPPED);
        return b;
    }

    Event.Builder hit() {
        String probe = Nodes.scalar(n, "probe");
        BigDecimal score = Nodes.decimal(Nodes.scalar(n, "score"));
        String generator = Nodes.scalar(n, "generator");
        String attempt = Nodes.scalar(n, "attempt_id");
        String seq = Nodes.scalar(n, "attempt_seq");
        // "openai gpt-4o": the type of the generator before its name
        int blank = generator == null ? -1 : generator.indexOf(' ');
        String model = blank < 0 ? generator : generator.substring(blank + 1);
        Event.Builder b = Event.of(EventKind.EVALUATION).operation("hit").name(probe).trace(Nodes.scalar(n, "run_id"))
                .span(attempt).provider(blank < 0 ? null : generator.substring(0, blank)).modelRequested(model)
                .addText(Nodes.text(n, "goal")).addText(Nodes.text(n, "trigger"))
                .evaluation(new Evaluation(suite, seq == null ? probe : probe + " " + seq, model, null, false,
                        score == null ? null : score.doubleValue(), family(probe)));
        if (attempt != null) { // the attempt stands in the report, too: both are records of one test
            b.identity(identity(attempt, probe, seq, 2)).piece(Event.NONE);
        }
        turns(b, n.get("prompt"));
        String text = words(n.get("output"));
        if (text != null) {
            b.addOutput(new Message("assistant", text));
        }
        Setup.served(b, model);
        Extras.add(b, "", n, MAPPED);
        return b;
    }

    private static String identity(String attempt, String probe, String seq, long status) {
        String name = probe == null || !probe.startsWith("probes.") ? probe : probe.substring("probes.".length());
        return "garak/attempt/" + attempt + "/" + name + "/" + seq + "/" + status;
    }

    /** @return the module of a probe, which is one kind of attack; its classes are variants of it */
    private static String family(String probe) {
        String name = probe == null || !probe.startsWith("probes.") ? probe : probe.substring("probes.".length());
        int dot = name == null ? -1 : name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Text in the older reports, turns of roles and contents in the newer ones. */
    private static void turns(Event.Builder b, JsonNode prompt) {
        JsonNode turns = Nodes.at(prompt, "turns");
        if (turns != null && turns.isArray()) {
            for (JsonNode turn : turns) {
                String text = words(turn.get("content"));
                String role = Nodes.scalar(turn, "role");
                if (text != null) {
                    b.addInput(new Message(role == null ? "user" : role, text));
                }
            }
        } else if (words(prompt) != null) {
            b.addInput(new Message("user", words(prompt)));
        }
    }

    private static String words(JsonNode node) {
        return node != null && node.isObject() && node.has("text") ? Nodes.text(node, "text") : Nodes.text(node);
    }

    /** A detector that gave no score leaves the attempt open, unless another one saw a hit. */
    private Boolean passed(Double worst, double threshold) {
        if (worst == null) {
            return null;
        }
        if (worst >= threshold) {
            return false;
        }
        for (JsonNode scores : n.get("detector_results")) {
            for (JsonNode score : scores) {
                if (!score.isNumber()) {
                    return null;
                }
            }
        }
        return true;
    }

    private Double worst() {
        Double worst = null;
        JsonNode results = Nodes.at(n, "detector_results");
        if (results == null || !results.isObject()) {
            return null;
        }
        for (JsonNode scores : results) {
            for (JsonNode score : scores) {
                if (score.isNumber() && (worst == null || score.doubleValue() > worst)) {
                    worst = score.doubleValue();
                }
            }
        }
        return worst;
    }

    private void scores(Event.Builder b) {
        JsonNode results = Nodes.at(n, "detector_results");
        if (results != null && results.isObject()) {
            for (Map.Entry<String, JsonNode> r : results.properties()) {
                b.extra("detector." + r.getKey(), Nodes.text(r.getValue()));
            }
        }
    }
}
