// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Messages;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Parts;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** One run of an agent: the run as a whole, each step in which its model answered, and each tool that ran. */
final class Trajectory {

    private static final Set<String> MAPPED = Set.of("session_id", "steps", "agent", "subagent_trajectories");
    private static final Set<String> STEP = Set.of("step_id", "timestamp", "source", "message", "model_name",
            "tool_calls", "observation", "reasoning_content");

    private final JsonNode n;
    private final String id;
    private final String parent;
    private final String agent;
    private final int begin;
    private final String actor;
    private final List<JsonNode> given = new ArrayList<>();

    Trajectory(JsonNode n, RawRecord record, String parent, int begin) {
        this.n = n;
        this.parent = parent;
        this.begin = begin;
        this.agent = Nodes.scalar(n, "agent", "name");
        this.actor = user(n.get("steps"));
        String own = Nodes.first(n, "session_id", "trajectory_id");
        this.id = own != null ? own : record.source().name() + "#" + record.number() + (begin == 0 ? "" : "/" + begin);
    }

    String id() {
        return id;
    }

    void events(Parts parts, List<Event> found) {
        found.add(run().build());
        List<Message> waiting = new ArrayList<>();
        boolean answered = true;
        JsonNode steps = n.get("steps");
        for (int i = 0; steps != null && steps.isArray() && i < steps.size(); i++) {
            JsonNode step = steps.get(i);
            if (!step.isObject()) {
                continue;
            }
            String role = Turns.role(Nodes.scalar(step, "source"));
            if (role.equals("assistant")) {
                step(step, i, waiting, parts, found);
                waiting.clear();
                given.clear();
            } else {
                given.add(step);
            }
            String words = role.equals("assistant") ? observed(step) : Messages.words(Nodes.at(step, "message"));
            if (words != null) {
                waiting.add(new Message(role.equals("assistant") ? "tool" : role, words));
                // what tools gave back stands in their own events
                answered = role.equals("assistant") && step.path("tool_calls").size() > 0;
            }
        }
        if (!waiting.isEmpty() && !answered) {
            rest(waiting, parts, Math.max(0, steps.size() - 1), found);
        }
    }

    /** What was said last and nobody answered. */
    private void rest(List<Message> waiting, Parts parts, int index, List<Event> found) {
        Times.Time at = Times.of(n.get("steps").get(index).get("timestamp"));
        Event.Builder b = base(EventKind.OTHER, at).operation("unanswered").status("unanswered").name(agent)
                .span(id + "/rest").parent(id).identity(identity("rest"));
        waiting.forEach(b::addInput);
        before(b);
        found.add(mark(b, parts, index).build());
    }

    /** What the steps that a model was given say beside their words. */
    private void before(Event.Builder b) {
        for (JsonNode step : given) {
            Extras.add(b, "given.", step, Set.of("step_id", "timestamp", "source", "message"));
        }
    }

    private Event.Builder run() {
        JsonNode steps = n.get("steps");
        JsonNode first = steps == null ? null : steps.get(0);
        JsonNode last = steps == null || steps.isEmpty() ? null : steps.get(steps.size() - 1);
        Times.Time at = first == null ? Times.Time.UNKNOWN : Times.of(first.get("timestamp"));
        Times.Time end = last == null ? Times.Time.UNKNOWN : Times.of(last.get("timestamp"));
        Event.Builder b = Event.of(EventKind.AGENT).operation("run").name(agent).trace(id).span(id).parent(parent)
                .session(id).app(agent).modelRequested(Nodes.scalar(n, "agent", "model_name"))
                .time(at.nanos(), at.text(), at.rule()).duration(at.until(end))
                .identity(identity("run")).addText(Nodes.text(n, "notes"));
        if (!at.known()) {
            b.extra("undated", "the source records no time; the order is that of the file");
        }
        b.actor(actor);
        Extras.add(b, "agent.", n.get("agent"), Set.of("name", "model_name"));
        Extras.add(b, "", n, MAPPED);
        return b;
    }

    /** Whoever spoke to the agent, where the first steps name them. */
    private static String user(JsonNode steps) {
        for (int i = 0; steps != null && i < Math.min(8, steps.size()); i++) {
            String user = Nodes.first(Nodes.at(steps.get(i), "extra"), "user_id", "user");
            if (user != null) {
                return user;
            }
        }
        return null;
    }

    private String identity(String what) {
        return Nodes.first(n, "session_id", "trajectory_id") == null ? null : "atif/" + id + "/" + begin + "/" + what;
    }

    private void step(JsonNode step, int index, List<Message> waiting, Parts parts, List<Event> found) {
        String number = Nodes.scalar(step, "step_id");
        String span = id + "/" + (number == null ? "n" + index : number);
        Times.Time at = Times.of(step.get("timestamp"));
        JsonNode metrics = Nodes.at(step, "metrics");
        String model = Nodes.scalar(step, "model_name");
        Event.Builder b = base(EventKind.INFERENCE, at).operation("step").name(agent).span(span).parent(id)
                .modelRequested(model != null ? model : Nodes.scalar(n, "agent", "model_name"))
                .tokensIn(Nodes.number(metrics, "prompt_tokens")).tokensOut(Nodes.number(metrics, "completion_tokens"))
                .cost(Nodes.decimal(Nodes.scalar(metrics, "cost_usd"))).duration(latency(metrics))
                .identity(identity("step/" + index));
        waiting.forEach(b::addInput);
        String words = Messages.words(Nodes.at(step, "message"));
        JsonNode calls = step.get("tool_calls");
        StringBuilder said = new StringBuilder(words == null ? "" : words);
        for (int i = 0; calls != null && calls.isArray() && i < calls.size(); i++) {
            said.append(said.isEmpty() ? "" : "\n").append(call(calls.get(i)));
            b.addId(Nodes.scalar(calls.get(i), "tool_call_id"));
        }
        if (!said.isEmpty()) {
            b.addOutput(new Message("assistant", said.toString()));
        }
        b.addText(Nodes.scalar(step, "reasoning_content"));
        Extras.add(b, "", step, STEP);
        before(b);
        found.add(mark(b, parts, index).build());
        for (int i = 0; calls != null && calls.isArray() && i < calls.size(); i++) {
            found.add(mark(tool(step, calls.get(i), span, at, index, i), parts, index).build());
        }
    }

    private static long latency(JsonNode metrics) {
        long millis = Nodes.number(metrics, "extra", "latency_ms");
        return millis < 0 || millis > Long.MAX_VALUE / 1_000_000 ? Event.NONE : millis * 1_000_000;
    }

    private Event.Builder tool(JsonNode step, JsonNode call, String span, Times.Time at, int index, int i) {
        String name = Nodes.first(call, "function_name", "name");
        String own = Nodes.scalar(call, "tool_call_id");
        Event.Builder b = base(EventKind.TOOL, at).operation("tool call").name(name).tool(name)
                .span(own != null ? own : span + "/" + i).parent(span).addId(own)
                .identity(identity("step/" + index + "/tool/" + i));
        String arguments = Nodes.text(call, "arguments");
        if (arguments != null) {
            b.addInput(new Message("assistant", arguments));
        }
        JsonNode results = Nodes.at(step, "observation", "results");
        for (int r = 0; results != null && results.isArray() && r < results.size(); r++) {
            String source = Nodes.scalar(results.get(r), "source_call_id");
            String words = Messages.words(results.get(r).get("content"));
            if (words != null && (own != null && own.equals(source) || source == null && i == 0)) {
                b.addOutput(new Message("tool", words));
            }
        }
        return b;
    }

    private Event.Builder base(EventKind kind, Times.Time at) {
        return Event.of(kind).trace(id).session(id).app(agent).actor(actor).time(at.nanos(), at.text(), at.rule());
    }

    private static Event.Builder mark(Event.Builder b, Parts parts, int index) {
        return parts == null ? b : parts.mark(b, "steps", index);
    }

    private static String call(JsonNode call) {
        String arguments = Nodes.text(call, "arguments");
        return Nodes.first(call, "function_name", "name") + "(" + (arguments == null ? "" : arguments) + ")";
    }

    /** What came back to the agent is what its next step is given. */
    private static String observed(JsonNode step) {
        JsonNode results = Nodes.at(step, "observation", "results");
        StringBuilder words = new StringBuilder();
        for (int r = 0; results != null && results.isArray() && r < results.size(); r++) {
            String one = Messages.words(results.get(r).get("content"));
            words.append(one == null ? "" : (words.isEmpty() ? "" : "\n") + one);
        }
        return words.isEmpty() ? null : words.toString();
    }
}
