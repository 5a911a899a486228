// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.formats.inspect;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.tracebinder.core.Evaluation;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.formats.common.Extras;
import org.tracebinder.formats.common.Nodes;
import org.tracebinder.formats.common.Times;
import org.tracebinder.ingest.RawRecord;
import tools.jackson.databind.JsonNode;

/** The log of an evaluation without its samples: what ran on which model, and what came out on the whole. */
final class Log {

    /** Nothing around a sample. */
    static final Log NONE = new Log(null);

    private static final Set<String> MAPPED = Set.of("version", "status", "eval", "results", "samples", "reductions",
            "error", "plan");

    private final JsonNode n;
    private final JsonNode eval;

    private Log(JsonNode n) {
        this.n = n;
        this.eval = n == null ? null : n.get("eval");
    }

    static Log of(JsonNode n) {
        return new Log(n);
    }

    static boolean isLog(JsonNode v) {
        JsonNode eval = v.get("eval");
        return eval != null && eval.isObject() && eval.has("task") && (eval.has("model") || eval.has("dataset"))
                && (v.has("plan") || v.has("status") || v.has("version"));
    }

    /** @return the model under test, null when there is no log around */
    String model() {
        return Nodes.scalar(eval, "model");
    }

    /** @return when it ran, for samples that do not say */
    Times.Time time() {
        Times.Time at = Times.of(Nodes.at(n, "stats", "started_at"));
        return at.known() ? at : Times.of(Nodes.at(eval, "created"));
    }

    /** @return the archive that the record came out of, which holds one evaluation; else the task */
    static String suite(RawRecord record, Log log) {
        String path = record.source().path();
        int member = path.lastIndexOf("!/");
        if (member > 0) {
            String archive = path.substring(0, member);
            return archive.substring(archive.lastIndexOf('/') + 1);
        }
        return log == null || log.eval == null ? null : Nodes.first(log.eval, "task", "eval_id", "run_id");
    }

    /**
     * @param alone whether no sample of it is at hand: then the log is all there is of a test; else it is the sum over
     *              tests that stand for themselves
     */
    Event.Builder event(RawRecord record, boolean alone) {
        Times.Time at = time();
        String status = Nodes.scalar(n, "status");
        String error = Nodes.scalar(n, "error", "message");
        Provider provider = Provider.of(model());
        // the journal of an archive holds the beginning of the same evaluation
        boolean whole = n.has("results") || n.has("stats") || status != null;
        Event.Builder b = Event.of(whole && alone ? EventKind.EVALUATION : EventKind.OTHER)
                .operation(!whole ? "eval started" : alone ? "eval" : "eval summary").name(Nodes.scalar(eval, "task"))
                .provider(provider.name()).modelRequested(provider.model())
                .app(Nodes.first(eval, "task_file", "task_registry_name")).time(at.nanos(), at.text(), at.rule())
                .duration(at.until(Times.of(Nodes.at(n, "stats", "completed_at"))))
                .status("success".equals(status) ? "ok" : status == null ? "started" : status).error(error)
                .addText(error).addId(Nodes.scalar(eval, "eval_id")).addId(Nodes.scalar(eval, "run_id"));
        if (whole && alone) {
            b.evaluation(new Evaluation(suite(record, this), null, provider.model(), null, null, metric(), null));
        }
        String id = Nodes.first(eval, "eval_id", "run_id");
        if (id != null) {
            b.identity("inspect/eval/" + id + "/" + status);
        }
        metrics(b);
        Extras.add(b, "eval.", eval, Set.of("model", "task"));
        Extras.add(b, "", n, MAPPED);
        b.extra("plan", Nodes.text(n, "plan"));
        return b;
    }

    private JsonNode scores() {
        JsonNode scores = Nodes.at(n, "results", "scores");
        return scores != null && scores.isArray() ? scores : null;
    }

    /** The first metric of the first scorer, which is the accuracy nearly everywhere. */
    private Double metric() {
        JsonNode metrics = scores() == null ? null : Nodes.at(scores().get(0), "metrics");
        if (metrics == null || !metrics.isObject() || metrics.isEmpty()) {
            return null;
        }
        BigDecimal value = Nodes.decimal(Nodes.scalar(metrics.iterator().next(), "value"));
        return value == null ? null : value.doubleValue();
    }

    private void metrics(Event.Builder b) {
        JsonNode results = Nodes.at(n, "results");
        b.extra("total_samples", Nodes.scalar(results, "total_samples"));
        b.extra("completed_samples", Nodes.scalar(results, "completed_samples"));
        if (scores() == null) {
            return;
        }
        for (JsonNode score : scores()) {
            JsonNode metrics = Nodes.at(score, "metrics");
            if (metrics != null && metrics.isObject()) {
                for (Map.Entry<String, JsonNode> metric : metrics.properties()) {
                    b.extra("score." + Nodes.scalar(score, "name") + "." + metric.getKey(),
                            Nodes.scalar(metric.getValue(), "value"));
                }
            }
        }
    }
}
