// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.session.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tracebinder.trace.LineageView;
import org.tracebinder.trace.TraceView;

/** Parts of a trace as JSON objects, for certificates. */
final class Views {

    private Views() {
    }

    static List<Map<String, Object>> policy(TraceView trace) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (TraceView.Decision d : trace.policy()) {
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("action", d.decision().action());
            m.put("engine", d.decision().engine());
            m.put("policy", d.decision().policy());
            m.put("revision", d.decision().revision());
            m.put("reasons", List.copyOf(d.decision().reasons()));
            m.put("event", d.event().toString());
            all.add(m);
        }
        return all;
    }

    static List<Map<String, Object>> reviews(TraceView trace) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (TraceView.Judgement j : trace.reviews()) {
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("by", j.review().by());
            m.put("who", j.review().who());
            m.put("value", j.review().value());
            m.put("comment", j.review().comment());
            m.put("at", j.at() == null ? null : j.at().toString());
            m.put("event", j.event().toString());
            all.add(m);
        }
        return all;
    }

    static Map<String, Object> lineage(LineageView view) {
        List<Object> nodes = new ArrayList<>();
        for (LineageView.Node n : view.nodes()) {
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("id", n.id());
            m.put("type", n.type());
            m.put("namespace", n.namespace());
            m.put("name", n.name());
            m.put("version", n.version());
            nodes.add(m);
        }
        List<Object> edges = new ArrayList<>();
        for (LineageView.Edge e : view.edges()) {
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("from", e.from());
            m.put("to", e.to());
            m.put("basis", e.basis().id());
            m.put("events", Exporting.ids(e.events()));
            edges.add(m);
        }
        Map<String, Object> lineage = new LinkedHashMap<>();
        lineage.put("asOf", view.asOf() == null ? null : view.asOf().toString());
        lineage.put("nodes", nodes);
        lineage.put("edges", edges);
        lineage.put("missing", view.missing());
        return lineage;
    }
}
